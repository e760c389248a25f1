"""What is typed about the reception of citizens: `planning` days, `receiving` people."""
