"""Signing in and out, passwords, two-step sign-in, single sign-on; people who come and go."""
