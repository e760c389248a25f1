"""Reads of petitions, one module a subject."""
