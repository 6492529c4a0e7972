"""Charts of figures as inline SVG, each with its table."""
