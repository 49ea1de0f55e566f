PRAGMA application_id = 1229408049;
PRAGMA user_version = 10;
BEGIN;
CREATE TABLE meta (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE run (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  started_at TEXT NOT NULL,
  finished_at TEXT,
  person TEXT NOT NULL,
  version TEXT NOT NULL
) STRICT;
CREATE TABLE document (
  id INTEGER PRIMARY KEY,
  path TEXT NOT NULL,
  kind TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  lang TEXT,
  title TEXT,
  publisher TEXT,
  date TEXT,
  url TEXT,
  content TEXT,
  sources TEXT,  -- JSON list of the hashes of the full texts that a report was built with
  run INTEGER NOT NULL REFERENCES run,
  retired_at TEXT
, text_sha256 TEXT, same_as INTEGER REFERENCES document, uses TEXT) STRICT;
CREATE TABLE segment (
  id INTEGER PRIMARY KEY,
  document INTEGER NOT NULL REFERENCES document,
  name TEXT NOT NULL,
  lang TEXT NOT NULL,
  text TEXT NOT NULL,
  paragraph INTEGER,
  footnote TEXT,
  quotation INTEGER,
  start INTEGER NOT NULL,
  stop INTEGER NOT NULL,
  UNIQUE (document, name)
) STRICT;
CREATE TABLE unit (
  id INTEGER PRIMARY KEY AUTOINCREMENT,  -- never reused: an index may name an id that is gone, never a wrong one
  source_lang TEXT NOT NULL,
  target_lang TEXT NOT NULL,
  source TEXT NOT NULL,
  target TEXT NOT NULL,
  relation TEXT NOT NULL,
  status TEXT NOT NULL,
  score REAL,
  digest INTEGER NOT NULL,  -- 63-bit hash of languages, texts and codes: finds the duplicate
  found INTEGER,  -- the digest it came with, if its text was edited since: a new import finds the edited unit
  version INTEGER NOT NULL DEFAULT 1,
  created_at TEXT,
  created_by TEXT,
  changed_at TEXT,
  changed_by TEXT,
  note TEXT,
  evidence TEXT,
  codes TEXT,  -- inline codes of source and target; NULL if there are none
  extra INTEGER  -- of unit_extra; NULL for a plain unit
, document INTEGER REFERENCES document, file_id TEXT, keep REAL) STRICT;
CREATE TABLE unit_extra (id INTEGER PRIMARY KEY, data TEXT NOT NULL) STRICT;
CREATE TABLE unit_origin (
  unit INTEGER NOT NULL REFERENCES unit ON DELETE CASCADE,
  document INTEGER NOT NULL REFERENCES document,
  place TEXT NOT NULL DEFAULT '', part_of INTEGER REFERENCES unit ON DELETE SET NULL, stretches TEXT,
  PRIMARY KEY (unit, document, place)
) STRICT, WITHOUT ROWID;
CREATE TABLE pair (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  mined TEXT NOT NULL UNIQUE,
  german TEXT NOT NULL,
  english TEXT NOT NULL,
  score REAL NOT NULL,
  status TEXT NOT NULL,
  administrative_status TEXT,
  part_of_speech TEXT,
  suggestions TEXT NOT NULL DEFAULT '[]',
  doubt TEXT NOT NULL DEFAULT '',
  note TEXT,
  concept TEXT,   -- the concept that an approval made or extended
  known TEXT,     -- the concept that already has this pair
  conflict TEXT,  -- the English that the term base has instead
  merged_into INTEGER REFERENCES pair,
  occurrences INTEGER NOT NULL DEFAULT 0,
  documents INTEGER NOT NULL DEFAULT 0,
  version INTEGER NOT NULL DEFAULT 1,
  created_at TEXT,
  created_by TEXT,
  changed_at TEXT,
  changed_by TEXT
, termhood REAL, reason TEXT, place TEXT NOT NULL DEFAULT '', report INTEGER REFERENCES document) STRICT;
CREATE TABLE pair_document (
  pair INTEGER NOT NULL REFERENCES pair ON DELETE CASCADE,
  document INTEGER NOT NULL REFERENCES document,
  data TEXT NOT NULL,  -- model.TermPair without its occurrences
  PRIMARY KEY (pair, document)
) STRICT, WITHOUT ROWID;
CREATE TABLE occurrence (
  id INTEGER PRIMARY KEY,
  pair INTEGER NOT NULL REFERENCES pair ON DELETE CASCADE,
  document INTEGER NOT NULL REFERENCES document,
  data TEXT NOT NULL  -- model.Occurrence
, place TEXT) STRICT;
CREATE TABLE concept (
  id TEXT PRIMARY KEY,
  status TEXT NOT NULL,
  subject_field TEXT,
  data TEXT NOT NULL,  -- model.Concept
  digest TEXT NOT NULL,  -- of data, to see at once that an import brings nothing new
  is_deleted INTEGER NOT NULL DEFAULT 0,
  version INTEGER NOT NULL DEFAULT 1,
  document INTEGER REFERENCES document,
  created_at TEXT,
  created_by TEXT,
  changed_at TEXT,
  changed_by TEXT
) STRICT;
CREATE TABLE term (
  id INTEGER PRIMARY KEY AUTOINCREMENT,  -- never used twice: store/compiled.py relies on it
  concept TEXT REFERENCES concept,
  pair INTEGER REFERENCES pair,
  lang TEXT NOT NULL,
  text TEXT NOT NULL,
  folded TEXT NOT NULL,  -- text.keys.key(text): to find a query inside a term
  position INTEGER NOT NULL,
  administrative_status TEXT,
  is_forbidden INTEGER NOT NULL DEFAULT 0,
  CHECK ((concept IS NULL) <> (pair IS NULL))
) STRICT;
CREATE TABLE form (
  key TEXT NOT NULL,
  term INTEGER NOT NULL REFERENCES term ON DELETE CASCADE,
  match TEXT NOT NULL,
  PRIMARY KEY (key, term)
) STRICT, WITHOUT ROWID;
CREATE TABLE decision (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  at TEXT NOT NULL,
  person TEXT NOT NULL,
  entry_kind TEXT NOT NULL CHECK (entry_kind IN ('unit', 'pair', 'concept')),
  entry_id TEXT NOT NULL,
  action TEXT NOT NULL,
  old TEXT NOT NULL,
  new TEXT NOT NULL,
  reason TEXT,
  act TEXT NOT NULL,  -- decisions of one act (a bulk approval) are undone together
  undoes INTEGER REFERENCES decision
) STRICT;
CREATE TABLE compiled (
  name TEXT PRIMARY KEY,
  fingerprint TEXT NOT NULL,
  data BLOB NOT NULL
) STRICT;
CREATE TABLE vector (
  model TEXT NOT NULL,
  hash BLOB NOT NULL,
  data BLOB NOT NULL,
  PRIMARY KEY (model, hash)
) STRICT, WITHOUT ROWID;
CREATE TABLE memory_language (tag TEXT NOT NULL, side INTEGER NOT NULL, PRIMARY KEY (tag, side)) STRICT, WITHOUT ROWID;
CREATE VIRTUAL TABLE memory_term USING fts5(terms, content='', detail=none, columnsize=0, tokenize='ascii');
CREATE TABLE memory_key (unit INTEGER PRIMARY KEY, source TEXT NOT NULL, target TEXT NOT NULL) STRICT;
CREATE TABLE memory_frequency (code TEXT PRIMARY KEY, units INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE VIRTUAL TABLE memory_word USING fts5(words, content='', detail=none, tokenize="ascii tokenchars '''-_:'");
CREATE VIRTUAL TABLE memory_vocabulary USING fts5vocab(memory_word, row);
INSERT INTO meta VALUES ('memory_tokens', '3');
INSERT INTO meta VALUES ('shipped', '0');
INSERT INTO run VALUES (1, 'import', '2026-01-02T03:04:05Z', NULL, 'anna', '0.1.0');
INSERT INTO document VALUES (1, '/memory.tmx', 'tmx', '0000000000000000000000000000000000000000000000000000000000000000', NULL, 'Gedächtnis', NULL, NULL, NULL, NULL, NULL, 1, NULL, NULL, NULL, NULL);
INSERT INTO segment VALUES (1, 1, 's1', 'de', 'Netz', NULL, NULL, NULL, 0, 4);
INSERT INTO unit VALUES (1, 'en', 'de', 'An open net', 'Ein offenes Netz', 'translation', 'rejected', NULL, 5841469665774418340, NULL, 2, NULL, NULL, '2026-01-02T03:04:05Z', 'anna', 'zu frei', NULL, '[[{"attributes":[["x","1"]],"content":"<br/>","kind":"ph","position":3}],[]]', 5371443478943517252, 1, NULL, NULL);
INSERT INTO unit VALUES (2, 'en', 'de', CAST(X'4120e280ae68696464656e1b5b33316d2074657874' AS TEXT), CAST(X'45696e20546578740a2227e280a8' AS TEXT), 'translation', 'approved', NULL, 1369565708262713772, NULL, 1, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 1, NULL, NULL);
DELETE FROM sqlite_sequence;
INSERT INTO sqlite_sequence VALUES ('unit', 3);
INSERT INTO sqlite_sequence VALUES ('pair', 2);
INSERT INTO sqlite_sequence VALUES ('term', 14);
INSERT INTO sqlite_sequence VALUES ('decision', 5);
INSERT INTO unit_extra VALUES (5371443478943517252, '{"notes":["b"]}');
INSERT INTO pair VALUES (1, 'Netz', 'Netz', 'net', 0.9, 'rejected', NULL, NULL, '[{"term": "network", "score": 0.5}]', '', NULL, NULL, NULL, NULL, 2, 1, 1, 2, '2026-01-02T03:04:05Z', 'anna', '2026-01-02T03:04:05Z', 'anna', NULL, NULL, '~|0999999999|0|0000000|00000000|netz|0100', 1);
INSERT INTO pair VALUES (2, 'Netze', 'Netze', 'nets', 0.8, 'candidate', NULL, NULL, '[{"term": "nets", "score": 0.8}]', '', NULL, NULL, NULL, NULL, NULL, 1, 1, 3, '2026-01-02T03:04:05Z', 'anna', '2026-01-02T03:04:05Z', 'anna', NULL, NULL, '~|0999999999|0|0000000|00000000|netze|0200', 1);
INSERT INTO pair_document VALUES (1, 1, '{"english": "net", "german": "Netz", "score": 0.9, "suggestions": [{"score": 0.5, "term": "network"}]}');
INSERT INTO pair_document VALUES (2, 1, '{"english": "nets", "german": "Netze", "score": 0.8}');
INSERT INTO occurrence VALUES (1, 1, 1, '{"english":{"end":3,"segment":"q1","start":0,"text":"net"},"english_segment":"net and people","german":{"end":4,"segment":"s1","start":0,"text":"Netz"},"german_segment":"Netz und Leute","provenance":{"document":"Gedächtnis"}}', NULL);
INSERT INTO occurrence VALUES (2, 2, 1, '{"english":{"end":3,"segment":"q1","start":0,"text":"net"},"english_segment":"net and people","german":{"end":4,"segment":"s1","start":0,"text":"Netz"},"german_segment":"Netz und Leute","provenance":{"document":"Gedächtnis"}}', NULL);
INSERT INTO concept VALUES ('c1', 'approved', NULL, '{"id":"c1","languages":[{"definitions":[{"source":"Buch","text":"Abgrenzung"}],"lang":"de","terms":[{"lang":"de","text":"Begriff c1"}]},{"lang":"en","terms":[{"lang":"en","text":"concept c1"}]}]}', '0c1747f5b38327cee8ac47aca64a57f7', 0, 1, NULL, '2026-01-02T03:04:05Z', 'anna', NULL, NULL);
INSERT INTO concept VALUES ('c2', 'approved', NULL, '{"id":"c2","languages":[{"definitions":[{"source":"Buch","text":"Abgrenzung"}],"lang":"de","terms":[{"lang":"de","text":"Begriff c2"}]},{"lang":"en","terms":[{"lang":"en","text":"concept c2"}]}]}', '4406efce4cf251379c2174118c246aa1', 0, 1, NULL, '2026-01-02T03:04:05Z', 'anna', NULL, NULL);
INSERT INTO concept VALUES ('c3', 'approved', NULL, '{"id":"c3","languages":[{"definitions":[{"source":"Buch","text":"Abgrenzung"}],"lang":"de","terms":[{"lang":"de","text":"Begriff c3"}]},{"lang":"en","terms":[{"lang":"en","text":"concept c3"}]}]}', '73c9ef9d97cca3d750bde2cb1cb8027c', 1, 2, NULL, '2026-01-02T03:04:05Z', 'anna', NULL, NULL);
INSERT INTO term VALUES (5, 'c1', NULL, 'de', 'Begriff c1', 'begriff c1', 0, NULL, 0);
INSERT INTO term VALUES (6, 'c1', NULL, 'en', 'concept c1', 'concept c1', 0, NULL, 0);
INSERT INTO term VALUES (7, 'c2', NULL, 'de', 'Begriff c2', 'begriff c2', 0, NULL, 0);
INSERT INTO term VALUES (8, 'c2', NULL, 'en', 'concept c2', 'concept c2', 0, NULL, 0);
INSERT INTO term VALUES (13, NULL, 2, 'de', 'Netze', 'netze', 0, NULL, 0);
INSERT INTO term VALUES (14, NULL, 2, 'en', 'nets', 'nets', 0, NULL, 0);
INSERT INTO form VALUES ('+begrifc1', 5, 'variant');
INSERT INTO form VALUES ('+begrifc2', 7, 'variant');
INSERT INTO form VALUES ('+begriffc1', 5, 'variant');
INSERT INTO form VALUES ('+begriffc2', 7, 'variant');
INSERT INTO form VALUES ('+conceptc1', 6, 'variant');
INSERT INTO form VALUES ('+conceptc2', 8, 'variant');
INSERT INTO form VALUES ('begriff c1', 5, 'exact');
INSERT INTO form VALUES ('begriff c2', 7, 'exact');
INSERT INTO form VALUES ('begriffc1', 5, 'variant');
INSERT INTO form VALUES ('begriffc2', 7, 'variant');
INSERT INTO form VALUES ('concept c1', 6, 'exact');
INSERT INTO form VALUES ('concept c2', 8, 'exact');
INSERT INTO form VALUES ('conceptc1', 6, 'variant');
INSERT INTO form VALUES ('conceptc2', 8, 'variant');
INSERT INTO form VALUES ('nets', 14, 'exact');
INSERT INTO form VALUES ('netses', 14, 'inflected');
INSERT INTO form VALUES ('netz', 13, 'inflected');
INSERT INTO form VALUES ('netze', 13, 'exact');
INSERT INTO form VALUES ('netzen', 13, 'inflected');
INSERT INTO form VALUES ('netzes', 13, 'inflected');
INSERT INTO form VALUES ('~begrifc1', 5, 'inflected');
INSERT INTO form VALUES ('~begrifc2', 7, 'inflected');
INSERT INTO form VALUES ('~conceptc1', 6, 'inflected');
INSERT INTO form VALUES ('~conceptc2', 8, 'inflected');
INSERT INTO form VALUES ('~net', 14, 'variant');
INSERT INTO form VALUES ('~netz', 13, 'variant');
INSERT INTO decision VALUES (1, '2026-01-02T03:04:05Z', 'anna', 'concept', 'c3', 'delete', '{"is_deleted": 0}', '{"is_deleted": 1}', 'doppelt', '8cc311bf2a054301aac192a45e2c504f', NULL);
INSERT INTO decision VALUES (2, '2026-01-02T03:04:05Z', 'anna', 'unit', '1', 'edit', '{"note": "a", "status": "approved"}', '{"note": "zu frei", "status": "rejected"}', NULL, '8d281a4f977c4fd4bbe788290ba4c7d0', NULL);
INSERT INTO decision VALUES (3, '2026-01-02T03:04:05Z', 'anna', 'pair', '1', 'edit', '{"merged_into": null, "status": "candidate"}', '{"merged_into": 2, "status": "rejected"}', NULL, '0028e461c9c84853b35770c0b9fab87d', NULL);
INSERT INTO decision VALUES (4, '2026-01-02T03:04:05Z', 'anna', 'pair', '2', 'edit', '{"german": "Netze"}', '{"german": "Netzwerk"}', NULL, '3e4bde06d1b04da8ae6e4af77606221e', NULL);
INSERT INTO decision VALUES (5, '2026-01-02T03:04:05Z', 'anna', 'pair', '2', 'undo', '{"german": "Netzwerk"}', '{"german": "Netze"}', NULL, 'fc0014e670d0451983bf9e4b8a5fbf07', 4);
INSERT INTO memory_language VALUES ('de', 1);
INSERT INTO memory_language VALUES ('en', 0);
DELETE FROM memory_term_data;
INSERT INTO memory_term_data VALUES (1, X'020e');
INSERT INTO memory_term_data VALUES (10, X'000000000102020002010101020101');
INSERT INTO memory_term_data VALUES (137438953473, X'000000880730e19f9bc8ae34020205ab91df9134020205ae8fda9732010205b393c7a532010106e3a4b2dd8830030106e68ebcc980300302059bb0cb9734020106e7998ccba734020106e8a9a4deb231020106e9a8aad9b332010205aeb0d19634020205b0a7cdbe32010106ec9694c58c32010205b782d8a734020106ee808ad09731020601320104090808080909080909090808090809');
INSERT INTO memory_term_data VALUES (274877906945, X'000000180730e3a4b2dd883003000106e68ebcc980300300040a');
DELETE FROM memory_term_idx;
INSERT INTO memory_term_idx VALUES (1, X'', 2);
INSERT INTO memory_term_idx VALUES (2, X'', 2);
DELETE FROM memory_term_config;
INSERT INTO memory_term_config VALUES ('version', 4);
INSERT INTO memory_key VALUES (1, '鰧᳓ᮏ', CAST(X'ee808ae9a8aaec9694' AS TEXT));
INSERT INTO memory_key VALUES (2, '曰췂癌៛鮰', CAST(X'ee808ae8a9a4' AS TEXT));
DELETE FROM memory_word_data;
INSERT INTO memory_word_data VALUES (1, X'010d');
INSERT INTO memory_word_data VALUES (10, X'000000000101010001010101');
INSERT INTO memory_word_data VALUES (137438953473, X'0000005e073064653a65696e0104046e65747a0104076f6666656e657301040474657874010403776567010104656e3a610105016e010404676f6e6501040668696464656e0104016d0104036e65740104046f70656e01040474657874010409070a070607040709040607');
DELETE FROM memory_word_idx;
INSERT INTO memory_word_idx VALUES (1, X'', 2);
DELETE FROM memory_word_docsize;
INSERT INTO memory_word_docsize VALUES (1, X'0d');
DELETE FROM memory_word_config;
INSERT INTO memory_word_config VALUES ('version', 4);
CREATE INDEX document_sha256 ON document (sha256);
CREATE UNIQUE INDEX document_live ON document (path) WHERE retired_at IS NULL;
CREATE INDEX unit_digest ON unit (digest);
CREATE INDEX unit_found ON unit (found) WHERE found IS NOT NULL;
CREATE INDEX unit_open ON unit (status) WHERE status <> 'approved';
CREATE INDEX unit_origin_document ON unit_origin (document);
CREATE INDEX pair_status ON pair (status, occurrences DESC, score DESC, id);
CREATE INDEX pair_document_document ON pair_document (document);
CREATE INDEX occurrence_pair ON occurrence (pair);
CREATE INDEX occurrence_document ON occurrence (document);
CREATE INDEX concept_digest ON concept (digest);
CREATE INDEX term_concept ON term (concept) WHERE concept IS NOT NULL;
CREATE INDEX term_pair ON term (pair) WHERE pair IS NOT NULL;
CREATE INDEX form_term ON form (term);
CREATE INDEX decision_entry ON decision (entry_kind, entry_id);
CREATE INDEX decision_act ON decision (act);
CREATE INDEX decision_undoes ON decision (undoes) WHERE undoes IS NOT NULL;
CREATE TRIGGER decision_stays BEFORE DELETE ON decision BEGIN SELECT RAISE(ABORT, 'a decision is never deleted'); END;
CREATE INDEX unit_linked ON unit (status) WHERE evidence IS NOT NULL;
CREATE TRIGGER decision_is_final BEFORE UPDATE ON decision BEGIN SELECT RAISE(ABORT, 'a decision is never changed'); END;
CREATE INDEX unit_origin_part ON unit_origin (part_of) WHERE part_of IS NOT NULL;
CREATE VIEW unit_seen AS
  SELECT id AS unit, document, '' AS place, NULL AS part_of FROM unit WHERE document IS NOT NULL
  UNION ALL SELECT unit, document, place, part_of FROM unit_origin;
CREATE INDEX document_text ON document (text_sha256) WHERE text_sha256 IS NOT NULL;
CREATE INDEX pair_reason ON pair (reason) WHERE reason IS NOT NULL;
CREATE INDEX pair_place ON pair (place);
COMMIT;
