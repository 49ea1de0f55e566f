-- The memory's index in its second form, half the cost of an import (docs/memory.md). It is derived: the former one is
-- dropped, and connection.py fills this one from the units in the transaction that makes it.

-- A unit of an imported file was seen in that file and there is no more to say: a column instead of a row of its own.
ALTER TABLE unit ADD COLUMN document INTEGER REFERENCES document;
-- The id that a unit had in the file that brought it (a tuid): it goes back into an exported TMX.
ALTER TABLE unit ADD COLUMN file_id TEXT;
-- Everywhere that a unit was seen.
CREATE VIEW unit_seen AS
  SELECT id AS unit, document, '' AS place FROM unit WHERE document IS NOT NULL
  UNION ALL SELECT unit, document, place FROM unit_origin;
-- The links of reports, which the review shows, among a million units of other memories.
CREATE INDEX unit_linked ON unit (status) WHERE evidence IS NOT NULL;

DROP TABLE memory_term;
DROP TABLE memory_source;
DROP TABLE memory_target;
DROP TABLE memory_frequency;
DROP TABLE memory_word;
DELETE FROM meta WHERE name = 'memory_tokens';

-- Contentless inverted index, one row a unit: a term is the code of a token with its side and language, and the length
-- bucket of the segment (text/memory_tokens.py). ascii splits at the spaces and takes the codes, all beyond ASCII, whole.
CREATE VIRTUAL TABLE memory_term USING fts5(terms, content='', detail=none, columnsize=0, tokenize='ascii');

-- One code point a token of each side: what a candidate's distance is computed on. No foreign key: it would be looked
-- up at every row, and doctor proves more.
CREATE TABLE memory_key (unit INTEGER PRIMARY KEY, source TEXT NOT NULL, target TEXT NOT NULL) STRICT;

-- How many units have a token: a hint that makes look-ups fast; if it is old, they are slower, never wrong.
CREATE TABLE memory_frequency (code TEXT PRIMARY KEY, units INTEGER NOT NULL) STRICT, WITHOUT ROWID;

-- The words of the units, case-folded, as `de:wort`, for beginnings and inner parts; a word whose units are gone may
-- stay. Full text because it takes new words in any order at the price of a log, and merges what came twice.
CREATE VIRTUAL TABLE memory_word USING fts5(words, content='', detail=none, tokenize="ascii tokenchars '''-_:'");
CREATE VIRTUAL TABLE memory_vocabulary USING fts5vocab(memory_word, row);
