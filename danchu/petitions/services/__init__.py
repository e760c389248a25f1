"""Writes of petitions, one package a subject."""
