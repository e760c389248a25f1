"""Rules of petitions, one module a subject."""
