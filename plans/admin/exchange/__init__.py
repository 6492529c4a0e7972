"""Taking the rows of the admin's lists away in a file, and bringing them back: all of them, or none."""
