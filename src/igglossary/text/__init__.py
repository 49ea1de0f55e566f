"""Pure functions on strings: language tags, normalising, sentences, tokens, morphology, language of a quotation, KWIC."""
