"""The shelf of joined people: acts are added, and everybody is listed; knows no texts."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from sqlalchemy import Connection, insert, select

from app.domain.ids import PersonId
from app.domain.joining import Joining, Joint, PersonAct, joining_of
from app.vault import tables as t
from app.vault.driver import Driver, driver

_AT_ONCE = 900


class Handle(NamedTuple):
    """A name and an address under which somebody was met.

    Attributes:
        platform: on which alone the address means this person; empty for numbers and mail.
        normal: the address as equal ones are equal.
    """

    person: PersonId
    name: str
    address: str
    normal: str
    platform: str

    def __repr__(self) -> str:
        return f"Handle({self.person})"


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
        rows = self._raw.execute(
            "SELECT h.person_id, h.name, h.address, h.normal, p.key FROM handles AS h "
            "JOIN people AS p ON p.id = h.person_id ORDER BY h.id"
        )
        for person, name, address, normal, key in rows:
            platform, bar, _ = key.partition("|")
            yield Handle(PersonId(person), name, address, normal, platform if bar else "")

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

    def people_of(self, name: str, address: str) -> list[PersonId]:
        """Give whom a party of a record may mean, by the very name and address it has there."""
        h = t.handles.c
        found = select(h.person_id).where(h.name == name, h.address == address)
        return [PersonId(one) for one in self._connection.execute(found.distinct()).scalars()]

    @property
    def _raw(self) -> Driver:
        return driver(self._connection)


def read_acts(raw: Driver) -> list[PersonAct]:
    """Read all acts in their order, with the driver's connection."""
    rows = raw.execute(
        "SELECT id, kind, people, name, undoes, who, at FROM people_acts ORDER BY id"
    )
    return [
        PersonAct(number, Joint(kind), tuple(map(PersonId, json.loads(people))), *rest)
        for number, kind, people, *rest in rows
    ]
