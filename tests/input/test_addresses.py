"""Whatever is asked of any address or sent to it, by those who see most, it answers, and never by a fault of ours."""

import re
from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import PLAN_FILE
from tests.input.addresses import ROUTES, address_of
from tests.input.asking import ask, is_refusal, names_read
from tests.input.conftest import fuzzed
from tests.input.forms import Form, forms_of
from tests.input.sending import damaged, forms_at, send
from tests.input.values import ANYTHING, questions

pytestmark = pytest.mark.django_db

# Addresses that lead on, take nothing but a form, or are shut: nobody gets a page there.
NO_PAGE = {
    "home", "stay-signed-in", "sign-out", "sign-out-everywhere", "two-step-codes-file", "metrics", "plan-import-do",
    "plan-import-discard", "reading-import-do", "committee-report-word", "my-actions-report",
}  # fmt: skip
LINK = re.compile(r'href="([^"]*\?[^"]*)"')


def visitor_of(world, address):
    """The first of the browsers that gets a page at an address, and the page; else the first that is let in at all."""
    first = None
    for client in world.browsers.values():
        page = ask(client, "GET", str(address))
        if page.status == 200:
            return client, page
        if first is None or (first[1].status in (403, 404) and page.status not in (403, 404)):
            first = client, page
    return first


def asked_of(client, address, page):
    """The names that an address reads, with those of its forms and links, and values that these would send."""
    with names_read() as names:
        for question in ("", "nothing=1"):
            ask(client, "GET", str(address), QUERY_STRING=question)
    likely = set()
    if page.headers.get("Content-Type", "").startswith("text/html"):
        for form in forms_of(page.content, str(address), "get"):
            names |= form.names
            likely |= form.choices
        for link in LINK.findall(page.content.decode()):
            for name, value in parse_qsl(urlsplit(link.replace("&amp;", "&")).query):
                names.add(name)
                likely.add(value)
    return names, likely


def good_file(world, client, name):
    """A file that the page of this name would take: what the page beside it gives."""
    if name == "reading-import":
        return ask(client, "GET", str(address_of("reading-sheet", world).filled(kind="csv"))).content
    if name.startswith("admin:") and name.endswith("_import"):
        beside = address_of(name.removesuffix("process_import").removesuffix("import") + "export", world)
        return ask(client, "GET", str(beside), QUERY_STRING="export-kind=csv").content
    return PLAN_FILE.encode()


def forms_for(world, name, client, address, page):
    """What is sent to an address: its page's forms, or else whatever it reads of what is sent."""
    forms = forms_at(client, address, page, good_file(world, client, name))
    if forms:
        return forms
    with names_read() as names:
        answer = send(client, Form(address), [("nothing", "1")])
    return [] if answer.status in (404, 405) else [Form(address, [(name, "") for name in sorted(names)])]


def ask_anything(client, address, page, likely):
    """Ask an address all kinds of things, also where no row is."""
    names, offered = asked_of(client, address, page)
    elsewhere = st.dictionaries(st.sampled_from(sorted(address.arguments) or ["pk"]), ANYTHING)

    @fuzzed
    @given(question=questions(names, likely | offered), others=st.just({}) | elsewhere)
    def answers(question, others):
        ask(client, "GET", address.filled(**others), QUERY_STRING=question)

    answers()


def send_anything(client, form, likely):
    """Send a form with all kinds of things in it; what is refused changes nothing."""

    @fuzzed
    @given(sent=damaged(form, likely))
    def answers(sent):
        answer = send(client, form, *sent)
        assert answer.came == 0 or not is_refusal(answer), f"{form.action} refused, and wrote: {sent}"

    answers()


@pytest.mark.parametrize("name", ROUTES)
def test_whatever_is_asked_of_an_address_or_sent_to_it_it_answers(world, name):
    address = address_of(name, world)
    client, page = visitor_of(world, address)
    assert page.status == 200 or name in NO_PAGE or name.startswith("admin"), f"Nobody gets a page: {page.status}"
    ask_anything(client, address, page, world.likely())
    for form in forms_for(world, name, client, str(address), page):
        send_anything(client, form, world.likely())
