"""What a check asked the database, and the answers: as long as these stay the same, so does what the check found.

So a file is checked before anything is locked, which takes long, and what was found is confirmed under the lock,
which does not: to ask once more is a fraction of the work of wording a question and making rows of the answer.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from django.db import connection

from plans.models.positions import LAST_PLACE

FRAMES = ("SAVEPOINT", "RELEASE", "ROLLBACK")


class Question(NamedTuple):
    """A statement that reads, and what the database answered."""

    sql: str
    params: tuple[Any, ...]
    answer: list[tuple[Any, ...]]

    @property
    def is_of_place(self) -> bool:
        """Whether it asks which place is the last, for a row that is to come after all others."""
        return f'AS "{LAST_PLACE}"' in self.sql

    def asks(self, table: str) -> bool:
        """Whether this table is among those that it asks."""
        return f'"{table}"' in self.sql

    def answered_now(self) -> list[tuple[Any, ...]]:
        """Ask once more."""
        with connection.cursor() as cursor:
            cursor.execute(self.sql, self.params)
            return cursor.fetchall()


@contextmanager
def noted() -> Iterator[list[Question]]:
    """Note what the database is asked inside the block: twice each time, so the block has to see one moment."""
    questions: list[Question] = []

    def note(execute: Callable, sql: str, params: Any, many: bool, context: Any) -> Any:
        if not sql.startswith(FRAMES):
            execute(sql, params, many, context)
            questions.append(Question(sql, tuple(params or ()), context["cursor"].fetchall()))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield questions


def same_by_now(questions: list[Question]) -> bool:
    """Return whether the database still answers every question as it did."""
    return all(question.answered_now() == question.answer for question in questions)
