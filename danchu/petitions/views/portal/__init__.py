"""Pages of petitions."""
