"""Every address x every role x reading and writing. An address that is not listed here fails the build."""

import pytest
from django.urls import reverse

from tests.builders import make_measure, make_reading
from tests.walking import METHODS, ask, make_browsers, patterns, signed_in, surprises, told, wanted_by

ROLES = ["stranger", "officer", "manager", "equality_lead", "superuser", "outsider"]

# What a GET, then a POST, answers to each role in turn, about a private plan of the council:
# 200 shown, 302 sent elsewhere (strangers: to sign in), 403 may read but not do, 404 may not know of it,
# 405 not a thing to do here.
PAGES = {
    "home": ("302 302 302 302 302 302", "405 405 405 405 405 405"),
    "sign-in": ("200 302 302 302 302 302", "200 302 302 302 302 302"),
    "sign-out": ("405 405 405 405 405 405", "302 302 302 302 302 302"),
    "password-reset": ("200 200 200 200 200 200", "200 200 200 200 200 200"),
    "password-reset-sent": ("200 200 200 200 200 200", "405 405 405 405 405 405"),
    # A link that does not hold.
    "password-set": ("200 200 200 200 200 200", "200 200 200 200 200 200"),
    "stay-signed-in": ("302 204 204 204 204 204", "302 405 405 405 405 405"),
    "account": ("302 200 200 200 200 200", "302 405 405 405 405 405"),
    # The people of this test have no password, as those who sign in elsewhere: there is nothing to change.
    "password-change": ("302 302 302 302 302 302", "302 302 302 302 302 302"),
    "sign-out-everywhere": ("302 405 405 405 405 405", "302 302 302 302 302 302"),
    "sign-in-resume": ("302 302 302 302 302 302", "302 302 302 302 302 302"),
    "healthz": ("200 200 200 200 200 200", "405 405 405 405 405 405"),
    "readyz": ("200 200 200 200 200 200", "405 405 405 405 405 405"),
    "metrics": ("404 404 404 404 404 404", "405 405 405 405 405 405"),
    # Nobody here has an authenticator app: equality leads and superusers are sent to set one up, the others need none.
    "two-step": ("302 302 302 302 302 302", "302 302 302 302 302 302"),
    "two-step-set-up": ("302 200 200 200 200 200", "302 302 302 302 302 302"),
    "two-step-codes": ("302 302 302 302 302 302", "302 302 302 302 302 302"),
    "two-step-codes-file": ("302 405 405 405 405 405", "302 400 400 400 400 400"),
    "two-step-remove": ("302 302 302 403 403 403", "302 302 302 403 403 403"),
    "accessibility-statement": ("200 200 200 200 200 200", "405 405 405 405 405 405"),
    "privacy-notice": ("200 200 200 200 200 200", "405 405 405 405 405 405"),
    "council-accessibility-statement": ("404 200 200 200 200 404", "405 405 405 405 405 405"),
    "council-privacy-notice": ("404 200 200 200 200 404", "405 405 405 405 405 405"),
    "council-list": ("200 200 200 200 200 200", "405 405 405 405 405 405"),
    "council-detail": ("404 200 200 200 200 404", "405 405 405 405 405 405"),
    "plan-detail": ("404 200 200 200 200 404", "405 405 405 405 405 405"),
    "plan-export": ("302 200 200 200 200 404", "302 405 405 405 405 405"),
    "plan-import": ("302 403 403 200 200 404", "302 403 403 200 200 404"),
    # A file that was brought is for its owner alone: here the equality lead.
    "plan-import-tables": ("302 404 404 200 404 404", "302 404 404 200 404 404"),
    "plan-import-columns": ("302 404 404 200 404 404", "302 404 404 200 404 404"),
    "plan-import-preview": ("302 404 404 200 404 404", "302 404 404 302 404 404"),
    "plan-import-row": ("302 404 404 200 404 404", "302 404 404 200 404 404"),
    "plan-import-do": ("302 405 405 405 405 405", "302 404 404 302 404 404"),
    "plan-import-discard": ("302 405 405 405 405 405", "302 404 404 302 404 404"),
    "plan-new": ("302 403 403 200 200 404", "302 403 403 200 200 404"),
    "plan-roll-forward": ("302 403 403 200 200 404", "302 403 403 200 200 404"),
    "measure-list": ("404 200 200 200 200 404", "405 405 405 405 405 405"),
    "measure-export": ("404 200 200 200 200 404", "405 405 405 405 405 405"),
    "measure-add": ("302 403 403 200 200 404", "302 403 403 200 200 404"),
    "reading-import": ("302 403 403 200 200 404", "302 403 403 200 200 404"),
    # What is confirmed names a file that was brought: without one the question is refused.
    "reading-import-do": ("302 405 405 405 405 405", "302 403 403 400 400 404"),
    "reading-sheet": ("302 403 403 200 200 404", "302 405 405 405 405 405"),
    "my-actions": ("302 200 200 200 200 200", "302 405 405 405 405 405"),
    "my-actions-report": ("302 200 200 200 200 200", "302 302 302 302 302 302"),
    "decision-list": ("302 403 403 200 200 200", "302 405 405 405 405 405"),
    "dashboard": ("302 200 200 200 200 200", "302 405 405 405 405 405"),
    "action-list": ("302 200 200 200 200 200", "302 405 405 405 405 405"),
    "coverage": ("302 200 200 200 200 200", "302 405 405 405 405 405"),
    "action-list-export": ("302 200 200 200 200 200", "302 405 405 405 405 405"),
    "committee-report": ("302 200 200 200 200 200", "302 405 405 405 405 405"),
    "committee-report-word": ("302 302 302 302 302 302", "302 405 405 405 405 405"),
    "action-detail": ("404 200 200 200 200 404", "405 405 405 405 405 405"),
    "action-report": ("302 200 403 200 200 404", "302 200 403 200 200 404"),
    # A measure that hangs on the officer's action.
    "measure-detail": ("404 200 200 200 200 404", "405 405 405 405 405 405"),
    "reading-add": ("302 200 403 200 200 404", "302 200 403 200 200 404"),
    "reading-correct": ("302 200 403 200 200 404", "302 200 403 200 200 404"),
    # Another council's equality lead invites to their own council; about the officer of this one they know nothing.
    "person-invite": ("302 403 403 200 200 200", "302 403 403 200 200 200"),
    "person-leave": ("302 403 403 200 200 404", "302 403 403 200 200 404"),
    "person-forget": ("302 403 403 200 200 404", "302 403 403 200 200 404"),
}


