"""The review screen; the only place that imports Textual."""
