"""No public page or file prints a figure about people that did not pass through the one function that protects them.

Every address of the product is asked for by a resident and by an insider of another council, and so are the reports
that an insider makes for the public. An address that this walk cannot ask for fails it.
"""

import re
import sys
import zipfile
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from measures.figures import small_numbers
from measures.figures.figure import Figure
from measures.models.todays_rows import remembered_standing
from tests.builders import make_upload
from tests.measures.distinctive import (
    BETWEEN,
    COUNTS,
    DIFFERENCES,
    PUBLIC,
    THINGS,
    WORDS,
    WORKED_OUT,
    make_distinctive,
)
from tests.test_who_may import patterns

KINDS = ["csv", "json", "xlsx"]
MARK = "Told-by-the-one-function"
SHOWN_ON = {"plan-detail", "measure-list", "measure-detail", "measure-export", "action-detail"}
"""The addresses that print figures about people for a resident, of which there are no others yet."""
NOT_OF_THE_PRODUCT = {"admin:None", "admin:app_list"}  # what Django's admin makes of any other address
RANDOM = re.compile(r"[A-Za-z0-9_-]{32,}")  # tokens, in which any number can stand
MOMENT = re.compile(r"T[\d:]{8}\.\d+")  # to the millionth of a second, in which any number can stand too
ROWS = re.compile(r"[/-]\d+(?=[/\"?&#])")  # ids of rows in addresses, which may be any number too


@pytest.fixture
def world(plan, action, council, equality_lead, outsider):
    """The plan, and the ids that each address may ask for."""
    measures = make_distinctive(plan, action, equality_lead)
    ids = {"measure": [one.pk for one in measures], "reading": [measures[0].readings.first().pk], "action": [action.pk]}
    ids["plan-import"] = [make_upload(equality_lead, council).pk]
    ids["person"] = [equality_lead.pk]
    return {"plan": plan, "ids": ids}


def ids_for(name, ids):
    """The ids that an address may ask for, by the first word of its name: reading-add is about a measure."""
    if name == "reading-add":
        return ids["measure"][:1]
    [known] = [those for word, those in ids.items() if name.startswith(word)]
    return known


def addresses(world, name, pattern):
    """Every way to ask for an address of the product."""
    wanted = re.findall(r"<(?:\w+:)?(\w+)>", str(pattern.pattern))
    if name.startswith("admin:"):
        return admin_addresses(world, name, wanted)
    plan = world["plan"]
    known = {"council": [plan.council.slug], "plan": [plan.slug], "kind": KINDS, "key": ["1.1.1"]}
    known |= {"uidb64": ["MQ"], "token": ["none-such"]}
    asked = [{}]
    for part in wanted:
        values = ids_for(name, world["ids"]) if part == "pk" else known[part]
        asked = [{**one, part: value} for one in asked for value in values]
    return [reverse(name, kwargs=arguments) for arguments in asked]


def admin_addresses(world, name, wanted):
    """Those of the admin, about each row that the walk knows."""
    if set(wanted) - {"object_id", "id", "content_type_id"}:
        return []
    word = next((word for word in ("measure", "reading") if name.startswith(f"admin:measures_{word}_")), "")
    rows = world["ids"][word] if word else [world["plan"].pk]
    return [reverse(name, args=[row] * len(wanted)) for row in (rows if wanted else [0])]


def queries():
    """What a page is asked beside its address: now, as at a day before the correction, all of it, page by page."""
    then = timezone.localdate() - BETWEEN
    return ["", f"?as_at={then}", "?all=1&page=2"]


def walk(world, user):
    """Ask for everything; yield the name of each address, the address, and what is answered."""
    client = Client()
    if user:
        client.force_login(user)
    for name, pattern in patterns():
        if name in NOT_OF_THE_PRODUCT:
            continue
        for address in addresses(world, name, pattern):
            for query in queries() if not name.startswith("admin:") else [""]:
                yield name, address + query, read(client.get(address + query))


