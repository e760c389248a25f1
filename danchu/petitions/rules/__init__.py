"""Pure rules of petitions: what a good answer says, how matters are sorted, who may stand for a group. No Django."""
