"""Writes of petitions."""
