"""Readings as people take them: what is asked, what is suggested, when one is due, and the deed itself."""
