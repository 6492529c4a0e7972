"""Pins, advisories and OSV entries, made up."""

from datetime import date

from packaging.version import Version

from edi_tracker.supply.locked import Pin

DAY = date(2026, 11, 22)


def a_pin(name="teapot", version="1.5.0"):
    return Pin(name, Version(version), ("0" * 64,), ("edi-tracker",))


def a_range(*events):
    """("introduced", "1.0"), ("fixed", "1.5") as OSV writes them."""
    return [{kind: version} for kind, version in events]


def an_advisory(*ranges, **others):
    entry = {"id": "PYSEC-2026-1", "aliases": ["CVE-2026-1"], "package": "teapot", "ranges": list(ranges)}
    return (
        entry | {"versions": [], "published": "2026-10-01", "modified": "2026-10-02", "summary": "It leaks."} | others
    )


def an_osv_entry(name="Teapot", **others):
    """One advisory as OSV publishes it, much that we do not keep included."""
    affected = {
        "package": {"ecosystem": "PyPI", "name": name, "purl": "pkg:pypi/teapot"},
        "ranges": [
            {"type": "GIT", "repo": "https://example.org/teapot", "events": [{"introduced": "0"}]},
            {"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "1.5"}, {}]},
        ],
        "versions": ["1.0", "1.4"],
    }
    entry = {"id": "GHSA-1", "aliases": ["CVE-2026-2", "CVE-2026-1"], "affected": [affected], "summary": "It\nleaks."}
    return entry | {"published": "2026-10-01T10:00:00Z", "modified": "2026-10-02T11:00:00Z"} | others
