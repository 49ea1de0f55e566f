"""A glossary as one HTML page that needs no server, no network and, to be read, no JavaScript; written only."""
