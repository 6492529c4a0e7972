"""The measures of a plan with their readings, as files."""
