"""Whether a measure is on target, by which rule, and how many are."""
