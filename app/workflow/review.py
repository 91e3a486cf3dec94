"""Look at a request's records one after another, each in its conversation."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass

from app.detect.suggest import Suggestion, suggestions
from app.domain.decisions import Disposition, Standing
from app.domain.ids import RecordId
from app.domain.places import places_of, text_at
from app.domain.records import Record, RecordLine
from app.domain.redaction import Place, SpanTarget, Target
from app.domain.requests import Request
from app.vault.folder import Vault
from app.vault.work import Work
from app.workflow.find_words import records_of

Declined = tuple[RecordId, Target, str]
"""A suggestion that was declined: where, and of which kind."""

AROUND = 6
SHOWN: Mapping[str, Disposition | None] = {
    "undecided": None,
    "released": Disposition.RELEASE,
    "redacted": Disposition.REDACT,
    "withheld": Disposition.WITHHOLD,
    "not_responsive": Disposition.NOT_RESPONSIVE,
}


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One line of the queue."""

    line: RecordLine
    outcome: Disposition | None
    redactions: int


@dataclass(frozen=True, slots=True)
class PlacedSuggestion:
    """A suggestion and the printable text it stands in."""

    place: Place
    suggestion: Suggestion

    @property
    def target(self) -> SpanTarget:
        """Give it as what a redaction would withhold."""
        return SpanTarget(self.suggestion.span, self.place)


@dataclass(frozen=True, slots=True)
class Sight:
    """Everything the clerk sees of one record.

    Attributes:
        neighbours: the conversation around it, in order, with the record itself.
        standings: how each neighbour stands in this request, where it is in it.
        suggestions: not yet decided, not yet declined.
        copies: further occurrences and exact copies.
    """

    record: Record
    neighbours: tuple[Record, ...]
    standing: Standing
    standings: Mapping[RecordId, Standing]
    suggestions: tuple[PlacedSuggestion, ...]
    copies: int


class ReviewRoom:
    """The review of one request."""

    def __init__(self, vault: Vault, request: Request) -> None:
        self._vault = vault
        self._request = request

    def ids(self, shown: str = "all") -> list[RecordId]:
        """List the request's records, oldest first; ``shown`` as in :data:`SHOWN`."""
        with self._vault.read() as work:
            ids = work.requests.record_ids(self._request.id)
            standings = work.decisions.standings(self._request.id)
        if shown == "all":
            return ids
        wanted = SHOWN[shown]
        return [i for i in ids if standings.get(i, Standing(i)).outcome is wanted]

    def rows(self, ids: list[RecordId]) -> list[QueueRow]:
        """Give the lines of a queue."""
        with self._vault.read() as work:
            lines = work.records.lines(ids)
            standings = work.decisions.standings(self._request.id)
        return [self._row(line, standings.get(line.id)) for line in lines]

    def queue(self, shown: str = "all") -> list[QueueRow]:
        """List and describe in one go, for small requests and the terminal."""
        return self.rows(self.ids(shown))

    def progress(self) -> tuple[int, int]:
        """Say how many records are decided, and of how many."""
        with self._vault.read() as work:
            ids = work.requests.record_ids(self._request.id)
            standings = work.decisions.standings(self._request.id)
        decided = sum(1 for i in ids if standings.get(i, Standing(i)).outcome is not None)
        return decided, len(ids)

    def look(self, record_id: RecordId, around: int = AROUND) -> Sight:
        """Give one record with its neighbours, its standing and what might be redacted."""
        with self._vault.read() as work:
            record = work.records.get(record_id)
            near = work.records.neighbours(record_id, around, around)
            neighbours = tuple(work.records.many(near))
            standings = {
                one: work.decisions.standing(self._request.id, one)
                for one in near
                if work.requests.holds(self._request.id, one)
            }
            copies = len(work.records.twins(record_id)) + len(record.occurrences)
            declined = _declined(work, self._request)
        standing = standings.get(record_id, Standing(record_id))
        return Sight(
            record,
            neighbours,
            standing,
            standings,
            tuple(open_suggestions(record, standing, declined)),
            copies,
        )

    def all_suggestions(self, kind: str | None = None) -> list[tuple[RecordId, PlacedSuggestion]]:
        """List the open suggestions of the whole request, or of one kind."""
        result: list[tuple[RecordId, PlacedSuggestion]] = []
        with self._vault.read() as work:
            ids = work.requests.record_ids(self._request.id)
            standings = work.decisions.standings(self._request.id)
            declined = _declined(work, self._request)
        for record in records_of(self._vault, ids):
            standing = standings.get(record.id, Standing(record.id))
            result += [
                (record.id, one)
                for one in open_suggestions(record, standing, declined)
                if kind is None or one.suggestion.kind == kind
            ]
        return result

    def _row(self, line: RecordLine, standing: Standing | None) -> QueueRow:
        if standing is None:
            return QueueRow(line, None, 0)
        return QueueRow(line, standing.outcome, len(standing.redactions))


def open_suggestions(
    record: Record, standing: Standing, declined: Set[Declined]
) -> list[PlacedSuggestion]:
    """List what a detector proposes in a record and nobody has decided or declined."""
    found = [
        PlacedSuggestion(place, suggestion)
        for place in places_of(record)
        for suggestion in suggestions(text_at(record, place))
    ]
    return [
        one
        for one in found
        if (record.id, one.target, one.suggestion.kind) not in declined
        and not _settled(one, standing)
    ]


def _declined(work: Work, request: Request) -> set[Declined]:
    return {(one.record, one.target, one.kind) for one in work.decisions.declined(request.id)}


def _settled(one: PlacedSuggestion, standing: Standing) -> bool:
    return any(
        isinstance(redaction.target, SpanTarget)
        and redaction.target.place == one.place
        and redaction.target.span.overlaps(one.suggestion.span)
        for redaction in standing.redactions
    )
