"""Reading the columns from the database, only what is new since the last time."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.domain.joining import joining_of
from app.vault.columns import ROLES, UNDATED, Columns, SourceWords, Trait
from app.vault.driver import Driver, numbers
from app.vault.joined import read_acts

_AT_ONCE = 50_000


def read_on(raw: Driver, before: Columns) -> Columns:
    """Give the picture of the vault as the transaction sees it.

    Args:
        raw: the driver's connection, in a transaction.
        before: an older picture, of which everything is kept unless records were put otherwise.
    """
    mark = raw.execute(_MARK).fetchone()
    if mark == before.mark:
        return before
    if mark[:1] != before.mark[:1]:
        before = Columns()
    columns = replace(_records(raw, before), mark=mark)
    columns = _traits(raw, columns)
    columns = _handles(raw, columns)
    columns = _members(raw, columns)
    columns = _attached(raw, columns)
    if mark[-1:] != before.mark[-1:]:
        columns = replace(columns, joining=joining_of(read_acts(raw)))
    return _tiny(raw, _told(raw, columns))


def _records(raw: Driver, before: Columns) -> Columns:
    parts = list(_record_parts(raw, before.size - 1))
    if not parts:
        return before
    new = np.concatenate(parts, axis=1).T
    size = int(new[-1, 0]) + 1
    place = new[:, 0] - before.size

    def grown(column: NDArray[Any], values: NDArray[Any]) -> NDArray[Any]:
        more = np.zeros(size - before.size, column.dtype)
        more[place] = values
        return np.concatenate([column, more])

    return replace(
        before,
        present=grown(before.present, np.ones(len(new), np.bool_)),
        sent=grown(before.sent, new[:, 1]),
        source=grown(before.source, new[:, 2]),
        trait=grown(before.trait, new[:, 3]),
        conversation=grown(before.conversation, new[:, 4]),
        cast=grown(before.cast, new[:, 5]),
    )


def _record_parts(raw: Driver, after: int) -> Iterator[NDArray[np.int64]]:
    while True:
        part = np.stack(numbers(raw, _RECORDS, (UNDATED, after, _AT_ONCE)))
        if not part.size:
            return
        yield part
        after = int(part[0, -1])


def _traits(raw: Driver, columns: Columns) -> Columns:
    rows = raw.execute(
        "SELECT id, platform, kind, flags, labels FROM traits WHERE id >= ? ORDER BY id",
        (len(columns.traits),),
    ).fetchall()
    if not rows:
        return columns
    traits: list[Trait | None] = [*columns.traits]
    for number, platform, kind, flags, labels in rows:
        traits.extend([None] * (number - len(traits)))
        traits.append(Trait(platform, kind, tuple(json.loads(flags)), tuple(json.loads(labels))))
    return replace(columns, traits=tuple(traits))


def _handles(raw: Driver, columns: Columns) -> Columns:
    """Read handles; a person is shown by the first name met, or else the first address."""
    rows = raw.execute(
        "SELECT id, person_id, name, address FROM handles WHERE id >= ? ORDER BY id",
        (len(columns.met_of),),
    ).fetchall()
    if not rows:
        return columns
    met_of = np.zeros(rows[-1][0] + 1, np.int64)
    met_of[: len(columns.met_of)] = columns.met_of
    names = dict(columns.names)
    for handle, person, name, address in rows:
        met_of[handle] = person
        is_named, _ = names.get(person, (False, ""))
        if not is_named and (name or person not in names):
            names[person] = (bool(name), name or address or "(unknown)")
    return replace(columns, met_of=met_of, names=names)


def _members(raw: Driver, columns: Columns) -> Columns:
    parts = [
        [(cast, handle, ROLES[role]) for cast, handle, role in rows]
        for rows in _rows(raw, _MEMBERS, (columns.casts - 1,))
    ]
    if not parts:
        return columns
    new = np.concatenate([_as_array(rows, 3) for rows in parts])
    return replace(
        columns,
        members=columns.members.and_rows(new[:, :2]),
        roles=np.concatenate([columns.roles, new[:, 2].astype(np.int8)]),
    )


def _attached(raw: Driver, columns: Columns) -> Columns:
    read_to = columns.read_to.get("attachments", 0)
    media = dict(columns.media)
    attached = columns.attached
    for rows in _rows(raw, _ATTACHED, (read_to,)):
        pairs = [(record, media.setdefault(kind, len(media))) for _, record, kind in rows]
        attached = attached.and_rows(_as_array(pairs, 2))
        read_to = rows[-1][0]
    marks = columns.read_to | {"attachments": read_to}
    return replace(columns, media=media, attached=attached, read_to=marks)


def _told(raw: Driver, columns: Columns) -> Columns:
    """Read by whom, where and as what other custodians' exports tell records."""
    told, told_in, told_as = columns.told, columns.told_in, columns.told_as
    read_to = dict(columns.read_to)
    for rows in _rows(raw, _TOLD, (read_to.get("sightings", 0),)):
        new = _as_array(rows, 5)
        told, told_in, told_as = (
            pairs.and_rows(new[:, [1, at]]) for at, pairs in ((2, told), (3, told_in), (4, told_as))
        )
        read_to["sightings"] = rows[-1][0]
    return replace(columns, told=told, told_in=told_in, told_as=told_as, read_to=read_to)


