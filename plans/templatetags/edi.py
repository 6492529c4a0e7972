"""What templates need beyond Django's own: the tag of a status or a rating, text exactly as published."""

import html
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import timedelta
from functools import lru_cache
from typing import Any

from django import template
from django.conf import settings
from django.core.paginator import Page
from django.forms import BaseForm
from django.template.loader import get_template, render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import normalize_newlines

from plans import request_id

register = template.Library()

SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)
BLANK_LINES = re.compile(r"\n(?:[^\S\n]*\n)+")
WEB_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)


@register.simple_tag
def request_number() -> str:
    """Return the number by which the log knows this request; pages that are drawn without one ask for it too."""
    return request_id.current()


@register.inclusion_tag("_components/_stay_signed_in.html")
def stay_signed_in() -> dict[str, int]:
    """Draw what asks somebody who is about to be signed out for want of use whether to stay: once, on every page."""
    lasts, warning = settings.SIGNED_OUT_AFTER_IDLE, settings.SIGNED_OUT_WARNING
    return {"seconds": lasts // SECOND, "warning": warning // SECOND, "minutes": warning // MINUTE}


@register.filter
def dashed(value: object) -> str:
    """Turn a stored value into the end of a class name: ``in_progress`` into ``in-progress``."""
    return str(value).replace("_", "-")


@lru_cache(maxsize=256)
def _drawn(template_name: str, **context: str) -> SafeString:
    """Draw a fragment once for each set of words; a long table then costs a look-up per row."""
    return SafeString(render_to_string(template_name, context).strip())


@register.simple_tag
def status_tag(value: object, label: object) -> SafeString:
    """Draw the tag of an action's status: ``{% status_tag action.status action.get_status_display %}``."""
    return _drawn("_components/_status_tag.html", status=str(value), label=str(label))


@register.simple_tag
def rag_tag(value: object, label: object = "") -> SafeString:
    """Draw how sure delivery is; an empty value is "Not rated"."""
    return _drawn("_components/_rag_tag.html", rag=str(value or ""), label=str(label or ""))


@lru_cache(maxsize=64)
def _with_blanks(template_name: str) -> Callable[..., str]:
    return get_template(template_name).template.source.format_map  # type: ignore[attr-defined]


@register.simple_tag
def filled(template_name: str, rows: Iterable[Mapping[str, str]]) -> SafeString:
    """Draw a fragment once for each row, its ``{blanks}`` filled with the row's values, escaped.

    For the rows of long tables: the template engine's own variables take five times as long.
    """
    fill = _with_blanks(template_name)
    return SafeString("".join(fill({name: _escaped(value) for name, value in row.items()}) for row in rows))


def _escaped(value: str) -> str:
    return value if isinstance(value, SafeString) else html.escape(value)


def overdue_tag() -> SafeString:
    """Draw the tag of an action that is overdue."""
    return _drawn("_components/_overdue_tag.html")


def before_words(reference: str) -> SafeString:
    """Draw an action's reference, to stand before its words; nothing where it has none."""
    return format_html('<span class="edi-ref">{}</span> ', reference) if reference else SafeString("")


def gap_tag(says: str = "") -> SafeString:
    """Draw what stands where the published plan says nothing, or where there is nothing yet: "No target"."""
    return _drawn("_components/_gap.html", says=says)


@register.filter
def published(text: str | None) -> SafeString:
    """Show published text word for word: blank lines part paragraphs, other line breaks stay."""
    paragraphs = BLANK_LINES.split(normalize_newlines(text or "").strip("\n"))
    return SafeString("\n".join(f"<p>{_lines(part.split(chr(10)))}</p>" for part in paragraphs if part.strip()))


@register.filter
def links(text: str | None) -> SafeString:
    """Show evidence: a line that is a web address becomes a link, any other line stays text."""
    return _lines(_link_or_text(line.strip()) for line in normalize_newlines(text or "").strip().split("\n"))


def _lines(lines: Iterable[str]) -> SafeString:
    return SafeString("<br>".join(map(_escaped, lines)))


def _link_or_text(line: str) -> str:
    """Link a plain web address: one with unprintable characters may not lead where it seems to."""
    if not (WEB_ADDRESS.fullmatch(line) and line.isprintable()):
        return line
    return format_html('<a class="govuk-link" href="{0}" rel="noopener noreferrer nofollow">{0}</a>', line)


@register.filter
def moved(before: int, after: int) -> SafeString:
    """Say how a number moved, ``{{ before|moved:after }}``: an arrow for the eye, and words."""
    if before == after:
        return SafeString("no change")
    arrow, word = ("▲", "more") if after > before else ("▼", "fewer")
    words = f"{abs(after - before):,} {word}"
    return format_html('<span class="edi-moved"><span aria-hidden="true">{}</span> {}</span>', arrow, words)


@register.filter
def page_numbers(page: "Page[Any]") -> Iterator[int | str]:
    """List the page numbers worth a link: the first, the last, and those beside this one."""
    return page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)


@register.simple_tag
def form_problems(form: BaseForm | None = None, forms: Iterable[BaseForm] | None = None) -> list[dict[str, str]]:
    """List what is wrong with one form or several, with the id of the box that puts each right."""
    asked = list(forms or ([form] if form else []))
    return [problem for one in asked for problem in _problems_of(one)]


def _problems_of(form: BaseForm) -> Iterator[dict[str, str]]:
    for message in form.non_field_errors():
        yield {"box": "", "message": str(message)}
    for field in form:
        first_box = f"{field.auto_id}_0" if field.use_fieldset else field.id_for_label
        for message in field.errors:
            yield {"box": "" if field.is_hidden else first_box, "message": str(message)}
