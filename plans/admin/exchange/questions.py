"""What a check asked the database, and the answers: as long as these stay the same, so does what the check found.

So a file is checked before anything is locked, which takes long, and what was found is confirmed under the lock,
which does not: to ask once more is a fraction of the work of wording a question and making rows of the answer.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from django.db import connection

from plans.models.positions import LAST_PLACE, place_after

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


def moved(questions: list[Question]) -> set[Any]:
    """Return the ids of the rows of which the answers differ by now; each answer begins with a row's id."""
    return {row[0] for question in questions for row in set(question.answer) ^ set(question.answered_now())}


class Answers:
    """Says under the lock, row by row of a file, whether the answers of before still hold.

    An answer about the file's own table may differ because of what the rows above have written: it is this row's
    alone. Any other answer can only differ because somebody else wrote meanwhile, and what was looked up once may
    have served for other rows too: then ``is_outdated``, and nothing holds any more.
    """

    def __init__(self, table: str) -> None:
        self.table = table
        self.same: set[tuple[str, tuple[Any, ...]]] = set()
        self.is_outdated = False

    def hold(self, row: Any, questions: list[Question]) -> bool:
        """Whether what was found for a row still holds; it takes its place after the rows that were written above."""
        return not self.is_outdated and all(self._holds(row, question) for question in questions)

    def _holds(self, row: Any, question: Question) -> bool:
        asked, is_own = question[:2], question.asks(self.table)
        if asked in self.same:
            return True
        now = question.answered_now()
        if now == question.answer:
            if not is_own:
                self.same.add(asked)
            return True
        if question.is_of_place:
            row.position = place_after(now[0][0])
            return True
        self.is_outdated = not is_own
        return False
