"""The steps in order; the only layer that joins the stages, used by every front end. Modules load what they need."""
