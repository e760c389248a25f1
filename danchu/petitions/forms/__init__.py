"""What is typed about petitions, one module a subject."""
