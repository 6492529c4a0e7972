"""Template tags for measures."""
