-- The fuzzy and concordance index of the units; written in the transaction that writes the unit (store/memory_index.py).

-- Contentless inverted index, one row a unit: a term is the code of a token with its side and language, and the length
-- bucket of the segment (text/memory_tokens.py). ascii splits at the spaces and takes the codes, all beyond ASCII, whole.
CREATE VIRTUAL TABLE memory_term USING fts5(terms, content='', detail=none, columnsize=0, tokenize='ascii');

-- One code point a token: what a candidate's distance is computed on.
CREATE TABLE memory_source (unit INTEGER PRIMARY KEY REFERENCES unit, key TEXT NOT NULL) STRICT;
CREATE TABLE memory_target (unit INTEGER PRIMARY KEY REFERENCES unit, key TEXT NOT NULL) STRICT;

-- How many units have a token: a hint that makes look-ups fast; if it is old, they are slower, never wrong.
CREATE TABLE memory_frequency (code TEXT PRIMARY KEY, units INTEGER NOT NULL) STRICT, WITHOUT ROWID;

-- The words of the units, case-folded, for prefixes and inner substrings; a word whose units are gone may stay.
CREATE TABLE memory_word (lang TEXT NOT NULL, word TEXT NOT NULL, PRIMARY KEY (lang, word)) STRICT, WITHOUT ROWID;

-- Which language tags occur on which side (0 source, 1 target).
CREATE TABLE memory_language (tag TEXT NOT NULL, side INTEGER NOT NULL, PRIMARY KEY (tag, side)) STRICT, WITHOUT ROWID;
