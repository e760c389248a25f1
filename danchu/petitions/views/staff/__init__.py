"""Pages of work, one module a subject."""
