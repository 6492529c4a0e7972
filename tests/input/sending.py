"""Forms as a person would send them, and damaged: boxes with anything in them, missing, twice, with junk for files."""

from io import BytesIO
from urllib.parse import urljoin

from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from hypothesis import strategies as st

from tests.builders import PLAN_FILE
from tests.input.asking import ask
from tests.input.forms import forms_of
from tests.input.values import ANYTHING, TEXT, encoded

URLENCODED = "application/x-www-form-urlencoded"
ON_EVERY_PAGE = {"/sign-out/", "/admin/logout/"}
JUNK = [
    b"", b"x", b"\x00" * 100, b"\xff\xfe" + "Ref,Text\n1,é\n".encode("utf-16-le"), b"PK\x03\x04" + b"\x00" * 40,
    b"%PDF-1.7\n", b"id,text\n9999999999999999999999,=1+1\n", b"id;text\n\xc3\x28;\xa0\xa1\n", b'"' * 99, b",\n" * 99,
    b"[[[[[[", b'{"a": NaN}', b"<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>", "Ref\u202e,Action\nI,\0\n".encode(),
    PLAN_FILE.encode(), PLAN_FILE.encode()[:90],
]  # fmt: skip
NAMES = ["plan.csv", "plan.xlsx", "plan.docx", "plan.json", "plan.html", "plan.pdf", "plan", ".csv", "../../x.csv",
         "C:\\x.csv", "\u202evsc.exe", "x" * 300 + ".csv", "a;b.csv", "é🧑🏽‍🦽.csv"]  # fmt: skip
FILES = st.tuples(st.sampled_from(NAMES), st.sampled_from(JUNK) | st.binary(max_size=60))


def send(client, form, pairs, files=()):
    """Send a form with these pairs; ``files`` has (name of the box, name of the file, bytes)."""
    if not form.files:
        return ask(client, "POST", form.action, data=encoded(pairs), content_type=URLENCODED)
    sent = {}
    for name, value in pairs:
        sent.setdefault(_plain(name), []).append(value.encode("utf-8", "surrogatepass"))
    for name, file_name, content in files:
        file = BytesIO(content)
        file.name = file_name
        sent.setdefault(_plain(name), []).append(file)
    return ask(client, "POST", form.action, data=encode_multipart(BOUNDARY, sent), content_type=MULTIPART_CONTENT)


def _plain(name):
    """The name of a box as the head of its part can hold it."""
    return "".join(mark for mark in name if mark.isprintable() and mark not in '"\\') or "x"


@st.composite
def damaged(draw, form, likely):
    """What is sent of a form when one to three of its boxes were meddled with: pairs, and files for its file boxes."""
    pairs = list(form.pairs)
    values = ANYTHING | st.sampled_from(sorted(form.choices | likely))
    for _ in range(draw(st.integers(1, 3))):
        place = draw(st.integers(0, len(pairs) - 1)) if pairs else None
        deed = draw(st.sampled_from(["change", "change", "change", "leave out", "double", "add"]))
        if place is None or deed == "add":
            pairs.append((draw(st.sampled_from(sorted(form.names) or [""]) | TEXT), draw(values)))
        elif deed == "leave out":
            del pairs[place]
        else:
            pairs[place + (deed == "double") : place + 1] = [(pairs[place][0], draw(values))]
    return pairs, [(name, *file) for name in form.files if (file := draw(st.none() | FILES))]


def forms_at(client, address, page, files):
    """The forms of a page, and those on the pages that answer them when they are sent as a person would."""
    forms = forms_on(page, address)
    further = []
    for form in forms:
        for pairs in _ways(form):
            answer = send(client, form, pairs, [(name, "file.csv", files) for name in form.files])
            further += forms_on(answer, form.action)
    known = {(form.action, frozenset(form.names)) for form in forms}
    return forms + [form for form in further if (form.action, frozenset(form.names)) not in known]


def forms_on(page, address):
    """The forms on an answer that is a page, with where they are sent to; not the one for signing out that all have."""
    if page.status != 200 or not page.headers.get("Content-Type", "").startswith("text/html"):
        return []
    forms = forms_of(page.content, address)
    for form in forms:
        form.action = urljoin(address, form.action)
    return [form for form in forms if form.action not in ON_EVERY_PAGE]


def _ways(form):
    """What a person would send: the form as it is, or each deed of the admin's list with a row chosen."""
    if "_selected_action" not in form.offers:
        return [form.pairs]
    row = ("_selected_action", form.offers["_selected_action"][-1])
    return [[("action", deed), ("index", "0"), row] for deed in form.offers.get("action", []) if deed]
