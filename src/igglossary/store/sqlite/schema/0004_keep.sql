-- How likely a translator keeps the unit as it is; NULL for what no report's link is.
ALTER TABLE unit ADD COLUMN keep REAL;
