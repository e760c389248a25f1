"""Addresses."""

staff = []
portal = []
