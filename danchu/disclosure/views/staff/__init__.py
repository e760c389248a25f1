"""Staff pages of publishing."""
