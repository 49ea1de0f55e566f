"""Glossaries and segments in rows: CSV, TSV, Excel, UTX, OmegaT."""
