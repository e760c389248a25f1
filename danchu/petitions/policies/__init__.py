"""Who may do what with petitions, one module a subject."""
