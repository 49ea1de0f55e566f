"""Files of segments with their translations: XLIFF, PO and what translate-toolkit reads; reading and filling."""
