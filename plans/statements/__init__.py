"""What the law has a council tell the users of these pages: how accessible they are, and what becomes of their data."""
