"""Which release of the product is running: what a browser has kept from another one may look different."""

from functools import cache
from hashlib import sha256

import django
from django.conf import settings

DRAWS = ("edi_tracker", "plans", "actions", "measures", "templates", "static")


@cache
def release() -> str:
    """Return a digest of the code, templates and style that draw the pages; read once, when it is first asked for."""
    digest = sha256(django.__version__.encode())
    for folder in DRAWS:
        for path in sorted((settings.BASE_DIR / folder).rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                digest.update(str(path.relative_to(settings.BASE_DIR)).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()
