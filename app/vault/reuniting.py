"""Which arrivals join which records, and what must be put otherwise for that; writes no rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from app.domain.sightings import chains, fit, grouped, place
from app.vault.driver import Driver
from app.vault.sightings import Arrival, Member, Place, Sightings

_MOST_IN_CHAIN = 400
"""A machine that says the same without end makes longer ones; they are left as they are."""


@dataclass(slots=True)
class Changes:
    """What is put otherwise once a batch is written; each with the record it goes to.

    Attributes:
        raised: sightings that become records, since theirs belongs to another message.
        moved: sightings that belong to another record.
        folded: records that become sightings.
    """

    raised: list[tuple[Place, Place]] = field(default_factory=list)
    moved: list[tuple[Place, Place]] = field(default_factory=list)
    folded: list[tuple[Place, Place]] = field(default_factory=list)


class Reuniting:
    """Brings what several custodians' exports tell of one message together.

    The outcome is the same in whatever order exports come: what was brought together before is
    looked at again. A record that stands in a request, or that a clerk decided, is never put
    otherwise; arrivals may only join it.

    Args:
        raw: the driver's connection, in the writer's transaction.
        sightings: finds who tells of the same message.
    """

    def __init__(self, raw: Driver, sightings: Sightings) -> None:
        self._raw = raw
        self._sightings = sightings
        self.changes = Changes()

    def settle(self, arrivals: Sequence[Arrival]) -> None:
        """Say of each arrival whether it joins a record."""
        for members in self._sightings.among(arrivals):
            if len(members) == 2:
                _settle_two(*members)
                continue
            for chain in chains(members):
                sources = {member.seen.source for member in chain}
                is_new = any(member.arrival for member in chain)
                if is_new and len(sources) > 1 and len(chain) <= _MOST_IN_CHAIN:
                    self._settle(chain)

    def _settle(self, chain: Sequence[Member]) -> None:
        here = {member.place.record for member in chain if member.is_record}
        groups = grouped(chain)
        if _puts_otherwise(groups) and (self._is_held(_heads(chain), here) or self._is_part(chain)):
            groups = _only_joined(chain)
        for group in groups:
            self._bring(group, here)

    def _is_held(self, heads: Collection[int], here: Collection[int]) -> bool:
        """Say whether one of some records must stay as it is: it is held, or not understood."""
        if not set(heads) <= set(here):
            return True
        marks = ", ".join("?" * len(heads))
        return any(
            self._raw.execute(
                f"SELECT 1 FROM {table} WHERE record_id IN ({marks}) LIMIT 1", sorted(heads)
            ).fetchall()
            for table in ("request_records", "decisions", "clues")
        )

    def _is_part(self, chain: Sequence[Member]) -> bool:
        """Say whether some tellings of these records are not in the chain, being too many."""
        heads = sorted(_heads(chain))
        marks = ", ".join("?" * len(heads))
        query = f"SELECT count(*) FROM sightings WHERE record_id IN ({marks})"
        return bool(
            self._raw.execute(query, heads).fetchall()[0][0]
            != sum(member.place.sighting is not None for member in chain)
        )

    def _bring(self, group: Sequence[Member], here: Collection[int]) -> None:
        """Bring all that tell of one message under one record."""
        lead = _lead(group, here)
        if lead.sighting is not None:
            raised = Place()
            self.changes.raised.append((lead, raised))
            lead, group = raised, [one for one in group if one.place is not lead]
        for one in group:
            if one.place is lead:
                continue
            if one.arrival is not None:
                one.arrival.lead = lead
            elif one.is_record:
                self.changes.folded.append((one.place, lead))
            elif one.place.record != lead.record:
                self.changes.moved.append((one.place, lead))


def _settle_two(one: Member, other: Member) -> None:
    """Let an arrival join the only one that said the same."""
    arrival, held = (one, other) if one.arrival else (other, one)
    if arrival.arrival is not None and held.arrival is None and fit(one.seen, other.seen):
        arrival.arrival.lead = held.place if held.is_record else Place(held.place.record)


def _heads(members: Sequence[Member]) -> set[int]:
    return {member.place.record for member in members if member.arrival is None}


def _puts_otherwise(groups: Sequence[Sequence[Member]]) -> bool:
    """Say whether records would have to be parted or brought together."""
    heads = [_heads(group) for group in groups]
    return sum(map(len, heads)) > len(set().union(*heads)) or any(len(one) > 1 for one in heads)


def _only_joined(chain: Sequence[Member]) -> list[list[Member]]:
    """Leave what is held as it stands; arrivals take the places that are free."""
    held: defaultdict[int, list[Member]] = defaultdict(list)
    for member in chain:
        if member.arrival is None:
            held[member.place.record].append(member)
    groups = [*held.values()]
    for member in chain:
        if member.arrival is not None:
            place(groups, member)
    return groups


def _lead(group: Sequence[Member], here: Collection[int]) -> Place:
    """Give the place under which a group stands; a sighting's where it must become a record."""
    records = [one.place for one in group if one.is_record]
    away = _heads(group) - set(here)
    if records:
        return min(records, key=lambda place: place.record)
    if away:
        return Place(min(away))
    arrived = [one.place for one in group if one.arrival is not None]
    return arrived[0] if arrived else group[0].place
