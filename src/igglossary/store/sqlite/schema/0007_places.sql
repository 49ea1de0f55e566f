-- One form of a place (model.Place), what is a part of what, and reports that say the same. places.py
-- turns the former places over in the transaction that runs this.

-- place: '' for an imported file that says no more, else JSON of one model.Place; stretches: JSON of
-- model.LinkedStretches; part_of: the unit whose stretches hold those of this one there (sentence > clause > word).
ALTER TABLE unit_origin ADD COLUMN part_of INTEGER REFERENCES unit ON DELETE SET NULL;
ALTER TABLE unit_origin ADD COLUMN stretches TEXT;
CREATE INDEX unit_origin_part ON unit_origin (part_of) WHERE part_of IS NOT NULL;
DROP VIEW unit_seen;
CREATE VIEW unit_seen AS
  SELECT id AS unit, document, '' AS place, NULL AS part_of FROM unit WHERE document IS NOT NULL
  UNION ALL SELECT unit, document, place, part_of FROM unit_origin;

-- A report in another format is the same report if its letters and digits are: it adds nothing, same_as names the one
-- that does.
ALTER TABLE document ADD COLUMN text_sha256 TEXT;
ALTER TABLE document ADD COLUMN same_as INTEGER REFERENCES document;
CREATE INDEX document_text ON document (text_sha256) WHERE text_sha256 IS NOT NULL;

-- Equal for occurrences at one place of one report, however they were found; NULL where the place is unknown.
ALTER TABLE occurrence ADD COLUMN place TEXT;
