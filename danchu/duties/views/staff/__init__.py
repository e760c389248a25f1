"""Staff pages of duties."""
