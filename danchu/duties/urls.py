"""Addresses."""

staff = []
