"""For whom the review is shown, and what is opened and closed for them alone. No PySide6."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from app.domain.audiences import IN_WORDS, LAYERED, Audience
from app.domain.decisions import Disposition, Done
from app.domain.ids import DecisionId, RecordId
from app.domain.redaction import Redaction, SpanTarget, Target
from app.ui.pages.review.acts import Acts
from app.ui.pages.review.queueing import Queueing
from app.ui.pages.review.standpoint import Standpoint
from app.ui.pages.review.state import ReviewState
from app.ui.pages.review.work import Result, Work
from app.ui.ways import PageContext
from app.workflow.layering import Layering, ViewTold
from app.workflow.review import Sight as Seen

ORDER = (Audience.PUBLIC, *LAYERED)
NAMES = {one: one.value.capitalize() for one in ORDER}
ONE_BY_ONE = "For one audience alone, words are withheld in one record at a time."
NOTHING_THERE = (
    "Select a redaction, or stand on one in the list at the right, to open it for {whom}."
)


@dataclass(frozen=True, slots=True)
class AudienceState:
    """What the window shows of it.

    Attributes:
        sentence: what is open and closed for the audience.
        codes: the exemptions that are used, and whether each holds.
        otherwise: who sees this record otherwise than the public.
    """

    audience: Audience = Audience.PUBLIC
    sentence: str = ""
    codes: tuple[tuple[str, bool], ...] = ()
    otherwise: str = ""

    @property
    def is_public(self) -> bool:
        """Say whether what everybody sees is shown."""
        return self.audience is Audience.PUBLIC


class Stands(Protocol):
    """Where the clerk stands in the review."""

    acts: Acts
    queueing: Queueing

    @property
    def work(self) -> Work | None:
        """Give the verbs of the request under review."""

    @property
    def record(self) -> RecordId | None:
        """Give the record in question."""

    @property
    def standpoint(self) -> Standpoint:
        """Give where the clerk stands."""

    def pick(self, purpose: str, picked: Callable[[tuple[str, ...]], None]) -> None:
        """Let an exemption be found."""

    def say(self, sentence: str) -> None:
        """Tell something in the status line."""

    def arrive(self, subject: str = "") -> None:
        """Read the request afresh."""


class AudiencePresenter:
    """Remembers nothing but what was told last; for whom is shown lies in the work."""

    def __init__(
        self, context: PageContext, stands: Stands, show: Callable[[AudienceState], None]
    ) -> None:
        self._ways = context.ways
        self._asks = context.asks()
        self._at = stands
        self._show = show
        self._version = -1
        self._state = AudienceState()

    @property
    def state(self) -> AudienceState:
        """Give what is shown now."""
        return self._state

    @property
    def audience(self) -> Audience:
        """Give for whom the review is shown."""
        return self._at.work.audience if self._at.work is not None else Audience.PUBLIC

    @property
    def is_public(self) -> bool:
        """Say whether decisions are for everybody."""
        return self.audience is Audience.PUBLIC

    def follow(self, state: ReviewState) -> None:
        """Look again where something was decided since; say who sees the record otherwise."""
        seen = state.sight.seen if state.sight is not None else None
        others = [IN_WORDS[one] for one in seen.otherwise] if seen is not None else []
        said = f"Seen otherwise by {' and '.join(others)}" if others else ""
        is_new = state.queue.version != self._version
        self._version = state.queue.version
        self._tell(self._state.sentence, self._state.codes, said)
        if is_new and not self.is_public:
            self._look()

    def show_for(self, audience: Audience) -> None:
        """Show the review as an audience sees it."""
        work = self._at.work
        if work is None or audience is self.audience:
            self._tell("", (), self._state.otherwise)
            return
        work.audience = audience
        self._at.queueing.aside = _only_public(audience)
        self._tell("", (), self._state.otherwise)
        self._look()
        self._at.arrive()

    def rest(self) -> None:
        """Go back to what everybody sees, before the request is read afresh."""
        if self._at.work is not None:
            self._at.work.audience = Audience.PUBLIC
        self._at.queueing.aside = ""
        self._tell("", (), "")

    @property
    def following(self) -> Audience:
        """Give the next audience; after the last the public."""
        return ORDER[(ORDER.index(self.audience) + 1) % len(ORDER)]

    def hold(self, code: str, *, holds: bool) -> None:
        """Say whether an exemption holds against the audience."""
        audience = self.audience
        self._do(lambda layering: layering.hold_code(audience, code, holds=holds))

    def turn(self, targets: Sequence[Target]) -> None:
        """Open or close what is selected, the redaction that is chosen, or the withheld record."""
        seen, record, audience = self._at.standpoint.seen, self._at.record, self.audience
        if seen is None or record is None:
            return
        if self.is_public:
            self._at.say("Choose first for whom something is opened: “Shown for”, or Shift+V.")
            return
        meant = _meant(seen, targets)
        if meant:
            self._do(lambda layering: layering.turn_redactions(audience, record, meant))
        elif Disposition.WITHHOLD in {seen.standing.outcome, seen.view.outcome}:
            self._do(lambda layering: layering.turn_record(audience, record))
        else:
            self._at.say(NOTHING_THERE.format(whom=IN_WORDS[audience]))

    def decide(self, disposition: Disposition) -> None:
        """Withhold the record for the audience alone, or show it to it; the rest is for all."""
        seen, record, audience = self._at.standpoint.seen, self._at.record, self.audience
        if seen is None or record is None:
            return
        several = self._at.standpoint.chosen
        is_shown = seen.view.outcome is not Disposition.WITHHOLD
        if disposition is Disposition.WITHHOLD and (is_shown or len(several) > 1):
            self._withhold(several if len(several) > 1 else [record])
        elif disposition is Disposition.RELEASE and seen.view.outcome is Disposition.WITHHOLD:
            self._do(lambda layering: layering.turn_record(audience, record))
        else:
            self._at.say(_only_public(audience))

    def _withhold(self, records: Sequence[RecordId]) -> None:
        audience = self.audience
        about = f"record {records[0]}" if len(records) == 1 else f"{len(records):,} records"
        self._at.pick(
            f"Withhold {about} for {IN_WORDS[audience]} alone under",
            lambda codes: self._do(
                lambda layering: layering.withhold_only(audience, records, codes)
            ),
        )

    def waits(self) -> bool:
        """Say, also to the clerk, whether what is decided for everybody waits."""
        if not self.is_public:
            self._at.say(_only_public(self.audience))
        return not self.is_public

    def redact(self, record: RecordId, targets: Sequence[Target], codes: tuple[str, ...]) -> bool:
        """Withhold something for the audience alone; says whether that was done here."""
        audience = self.audience
        if not self.is_public and len(self._at.standpoint.chosen) > 1:
            self._at.say(ONE_BY_ONE)
        elif not self.is_public:
            self._do(lambda layering: layering.redact_only(audience, record, targets, codes))
        return not self.is_public

    def lift(self, redaction: DecisionId) -> bool:
        """Open or close one redaction for the audience; says whether that was done here."""
        seen, record, audience = self._at.standpoint.seen, self._at.record, self.audience
        if self.is_public or seen is None or record is None:
            return False
        meant = [one for one in _all_of(seen) if one.id == redaction]
        self._do(lambda layering: layering.turn_redactions(audience, record, meant))
        return True

    def _do(self, act: Callable[[Layering], Done]) -> None:
        work = self._at.work
        if work is None or self._at.queueing.is_reading:
            return

        def did(result: Result) -> None:
            if result.done is not None:
                self._at.say(f"{result.done.sentence}.")
            self._ways.changed()
            if not self._at.acts.waiting:
                self._look()
                self._at.arrive()

        self._at.acts.do(lambda: work.do(lambda _: act(work.layering)), did)

    def _look(self) -> None:
        work = self._at.work
        if work is not None:
            audience = work.audience
            self._asks.ask(lambda: work.layering.told(audience), self._told, self._ways.trouble)

    def _told(self, told: ViewTold) -> None:
        if told.audience is self.audience and not self.is_public:
            self._tell(told.in_words, tuple(told.codes.items()), self._state.otherwise)

    def _tell(self, sentence: str, codes: tuple[tuple[str, bool], ...], otherwise: str) -> None:
        if self.is_public:
            sentence, codes = "", ()
        self._state = AudienceState(self.audience, sentence, codes, otherwise)
        self._show(self._state)


def _only_public(audience: Audience) -> str:
    if audience is Audience.PUBLIC:
        return ""
    return (
        f"Shown for {IN_WORDS[audience]}: that decides for everybody. Choose “Public” under "
        "“Shown for” first."
    )


def _all_of(seen: Seen) -> list[Redaction]:
    """List the public's redactions of a record, and those of the audience alone."""
    public = {one.id for one in seen.standing.redactions}
    return [
        *seen.standing.redactions,
        *(one for one in seen.view.redactions if one.id not in public),
    ]


def _meant(seen: Seen, targets: Sequence[Target]) -> list[Redaction]:
    """Give the redactions that a selection touches, or that are exactly what is chosen."""
    return [one for one in _all_of(seen) if any(_touch(one.target, target) for target in targets)]


def _touch(one: Target, other: Target) -> bool:
    if isinstance(one, SpanTarget) and isinstance(other, SpanTarget):
        return one.place == other.place and one.span.overlaps(other.span)
    return one == other
