"""The shelf of joined people: acts are added, and everybody is listed; knows no texts."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, func, insert, select

from app.domain.ids import PersonId, RequestId
from app.domain.joining import Joining, Joint, PersonAct, joining_of
from app.vault import tables as t
from app.vault.driver import Driver, driver

_AT_ONCE = 900


class Handle(NamedTuple):
    """A name and an address under which somebody was met.

    Attributes:
        normal: the address as equal ones are equal.
        key: by which the vault tells this person from others.
    """

    person: PersonId
    name: str
    address: str
    normal: str
    key: str

    @property
    def platform(self) -> str:
        """Give on which platform alone it means this person; empty for numbers and mail."""
        platform, bar, _ = self.key.partition("|")
        return platform if bar else ""

    def __repr__(self) -> str:
        return f"Handle({self.person})"


_COLUMNS = "h.person_id, h.name, h.address, h.normal, p.key"
_FROM = "FROM handles AS h JOIN people AS p ON p.id = h.person_id"
_HANDLES = f"SELECT {_COLUMNS} {_FROM}"
_NUMBERED = f"SELECT h.id, {_COLUMNS} {_FROM}"


class Joined:
    """Keeps who is one person.

    Args:
        connection: in a transaction.
        clock: gives microseconds since 1970 UTC.
    """

    def __init__(self, connection: Connection, clock: Callable[[], int]) -> None:
        self._connection = connection
        self._clock = clock

    def add(
        self,
        kind: Joint,
        people: Sequence[PersonId],
        who: str,
        *,
        name: str = "",
        undoes: int | None = None,
    ) -> int:
        """Add an act; gives its number."""
        row = insert(t.people_acts).values(
            kind=kind.value,
            people=json.dumps(list(people)),
            name=name,
            undoes=undoes,
            who=who,
            at=self._clock(),
        )
        made = self._connection.execute(row).inserted_primary_key
        return int(made[0]) if made else 0

    def acts(self) -> list[PersonAct]:
        """List all acts in their order."""
        return read_acts(self._raw)

    def joining(self) -> Joining:
        """Give how people stand together now."""
        return joining_of(self.acts())

    def unknown(self, people: Iterable[PersonId]) -> list[PersonId]:
        """Give those of some numbers under which there is nobody."""
        wanted = sorted(set(people))
        known: set[int] = set()
        for at in range(0, len(wanted), _AT_ONCE):
            part = wanted[at : at + _AT_ONCE]
            found = select(t.people.c.id).where(t.people.c.id.in_(part))
            known.update(self._connection.execute(found).scalars())
        return [one for one in wanted if one not in known]

    def handles(self) -> Iterator[Handle]:
        """List every handle, in the order in which they were first met."""
        return _handles(self._raw.execute(f"{_HANDLES} ORDER BY h.id"))

    def handles_of(self, people: Iterable[PersonId]) -> list[Handle]:
        """List the handles of some people, in the order in which they were first met."""
        wanted = sorted(set(people))
        found: list[tuple[int, Handle]] = []
        for at in range(0, len(wanted), _AT_ONCE):
            part = wanted[at : at + _AT_ONCE]
            marks = ", ".join("?" * len(part))
            rows = self._raw.execute(f"{_NUMBERED} WHERE h.person_id IN ({marks})", part)
            found += [(number, *_handles([rest])) for number, *rest in rows]
        return [handle for _, handle in sorted(found)]

    def cards(self, platform: str) -> list[tuple[str, tuple[PersonId, ...]]]:
        """List the names of contacts, each with those whom its addresses mean, if several."""
        rows = self._raw.execute(
            "SELECT m.cast_id, h.name, h.person_id FROM cast_members AS m "
            "JOIN handles AS h ON h.id = m.handle_id WHERE m.cast_id IN (SELECT r.cast_id "
            "FROM records AS r JOIN traits AS x ON x.id = r.traits_id WHERE x.platform = ?) "
            "AND h.name <> '' ORDER BY m.cast_id, m.position",
            (platform,),
        )
        found: defaultdict[tuple[int, str], dict[PersonId, None]] = defaultdict(dict)
        for cast, name, person in rows:
            found[cast, name][PersonId(person)] = None
        return [(name, tuple(people)) for (_, name), people in found.items() if len(people) > 1]

    def keys_in(self, request: RequestId) -> set[str]:
        """Give the keys of everybody in the records of a request."""
        rows = self._raw.execute(
            "SELECT DISTINCT p.key FROM cast_members AS m JOIN handles AS h ON h.id = m.handle_id "
            "JOIN people AS p ON p.id = h.person_id WHERE m.cast_id IN (SELECT r.cast_id "
            "FROM request_records AS q JOIN records AS r ON r.id = q.record_id "
            "WHERE q.request_id = ?)",
            (request,),
        )
        return {key for (key,) in rows}

    def mark(self) -> int:
        """Give what changes whenever somebody is joined or taken apart."""
        found = select(func.coalesce(func.max(t.people_acts.c.id), 0))
        return int(self._connection.execute(found).scalar_one())

    @property
    def _raw(self) -> Driver:
        return driver(self._connection)


def _handles(rows: Iterable[Sequence[Any]]) -> Iterator[Handle]:
    for person, *rest in rows:
        yield Handle(PersonId(person), *rest)


def read_acts(raw: Driver) -> list[PersonAct]:
    """Read all acts in their order, with the driver's connection."""
    rows = raw.execute(
        "SELECT id, kind, people, name, undoes, who, at FROM people_acts ORDER BY id"
    )
    return [
        PersonAct(number, Joint(kind), tuple(map(PersonId, json.loads(people))), *rest)
        for number, kind, people, *rest in rows
    ]
