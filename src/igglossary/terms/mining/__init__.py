"""Term pairs out of linked segments."""
