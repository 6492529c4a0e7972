"""In a world whose every text would do harm, nothing of it does: in no page, no file, no e-mail, no line of the log."""

import csv
import json
import logging
import zipfile
from io import BytesIO, StringIO
from pathlib import Path

import openpyxl
import pytest
from django.conf import settings
from django.core import mail as post
from lxml import etree

from edi_tracker.logs import JsonLines
from plans.accounts import mail
from plans.models import User
from tests.input.addresses import ROUTES, address_of
from tests.input.asking import ask
from tests.input.hostile import EVALUATED, HARM, came_alive, is_named, our_models, spoil, text_fields
from tests.input.sending import forms_on, send
from tests.input.test_addresses import good_file

pytestmark = pytest.mark.django_db

KINDS = ["csv", "xlsx", "json", "docx"]
FIRST_OF_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
QUESTIONS = {
    "admin:autocomplete": "app_label=actions&model_name=actionlead&field_name=lead&term=",
    "password-reset-sent": "",
}
# Words that no page shows: a digest, who somebody is to the sign-on service, and a file until it is confirmed.
SHOWN_NOWHERE = {"HistorySeal.digest", "SignOnIdentity.issuer", "SignOnIdentity.subject", "TableUpload.file_name"}


@pytest.fixture(scope="module")
def hostile(world):
    spoil(world)
    return world


def addresses(hostile, name):
    """The addresses by a name: one, or one for each kind of file."""
    address = address_of(name, hostile)
    return [address.filled(kind=kind) for kind in KINDS] if "kind" in address.arguments else [str(address)]


def check(answer):
    """Fail if anything of an answer is more than text."""
    kind = answer.headers.get("Content-Type", "").partition(";")[0]
    assert not set("\r\n") & set("".join(answer.headers.values()))
    assert '"' not in answer.headers.get("Content-Disposition", "").replace('="', "").rstrip('"')
    if kind == "text/html" and answer.content:
        assert came_alive(answer.content) == []
    else:
        assert answer.headers["X-Content-Type-Options"] == "nosniff" or answer.status in (302, 304)
        FILES.get(kind, lambda content: None)(answer.content)


def check_csv(content):
    cells = [cell for row in csv.reader(StringIO(content.decode("utf-8-sig"))) for cell in row]
    assert [cell for cell in cells if cell.startswith(FIRST_OF_A_FORMULA)] == []


def check_workbook(content):
    check_parts(content)
    book = openpyxl.load_workbook(BytesIO(content))
    assert [
        cell.coordinate for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"
    ] == []


def check_parts(content):
    """Each part of an Office file is well-formed, and has no element or link out of somebody's words."""
    with zipfile.ZipFile(BytesIO(content)) as package:
        for name in package.namelist():
            if name.endswith((".xml", ".rels")):
                part = etree.fromstring(package.read(name))
                assert [one.tag for one in part.iter() if "hostile" in str(one.tag) or one.get("onclick")] == []
                assert [one for one in part.iter() if one.get("Target", "").startswith(("javascript", "data"))] == []


OFFICE = "application/vnd.openxmlformats-officedocument"
FILES = {
    "text/csv": check_csv,
    f"{OFFICE}.spreadsheetml.sheet": check_workbook,
    f"{OFFICE}.wordprocessingml.document": check_parts,
    "application/json": json.loads,
}


@pytest.mark.parametrize("name", ROUTES)
def test_nothing_comes_alive_on_any_page(hostile, name):
    for who in ("lead", "super", "officer", "stranger"):
        for address in addresses(hostile, name):
            check(ask(hostile.browsers[who], "GET", address, QUERY_STRING=QUESTIONS.get(name, "")))


@pytest.mark.parametrize("name", ROUTES)
def test_nothing_that_is_typed_comes_alive_on_the_page_that_answers(hostile, name):
    for who in ("lead", "stranger"):
        client, address = hostile.browsers[who], str(address_of(name, hostile))
        for form in forms_on(ask(client, "GET", address), address):
            files = [(box, "<i on=1>\u202e.csv", good_file(hostile, client, name)) for box in form.files]
            check(send(client, form, form.pairs, files))
            check(send(client, form, [(box, value if value.isdigit() else HARM) for box, value in form.pairs], files))


class Lines(logging.Handler):
    """Keeps what is logged, as it is written."""

    def __init__(self):
        super().__init__()
        self.setFormatter(JsonLines())
        self.written = []

    def emit(self, record):
        self.written.append(self.format(record))


def walk(hostile):
    """Every address as those who see most: all the words that they are shown."""
    for name in ROUTES:
        for who in ("lead", "super"):
            for address in addresses(hostile, name)[:1]:
                yield ask(hostile.browsers[who], "GET", address).content.decode(errors="replace")


def test_every_text_is_shown_somewhere_and_none_is_logged(hostile):
    lines = Lines()
    logging.getLogger().addHandler(lines)
    shown = "".join(walk(hostile))
    logging.getLogger().removeHandler(lines)
    fields = [field for model in our_models() for field in text_fields(model) if is_named(field)]
    named = {f"{field.model.__name__}.{field.name}" for field in fields}
    assert {name for name in named if name not in shown} == SHOWN_NOWHERE
    assert [line for line in lines.written if "hostile" in line] == []
    assert lines.written


@pytest.mark.parametrize(
    "template", sorted(path.stem for path in Path(settings.BASE_DIR, "templates/mail").glob("*.txt"))
)
def test_no_e_mail_has_a_line_or_a_header_of_somebody_s_making(hostile, template):
    facts = dict.fromkeys(["councils", "council", "by", "role", "name", "link", "days"], HARM)
    person = User.objects.get(pk=hostile.people["officer"].pk)
    person.email = "olly@example.org"
    assert mail.send(template, person, facts)
    message = post.outbox[-1].message()
    assert EVALUATED not in message.as_string()
    assert list(message) == [
        "Content-Type",
        "MIME-Version",
        "Content-Transfer-Encoding",
        "Subject",
        "From",
        "To",
        "Date",
        "Message-ID",
    ]
    assert not [line for line in post.outbox[-1].body.splitlines() if line.startswith(("javascript", "=1+1"))]


def test_every_model_has_a_row_in_this_world(hostile):
    assert [model.__name__ for model in our_models() if not model._base_manager.exists()] == []
