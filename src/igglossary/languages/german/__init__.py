"""The German language."""
