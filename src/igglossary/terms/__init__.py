"""Recognise terms in running text, mine term pairs from links, check a translation against the term base."""
