"""Bytes ⇄ model, one module per format. The only place that parses XML; knows no database."""
