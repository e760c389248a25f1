"""Pages of the workspace for staff."""
