"""Decides which words are chosen while their beginnings are typed. No PySide6."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from app.domain.places import text_at
from app.domain.redaction import SpanTarget
from app.ui.pages.review.begun_words import begun_in
from app.ui.pages.review.standpoint import Standpoint
from app.ui.wording import count
from app.workflow.find_words import matches_in, pattern_of
from app.workflow.review import Sight as Seen

TYPE = "Type how the words begin: “14 c” chooses “14 Cedar”; a blank at the end, one word more."
KEYS = "Enter redacts · Tab next place · Esc keeps the choice"


class Stands(Protocol):
    """Where the clerk stands."""

    @property
    def standpoint(self) -> Standpoint:
        """Give where the clerk stands."""

    def say(self, sentence: str) -> None:
        """Tell something in the status line."""


@dataclass(frozen=True, slots=True)
class ChoiceState:
    """The line in which the beginnings are typed.

    Attributes:
        target: what is chosen now; None for nothing.
        said: how many places there are, or what to type.
    """

    open: bool = False
    target: SpanTarget | None = None
    said: str = TYPE

    def __repr__(self) -> str:
        return f"ChoiceState(open={self.open})"


class WordChoice:
    """Remembers what was typed, and the words that were chosen last.

    Args:
        at: where the clerk stands.
        show: shows the line and what is chosen.
        is_shown: says whether a place stands on the screen.
    """

    def __init__(
        self,
        at: Stands,
        show: Callable[[ChoiceState], None],
        is_shown: Callable[[SpanTarget], bool],
    ) -> None:
        self._at = at
        self._show = show
        self._is_shown = is_shown
        self._found: Sequence[SpanTarget] = ()
        self._position = 0
        self._last = ""
        self.state = ChoiceState()

    def begin(self) -> None:
        """Open the line."""
        if self._at.standpoint.seen is not None:
            self._found, self._position = (), 0
            self._tell(ChoiceState(open=True))

    def type(self, typed: str) -> None:
        """Choose the first words that begin so."""
        seen = self._at.standpoint.seen
        if seen is None or not self.state.open:
            return
        begun = begun_in(seen.record, seen.standing.redactions, typed)
        self._found, self._position = [one for one in begun if self._is_shown(one)], 0
        none = "No words of this record begin so." if typed.strip() else TYPE
        self._choose(none)

    def step(self, by: int) -> None:
        """Choose the next place that begins so, or the one before."""
        if self._found:
            self._position = (self._position + by) % len(self._found)
            self._choose("")

    def leave(self) -> None:
        """Close the line; what is chosen stays chosen."""
        if self.state.open:
            self._tell(ChoiceState())

    def remember(self, targets: Sequence[object]) -> None:
        """Keep the words that are being withheld, to choose them again elsewhere."""
        seen = self._at.standpoint.seen
        one = targets[0] if len(targets) == 1 else None
        if seen is not None and isinstance(one, SpanTarget):
            self._last = _words(seen, one)

    def again(self) -> SpanTarget | None:
        """Give the first place of this record where the words chosen last can be read."""
        seen = self._at.standpoint.seen
        if seen is None:
            return None
        if not self._last:
            self._at.say("No words were chosen yet.")
            return None
        taken = [one.target for one in seen.standing.redactions]
        for match in matches_in(seen.record, pattern_of(self._last)):
            if self._is_shown(match.target) and match.target not in taken:
                return match.target
        self._at.say("The words chosen last stand nowhere in this record.")
        return None

    def _choose(self, none: str) -> None:
        if not self._found:
            self._tell(ChoiceState(open=True, said=none))
            return
        which = f"{self._position + 1} of {count(len(self._found), 'place')} · {KEYS}"
        self._tell(ChoiceState(open=True, target=self._found[self._position], said=which))

    def _tell(self, state: ChoiceState) -> None:
        self.state = state
        self._show(state)


def _words(seen: Seen, target: SpanTarget) -> str:
    try:
        text = text_at(seen.record, target.place)
    except IndexError:
        return ""
    return text[target.span.start : target.span.end]
