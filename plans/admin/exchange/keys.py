"""Keys: how a file names another row in words that people can read and type, such as alderford/our-plan."""

from inspect import signature
from typing import Any, cast

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db.models import Model, QuerySet

LONGEST = 400  # characters of a key


class Key:
    """Makes and finds the keys of one model, which are its natural keys.

    Nothing is found until ``among`` says which rows a person may choose, and nothing is found but those.
    """

    def __init__(self, model: type[Model]) -> None:
        self.model = model
        self.manager = cast(Any, model._default_manager)
        self.length = len(signature(self.manager.get_by_natural_key).parameters)
        self.among: QuerySet = model._default_manager.none()
        self.found: dict[str, Model] = {}
        self.may_move = False  # rows of this very model change as the file is read, so each is looked up anew

    def of(self, row: Any) -> str:
        """The key of a row: its natural key, without the end that is empty."""
        return "/".join(str(part) for part in row.natural_key()).rstrip("/")

    def find(self, words: str) -> Model:
        """Return the row with this key; raise ValueError with a sentence where the person manages none."""
        if words not in self.found or self.may_move:
            named = self._looked_up(words)
            row = named and self.among.filter(pk=named.pk).order_by().first()
            if row is None:
                raise ValueError(f"There is no {self.model._meta.verbose_name} “{words[:100]}” that you manage.")
            self.found[words] = row
        return self.found[words]

    def _looked_up(self, words: str) -> Any:
        parts = [part.strip() for part in words.split("/", self.length - 1)]
        parts += [""] * (self.length - len(parts))
        if len(words) > LONGEST or "\0" in words:
            return None
        try:
            return self.manager.get_by_natural_key(*parts)
        except (ObjectDoesNotExist, ValidationError, ValueError, OverflowError):
            return None
