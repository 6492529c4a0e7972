"""Files that people bring: opened with care, and read as tables of words."""
