"""Official papers of petitions (Decree 30/2020)."""
