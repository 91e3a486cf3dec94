"""Undo and redo from any page: the latest act of the open request, and what it was. No PySide6."""

from __future__ import annotations

from collections.abc import Callable

from app.domain.decisions import Done
from app.domain.requests import Request
from app.errors import AppError
from app.ui.ways import Deed, PageContext
from app.workflow.decide import Decider

UNDO, REDO, REDO_TOO = "Ctrl+Z", "Ctrl+Y", "Ctrl+Shift+Z"


class Undoing:
    """Takes back the latest act, and does it again.

    Args:
        again: shows the page afresh.
    """

    def __init__(self, context: PageContext, again: Callable[[], None]) -> None:
        self._desk = context.desk
        self._ways = context.ways
        self._asks = context.asks()
        self._again = again
        self._busy = False

    def undo(self) -> None:
        """Take the latest act back."""
        self._do(Decider.undo, "Nothing to undo.")

    def redo(self) -> None:
        """Do again what was undone."""
        self._do(Decider.redo, "Nothing to do again.")

    def deeds(self) -> list[Deed]:
        """Offer both."""
        return [
            Deed("Undo the last decision", self.undo, UNDO, "take back"),
            Deed("Do the decision again", self.redo, REDO, "redo"),
        ]

    def _do(self, act: Callable[[Decider], Done | None], nothing: str) -> None:
        """Ask one act at a time: a newer question would silence the answer of an older one."""
        request = self._ways.request
        if self._busy:
            return
        if request is None:
            self._ways.say("No request is open.")
            return
        self._busy = True
        self._asks.ask(
            lambda: act(self._decider(request)), lambda done: self._did(done, nothing), self._failed
        )

    def _decider(self, request: Request) -> Decider:
        return Decider(self._desk.vault, request, self._desk.who)

    def _did(self, done: Done | None, nothing: str) -> None:
        self._busy = False
        if done is None:
            self._ways.say(nothing)
            return
        self._ways.say(f"{done.sentence}.")
        self._ways.changed()
        self._again()

    def _failed(self, error: AppError) -> None:
        self._busy = False
        self._ways.trouble(error)
