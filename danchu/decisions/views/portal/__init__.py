"""What anyone sees of decisions, below /<commune>/dan-ban/."""
