"""The second reader on the review page: begins, accepts, sends back, signs. No PySide6."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from app.domain.decisions import Verdict, Which
from app.domain.ids import RecordId
from app.domain.requests import Request
from app.domain.second_reading import Read, Reading
from app.ui.pages.review.acts import Acts
from app.ui.pages.review.queueing import FIRST, Queueing
from app.ui.pages.review.state import ReviewState
from app.ui.ways import PageContext
from app.ui.wording import count
from app.workflow.check_request import sign_off
from app.workflow.second_reading import Seconding, begin_pass, in_words, judge, seconding

SUBJECT = "second reader"
CHOICES = (
    (Which.ALL, "Every record"),
    (Which.REDACTED, "What is withheld"),
    (Which.TENTH, "A random tenth"),
)
NOTHING_HERE = "This record is not in the pass."


@dataclass(frozen=True, slots=True)
class ReaderState:
    """What is shown of the second reading.

    Attributes:
        on: the one who sits here reads; else only what came back is shown.
        sentence: how the pass stands.
        choices: which passes can be begun; empty while one is read.
        verdict: how the record in question stands.
        asks: a comment is asked, with which the record goes back.
        why_not: why the one who sits here may not read.
        comment: why the record in question came back.
    """

    on: bool = False
    sentence: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    least: str = Which.ALL.value
    judges: bool = False
    verdict: str = ""
    asks: bool = False
    why_not: str = ""
    who: str = ""
    signs: bool = False
    done: bool = False
    comment: str = ""

    def __repr__(self) -> str:
        return f"ReaderState(on={self.on})"


class Stands(Protocol):
    """Where the clerk stands in the review."""

    acts: Acts
    queueing: Queueing

    @property
    def record(self) -> RecordId | None:
        """Give the record in question."""

    def say(self, sentence: str) -> None:
        """Tell something in the status line."""

    def show_only(self, key: str) -> None:
        """Show some of the records."""

    def go(self, record: RecordId) -> None:
        """Stand on a record."""

    def regroup(self) -> None:
        """Show the queue afresh, without moving."""


class ReaderPresenter:
    """Remembers who reads and whether a comment is asked; what is read lies in the vault."""

    def __init__(
        self, context: PageContext, stands: Stands, show: Callable[[ReaderState], None]
    ) -> None:
        self._desk = context.desk
        self._ways = context.ways
        self._asks = context.asks()
        self._at = stands
        self._show = show
        self._who = context.desk.who
        self._asking = False
        self._is_anew = False
        self._request: Request | None = None
        self._version = -1
        self._state = ReaderState()

    @property
    def state(self) -> ReaderState:
        """Give what is shown now."""
        return self._state

    @property
    def is_on(self) -> bool:
        """Say whether the one who sits here reads."""
        return self._at.queueing.is_reading

    def arrive(self, subject: str = "") -> None:
        """Look how the reading stands; ``subject`` begins to read."""
        request = self._ways.request
        if self._request is None or request is None or request.id != self._request.id:
            self._leave()
            self._who = self._desk.who
        self._request = request
        if subject == SUBJECT and not self.is_on:
            self.toggle()
        self.look()

    def follow(self, state: ReviewState) -> None:
        """Look again where something was decided since; show what is said of the record."""
        if state.queue.version != self._version and state.empty is None:
            self._version = state.queue.version
            self.look()
        self._tell()

    def look(self) -> None:
        """Ask the vault how the reading stands."""
        request, who = self._request, self._who
        if request is not None:
            vault = self._desk.vault
            self._asks.ask(lambda: seconding(vault, request, who), self._looked, self._ways.trouble)

    def toggle(self) -> None:
        """Read, or decide again."""
        if self._request is None:
            return
        reads = not self.is_on
        self._leave()
        self._at.queueing.is_reading = reads
        self._at.show_only(FIRST if reads else "all")
        self._tell()

    def name(self, who: str) -> None:
        """Say who reads, where it is not who has the vault open."""
        self._who = " ".join(who.split()) or self._desk.who
        self.look()

    def begin(self, which: str) -> None:
        """Begin a pass."""
        request, who, vault = self._request, self._who, self._desk.vault
        if request is None:
            return

        def begun(reading: Reading) -> None:
            self._is_anew = False
            self._at.say(f"{count(len(reading.states), 'record')} to read.")
            self._ways.changed()
            self._refresh(FIRST)

        self._at.acts.do(lambda: begin_pass(vault, request, who, Which(which)), begun)

    def anew(self) -> None:
        """Offer the passes that can be begun, though one is read."""
        self._is_anew = not self._is_anew
        self._tell()

    def accept(self) -> None:
        """Accept the record as it stands and go to the next."""
        self._judge(accepted=True)

    def ask_back(self) -> None:
        """Ask for the comment with which the record goes back."""
        if self._may_judge():
            self._asking = True
            self._tell()

    def send_back(self, note: str) -> None:
        """Send the record back."""
        if note.strip():
            self._judge(accepted=False, note=note.strip())

    def stay(self) -> None:
        """Send nothing back after all."""
        self._asking = False
        self._tell()

    def sign(self) -> None:
        """Sign off what was read."""
        request, who, vault = self._request, self._who, self._desk.vault
        if request is None:
            return

        def signed(_: None) -> None:
            self._at.say(f"{who} has signed.")
            self._ways.changed()
            self.look()

        self._at.acts.do(lambda: sign_off(vault, request, who), signed)

    # Inside

    def _leave(self) -> None:
        self._at.queueing.is_reading = False
        self._asking = self._is_anew = False

    def _may_judge(self) -> bool:
        record, reading = self._at.record, self._at.queueing.seconding.reading
        if not self.is_on or record is None or reading is None:
            return False
        if record not in reading.states:
            self._at.say(NOTHING_HERE)
        return record in reading.states

    def _judge(self, *, accepted: bool, note: str = "") -> None:
        request, record, who, vault = self._request, self._at.record, self._who, self._desk.vault
        if request is None or record is None or not self._may_judge():
            return
        self._asking = False
        verdict = Verdict(record, accepted, note)
        words = "accepted" if accepted else "sent back"

        def judged(_: Sequence[RecordId]) -> None:
            self._at.say(f"Record {record} {words}.")
            self._ways.changed()
            if not self._at.acts.waiting:
                self.look()

        self._go_on(record, Read.ACCEPTED if accepted else Read.SENT_BACK)
        self._at.acts.do(lambda: judge(vault, request, who, [verdict]), judged)

    def _go_on(self, record: RecordId, state: Read) -> None:
        """Take the verdict for given, so that the next record comes at once."""
        told = self._at.queueing.seconding
        if told.reading is None:
            return
        states = {**told.reading.states, record: state}
        reading = replace(told.reading, states=states)
        self._at.queueing.seconding = replace(told, reading=reading)
        order = list(states)
        at = order.index(record)
        open_ = [one for one in (*order[at + 1 :], *order[:at]) if states[one] is Read.OPEN]
        if open_:
            self._at.go(open_[0])
        self._at.regroup()

    def _looked(self, told: Seconding) -> None:
        had = self._at.queueing.seconding
        self._at.queueing.seconding = told
        if (had.reading, had.sent_back) != (told.reading, told.sent_back):
            self._at.regroup()
        self._tell()

    def _refresh(self, key: str) -> None:
        request, who, vault = self._request, self._who, self._desk.vault

        def looked(told: Seconding) -> None:
            self._at.queueing.seconding = told
            self._at.show_only(key)
            self._tell()

        if request is not None:
            self._asks.ask(lambda: seconding(vault, request, who), looked, self._ways.trouble)

    def _tell(self) -> None:
        told, record = self._at.queueing.seconding, self._at.record
        comment = told.sent_back.get(record, "") if record is not None else ""
        if not self.is_on:
            self._set(ReaderState(comment=comment))
            return
        reading = told.reading
        offers = reading is None or self._is_anew
        mine = reading.states.get(record) if reading and record is not None else None
        before = reading.notes.get(record, "") if reading and record is not None else ""
        self._set(
            ReaderState(
                on=True,
                sentence=in_words(told),
                choices=tuple((one.value, name) for one, name in CHOICES) if offers else (),
                least=told.rule.least.value,
                judges=mine is not None and not told.why_not,
                verdict="" if mine is None else mine.value,
                asks=self._asking,
                why_not=told.why_not,
                who=self._who,
                signs=bool(reading and reading.is_done and not told.signed and not told.why_not),
                done=told.signed,
                comment=comment or before,
            )
        )

    def _set(self, state: ReaderState) -> None:
        if state != self._state:
            self._state = state
            self._show(state)
