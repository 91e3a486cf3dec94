"""What lies in the vault of the same messages as a batch tells; reads rows, writes none."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from app.domain.ids import SourceId
from app.domain.owners import Owners
from app.domain.people import Party, Role
from app.domain.sightings import Circle, Circles, Seen, Told, around, seen_in
from app.vault.driver import Driver
from app.vault.incoming import IncomingRecord

_AT_ONCE = 900
_MOST_ROWS = 20_000
_MOST_STEPS = 400
"""A chain that goes on behind so many steps has more tellings than are looked at."""
_WORDS = 0xFFFFFFFF
_SENT = 11

Row = tuple[Any, ...]


@dataclass(slots=True)
class Place:
    """Where an item stands: as a record, or as a sighting of one; known once it is written."""

    record: int = 0
    sighting: int | None = None


@dataclass(slots=True)
class Arrival:
    """A record of a batch that the vault did not know by its identity.

    Attributes:
        meeting: by which the same message of another export is met; None for what never is.
        lead: under whose record it stands as a sighting; None where it becomes a record.
    """

    incoming: IncomingRecord
    text_hash: bytes
    identity: bytes
    ordinal: int = 0
    meeting: int | None = None
    lead: Place | None = None
    place: Place = field(default_factory=Place)


@dataclass(slots=True)
class Member:
    """One export's telling of a message, held or arriving.

    Attributes:
        arrival: set where it arrives only now.
    """

    seen: Seen
    place: Place
    arrival: Arrival | None = None

    @property
    def is_record(self) -> bool:
        """Say whether it is a record that is held."""
        return self.arrival is None and self.place.sighting is None


class Sightings:
    """Finds who tells of the same message.

    Args:
        raw: the driver's connection, in the writer's transaction.
        source: where the batch comes from.
    """

    def __init__(self, raw: Driver, source: SourceId) -> None:
        self._raw = raw
        self._source = source
        rows = raw.execute("SELECT id, custodian, own_addresses FROM sources").fetchall()
        self._is_alone = len(rows) < 2
        owners = Owners((custodian, json.loads(own)) for _, custodian, own in rows)
        self._circles = Circles(owners)

    def among(self, arrivals: Sequence[Arrival]) -> Iterator[list[Member]]:
        """Give what was said alike by arrivals and by what is held of other sources."""
        wanted = {near for one in arrivals for near in _nearby(one)}
        if self._is_alone or not wanted:
            return
        held = self._met(wanted)
        words = {row[0] & _WORDS for row in held}
        if not words:
            return
        said: defaultdict[tuple[object, ...], list[Member]] = defaultdict(list)
        for arrival in arrivals:
            if arrival.meeting is not None and arrival.meeting & _WORDS in words:
                self._put(said, self._arriving(arrival))
        for member in self._held(held):
            self._put(said, member)
        for members in said.values():
            if len({member.seen.source for member in members}) > 1:
                yield members

    @staticmethod
    def _put(said: defaultdict[tuple[object, ...], list[Member]], member: Member | None) -> None:
        if member is not None:
            said[member.seen.said].append(member)

    def _arriving(self, one: Arrival) -> Member | None:
        parsed = one.incoming.parsed
        circle = self._circles.of(parsed.parties)
        if circle is None or parsed.sent.utc is None:
            return None
        told = Told(parsed.platform, parsed.platform_id, parsed.labels, parsed.text,
                    parsed.subject, parsed.sent.utc)  # fmt: skip
        files = [a.sha256 for a in one.incoming.attachments]
        seen = seen_in(told, circle, files, self._source, (one.identity, one.ordinal))
        return None if seen is None else Member(seen, one.place, one)

    def _met(self, wanted: set[int]) -> list[Row]:
        """Read whatever has the same words about these times, and about theirs in turn."""
        asked: set[int] = set()
        found: list[Row] = []
        for _ in range(_MOST_STEPS):
            if not wanted or len(found) >= _MOST_ROWS:
                break
            asked |= wanted
            rows = list(self._rows(sorted(wanted)))
            found += rows
            wanted = {near for row in rows for near in around(row[0], row[_SENT])} - asked
        return found if any(row[3] != self._source for row in found) else []

    def _rows(self, meetings: Sequence[int]) -> Iterator[Row]:
        for part in _parts(meetings):
            marks = ", ".join("?" * len(part))
            for table in (_RECORDS, _SIGHTINGS):
                yield from self._raw.execute(table.format(marks), part)

    def _held(self, rows: Sequence[Row]) -> Iterator[Member]:
        circles = self._circles_of({row[4] for row in rows})
        files = self._files([row for row in rows if row[2] is None])
        for _, record, sighting, source, cast, listed, platform, labels, *said, order, at in rows:
            circle = circles[cast]
            if circle is None:
                continue
            told = Told(platform, said[0], labels != "[]", *said[1:])
            hashes = files.get(record, ()) if sighting is None else _hashes(listed)
            seen = seen_in(told, circle, hashes, source, (order, at))
            if seen is not None:
                yield Member(seen, Place(record, sighting))

    def _circles_of(self, casts: Collection[int]) -> dict[int, Circle | None]:
        found: defaultdict[int, list[Party]] = defaultdict(list)
        for part in _parts(sorted(casts)):
            rows = self._raw.execute(_CASTS.format(", ".join("?" * len(part))), part)
            for cast, role, name, address, is_owner in rows:
                found[cast].append(Party(Role(role), name, address, bool(is_owner)))
        return {cast: self._circles.of(tuple(found[cast])) for cast in casts}

    def _files(self, rows: Sequence[Row]) -> defaultdict[int, list[str]]:
        found: defaultdict[int, list[str]] = defaultdict(list)
        for part in _parts([row[1] for row in rows]):
            marks = ", ".join("?" * len(part))
            query = f"SELECT record_id, sha256 FROM attachments WHERE record_id IN ({marks})"
            for record, sha256 in self._raw.execute(query, part):
                found[record].append(sha256)
        return found


def _nearby(one: Arrival) -> tuple[int, ...]:
    sent = one.incoming.parsed.sent.utc
    return () if one.meeting is None or sent is None else around(one.meeting, sent)


def _hashes(listed: str) -> list[str]:
    return [] if listed == "[]" else [one[0] for one in json.loads(listed)]


def _parts(values: Sequence[int]) -> Iterable[Sequence[int]]:
    return (values[at : at + _AT_ONCE] for at in range(0, len(values), _AT_ONCE))


_TOLD = "t.platform, t.labels, m.platform_id, m.text, m.subject, m.sent, m.identity, m.ordinal"
_RECORDS = (
    f"SELECT m.meeting, m.id, NULL, m.source_id, m.cast_id, '', {_TOLD} "
    "FROM records AS m JOIN traits AS t ON t.id = m.traits_id WHERE m.meeting IN ({})"
)
_SIGHTINGS = (
    f"SELECT m.meeting, m.record_id, m.id, m.source_id, m.cast_id, m.files, {_TOLD} "
    "FROM sightings AS m JOIN traits AS t ON t.id = m.traits_id WHERE m.meeting IN ({})"
)
_CASTS = (
    "SELECT m.cast_id, m.role, h.name, h.address, m.is_owner FROM cast_members AS m "
    "JOIN handles AS h ON h.id = m.handle_id WHERE m.cast_id IN ({}) ORDER BY m.cast_id, m.position"
)
