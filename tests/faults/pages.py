"""Pages as a browser has them: their main form with its boxes, ready to be sent."""

from lxml import html


def boxes_of(page):
    """The address of the largest form on a page, and its boxes as a browser would send them untouched."""
    forms = [form for form in html.fromstring(page.content).forms if "sign-out" not in (form.action or "")]
    form = max(forms, key=lambda one: len(one.form_values()))
    boxes = {}
    for name, value in form.form_values():
        boxes.setdefault(name, []).append(value)
    return form.action or page.request["PATH_INFO"], boxes


def send(client, page, **changes):
    """Send a page's form as a browser would, with some boxes changed."""
    address, boxes = boxes_of(page)
    return client.post(address, boxes | changes)
