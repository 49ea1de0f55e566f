"""A translation against the term base."""
