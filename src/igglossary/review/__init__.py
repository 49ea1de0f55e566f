"""A review session without a screen: queue, filter, decide, edit, merge, undo, progress."""
