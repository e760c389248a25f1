"""DISCUSS: how the people of a village, or of the whole commune, decide."""
