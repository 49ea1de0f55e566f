PRAGMA application_id = 1229408049;
PRAGMA user_version = 1;
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
) STRICT;
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
) STRICT;
CREATE TABLE unit_extra (id INTEGER PRIMARY KEY, data TEXT NOT NULL) STRICT;
CREATE TABLE unit_origin (
  unit INTEGER NOT NULL REFERENCES unit ON DELETE CASCADE,
  document INTEGER NOT NULL REFERENCES document,
  place TEXT NOT NULL DEFAULT '',
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
) STRICT;
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
) STRICT;
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
INSERT INTO meta VALUES ('shipped', '0');
INSERT INTO run VALUES (1, 'import', '2026-01-02T03:04:05Z', NULL, 'anna', '0.1.0');
INSERT INTO document VALUES (1, '/memory.tmx', 'tmx', '0000000000000000000000000000000000000000000000000000000000000000', NULL, 'Gedächtnis', NULL, NULL, NULL, NULL, NULL, 1, NULL);
INSERT INTO segment VALUES (1, 1, 's1', 'de', 'Netz', NULL, NULL, NULL, 0, 4);
DELETE FROM sqlite_sequence;
INSERT INTO sqlite_sequence VALUES ('term', 8);
INSERT INTO sqlite_sequence VALUES ('decision', 1);
INSERT INTO concept VALUES ('c1', 'approved', NULL, '{"id":"c1","languages":[{"definitions":[{"source":"Buch","text":"Abgrenzung"}],"lang":"de","terms":[{"lang":"de","text":"Begriff c1"}]},{"lang":"en","terms":[{"lang":"en","text":"concept c1"}]}]}', 'aac2264089613c86d1848d9ff1f1cc3d', 0, 1, NULL, '2026-01-02T03:04:05Z', 'anna', NULL, NULL);
INSERT INTO concept VALUES ('c2', 'approved', NULL, '{"id":"c2","languages":[{"definitions":[{"source":"Buch","text":"Abgrenzung"}],"lang":"de","terms":[{"lang":"de","text":"Begriff c2"}]},{"lang":"en","terms":[{"lang":"en","text":"concept c2"}]}]}', 'bcb9c003bea08008205c79c876dc7f25', 0, 1, NULL, '2026-01-02T03:04:05Z', 'anna', NULL, NULL);
INSERT INTO concept VALUES ('c3', 'approved', NULL, '{"id":"c3","languages":[{"definitions":[{"source":"Buch","text":"Abgrenzung"}],"lang":"de","terms":[{"lang":"de","text":"Begriff c3"}]},{"lang":"en","terms":[{"lang":"en","text":"concept c3"}]}]}', 'cedbd5c457370eb4c465edeafd57f54c', 1, 2, NULL, '2026-01-02T03:04:05Z', 'anna', NULL, NULL);
INSERT INTO term VALUES (5, 'c1', NULL, 'de', 'Begriff c1', 'begriff c1', 0, NULL, 0);
INSERT INTO term VALUES (6, 'c1', NULL, 'en', 'concept c1', 'concept c1', 0, NULL, 0);
INSERT INTO term VALUES (7, 'c2', NULL, 'de', 'Begriff c2', 'begriff c2', 0, NULL, 0);
INSERT INTO term VALUES (8, 'c2', NULL, 'en', 'concept c2', 'concept c2', 0, NULL, 0);
INSERT INTO form VALUES ('+begrifc1', 5, 'variant');
INSERT INTO form VALUES ('+begrifc2', 7, 'variant');
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
INSERT INTO form VALUES ('~begrifc1', 5, 'inflected');
INSERT INTO form VALUES ('~begrifc2', 7, 'inflected');
INSERT INTO form VALUES ('~conceptc1', 6, 'inflected');
INSERT INTO form VALUES ('~conceptc2', 8, 'inflected');
INSERT INTO decision VALUES (1, '2026-01-02T03:04:05Z', 'anna', 'concept', 'c3', 'delete', '{"is_deleted": 0}', '{"is_deleted": 1}', 'doppelt', 'd52eb4ef8b584527828735c873d33ffd', NULL);
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
CREATE TRIGGER decision_is_final BEFORE UPDATE ON decision BEGIN SELECT RAISE(ABORT, 'a decision is never changed'); END;
CREATE TRIGGER decision_stays BEFORE DELETE ON decision BEGIN SELECT RAISE(ABORT, 'a decision is never deleted'); END;
COMMIT;
