"""Look at a request's records one after another, each in its conversation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace

from app.detect.suggest import Suggestion
from app.domain.audiences import LAYERED, Audience
from app.domain.decisions import AlreadyPublic, Decline, DeclineGroup, Disposition, Standing
from app.domain.ids import RecordId
from app.domain.lists import ListEntry
from app.domain.places import places_of, text_at
from app.domain.records import Record, RecordLine
from app.domain.redaction import Field, Place, SpanTarget, Target
from app.domain.requests import Request
from app.domain.spans import Span
from app.domain.views import StandingEntry, layer_of, seen_by
from app.vault.folder import Vault
from app.vault.work import Work
from app.workflow.count_review import outcomes_in
from app.workflow.covered import parts_left, withheld_in
from app.workflow.find_words import records_of
from app.workflow.joined_names import joined_names_in
from app.workflow.known_words import KnownWords
from app.workflow.near_copies import NearCopies
from app.workflow.quoted import Quoted, quoted_in
from app.workflow.suggesting import Suggester, Suggesting

Declined = tuple[RecordId, Target, str]
"""A suggestion that was declined: where, and of which kind."""

Group = tuple[str, str]
"""Kind and group key of suggestions."""

AROUND = 6
PARTLY = "Only part of it is withheld."
FEW = 100
"""So many records are read at once where the first that fits is looked for."""
PART_OF = " > "
"""Stands in the group of a part between the group of the whole and the part."""
_PEOPLE = (Field.PARTY, Field.TITLE)
_NAMES = ("name", "handle")
SHOWN: Mapping[str, Disposition | None] = {
    "undecided": None,
    "released": Disposition.RELEASE,
    "redacted": Disposition.REDACT,
    "withheld": Disposition.WITHHOLD,
    "not_responsive": Disposition.NOT_RESPONSIVE,
}


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One line of the queue.

    Attributes:
        near: how many near-copies were found of it; empty where none was.
    """

    line: RecordLine
    outcome: Disposition | None
    redactions: int
    near: str = ""


@dataclass(frozen=True, slots=True)
class PlacedSuggestion:
    """A suggestion and the printable text it stands in.

    Attributes:
        codes: the exemptions that go with it by an entry of a list of the clerk's.
        listed: the kind of that list, such as ``victims``; empty where it is on none.
    """

    place: Place
    suggestion: Suggestion
    codes: tuple[str, ...] = ()
    listed: str = ""

    @property
    def target(self) -> SpanTarget:
        """Give it as what a redaction would withhold."""
        return SpanTarget(self.suggestion.span, self.place)

    def part(self, words: str, span: Span) -> PlacedSuggestion:
        """Give what is left of it in sight, as pressing; ``words`` are its own.

        Parts that read alike of suggestions that are alike are a group of their own.
        """
        here = self.suggestion.span.start
        left = words[span.start - here : span.end - here].casefold()
        group = f"{self.suggestion.group or words.casefold()}{PART_OF}{left}"
        told = replace(self.suggestion, span=span, level="critical", why=PARTLY, group=group)
        return replace(self, suggestion=told)


@dataclass(frozen=True, slots=True)
class Sight:
    """Everything the clerk sees of one record.

    Attributes:
        neighbours: the conversation around it, in order, with the record itself.
        standings: how each neighbour stands in this request, where it is in it.
        suggestions: not yet decided, not yet declined.
        copies: further occurrences and exact copies.
        audience: for whom it is looked at; ``views`` is how the neighbours stand for it.
        otherwise: audiences for whom something was opened or closed in this record.
        joined: what joined people are called, by the positions of the parties.
        quotes: what the record quotes of other mails.
    """

    record: Record
    neighbours: tuple[Record, ...]
    standing: Standing
    standings: Mapping[RecordId, Standing]
    suggestions: tuple[PlacedSuggestion, ...]
    copies: int
    audience: Audience = Audience.PUBLIC
    views: Mapping[RecordId, Standing] = field(default_factory=dict)
    otherwise: tuple[Audience, ...] = ()
    joined: Mapping[int, str] = field(default_factory=dict)
    quotes: tuple[Quoted, ...] = ()

    @property
    def view(self) -> Standing:
        """Give how the record stands for the audience."""
        return self.views.get(self.record.id, self.standing)


