"""Pure functions on strings that know no language: tags, folding, tokens, numbers, inline codes, KWIC."""
