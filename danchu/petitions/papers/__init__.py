"""Official papers of petitions, one module a subject."""
