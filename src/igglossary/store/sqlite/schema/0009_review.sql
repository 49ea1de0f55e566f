-- Why a pair was rejected (a code of review.reasons, or a person's own words); "word" puts it on the stop list.
ALTER TABLE pair ADD COLUMN reason TEXT;
CREATE INDEX pair_reason ON pair (reason) WHERE reason IS NOT NULL;

-- Where a pair stands in the order of the reports, newest first, and in them in reading order (pairs.py: reading_place);
-- equal up to the last bar for pairs that one sentence proves.
ALTER TABLE pair ADD COLUMN place TEXT NOT NULL DEFAULT '';
ALTER TABLE pair ADD COLUMN report INTEGER REFERENCES document;
CREATE INDEX pair_place ON pair (place);