# Who is answered as one of these: people of another council learn of this one what its equality lead does.
STRANGERS = ["deactivated", "forgotten", "ran_out", "idle"]
OTHERS = {"officer_elsewhere": "officer", "manager_elsewhere": "manager", "role_ended": "officer"}
ALIKE = dict.fromkeys(STRANGERS, "stranger") | OTHERS | {"officer_without_app": "officer"}
# Whoever owes a second step is sent to where it is taken, from everywhere but these.
BEFORE_SECOND_STEP = {
    "sign-out", "stay-signed-in", "healthz", "readyz", "metrics", "accessibility-statement", "privacy-notice",
}  # fmt: skip
WHERE_IT_IS_TAKEN = {
    "lead_before_second_step": {"two-step", "two-step-set-up", "account", "password-change"},
    "officer_before_second_step": {"two-step"},
}
EVERYBODY = [*ROLES, *ALIKE, *WHERE_IT_IS_TAKEN]
TRIED_IN_EVERY_WAY = ["stranger", "superuser", "outsider", *WHERE_IT_IS_TAKEN]
LISTS_ITS_METHODS = {"sign-out"}  # to whoever asks for its options, and does nothing


@pytest.fixture
def people(officer, manager, equality_lead, superuser, outsider):
    cast = {"stranger": None, "officer": officer, "manager": manager, "equality_lead": equality_lead}
    return cast | {"superuser": superuser, "outsider": outsider}


@pytest.fixture
def browsers(people, council, other_council):
    return make_browsers(council, other_council, people)


@pytest.fixture
def rows(action, upload, officer):
    """The rows that the addresses ask about, by the first words of their names."""
    reading = make_reading(make_measure(action.plan, action=action), 7)
    measure = reading.measure
    known = {"plan-import": upload, "measure": measure, "reading-add": measure, "reading-correct": reading}
    return known | {"person": officer, "action": action}


def answers(people, method, address):
    """The status codes that the roles get in turn. Whoever only reads changes nothing: not a row is written."""
    asked = [ask(signed_in(people[role]), method, address) for role in ROLES]
    assert method != "get" or not any(written for _, written in asked)
    return " ".join(str(answer.status_code) for answer, _ in asked)


def address_of(name, rows, **instead):
    """An address about the council's own, unless told otherwise."""
    plan = rows["action"].commitment.theme.plan
    arguments = {"council": plan.council.slug, "plan": plan.slug, "kind": "xlsx", "key": "1.2.1"}
    arguments |= {"uidb64": "MQ", "token": "made-up"}
    arguments |= next(({"pk": row.pk} for word, row in rows.items() if name.startswith(word)), {})
    return reverse(name, kwargs={part: (arguments | instead)[part] for part in wanted_by(name)})


def is_about_a_council(name):
    return bool({"council", "plan", "pk"} & set(wanted_by(name)))


def methods_of(role):
    """Everybody reads and writes; some try the methods that no page uses, too."""
    return METHODS if role in TRIED_IN_EVERY_WAY else METHODS[:2]


def expected_of(name, method, role):
    """The statuses that are right. A method that nobody uses is refused, or answered as reading or writing is."""
    if role in WHERE_IT_IS_TAKEN:
        is_open = name in BEFORE_SECOND_STEP | WHERE_IT_IS_TAKEN[role]
        return {"200", "204", "302", "404", "405"} if is_open else {"302"}
    alike = ALIKE.get(role, role)
    if role in OTHERS and is_about_a_council(name) and not name.startswith("person-"):
        alike = "outsider"
    get, post = (codes.split()[ROLES.index(alike)] for codes in PAGES[name])
    if method == "options" and name in LISTS_ITS_METHODS:
        return {"200"}
    return {"get": {get}, "post": {post}}.get(method, {get, post, "405"})


def test_every_address_is_classified():
    product = {name for name, _ in patterns() if not name.startswith("admin:")}
    assert product == set(PAGES)


@pytest.mark.parametrize("role", EVERYBODY)
def test_who_may_read_and_write(browsers, rows, role):
    asked = [(name, method) for name in PAGES for method in methods_of(role)]
    expected = [(method, address_of(name, rows), expected_of(name, method, role)) for name, method in asked]
    assert list(surprises(browsers[role], expected)) == []


@pytest.mark.parametrize("role", ["stranger", "outsider", *OTHERS])
@pytest.mark.parametrize("method", ["get", "post"])
def test_what_one_may_not_know_of_answers_as_what_is_not_there(browsers, rows, role, method):
    for name in filter(is_about_a_council, PAGES):
        here = address_of(name, rows)
        nowhere = address_of(name, rows, council="no-such", plan="no-such", pk=987_654_321)
        assert told(browsers[role], method, here) == told(browsers[role], method, nowhere), here
