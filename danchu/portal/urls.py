"""Addresses."""

root = []
portal = []
