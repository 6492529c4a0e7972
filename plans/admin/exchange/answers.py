"""Whether the answers that the check of a file's rows was given still hold under the lock, row by row."""

from typing import Any

from plans.models.positions import place_after
from plans.questions import Question


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
