"""The forms of a page, read from its HTML as a browser reads them, and filled in as a person would."""

from dataclasses import dataclass, field
from urllib.parse import urldefrag

from lxml import html

USUAL = {
    "email": "new.person@example.org", "number": "1", "date": "2026-04-01", "url": "https://example.org/",
    "password": "lemur quilt harbour", "text": "Words", "textarea": "Words", "checkbox": "on",
}  # fmt: skip
NOT_SENT = {"submit", "button", "reset", "image"}


@dataclass
class Form:
    """What a form sends, where to, and which of its boxes are for files."""

    action: str
    pairs: list[tuple[str, str]] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    offers: dict[str, list[str]] = field(default_factory=dict)

    @property
    def names(self):
        """The names of all its boxes, those that are not ticked too."""
        return {name for name, _ in self.pairs} | {*self.files, *self.offers}

    @property
    def choices(self):
        """Everything that can be chosen in it."""
        return {choice for choices in self.offers.values() for choice in choices}


def forms_of(page, address, method="post"):
    """The forms on a page (bytes) that are sent by a method; one without an action goes to the page's own address."""
    if not page.strip():
        return []
    tree = html.document_fromstring(page)
    found = [form for form in tree.iter("form") if form.get("method", "get").lower() == method]
    return [_form(form, tree, address) for form in found]


def _form(element, tree, address):
    form = Form(urldefrag(element.get("action") or address)[0])
    outside = tree.xpath("//*[@form=$it]", it=element.get("id")) if element.get("id") else []
    for box in [*element.iter("input", "select", "textarea", "button"), *outside]:
        if box.get("name") and "disabled" not in box.attrib:
            _fill(form, box)
    return form


def _fill(form, box):
    name, kind = box.get("name"), box.get("type", "text") if box.tag == "input" else box.tag
    if kind == "file":
        form.files.append(name)
    elif kind == "select":
        options = [option.get("value", option.text_content()) for option in box.iter("option")]
        chosen = [option.get("value", "") for option in box.iter("option") if "selected" in option.attrib]
        form.offers.setdefault(name, []).extend(options)
        form.pairs += [(name, value) for value in chosen or [option for option in options if option][:1]]
    elif kind in ("radio", "checkbox"):
        form.offers.setdefault(name, []).append(box.get("value", "on"))
        if "checked" in box.attrib or (kind == "radio" and name not in dict(form.pairs)):
            form.pairs = [pair for pair in form.pairs if kind == "checkbox" or pair[0] != name]
            form.pairs.append((name, box.get("value", "on")))
    elif kind not in NOT_SENT or name not in dict(form.pairs):
        value = box.text_content() if kind == "textarea" else box.get("value", "")
        form.pairs.append((name, value or USUAL.get(kind, "")))
