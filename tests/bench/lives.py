"""What happens to the actions of one council of the synthetic nation over three years, one change in each round."""

from datetime import datetime, timedelta
from random import Random
from typing import Any

from actions.models import Action, ProgressUpdate
from actions.status import OPEN
from tests.bench import words
from tests.bench.bulk import Row, Table

CHANGES = 9  # with its creation, an action has ten history rows
DAYS = 3 * 365
ROUND_DAYS = DAYS // CHANGES
GONE_IN_ROUND = 6
REPORTS, MOVES_OF_DATE = 0.55, 0.2  # of all changes; the others reword the action

OFTEN_NEXT = {
    "not_started": ("not_started",) * 7 + ("in_progress",) * 4,
    "in_progress": ("in_progress",) * 15 + ("on_hold", "completed", "completed", "completed", "withdrawn"),
    "on_hold": ("in_progress", "on_hold"),
    "completed": ("completed",) * 6 + ("embedded", "in_progress"),
    "embedded": ("embedded",),
    "withdrawn": ("withdrawn",),
}
OFTEN_RATED = ("not_rated", "green", "green", "green", "amber", "amber", "red")


class Book:
    """The tables in which the lives of actions are written."""

    def __init__(self) -> None:
        self.actions, self.updates = Table(Action), Table(ProgressUpdate)

    def flush(self) -> None:
        self.updates.flush()
        self.actions.flush()


class Life:
    """One action as it stands, with what it takes to write its next history row."""

    def __init__(self, row: Row, *, is_gone: bool) -> None:
        self.row, self.is_gone = row, is_gone
        self.newest: int | None = None

    def write(self, book: Book, kind: str, at: datetime, by: int, reason: str, old_status: str | None) -> None:
        self.newest = book.actions.record(
            self.row, kind, at, by=by, reason=reason, previous=self.newest, old_status=old_status
        )


class Lives:
    """The actions of a council: ``begin`` creates them, each ``change`` writes one history row of each."""

    def __init__(self, random: Random, begins: datetime, *, officers: list[int], editor: int) -> None:
        self.random, self.begins, self.officers, self.editor = random, begins, officers, editor
        self.lives: list[Life] = []

    def add(self, row: Row, *, is_gone: bool = False) -> None:
        self.lives.append(Life(row, is_gone=is_gone))

    def begin(self, book: Book) -> None:
        """Create every action."""
        for life in self.lives:
            life.write(book, "+", self.begins, self.editor, "", None)

    def change(self, book: Book, number: int) -> None:
        """Let something happen to every action that is still there in a round, counted from 1."""
        starts = self.begins + timedelta(days=(number - 1) * ROUND_DAYS)
        for life in self.lives:
            at = starts + timedelta(minutes=self.random.randrange(ROUND_DAYS * 24 * 60))
            if life.is_gone:
                self._go(book, life, at, number)
            elif self.random.random() < REPORTS:
                self._report(book, life, at)
            else:
                self._edit(book, life, at, number)

    def end(self, book: Book) -> None:
        """Write the actions as they now stand."""
        for life in self.lives:
            if not life.is_gone:
                book.actions.keep(life.row)

    def _go(self, book: Book, life: Life, at: datetime, number: int) -> None:
        """Reword an action that is going to be deleted, then delete it."""
        if number < GONE_IN_ROUND:
            self._edit(book, life, at, number)
        elif number == GONE_IN_ROUND:
            life.write(book, "-", at, self.editor, "Printed twice.", life.row["status"])

    def _edit(self, book: Book, life: Life, at: datetime, number: int) -> None:
        """Move the due date of an open action, or reword one."""
        row, reason = life.row, ""
        if row["due_on"] and row["status"] in OPEN and self.random.random() < MOVES_OF_DATE / (1 - REPORTS):
            row["due_on"] += timedelta(days=91)
            reason = self.random.choice(words.REASONS)
        else:
            row["current_text"] = f"{row['text']} Reworded in round {number}."
        life.write(book, "~", at, self.editor, reason, row["status"])

    def _report(self, book: Book, life: Life, at: datetime) -> None:
        """Report progress: an update, and where the action then stands."""
        row, old, by = life.row, life.row["status"], self.random.choice(self.officers)
        row["status"] = new = self.random.choice(OFTEN_NEXT[old])
        row["rag"] = self.random.choice(OFTEN_RATED) if new in OPEN else "not_rated"
        row["completed_on"] = row["completed_on"] or at.date() if new in ("completed", "embedded") else None
        row["review_on"] = row["review_on"] or (at + timedelta(days=400)).date() if new == "embedded" else None
        is_reasoned = new in ("on_hold", "withdrawn") or row["rag"] == "red" or (old not in OPEN and new in OPEN)
        update: dict[str, Any] = {
            "action_id": row["id"],
            "reported_at": book.updates.stored(at),
            "reported_by_id": by,
            "status": new,
            "rag": row["rag"],
            "summary": words.happened(self.random),
            "next_steps": self.random.choice(words.NEXT),
            "reason": self.random.choice(words.REASONS) if is_reasoned else "",
        }
        row["latest_update_id"] = book.updates.create(at, by=by, **update)["id"]
        life.write(book, "~", at, by, update["reason"] or update["summary"], old)
