"""Files of a list of actions: the same rows as on the screen, which say what they are and can be read back."""
