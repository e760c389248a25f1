"""Pages anyone sees, one module a subject."""
