"""Goes through what is suggested on the open pages, faces and words. No PySide6."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from app.domain.decisions import Decision, Decline, Done
from app.domain.redacted import Box
from app.domain.redaction import RegionTarget
from app.ui.pages.review.desk_drawn import DrawnPages
from app.ui.pages.review.desk_state import DeskHint
from app.workflow.decide import Decider
from app.workflow.find_faces import FACE, is_settled
from app.workflow.review import Sight as Seen
from app.workflow.show_pages import DeskFacts
from app.workflow.suggest_on_pages import PageSuggestion
from app.workflow.suggesting import Suggesting

FACE_WHY = "Found by how it looks."
_START = (0, 0.0, 0.0)


class Settles(Protocol):
    """How a suggestion is settled."""

    def accept_on_page(self, hint: DeskHint) -> None:
        """Withhold it under the exemption that is proposed; else ask."""

    def under_of(self, hint: DeskHint) -> str:
        """Say under what it would be withheld; empty where that is asked."""


class Suggests(Protocol):
    """The verbs of the request under review, as far as pages need them."""

    def suggesting(self) -> Suggesting:
        """Give what is suggested now."""


class Stands(Protocol):
    """Where the clerk stands in the review."""

    @property
    def redacting(self) -> Settles:
        """Give what withholds."""

    def do(self, act: Callable[[Decider], Done | None]) -> None:
        """Decide something."""


class Lies(Protocol):
    """The attachment that lies open."""

    index: int
    facts: DeskFacts
    drawn: DrawnPages

    @property
    def seen(self) -> Seen | None:
        """Give the record as it stands."""

    def go(self, page: int, box: Box | None = None) -> None:
        """Turn to a page."""

    def changed(self) -> None:
        """Show anew."""


class Hinting:
    """At most one suggestion waits at a time.

    Attributes:
        waiting: for Enter or Del; None where none does.
    """

    def __init__(self, lies: Lies, stands: Stands) -> None:
        self._lies = lies
        self._stands = stands
        self._known: tuple[object, ...] = ()
        self._open: tuple[DeskHint, ...] = ()
        self._gone: set[DeskHint] = set()
        self.waiting: DeskHint | None = None
        self._place = _START

    @property
    def under(self) -> str:
        """Say under what Enter withholds what waits; empty where it asks."""
        return self._stands.redacting.under_of(self.waiting) if self.waiting is not None else ""

    def drop(self) -> None:
        """Let none wait, and begin at the first page again."""
        self.waiting = None
        self._place = _START
        self._gone.clear()

    def open(self) -> tuple[DeskHint, ...]:
        """Give what nobody has withheld or declined yet, in the order of the pages."""
        lies, seen = self._lies, self._lies.seen
        if seen is None:
            return ()
        known = (seen, lies.facts, lies.index, lies.drawn.turn)
        if known != self._known:
            found = [*self._faces(seen), *self._words(seen)]
            self._known, self._open = known, tuple(sorted(found, key=lambda one: one.at))
        return tuple(one for one in self._open if one not in self._gone)

    def next(self, by: int = 1) -> None:
        """Let the next one wait, or the one before; beyond the last one none waits."""
        hints = self.open()
        if by > 0:
            beyond = self._beyond(hints, self.waiting)
        else:
            before = [one for one in hints if one.at < self._place]
            beyond = before[-1] if before else None
        self._wait(beyond)

    def learned(self) -> None:
        """Take what the log says now for what is settled."""
        self._gone.clear()
        self.settle()

    def settle(self) -> None:
        """Go on where what waited was decided."""
        if self.waiting is not None and self.waiting not in self.open():
            self._wait(self._beyond(self.open(), self.waiting))

    def accept(self) -> None:
        """Withhold what waits; the next one waits at once where nothing is asked."""
        hint, is_known = self.waiting, bool(self.under)
        if hint is not None:
            self._stands.redacting.accept_on_page(hint)
            if is_known:
                self._pass(hint)

    def decline(self) -> None:
        """Say of what waits that it is none."""
        hint, seen = self.waiting, self._lies.seen
        if hint is not None and seen is not None:
            record = seen.record.id
            decisions: list[Decision] = [Decline(record, one, hint.kind) for one in hint.targets]
            self._stands.do(lambda decider: decider.apply(decisions, "1 suggestion declined"))
            self._pass(hint)

    def _pass(self, hint: DeskHint) -> None:
        """Go on before it is written, so that a key pressed twice means two of them."""
        if self.waiting == hint:
            following = self._beyond(self.open(), hint)
            self._gone.add(hint)
            self._wait(following)

    def _beyond(self, hints: tuple[DeskHint, ...], waiting: DeskHint | None) -> DeskHint | None:
        """Give the one that follows; those that stand at one place come one after another."""
        if waiting in hints:
            at = hints.index(waiting) + 1
            return hints[at] if at < len(hints) else None
        return next((one for one in hints if one.at >= self._place), None)

    def _wait(self, hint: DeskHint | None) -> None:
        self.waiting = hint
        self._place = hint.at if hint is not None else _START
        if hint is None:
            self._lies.changed()
            return
        r = hint.targets[0].region
        self._lies.go(r.page, (r.left, r.top, r.right, r.bottom))

    def _faces(self, seen: Seen) -> list[DeskHint]:
        index, settled = self._lies.index, self._lies.facts.settled
        targets = (
            RegionTarget(index, region)
            for page in sorted(self._lies.drawn.faces)
            for region in self._lies.drawn.faces[page]
        )
        return [
            DeskHint((one,), FACE, why=FACE_WHY)
            for one in targets
            if (seen.record.id, one, FACE) not in settled.places
            and not is_settled(one, seen.standing)
        ]

    def _words(self, seen: Seen) -> list[DeskHint]:
        settled, hints = self._lies.facts.settled, self._lies.drawn.hints
        return [
            _hint(left)
            for page in sorted(hints)
            for one in hints[page]
            if (left := settled.left(one, seen.standing)) is not None
        ]


def _hint(one: PageSuggestion) -> DeskHint:
    found = one.suggestion
    return DeskHint(one.targets, found.kind, found.level, found.why, one.listed, one.codes)
