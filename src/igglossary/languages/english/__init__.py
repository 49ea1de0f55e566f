"""The English language."""