@dataclass(frozen=True, slots=True)
class _Settled:
    """What is suggested now, and what was declined: one by one, and when in whole groups.

    Attributes:
        public: what may stay visible, since the public knows it.
    """

    declined: Set[Declined]
    groups: Mapping[Group, int]
    suggesting: Suggesting
    public: Mapping[tuple[RecordId, Place], Sequence[Span]]

    def is_declined(self, record: RecordId, one: PlacedSuggestion) -> bool:
        """Say whether somebody said that it is none, of it alone or of its group."""
        suggestion = one.suggestion
        at = self.groups.get((suggestion.kind, suggestion.group), -1)
        alone = (record, one.target, suggestion.kind) in self.declined
        return alone or at >= self.suggesting.listed_at(suggestion)


class ReviewRoom:
    """The review of one request."""

    def __init__(self, vault: Vault, request: Request, words: KnownWords | None = None) -> None:
        self._vault = vault
        self._request = request
        self._suggester = Suggester(vault, request, words)

    def ids(self, shown: str = "all") -> list[RecordId]:
        """List the request's records, oldest first; ``shown`` as in :data:`SHOWN`."""
        with self._vault.read() as work:
            outcomes = outcomes_in(work, self._request)
        if shown == "all":
            return list(outcomes)
        wanted = SHOWN[shown]
        return [one for one, outcome in outcomes.items() if outcome is wanted]

    def rows(self, ids: list[RecordId]) -> list[QueueRow]:
        """Give the lines of a queue."""
        with self._vault.read() as work:
            lines = work.records.lines(ids)
            standings = work.decisions.standings_of(self._request.id, ids)
        near = NearCopies(self._vault).told(ids)
        rows = [self._row(line, standings.get(line.id)) for line in lines]
        return [replace(row, near=near.get(row.line.id, "")) for row in rows]

    def queue(self, shown: str = "all") -> list[QueueRow]:
        """List and describe in one go, for small requests and the terminal."""
        return self.rows(self.ids(shown))

    def progress(self) -> tuple[int, int]:
        """Say how many records are decided, and of how many."""
        with self._vault.read() as work:
            outcomes = outcomes_in(work, self._request).values()
        return sum(outcome is not None for outcome in outcomes), len(outcomes)

    def look(
        self, record_id: RecordId, around: int = AROUND, audience: Audience = Audience.PUBLIC
    ) -> Sight:
        """Give one record with its neighbours, its standing and what might be redacted."""
        now = self._suggester.now()
        with self._vault.read() as work:
            record = work.records.get(record_id)
            near = work.records.neighbours(record_id, around, around)
            neighbours = tuple(work.records.many(near))
            held = work.requests.held_of(self._request.id, near)
            here = [one for one in near if one in held]
            standings = work.decisions.standings_of(self._request.id, here)
            copies = len(work.records.twins(record_id)) + len(record.occurrences)
            views = work.layers.standings_of(self._request.id, list(standings), audience)
            layered = work.layers.entries(self._request.id, None, [record_id])
            settled = _settled_in(work, self._request, now, [record_id])
            joined = joined_names_in(work).beside(record)
            quotes = quoted_in(work, self._request, record)
        standing = standings.get(record_id, Standing(record_id))
        return Sight(
            record,
            neighbours,
            standing,
            standings,
            tuple(_open(record, standing, settled)),
            copies,
            audience,
            views,
            _otherwise(standing, layered),
            joined,
            quotes,
        )

    def all_suggestions(self, kind: str | None = None) -> list[tuple[RecordId, PlacedSuggestion]]:
        """List the open suggestions of the whole request, or of one kind."""
        result: list[tuple[RecordId, PlacedSuggestion]] = []
        now = self._suggester.now()
        with self._vault.read() as work:
            ids = work.requests.record_ids(self._request.id)
            standings = work.decisions.standings(self._request.id)
            settled = _settled_in(work, self._request, now)
        for record in records_of(self._vault, ids):
            standing = standings.get(record.id, Standing(record.id))
            result += [
                (record.id, one)
                for one in _open(record, standing, settled)
                if kind is None or one.suggestion.kind == kind
            ]
        return result

    def first_suggested(self, ids: Sequence[RecordId]) -> RecordId | None:
        """Give the first of some records in which a suggestion is open; None where none is."""
        now = self._suggester.now()
        for at in range(0, len(ids), FEW):
            part = ids[at : at + FEW]
            with self._vault.read() as work:
                standings = work.decisions.standings_of(self._request.id, part)
                settled = _settled_in(work, self._request, now, part)
                records = work.records.many(part)
            for record in records:
                if _open(record, standings[record.id], settled):
                    return record.id
        return None

    def suggesting(self) -> Suggesting:
        """Give what is suggested now; another value once people or lists changed."""
        return self._suggester.now()

    def still_open(
        self, found: Mapping[RecordId, Mapping[PlacedSuggestion, str]]
    ) -> list[tuple[RecordId, PlacedSuggestion, str]]:
        """Leave of what was found before, each with its words, what nobody settled since.

        Args:
            found: of some records, a few hundred at once.
        """
        ids = list(found)
        with self._vault.read() as work:
            standings = work.decisions.standings_of(self._request.id, ids)
            settled = _settled_in(work, self._request, self._suggester.now(), ids)
        return [
            (record, part, said)
            for record in ids
            for one, words in found[record].items()
            for part, said in _left(one, words, standings[record], settled)
        ]

    def _row(self, line: RecordLine, standing: Standing | None) -> QueueRow:
        if standing is None:
            return QueueRow(line, None, 0)
        return QueueRow(line, standing.outcome, len(standing.redactions))


