"""Keeps what is open in groups while the log grows; only what changed is made again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Generic, Protocol, TypeVar

from app.domain.decisions import DeclineGroup, LoggedDecision, record_of
from app.domain.ids import RecordId, RequestId
from app.vault.work import Work
from app.workflow.review import PART_OF

Key = tuple[str, str, str]
"""Kind, group, and how it reads where it has no group."""


class Grouped(Protocol):
    """Something that belongs to a group."""

    @property
    def group_key(self) -> Key:
        """Give what equal ones have in common."""


One = TypeVar("One", bound=Grouped)
Group = TypeVar("Group")


class Groups(Generic[One, Group]):
    """Groups of what is open, of which only those are made again that changed.

    Args:
        make: makes a group of one or more, which come by the place of their record.
    """

    def __init__(self, make: Callable[[Sequence[One]], Group]) -> None:
        self._make = make
        self._of: dict[RecordId, tuple[One, ...]] = {}
        self._members: dict[Key, dict[RecordId, None]] = {}
        self._made: dict[Key, Group] = {}
        self._stale: set[Key] = set()

    def put(self, record: RecordId, found: Iterable[One]) -> None:
        """Say what is open in a record from now on."""
        for key in {one.group_key for one in self._of.pop(record, ())}:
            self._stale.add(key)
            self._members[key].pop(record)
        now = tuple(found)
        for one in now:
            self._stale.add(one.group_key)
            self._members.setdefault(one.group_key, {})[record] = None
        if now:
            self._of[record] = now

    def records_of(self, kind: str, group: str) -> list[RecordId]:
        """Give the records in which something of a group is open, or a part of it."""
        parts = f"{group}{PART_OF}"
        keys = (key for key in self._members if key[0] == kind)
        wanted = [key for key in keys if key[1] == group or key[1].startswith(parts)]
        return [record for key in wanted for record in self._members[key]]

    def all(
        self, places: Mapping[RecordId, int], beside: Mapping[Key, Sequence[One]]
    ) -> Iterator[Group]:
        """Give the groups, each with what comes from elsewhere and is not kept here."""
        for key in self._stale:
            self._made.pop(key, None)
            if self._members.get(key):
                self._made[key] = self._make(self._in_order(key, places))
            else:
                self._members.pop(key, None)
        self._stale.clear()
        for key, group in self._made.items():
            more = beside.get(key, ())
            yield self._make([*self._in_order(key, places), *more]) if more else group
        for key, more in beside.items():
            if key not in self._made:
                yield self._make(more)

    def _in_order(self, key: Key, places: Mapping[RecordId, int]) -> list[One]:
        records = sorted(self._members[key], key=places.__getitem__)
        return [one for record in records for one in self._of[record] if one.group_key == key]


class Changes:
    """Follows the log of a request and says which records must be judged again."""

    def __init__(self, request: RequestId) -> None:
        self._request = request
        self._position = 0
        self._reversal = 0

    def since(self, work: Work, groups: Groups[One, Group]) -> set[RecordId] | None:
        """Give the records that were decided since, or of which something was taken back.

        None says all of them: a group was declined no longer, wherever it stands.
        """
        entries = work.decisions.log(self._request, self._position)
        reversals = dict(work.decisions.reversals(self._request))
        back: list[LoggedDecision] = []
        for group in [one for one in reversals if one > self._reversal]:
            while group in reversals:
                group = reversals[group]  # noqa: PLW2901 - an act may take back a taking back
                back += work.decisions.group(group)
        self._position = max([self._position, *(entry.id for entry in entries)])
        self._reversal = max([self._reversal, *reversals])
        if any(isinstance(entry.decision, DeclineGroup) for entry in back):
            return None
        named = {record_of(entry.decision) for entry in (*entries, *back)}
        for entry in entries:
            if isinstance(entry.decision, DeclineGroup):
                named.update(groups.records_of(entry.decision.kind, entry.decision.group))
        return {one for one in named if one is not None}
