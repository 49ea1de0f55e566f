-- How likely a pair is a term and no general word; NULL where nothing could tell.
ALTER TABLE pair ADD COLUMN termhood REAL;
