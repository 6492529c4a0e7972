"""Which table is the plan, which column is what, and which words belong to which action."""
