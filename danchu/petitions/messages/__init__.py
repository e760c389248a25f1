"""How matters are told."""
