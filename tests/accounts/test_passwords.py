"""Which passwords are taken, and what somebody is told whose is not."""

import hashlib

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.checks import run_checks
from django.core.exceptions import ValidationError

from plans.accounts import passwords
from tests.builders import make_council, make_user


def refusal(password, user=None):
    """Why a password is refused, in a word; blank for one that is taken."""
    try:
        validate_password(password, user)
    except ValidationError as error:
        return error.error_list[0].code
    return ""


GOOD = [
    "lemur quilt harbour",
    "correct horse battery staple",
    "purple otter on tuesday",
    "  spaces at both ends  ",
    "žluťoučký kůň úpěl",
    "🦊🦉🐝🐢🦋🐙🦀🐳🦒🦔🐞🦩",
    "xK9#mQ2$vL7!",
    "a" + "bqz7 " * 199,
    "tiger tiger burning bright",
    "bexley wombat harmonica",
]


@pytest.mark.parametrize("password", GOOD)
def test_length_is_enough_whatever_characters_are_mixed(password):
    assert refusal(password) == ""


SHORT = ["", "short", "elevenchars", "🦊" * 11]


@pytest.mark.parametrize("password", SHORT)
def test_less_than_twelve_characters_are_refused(password):
    assert refusal(password) == "too_short"


def test_a_thousand_characters_are_taken_and_no_more():
    many = "".join(chr(0x4E00 + number) for number in range(1001))
    assert refusal(many[:1000]) == ""
    assert refusal(many) == "too_long"


MONOTONOUS = [
    "aaaaaaaaaaaa", "121212121212", "abcabcabcabc", "123456789012", "987654321098", "abcdefghijkl",
    "qwertyuiop12", "qwertyuiopasdf", "zxcvbnmasdfg", "1qwertyuiop1", "QWERTYUIOPAS", "abcdef123456", "112233445566",
]  # fmt: skip


@pytest.mark.parametrize("password", MONOTONOUS)
def test_repeats_and_rows_of_keys_are_refused(password):
    assert refusal(password) == "monotonous"


COMMON = [
    "Password2026!", "password1234", "P@ssw0rd2026", "p4$$w0rd!!!!", "PASSWORD....", "!!!password!!!", "Pass-word-2026",
    "2026.Football", "iloveyou2026!", "monkeymonkey", "Dragon!Dragon!", "letmein12345", "Sunshine####", "princess2026",
]  # fmt: skip


@pytest.mark.parametrize("password", COMMON)
def test_common_passwords_are_refused_however_dressed_up(password):
    assert refusal(password) in ("common", "words_at_hand")


AT_HAND = [
    "EDI-Tracker-2026", "equality2026!!", "Alderford2026!", "alderfordcouncil", "C0unc1l!C0unc1l", "Welcome2Alderford",
    "OliveOfficer26", "officer.olive.1", "olive@example.org", "Summer2026!!!", "0l1v3-0ff1c3r", "EqualityActionPlan",
]  # fmt: skip


@pytest.mark.parametrize("password", AT_HAND)
def test_words_that_others_would_try_are_refused(officer, password):
    assert refusal(password, officer) in ("words_at_hand", "common")


def test_another_councils_name_is_not_at_hand(officer, other_council):
    assert refusal("brimley-brimley", officer) == ""
    assert refusal("brimley-brimley", make_user("Una", council=other_council)) != ""


def test_a_long_password_may_hold_such_a_word(officer):
    assert refusal("olive wombat harmonica", officer) == ""


def test_nobody_s_name_of_one_letter_refuses_everything(db):
    user = make_user("A B", council=make_council("E"), email="q@w.example.org")
    assert refusal("lemur quilt harbour", user) == ""


@pytest.mark.parametrize("password", ["short", "aaaaaaaaaaaa", "Password2026!", "equality2026!!"])
def test_a_refusal_says_what_to_do(password):
    with pytest.raises(ValidationError, match="three random words"):
        validate_password(password)


@pytest.fixture
def breached(tmp_path, settings):
    """Writes a file of breached passwords, and has it used."""

    def write(words, newline="\n"):
        digests = sorted(hashlib.sha1(word.encode()).hexdigest().upper() for word in words)
        path = tmp_path / "breached.txt"
        path.write_bytes("".join(f"{digest}:{at * 7}{newline}" for at, digest in enumerate(digests)).encode())
        settings.BREACHED_PASSWORDS_FILE = str(path)

    return write


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_every_breached_password_is_found_and_no_other(breached, newline):
    words = [f"stolen words {number}" for number in range(300)]
    breached(words, newline)
    assert {refusal(word) for word in words} == {"breached"}
    assert {refusal(f"other words {number}") for number in range(300)} == {""}


@pytest.mark.parametrize("count", [0, 1, 2, 3])
def test_a_small_file_is_searched_to_its_ends(breached, count):
    words = [f"stolen words {number}" for number in range(count)]
    breached(words)
    assert [refusal(f"stolen words {number}") == "breached" for number in range(4)] == [at < count for at in range(4)]


def test_a_file_without_a_last_line_end_is_searched_too(breached, settings, tmp_path):
    breached(["stolen words", "more stolen words"])
    path = tmp_path / "breached.txt"
    path.write_bytes(path.read_bytes().rstrip())
    assert {refusal("stolen words"), refusal("more stolen words")} == {"breached"}


def test_only_a_few_lines_are_read(breached, settings, monkeypatch):
    breached([f"stolen words {number}" for number in range(2000)])
    reads, read = [], passwords._line_from
    monkeypatch.setattr(passwords, "_line_from", lambda file, place: reads.append(place) or read(file, place))
    assert refusal("stolen words 1234") == "breached"
    assert len(reads) <= 18  # of about 90,000 bytes


def test_without_the_file_people_can_still_change_their_password(settings, tmp_path, caplog):
    settings.BREACHED_PASSWORDS_FILE = str(tmp_path / "gone.txt")
    assert refusal("lemur quilt harbour") == ""
    assert "cannot be read" in caplog.text
    assert "lemur" not in caplog.text


def test_a_file_that_cannot_be_read_is_said_when_the_product_starts(settings, breached, tmp_path):
    breached([])
    assert not [one for one in run_checks(tags=["security"]) if one.id == "plans.E003"]
    settings.BREACHED_PASSWORDS_FILE = str(tmp_path / "gone.txt")
    assert [one for one in run_checks(tags=["security"]) if one.id == "plans.E003"]
