-- What the program once kept in words, in the language that it spoke then, becomes a code (model.Doubt; the action that
-- somebody wanted who was overruled). Running it again changes nothing: dump.py does so after reading an old dump.
CREATE TABLE wording (words TEXT PRIMARY KEY, code TEXT) STRICT;
INSERT INTO wording (words)
  SELECT doubt FROM pair WHERE doubt <> ''
  UNION SELECT json_extract(data, '$.doubt') FROM pair_document WHERE json_extract(data, '$.doubt') IS NOT NULL;
UPDATE wording SET code = CASE
  WHEN words IN ('final digit dropped, may be a note', 'Endziffer weggelassen, vielleicht eine Fußnote')
    THEN 'final-digit'
  WHEN words IN ('not in the dictionary, may be inflected', 'nicht im Wörterbuch, vielleicht gebeugt')
    THEN 'not-in-dictionary'
  WHEN words IN ('German genitive -s taken off', 'deutsches Genitiv-s entfernt') THEN 'genitive-s'
  WHEN words GLOB 'gender of ?* not certain' THEN 'gender ' || substr(words, 11, length(words) - 22)
  WHEN words GLOB 'Genus von ?* unsicher' THEN 'gender ' || substr(words, 11, length(words) - 19)
END;
DELETE FROM wording WHERE code IS NULL;
UPDATE pair SET doubt = (SELECT code FROM wording WHERE words = doubt)
  WHERE doubt IN (SELECT words FROM wording);
UPDATE pair_document
  SET data = json_set(data, '$.doubt', (SELECT code FROM wording WHERE words = json_extract(data, '$.doubt')))
  WHERE json_extract(data, '$.doubt') IN (SELECT words FROM wording);
DROP TABLE wording;

-- The meaning of these decisions stays as it was; only its wording goes.
DROP TRIGGER decision_is_final;
UPDATE decision SET reason = CASE reason
  WHEN 'wanted: approved' THEN 'approve' WHEN 'gewollt: angenommen' THEN 'approve'
  WHEN 'wanted: rejected' THEN 'reject' WHEN 'gewollt: abgelehnt' THEN 'reject'
  WHEN 'wanted: put off' THEN 'defer' WHEN 'gewollt: zurückgestellt' THEN 'defer'
  WHEN 'wanted: opened again' THEN 'reopen' WHEN 'gewollt: wieder geöffnet' THEN 'reopen'
  ELSE reason END
  WHERE action = 'dissent';
CREATE TRIGGER decision_is_final BEFORE UPDATE ON decision BEGIN SELECT RAISE(ABORT, 'a decision is never changed'); END;