def read(answer):
    """All the words of an answer, of a packed file too, without tokens, ids of rows and parts of seconds."""
    content = b"".join(answer) if answer.streaming else answer.content
    if content[:2] == b"PK":
        with zipfile.ZipFile(BytesIO(content)) as archive:
            parts = [archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml")]
        return re.sub(r"<[^>]*>", " ", "\n".join(parts))
    said = content.decode()
    for chance in (RANDOM, MOMENT, ROWS):
        said = chance.sub("", said)
    return said


def public_reports(world, manager):
    """The committee report that an insider makes for the public, as a page and in Word."""
    client = Client()
    client.force_login(manager)
    last = timezone.localdate() - BETWEEN
    for audience_of in ("", "&said=1"):
        for ends in (last, last + BETWEEN):
            query = f"?plan={world['plan'].pk}&audience=public&starts=2025-04-01&ends={ends}{audience_of}"
            for name in ("committee-report", "committee-report-word"):
                yield name, name + query, read(client.get(reverse(name) + query))


def number(digits):
    return re.compile(rf"(?<![\d.,]){re.escape(digits)}(?!\d|[.,]\d)")


def writings(value):
    """Every plausible writing of a number: with and without thousands apart, with any number of decimals."""
    whole = value == int(value)
    shown = {f"{value}", f"{value:,}"} if whole else {f"{value:.{places}f}" for places in range(1, 5)} | {f"{value}"}
    return [number(one) for one in sorted(shown)]


EXACT = [pattern for value in (*COUNTS, *WORKED_OUT, *DIFFERENCES) for pattern in writings(value)]


def told_exactly(answers):
    """The addresses that print an exact figure, or a word of an officer, each with what it is."""
    return [
        (address, secret if isinstance(secret, str) else secret.pattern)
        for _, address, said in answers
        for secret in (*EXACT, *WORDS)
        if (secret in said if isinstance(secret, str) else secret.search(said))
    ]


def names_that_say(answers, words):
    return {name for name, _, said in answers if any(word in said for word in words)}


def places_that_say(answers, words):
    """Each address that says one of the words, with what stands around it."""
    anyone = re.compile(rf".{{0,40}}(?:{'|'.join(map(re.escape, words))}).{{0,40}}")
    return [(address, found) for _, address, said in answers for found in anyone.findall(said)]


def test_a_resident_is_told_no_exact_figure_anywhere(world):
    answers = list(walk(world, None))
    assert told_exactly(answers) == []
    assert names_that_say(answers, PUBLIC) == SHOWN_ON
    assert names_that_say(answers, [THINGS, "5557"]) >= SHOWN_ON


def test_an_insider_of_another_council_is_told_no_exact_figure_anywhere(world, outsider):
    answers = list(walk(world, outsider))
    assert told_exactly(answers) == []
    assert names_that_say(answers, PUBLIC) == SHOWN_ON


def test_a_report_for_the_public_holds_no_exact_figure(world, manager):
    answers = list(public_reports(world, manager))
    assert told_exactly(answers) == []
    assert names_that_say(answers, PUBLIC) == {"committee-report", "committee-report-word"}


def test_the_walk_would_find_what_is_exact(world, manager):
    """The council's own manager is told each exact figure and word somewhere, by the same walk."""
    said = "\n".join(words for _, _, words in walk(world, manager))
    missing = [str(value) for value in (*COUNTS, *WORKED_OUT) if not any(one.search(said) for one in writings(value))]
    assert missing == []
    assert [word for word in WORDS if word not in said] == []


@pytest.fixture
def marked(monkeypatch):
    """Wherever the one function is known, one that tells a mark and no figure stands in its place."""

    def mark(reading, measure, **_):
        return Figure(
            pk=reading.id, read_on=reading.read_on, words=MARK, category=reading.category, group=reading.group
        )

    for module in list(sys.modules.values()):
        if getattr(module, "public_figure", None) is small_numbers.public_figure and module is not small_numbers:
            monkeypatch.setattr(module, "public_figure", mark)
    monkeypatch.setattr(small_numbers, "public_figure", mark)
    remembered_standing.cache_clear()
    yield
    remembered_standing.cache_clear()


@pytest.mark.usefixtures("marked")
def test_every_public_figure_comes_from_the_one_function(world, manager):
    for answers in (list(walk(world, None)), list(public_reports(world, manager))):
        assert told_exactly(answers) == []
        assert places_that_say(answers, [*PUBLIC, THINGS, "5557"]) == []
        assert names_that_say(answers, [MARK]) in (SHOWN_ON, {"committee-report", "committee-report-word"})
