"""The markup of simple boxes, joined in Python: the same as Django's templates draw, at a tenth of their time."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django.utils.html import conditional_escape, escape
from django.utils.safestring import SafeString

Widget = Mapping[str, Any]


def draw_input(widget: Widget) -> SafeString:
    """Draw a box of one line, or a hidden one."""
    value = "" if widget["value"] is None else f' value="{escape(widget["value"])}"'
    name = escape(widget["name"])
    return SafeString(f'<input type="{widget["type"]}" name="{name}"{value}{_attributes(widget)}>')


def draw_text_area(widget: Widget) -> SafeString:
    """Draw a box of several lines."""
    typed = conditional_escape(widget["value"] or "")
    return SafeString(f'<textarea name="{escape(widget["name"])}"{_attributes(widget)}>\n{typed}</textarea>')


def draw_select(widget: Widget) -> SafeString:
    """Draw a list of options, in groups where it has them."""
    options = "".join(_groups(widget["optgroups"]))
    return SafeString(f'<select name="{escape(widget["name"])}"{_attributes(widget)}>{options}\n</select>')


def draw_checkboxes(widget: Widget) -> SafeString:
    """Draw boxes to tick, each with its label."""
    items = (
        f'<div class="govuk-checkboxes__item">{draw_input(option)}'
        f'<label class="govuk-label" for="{option["attrs"]["id"]}">{escape(option["label"])}</label></div>'
        for _, options, _ in widget["optgroups"]
        for option in options
    )
    return SafeString(f'<div class="govuk-checkboxes">{"".join(items)}</div>')


DRAWN: dict[str, Callable[[Widget], SafeString]] = {
    "django/forms/widgets/checkbox_select.html": draw_checkboxes,
    "django/forms/widgets/date.html": draw_input,
    "django/forms/widgets/email.html": draw_input,
    "django/forms/widgets/hidden.html": draw_input,
    "django/forms/widgets/password.html": draw_input,
    "django/forms/widgets/select.html": draw_select,
    "django/forms/widgets/text.html": draw_input,
    "django/forms/widgets/textarea.html": draw_text_area,
}
"""Django's template of a widget -> what draws it here."""


def _groups(groups: Any) -> Iterator[str]:
    for name, options, _ in groups:
        drawn = "".join(f"\n  {_option(option)}" for option in options)
        yield f'\n  <optgroup label="{escape(name)}">{drawn}\n  </optgroup>' if name else drawn


def _option(option: Widget) -> str:
    label = conditional_escape(option["label"])
    return f'<option value="{escape(option["value"])}"{_attributes(option)}>{label}</option>'


def _attributes(widget: Widget) -> str:
    """An attribute that is False is left out, one that is True has no value."""
    return "".join(
        f" {escape(name)}" if value is True else f' {escape(name)}="{escape(value)}"'
        for name, value in widget["attrs"].items()
        if value is not False
    )
