-- How often a report uses the concepts of the term base in its own words; see the SQLite store's 0010_uses.sql.
ALTER TABLE document ADD COLUMN uses text;
