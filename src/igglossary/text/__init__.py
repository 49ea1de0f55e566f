"""Pure functions on strings: language tags, sentences, tokens, morphology, language of a quotation, KWIC."""
