-- How often a report uses the concepts of the term base in its own words: {"terms": fingerprint of the term base that was
-- counted with, "concepts": {id: occurrences}}. NULL until it has been counted.
ALTER TABLE document ADD COLUMN uses TEXT;
