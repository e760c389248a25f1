"""Forms of decisions, by what they are for. English names, Vietnamese words."""
