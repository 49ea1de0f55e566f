"""German and English segments → links or beads with relation and score."""
