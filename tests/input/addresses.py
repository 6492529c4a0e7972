"""Every address of the product and of its admin, filled in for one world."""

import re
from dataclasses import dataclass

from django.urls import URLResolver, get_resolver

from tests.input.values import escaped

ARGUMENT = re.compile(r"<(?:\w+:)?(\w+)>")
# What answers to anything below /admin/ that is no address, and the list of one app's models.
PATTERNS = {"admin/(?P<url>.*)$": "admin/<url>", "admin/^(?P<app_label>plans|actions|measures)/$": "admin/<app_label>/"}


def routes(resolver=None, namespace="", before=""):
    """Every address as (name, route), with its arguments in <>; the admin's old addresses are named for their route."""
    for pattern in (resolver or get_resolver()).url_patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from routes(pattern, inner, route)
        else:
            route = PATTERNS.get(route, route)
            yield (f"{namespace}{pattern.name}" if pattern.name else route), route


ROUTES = dict(routes())


@dataclass(frozen=True)
class Address:
    """An address and what stands at its arguments."""

    name: str
    route: str
    arguments: dict

    def __str__(self):
        return self.filled()

    def filled(self, **others):
        """The address with other arguments than those that lead somewhere."""
        arguments = self.arguments | others
        return "/" + ARGUMENT.sub(lambda found: escaped(str(arguments[found[1]])), self.route)


def address_of(name, world):
    """The address by a name that leads somewhere in the world; raises LookupError where nobody said what does."""
    route = ROUTES[name]
    wanted = ARGUMENT.findall(route)
    known = world.arguments | world.arguments_of(name)
    if missing := [argument for argument in wanted if argument not in known]:
        raise LookupError(f"Say in tests/input/world.py what stands at {missing} of {name}: /{route}")
    return Address(name, route, {argument: known[argument] for argument in wanted})
