"""Words of petitions, one module a subject."""
