-- The store: documents and their segments, translation units, candidates, the term base, decisions.
-- Times are ISO 8601 in UTC. JSON columns hold model values in the form of store/codec.py.

CREATE TABLE meta (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- One call of build, import or align.
CREATE TABLE run (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  started_at TEXT NOT NULL,
  finished_at TEXT,
  person TEXT NOT NULL,
  version TEXT NOT NULL
) STRICT;

-- A report that was built, or a file that was imported; a changed report retires its former row.
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
CREATE INDEX document_sha256 ON document (sha256);
CREATE UNIQUE INDEX document_live ON document (path) WHERE retired_at IS NULL;

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
-- More notes, properties, attributes, what variants say of themselves, as JSON: many units of a file share them. The id
-- is a hash of the text; what no unit needs any more may stay.
CREATE TABLE unit_extra (id INTEGER PRIMARY KEY, data TEXT NOT NULL) STRICT;
CREATE INDEX unit_digest ON unit (digest);
CREATE INDEX unit_found ON unit (found) WHERE found IS NOT NULL;
CREATE INDEX unit_open ON unit (status) WHERE status <> 'approved';

-- Where a unit was seen; place is '' for an imported file; for a report JSON: one object (spans,
-- paragraph, footnote) or a list of such, fields as in model.Place.
CREATE TABLE unit_origin (
  unit INTEGER NOT NULL REFERENCES unit ON DELETE CASCADE,
  document INTEGER NOT NULL REFERENCES document,
  place TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (unit, document, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX unit_origin_document ON unit_origin (document);

-- A mined candidate; mined is the German form it was found under and stays when a person edits german.
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
CREATE INDEX pair_status ON pair (status, occurrences DESC, score DESC, id);  -- the usual order of the review

-- What one document proposes for a pair; the pair's row follows from these.
CREATE TABLE pair_document (
  pair INTEGER NOT NULL REFERENCES pair ON DELETE CASCADE,
  document INTEGER NOT NULL REFERENCES document,
  data TEXT NOT NULL,  -- model.TermPair without its occurrences
  PRIMARY KEY (pair, document)
) STRICT, WITHOUT ROWID;
CREATE INDEX pair_document_document ON pair_document (document);

CREATE TABLE occurrence (
  id INTEGER PRIMARY KEY,
  pair INTEGER NOT NULL REFERENCES pair ON DELETE CASCADE,
  document INTEGER NOT NULL REFERENCES document,
  data TEXT NOT NULL  -- model.Occurrence
) STRICT;
CREATE INDEX occurrence_pair ON occurrence (pair);
CREATE INDEX occurrence_document ON occurrence (document);

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

CREATE INDEX concept_digest ON concept (digest);

-- Derived from concept.data and pair: one row a designation, so that a look-up needs no JSON.
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
CREATE INDEX term_concept ON term (concept) WHERE concept IS NOT NULL;
CREATE INDEX term_pair ON term (pair) WHERE pair IS NOT NULL;

-- Every key under which a term is found without morphology at look-up time (text/keys.py).
CREATE TABLE form (
  key TEXT NOT NULL,
  term INTEGER NOT NULL REFERENCES term ON DELETE CASCADE,
  match TEXT NOT NULL,
  PRIMARY KEY (key, term)
) STRICT, WITHOUT ROWID;
CREATE INDEX form_term ON form (term);

-- What people decided. Appended, never changed: the triggers see to it.
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
CREATE INDEX decision_entry ON decision (entry_kind, entry_id);
CREATE INDEX decision_act ON decision (act);
CREATE INDEX decision_undoes ON decision (undoes) WHERE undoes IS NOT NULL;
CREATE TRIGGER decision_is_final BEFORE UPDATE ON decision BEGIN SELECT RAISE(ABORT, 'a decision is never changed'); END;
CREATE TRIGGER decision_stays BEFORE DELETE ON decision BEGIN SELECT RAISE(ABORT, 'a decision is never deleted'); END;

-- Things that can be computed again.
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
