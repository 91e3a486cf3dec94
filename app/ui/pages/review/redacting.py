"""What is withheld of a record: selections, attachments, suggestions, equal words. No PySide6."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from app.domain.decisions import Done
from app.domain.ids import DecisionId, RecordId
from app.domain.redaction import SpanTarget, Target, WholeTarget
from app.ui.pages.review.acts import Acts
from app.ui.pages.review.desk_state import DeskHint
from app.ui.pages.review.equals import Equals
from app.ui.pages.review.matching import MatchList
from app.ui.pages.review.showing import NO_CODES
from app.ui.pages.review.standpoint import Standpoint
from app.ui.pages.review.state import Hint, Picture, Redacted, ReviewState
from app.ui.pages.review.work import Work
from app.ui.wording import count
from app.workflow.decide import Decider
from app.workflow.elsewhere import apply_elsewhere, leave_visible
from app.workflow.proposing import Proposed

SELECT_FIRST = "Select the words first: with the mouse, or with Shift and the arrow keys."


class Stands(Protocol):
    """Where the clerk stands, and how something is decided there."""

    @property
    def state(self) -> ReviewState:
        """Give what is shown now."""

    @property
    def work(self) -> Work | None:
        """Give the verbs of the request under review."""

    @property
    def record(self) -> RecordId | None:
        """Give the record in question."""

    @property
    def recent(self) -> tuple[str, ...]:
        """Give the exemptions used last, newest first."""

    @property
    def standpoint(self) -> Standpoint:
        """Give where the clerk stands."""

    def do(self, act: Callable[[Decider], Done | None]) -> None:
        """Decide something."""

    def pick(self, purpose: str, picked: Callable[[tuple[str, ...]], None]) -> None:
        """Let an exemption be found."""

    def say(self, sentence: str) -> None:
        """Tell something in the status line."""

    def show_hint(self, at: int) -> None:
        """Let a suggestion wait for Enter or Del; -1 for none."""


class Aside(Protocol):
    """Decides for one audience alone while the review is shown for it; says whether it did."""

    def waits(self) -> bool:
        """Say, also to the clerk, whether what is decided for everybody waits meanwhile."""

    def redact(self, record: RecordId, targets: Sequence[Target], codes: tuple[str, ...]) -> bool:
        """Withhold something."""

    def lift(self, redaction: DecisionId) -> bool:
        """Open or close a redaction."""


class Redacting:
    """What keys and buttons do to parts of a record; remembers nothing.

    Attributes:
        aside: asked before anything is decided for everybody.
    """

    def __init__(self, stands: Stands, equals: Equals, acts: Acts) -> None:
        self._at = stands
        self._equals = equals
        self._acts = acts
        self.aside: Aside | None = None

    def redact(self, targets: Sequence[Target], recent: int = 0) -> None:
        """Withhold what is selected under one of the exemptions used last."""
        if not targets:
            self._at.say(SELECT_FIRST)
        elif recent < len(self._at.recent):
            self._redact(targets, (self._at.recent[recent],))
        elif recent:
            used = count(len(self._at.recent), "exemption")
            self._at.say(f"So far {used} in use. Press E to find another one.")
        else:
            self.redact_under(targets)

    def redact_under(self, targets: Sequence[Target]) -> None:
        """Withhold what is selected under an exemption that is still to be found."""
        if not targets:
            self._at.say(SELECT_FIRST)
            return
        self._at.pick("Redact the selection under", lambda codes: self._redact(targets, codes))

    def withhold_attachment(self, index: int) -> None:
        """Withhold a whole attachment, or bring it back."""
        picture = next((p for p in self._pictures_shown() if p.index == index), None)
        if picture is None:
            return
        if picture.redaction is not None:
            self.lift(picture.redaction)
            return
        targets = [WholeTarget(index)]
        self._at.pick(
            f"Withhold “{picture.name}” under", lambda codes: self._redact(targets, codes)
        )

    def lift(self, redaction: DecisionId) -> None:
        """Take a redaction away."""
        record = self._at.record
        if record is not None and not (self.aside and self.aside.lift(redaction)):
            self._at.do(lambda decider: decider.lift(record, redaction))

    def recode(self, redaction: DecisionId) -> None:
        """Give a redaction another exemption."""
        record = self._at.record
        if record is not None:
            self._at.pick(
                "Redact this under",
                lambda codes: self._at.do(lambda decider: decider.recode(record, redaction, codes)),
            )

    # Suggestions

    @property
    def hint(self) -> Hint | None:
        """Give the suggestion that waits for Enter or Del."""
        sight, at = self._at.state.sight, self._at.state.hint
        return sight.hints[at] if sight and 0 <= at < len(sight.hints) else None

    def next_hint(self, by: int = 1) -> None:
        """Go to the next suggestion; after the last one, none waits."""
        sight = self._at.state.sight
        if sight is None or not sight.hints:
            return
        at = self._at.state.hint + by
        at = -1 if at >= len(sight.hints) else max(at, -1)
        self._at.show_hint(at)

    def accept(self, recent: int | None = None, *, ask: bool = False) -> None:
        """Redact the suggestion that waits; with ``ask`` whatever exemption is proposed."""
        hint = self.hint
        if hint is None or self._waits():
            return
        codes = () if ask else self._proposed(hint).codes
        if recent is not None and recent < len(self._at.recent):
            codes = (self._at.recent[recent],)
        if codes:
            self._accept(hint, [hint.target], codes)
        else:
            self._at.pick(
                f"Redact this {hint.name} under",
                lambda picked: self._accept(hint, [hint.target], picked),
            )

    def accept_on_page(self, hint: DeskHint) -> None:
        """Redact a suggestion on a page under what is proposed, or else ask."""
        if self._waits():
            return
        codes = self._proposed(hint).codes
        if codes:
            self._accept(hint, hint.targets, codes)
        else:
            self._at.pick(
                f"Redact this {hint.name} under",
                lambda picked: self._accept(hint, hint.targets, picked),
            )

    def under_of(self, hint: DeskHint) -> str:
        """Say under what a suggestion on a page is redacted; empty where that is asked."""
        return " + ".join(self._proposed(hint).codes)

    def decline(self) -> None:
        """Say that the suggestion that waits is none."""
        hint, record = self.hint, self._at.record
        if hint is not None and record is not None:
            self._at.do(lambda decider: decider.decline(record, hint.target, hint.kind))

    @property
    def under(self) -> str:
        """Say under what Enter redacts the suggestion that waits; empty where it asks."""
        hint = self.hint
        return " + ".join(self._proposed(hint).codes) if hint is not None else ""

    # Elsewhere

    def elsewhere(self, target: Target | None = None) -> None:
        """List where else words stand.

        They are those of a place, else of the suggestion that waits, else of the redaction of the
        record that was made last.
        """
        record, work = self._at.record, self._at.work
        redactions = self._at.state.panel.redactions
        held = [one for one in redactions if isinstance(one.target, SpanTarget)]
        if target is None:
            target = self.hint.target if self.hint else held[-1].target if held else None
        if record is None or work is None or not isinstance(target, SpanTarget):
            self._at.say("Select words, or stand on a redaction, to find them elsewhere.")
            return
        codes = next((_codes_in(one) for one in held if one.target == target), ())
        self._equals.show(work, self._acts, (record, target), codes, self._at.say)

    def apply_equals(self) -> None:
        """Redact the places of the list that are ticked."""
        found = self._equals.found
        if found is None or not found.checked or self._is_reading(found):
            return
        hits = found.checked

        def apply(codes: tuple[str, ...]) -> None:
            self._equals.leave()
            self._at.do(lambda decider: apply_elsewhere(decider, hits, codes))

        if found.codes:
            apply(found.codes)
        else:
            self._at.pick(f"Redact {count(len(hits), 'place')} under", apply)

    def leave_visible(self, why: str) -> None:
        """Say of the ticked places that the public knows what stands there; logged."""
        found = self._equals.found
        if found is not None and found.checked and not self._is_reading(found):
            hits = found.checked
            if why.strip():
                self._equals.leave()
            self._at.do(lambda decider: leave_visible(decider, hits, why))

    # Inside

    def _is_reading(self, found: MatchList) -> bool:
        """Say, also to the clerk, whether some places may not be known yet."""
        if found.left:
            self._at.say(f"{count(found.left, 'text')} must still be read. Press the key again.")
        return found.left > 0

    def _redact(self, targets: Sequence[Target], codes: tuple[str, ...]) -> None:
        record, work = self._at.record, self._at.work
        if record is None or work is None or self._is_aside(record, targets, codes):
            return
        among = self._at.standpoint.chosen
        if len(among) > 1:
            self._at.do(lambda decider: decider.redact_in(record, targets, codes, among))
            return
        self._at.do(lambda decider: decider.redact(record, targets, codes))
        if len(targets) == 1 and isinstance(targets[0], SpanTarget):
            self._equals.look(work, self._acts, (record, targets[0]), codes)

    def _waits(self) -> bool:
        """Say whether suggestions wait: they are made for the public, and accepted for it."""
        return self.aside is not None and self.aside.waits()

    def _is_aside(
        self, record: RecordId, targets: Sequence[Target], codes: tuple[str, ...]
    ) -> bool:
        return self.aside is not None and self.aside.redact(record, targets, codes)

    def _accept(
        self, hint: Hint | DeskHint, targets: Sequence[Target], codes: tuple[str, ...]
    ) -> None:
        work = self._at.work
        if work is not None:
            work.proposing.use(hint.kind, codes, hint.listed)
        self._redact(targets, codes)

    def _proposed(self, hint: Hint | DeskHint) -> Proposed:
        work = self._at.work
        return work.proposing.of(hint.kind, hint.listed, hint.codes) if work else Proposed()

    def _pictures_shown(self) -> Sequence[Picture]:
        return self._at.state.sight.pictures if self._at.state.sight else ()


def _codes_in(redacted: Redacted) -> tuple[str, ...]:
    return () if redacted.codes == NO_CODES else tuple(redacted.codes.split(" + "))