def _tiny(raw: Driver, columns: Columns) -> Columns:
    elsewhere, met_as, read_to = columns.elsewhere, columns.met_as, dict(columns.read_to)
    for rows in _rows(raw, _ELSEWHERE, (read_to.get("occurrences", 0),)):
        new = _as_array(rows, 4)
        elsewhere = elsewhere.and_rows(new[:, 1:3])
        met_as = np.concatenate([met_as, new[:, 3]])
        read_to["occurrences"] = rows[-1][0]
    odd = columns.odd
    for rows in _rows(raw, _ODD, (read_to.get("problems", 0),)):
        odd = np.concatenate([odd, _as_array(rows, 2)[:, 1]])
        read_to["problems"] = rows[-1][0]
    sources = raw.execute("SELECT id, name, label, custodian FROM sources ORDER BY id")
    return replace(
        columns,
        elsewhere=elsewhere,
        met_as=met_as,
        odd=odd,
        read_to=read_to,
        sources=columns.sources | {number: SourceWords(*words) for number, *words in sources},
    )


_MARK = (
    "SELECT (SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'rearranged'), "
    "(SELECT max(id) FROM records), (SELECT max(id) FROM occurrences), "
    "(SELECT max(id) FROM problems), (SELECT max(id) FROM sources), "
    "(SELECT max(id) FROM people_acts)"
)
_RECORDS = """
SELECT group_concat(id), group_concat(sent), group_concat(source_id), group_concat(traits_id),
    group_concat(conversation), group_concat(cast_id)
FROM (
    SELECT id, coalesce(sent, ?) AS sent, source_id, traits_id,
        coalesce(conversation_id, 0) AS conversation, cast_id
    FROM records WHERE id > ? ORDER BY id LIMIT ?
)"""
_MEMBERS = (
    "SELECT cast_id, handle_id, role FROM cast_members WHERE cast_id > ? ORDER BY cast_id, position"
)
_ATTACHED = "SELECT id, record_id, media_type FROM attachments WHERE id > ? ORDER BY id"
_ELSEWHERE = (
    "SELECT o.id, o.record_id, o.source_id, coalesce(s.traits_id, 0) FROM occurrences AS o "
    "LEFT JOIN sightings AS s ON s.id = o.sighting_id WHERE o.id > ? ORDER BY o.id"
)
_TOLD = (
    "SELECT id, record_id, cast_id, coalesce(conversation_id, 0), traits_id FROM sightings "
    "WHERE id > ? ORDER BY id"
)
_ODD = "SELECT id, record_id FROM problems WHERE record_id IS NOT NULL AND id > ? ORDER BY id"


def _rows(raw: Driver, query: str, values: tuple[int, ...]) -> Iterator[list[tuple[Any, ...]]]:
    cursor = raw.execute(query, values)
    while rows := cursor.fetchmany(_AT_ONCE):
        yield rows


def _as_array(rows: list[tuple[Any, ...]], width: int) -> NDArray[np.int64]:
    return np.array(rows, np.int64).reshape(-1, width)
