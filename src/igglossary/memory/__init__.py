"""The fuzzy score, the query planner and the concordance; asks the store for candidates."""
