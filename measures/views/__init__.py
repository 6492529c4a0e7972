"""The pages about measures and their readings."""
