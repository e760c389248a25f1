"""What anyone sees of disclosure: pages, files, feeds, data. Nobody signs in, nothing is written."""
