"""Forms of channels."""
