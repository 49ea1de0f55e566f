"""Terms of a compiled term base in running text."""
