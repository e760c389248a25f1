"""Forms of disclosure, by what they are for. English names, Vietnamese words."""
