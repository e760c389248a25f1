"""Forms of decisions, by what they are of."""
