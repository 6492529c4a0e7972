"""Pages of measures as a person reads them."""

import re
from datetime import datetime, time

from django.urls import reverse
from django.utils import timezone

from plans.audit.context import audit


def list_page(client, plan, user=None, query=""):
    """The list of a plan's measures as a person gets it; no user is a resident."""
    if user:
        client.force_login(user)
    return client.get(reverse("measure-list", args=[plan.council.slug, plan.slug]) + query)


def own_page(client, measure, user=None, query=""):
    """A measure's own page as a person gets it."""
    if user:
        client.force_login(user)
    return client.get(reverse("measure-detail", args=[measure.pk]) + query)


def written_on(day, **context):
    """Write, inside the block, what the history then says was written at noon of a day."""
    return audit(moment=timezone.make_aware(datetime.combine(day, time(12))), **context)


def words(answer):
    """The page without its markup."""
    return said(answer.content.decode())


def said(html):
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def rows_of(answer):
    """The cells of each row of the page's tables, as they are read; the heads of the columns are left out."""
    bodies = "".join(re.findall(r"<tbody>(.*?)</tbody>", answer.content.decode(), re.DOTALL))
    rows = re.findall(r"<tr[^>]*>(.*?)</tr>", bodies, re.DOTALL)
    return [[said(cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL)] for row in rows]


def row_of(answer, name):
    """The row that a name heads, as it is read."""
    [row] = [row for row in rows_of(answer) if row[0].startswith(name)]
    return " ".join(row)
