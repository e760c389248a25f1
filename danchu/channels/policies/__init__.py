"""Who may do what with the channels."""
