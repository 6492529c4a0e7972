"""Numbers of rows as people, addresses and forms give them."""

LONGEST = 18  # digits of what every database takes for the number of a row


def is_number(typed: str) -> bool:
    """Whether something typed can be the number of a row; databases break on others."""
    return typed.isascii() and typed.isdigit() and len(typed) <= LONGEST
