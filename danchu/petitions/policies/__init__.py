"""Who may do what with a matter."""
