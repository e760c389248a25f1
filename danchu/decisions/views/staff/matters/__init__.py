"""A matter in the workspace: the list, bringing one up, its page, what belongs to it, putting it to the people."""
