"""Parse arguments, call a workflow step, print."""
