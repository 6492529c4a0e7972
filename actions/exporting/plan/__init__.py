"""A whole plan as a file: everything that it says, to be read elsewhere and to be read back as it was."""