def _otherwise(standing: Standing, layered: Sequence[StandingEntry]) -> tuple[Audience, ...]:
    """Name the audiences that see a record otherwise than the public."""
    if not layered:
        return ()
    return tuple(one for one in LAYERED if seen_by(standing, layer_of(one, layered)) != standing)


def placed_suggestions(record: Record, now: Suggesting) -> list[PlacedSuggestion]:
    """List what is suggested in a record, settled or not."""
    found = (
        PlacedSuggestion(place, suggestion)
        for place in places_of(record)
        for suggestion in (now.find_shared if place.field in _PEOPLE else now.find)(
            text_at(record, place)
        )
    )
    return [
        _with_entry(one, now.entry_of(one.suggestion)) for one in found if not _is_of_course(one)
    ]


def _open(record: Record, standing: Standing, settled: _Settled) -> list[PlacedSuggestion]:
    return [
        part
        for one in placed_suggestions(record, settled.suggesting)
        for part, _ in _left(one, words_of(record, one), standing, settled)
    ]


def words_of(record: Record, one: PlacedSuggestion) -> str:
    """Give the words of a suggestion as they stand in its record."""
    return text_at(record, one.place)[one.suggestion.span.start : one.suggestion.span.end]


def _left(
    one: PlacedSuggestion, words: str, standing: Standing, settled: _Settled
) -> Iterator[tuple[PlacedSuggestion, str]]:
    """Give what is still open of a suggestion, with its words: all of it, or parts in sight."""
    record, span = standing.record, one.suggestion.span
    if settled.is_declined(record, one):
        return
    public = settled.public.get((record, one.place), ())
    hidden = withheld_in(standing.redactions, one.place, public)
    if not any(span.overlaps(other) for other in hidden):
        yield one, words
        return
    for left in parts_left(words, span.start, hidden):
        part = one.part(words, left)
        if not settled.is_declined(record, part):
            yield part, words[left.start - span.start : left.end - span.start]


def _with_entry(one: PlacedSuggestion, entry: ListEntry | None) -> PlacedSuggestion:
    return one if entry is None else replace(one, codes=entry.codes, listed=entry.list.value)


def _is_of_course(one: PlacedSuggestion) -> bool:
    """Say whether somebody is only named where every record names its people.

    A decision on a name in a text reaches those places as well.
    """
    is_listed = one.suggestion.level == "critical"
    return not is_listed and one.place.field in _PEOPLE and one.suggestion.kind in _NAMES


def _settled_in(
    work: Work, request: Request, now: Suggesting, only: Sequence[RecordId] | None = None
) -> _Settled:
    """Read what was settled, in all records or in a few hundred."""
    told = [one.decision for one in work.decisions.standing_entries(request.id, Decline, only)]
    declined = {(one.record, one.target, one.kind) for one in told if isinstance(one, Decline)}
    entries = work.decisions.standing_entries(request.id, DeclineGroup)
    groups = {
        (entry.decision.kind, entry.decision.group): entry.at
        for entry in entries
        if isinstance(entry.decision, DeclineGroup)
    }
    public: defaultdict[tuple[RecordId, Place], list[Span]] = defaultdict(list)
    for entry in work.decisions.standing_entries(request.id, AlreadyPublic, only):
        one = entry.decision
        if isinstance(one, AlreadyPublic) and isinstance(one.target, SpanTarget):
            public[one.record, one.target.place].append(one.target.span)
    return _Settled(declined, groups, now, public)
