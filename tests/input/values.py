"""What people, and those who mean harm, put in an address or a box: nearly right, far too much, or nonsense."""

from urllib.parse import quote

from hypothesis import strategies as st

NUMBERS = [
    "0", "-1", "1.5", "1e9", "1e999", "NaN", "Infinity", "٣", "²", "1,2", "0x10", "007", " 1 ", "+1", "1_000",
    "32768", "2147483647", "2147483648", "-2147483649", "9223372036854775807", "9223372036854775808",
    "99999999999999999999999999", "9" * 400, "9" * 5000,
]  # fmt: skip
DATES = [
    "2027-02-30", "0000-00-00", "0001-01-01", "9999-12-31", "10000-01-01", "2026-02-29", "31/02/2027", "31 March 2027",
    "2026-04-01T00:00", "2026-01-01 00:00:00+00:00", "tomorrow", "2026-W01-1", "2026-13-01", "-0001-01-01",
]  # fmt: skip
BLANKS = ["", " ", "\t", "\n", "\r\n", "\0", "a\0b", "one\r\ntwo\rthree\x0b\x0c\x85four\u2028five"]
MARKS = [
    "x" * 300, "x" * 3000, "\ud800", "a\udcffb", "\ufffe", "\u202egnp.exe\u202c", "\u2066\u2067\u2069",
    "é" + "\u0301" * 200, "🧑🏽‍🦽 👩🏿‍🤝‍👨🏻", "日本", "ﷺ", "İ", "ß",
]  # fmt: skip
CODE = [
    "<script>alert(1)</script>", "\"'><img src=x onerror=alert(1)>", "</textarea></title><b>", "javascript:alert(1)",
    "{{ 7|add:7 }}{% debug %}", "{0.__class__}", "%s%n%(x)s", "${7*7}", "=1+1", "@SUM(A1)", "' OR 1=1 --",
    "'; DROP TABLE plans_plan; --", "\\", "%", "_", "(", "[", "*", "(a+)+$", "../../etc/passwd", "C:\\x", "http://[",
    "//evil.example", "https://evil.example/", "None", "null", "true", "on", "undefined", "[]", "{}", "a@b",
    "a" * 250 + "@b.co", "__all__", "__class__", "pk", "id", "-", "--", ".", "..", "1.2.3.-4", ",", "1,abc", "a:b",
    "a/b", "action__id",
]  # fmt: skip

# Strings of any marks, half of a pair of surrogates and NUL too.
TEXT = st.text(st.characters(exclude_categories=[]), max_size=30)
EDGES = st.sampled_from([*NUMBERS, *DATES, *BLANKS, *MARKS, *CODE])
ANYTHING = EDGES | TEXT | st.integers().map(str) | st.dates().map(str) | st.floats().map(str)

# What no browser sends: escapes that are none, bytes that are no text, separators alone.
BROKEN = st.sampled_from(
    ["%", "%Z", "%ZZ=1", "q=%F0%28%8C%28", "q=%C0%80", "&&==&", "=", "a=1;b=2", "q", "%=%", "q=%u0041"]
)


def escaped(text):
    """Text as it stands in an address or in the body of a form, lone surrogates and all."""
    return quote(text.encode("utf-8", "surrogatepass"), safe="")


def encoded(pairs):
    """Pairs of name and value as one line."""
    return "&".join(f"{escaped(name)}={escaped(value)}" for name, value in pairs)


def questions(names, likely):
    """What may follow the ? of a page that reads such names; ``likely`` are values that it would understand."""
    values = ANYTHING | st.sampled_from(sorted(likely) or [""])
    asked = st.sampled_from(sorted({"nothing", "page", "q", "_popup", "a__b", *names})) | TEXT
    pairs = st.lists(st.tuples(asked, values), max_size=4).map(encoded)
    return pairs | pairs | pairs | st.tuples(pairs, BROKEN).map("&".join)
