"""Records that are decided together: a conversation, a person's, a search's hits. No PySide6."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from app.domain.decisions import Done
from app.domain.ids import RecordId
from app.errors import AppError
from app.ui.hits import sought_in
from app.ui.pages.review.queueing import HITS, Queueing
from app.ui.pages.review.standpoint import Standpoint
from app.ui.pages.review.work import Work
from app.ui.ways import PageContext
from app.ui.wording import count
from app.workflow.decide import Decider
from app.workflow.find_words import Match
from app.workflow.gather_records import Gathering, Sought

LONGEST = 24


class Chooses(Protocol):
    """Where the clerk stands, and how records are chosen there."""

    @property
    def standpoint(self) -> Standpoint:
        """Give where the clerk stands."""

    @property
    def work(self) -> Work | None:
        """Give the verbs of the request under review."""

    def choose_together(self, records: Sequence[RecordId], shown: str = "") -> None:
        """Choose records; ``shown`` is the way of the queue that lists them."""

    def do(self, act: Callable[[Decider], Done | None]) -> None:
        """Decide something."""

    def pick(self, purpose: str, picked: Callable[[tuple[str, ...]], None]) -> None:
        """Let an exemption be found."""

    def say(self, sentence: str) -> None:
        """Tell something in the status line."""

    def trouble(self, error: AppError) -> None:
        """Tell what went wrong."""


class Several:
    """Remembers the search whose hits are being decided; else nothing."""

    def __init__(
        self,
        at: Chooses,
        queueing: Queueing,
        context: PageContext,
    ) -> None:
        self._at = at
        self._queueing = queueing
        self._context = context
        self._asks = context.asks()
        self._awaited: Sought | None = None
        self._sought: Sought | None = None

    def forget(self) -> None:
        """Begin with another request."""
        self._sought = None
        self._queueing.hits = ("", ())

    # Choosing

    def conversation(self) -> None:
        """Choose all of the conversation in question that the queue shows."""
        self._gather(lambda one, record: one.of_conversation(record), "of this conversation")

    def sender(self) -> None:
        """Choose all that the sender of the record in question sent, where the queue shows it."""
        self._gather(lambda one, record: one.of_sender(record), "of this person")

    def await_hits(self, subject: str) -> None:
        """Keep the search with which the page was sent, until the request is read."""
        self._awaited = sought_in(subject)

    def counted(self) -> None:
        """Choose the hits with which the page was sent, now that the request is read."""
        sought, work = self._awaited, self._at.work
        self._awaited = None
        if sought is None or work is None:
            return

        def came(hits: tuple[RecordId, ...]) -> None:
            if not hits:
                self._at.say("Nothing that this search finds is in the request.")
                return
            self._sought = sought
            self._queueing.hits = (_name(sought), hits)
            self._at.choose_together(hits, HITS)
            self._at.say(_chosen(len(hits), "of this search"))

        gathering = self._gathering(work)
        self._asks.ask(lambda: gathering.of_search(sought), came, self._at.trouble)

    # Redacting the searched words

    @property
    def searched(self) -> bool:
        """Say whether hits of a search are chosen, so that its words can be redacted in them."""
        chosen = self._at.standpoint.chosen
        return (
            self._sought is not None
            and len(chosen) > 1
            and set(chosen) <= set(self._queueing.hits[1])
        )

    def redact_searched(self) -> None:
        """Withhold the words of the search in all that is chosen, as one act."""
        sought, work, chosen = self._sought, self._at.work, self._at.standpoint.chosen
        if sought is None or work is None:
            return

        def came(matches: tuple[Match, ...]) -> None:
            if not matches:
                self._at.say("This search has no words that stand in these records.")
                return
            records = count(len({one.record for one in matches}), "record")
            purpose = (
                f"Redact the searched words, {count(len(matches), 'place')} in {records}, under"
            )
            self._at.pick(
                purpose,
                lambda codes: self._at.do(lambda decider: decider.redact_matches(matches, codes)),
            )

        gathering = self._gathering(work)
        self._asks.ask(lambda: gathering.searched_words(sought, chosen), came, self._at.trouble)

    # Inside

    def _gathering(self, work: Work) -> Gathering:
        return Gathering(self._context.desk.vault, work.request, self._context.settings.now.zone)

    def _gather(
        self, gathered: Callable[[Gathering, RecordId], tuple[RecordId, ...]], what: str
    ) -> None:
        record, work = self._at.standpoint.record, self._at.work
        if record is None or work is None:
            return

        def came(found: tuple[RecordId, ...]) -> None:
            now = self._at.standpoint
            if now.record != record:
                return
            shown = set(now.ids) | {record}
            records = tuple(one for one in found if one in shown)
            if len(records) < 2:
                self._at.say(f"Nothing else {what} is in this list.")
                return
            self._at.choose_together(records)
            self._at.say(_chosen(len(records), what))

        gathering = self._gathering(work)
        self._asks.ask(lambda: gathered(gathering, record), came, self._at.trouble)


def _chosen(number: int, what: str) -> str:
    records = count(number, "record")
    return f"{records} {what} chosen: R, W, N and redactions are for all of them. J: one by one."


def _name(sought: Sought) -> str:
    typed = " ".join(sought.typed.split()) or "everything"
    return f"Search: {typed if len(typed) <= LONGEST else typed[: LONGEST - 1] + '…'}"
