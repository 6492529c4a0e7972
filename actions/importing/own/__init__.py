"""The files that the product itself makes of a plan, read back."""
