"""How a report looks in Word: sizes, and colours that agree with the stylesheet of the pages."""

INK, MUTED, LINE, EDGE, SHADE, ALARM = "0B0C0C", "484949", "D3D5D8", "858686", "F4F5F7", "8F1D1D"
FONT = "Arial"

BRANDS: dict[str, str] = {
    "purple": "4C2C92",
    "blue": "1D4F91",
    "teal": "0B5D63",
    "green": "14573B",
    "maroon": "7A1F3D",
    "navy": "1B2A4E",
    "slate": "3D4A57",
}
STATUS_FILLS: dict[str, str] = {
    "completed": "0F7A52",
    "embedded": "5FBDB5",
    "in_progress": "5694CA",
    "on_hold": "FFD24D",
    "not_started": "D3D5D8",
    "withdrawn": "FFFFFF",
}
STATUS_TAGS: dict[str, tuple[str, str]] = {
    "completed": ("CCE2D8", "003D28"),
    "embedded": ("CDEBE8", "10403C"),
    "in_progress": ("D2E2F1", "0C2D4A"),
    "on_hold": ("FFF1A8", "594D00"),
    "not_started": ("EBECEE", "282D30"),
    "withdrawn": ("FFFFFF", "484949"),
}
RAG_SIGNS: dict[str, tuple[str, str]] = {
    "red": ("◆", "CA3535"),
    "amber": ("▲", "D97706"),
    "green": ("●", "0F7A52"),
    "not_rated": ("○", "858686"),
}
"""Rating -> its sign and the colour of the sign; the sign's shape says it too."""
