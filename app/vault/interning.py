"""What many records share, kept once: people, casts, conversations, traits; knows no records.

Ids are looked up a batch at a time and remembered between batches, up to a bound. Only the
writer uses this; when its transaction fails, everything remembered is forgotten.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from app.domain.parsed import Parsed
from app.domain.people import Party, normal_address
from app.vault.driver import Driver
from app.vault.folding import spaced
from app.vault.identity import author_key, person_key

_MOST_REMEMBERED = 20_000
_MOST_PARTIES = 200_000
_AT_ONCE = 400

Key = TypeVar("Key")
Row = tuple[Any, ...]
CastKey = tuple[str, tuple[Party, ...]]


class Interned:
    """Ids of what records share, for one vault's writer."""

    def __init__(self) -> None:
        self._casts: dict[CastKey, int] = {}
        self._conversations: dict[Row, int] = {}
        self._titled: set[int] = set()
        self._traits: dict[Row, int] = {}
        self._authors: dict[Party | None, str] = {}
        self._parties = 0

    def forget(self) -> None:
        """Forget everything, because a transaction did not end well or too much is known."""
        self._casts.clear()
        self._conversations.clear()
        self._titled.clear()
        self._traits.clear()
        self._authors.clear()
        self._parties = 0

    def author(self, party: Party | None) -> str:
        """Give the key of an author, worked out once for many records."""
        key = self._authors.get(party)
        if key is None:
            key = self._authors[party] = author_key(party)
        return key

    def take(self, raw: Driver, batch: Sequence[Parsed]) -> list[tuple[int, int | None, int]]:
        """Give traits, conversation and cast of each record, kept if they are new.

        Args:
            raw: the driver's connection, in the writer's transaction.
            batch: the records as parsed.
        """
        known = (len(self._casts), len(self._conversations), len(self._authors))
        if max(known) > _MOST_REMEMBERED or self._parties > _MOST_PARTIES:
            self.forget()
        traits = [_traits(parsed) for parsed in batch]
        casts = [(parsed.platform, parsed.parties) for parsed in batch]
        conversations = [_conversation(parsed) for parsed in batch]
        self._learn_traits(raw, traits)
        self._learn_casts(raw, casts)
        self._learn_conversations(raw, conversations, batch)
        return [
            (self._traits[t], self._conversations.get(c), self._casts[k])
            for t, c, k in zip(traits, conversations, casts, strict=True)
        ]

    def _learn_traits(self, raw: Driver, keys: Iterable[Row]) -> None:
        new = _unknown(keys, self._traits)
        columns = ("platform", "kind", "zone", "flags", "labels")
        self._traits.update(_kept(raw, "traits", columns, new))

    def _learn_conversations(
        self, raw: Driver, keys: Sequence[Row], batch: Sequence[Parsed]
    ) -> None:
        new = [key for key in _unknown(keys, self._conversations) if key[1]]
        self._conversations.update(_found(raw, "conversations", ("platform", "key"), new))
        titles: dict[int, str] = {}
        fresh = [key for key in new if key not in self._conversations]
        first = _first_titles(keys, batch)
        rows = [(*key, first.get(key, "")) for key in fresh]
        start = next_id(raw, "conversations")
        raw.executemany(
            "INSERT INTO conversations (id, platform, key, title) VALUES (?, ?, ?, ?)",
            [(start + n, *row) for n, row in enumerate(rows)],
        )
        raw.executemany(
            "INSERT INTO title_words (rowid, title) VALUES (?, ?)",
            [(start + n, spaced(row[2])) for n, row in enumerate(rows)],
        )
        self._conversations.update({key: start + n for n, key in enumerate(fresh)})
        self._titled.update(start + n for n, row in enumerate(rows) if row[2])
        for key, title in first.items():
            known = self._conversations[key]
            if known not in self._titled:
                titles[known] = title
        self._name_untitled(raw, titles)

    def _name_untitled(self, raw: Driver, titles: dict[int, str]) -> None:
        """Give a title to conversations that were first met without one."""
        for conversation, title in titles.items():
            self._titled.add(conversation)
            before = raw.execute(
                "SELECT title FROM conversations WHERE id = ?", (conversation,)
            ).fetchone()[0]
            if before:
                continue
            raw.execute("UPDATE conversations SET title = ? WHERE id = ?", (title, conversation))
            raw.execute(
                "INSERT INTO title_words (title_words, rowid, title) VALUES ('delete', ?, '')",
                (conversation,),
            )
            raw.execute(
                "INSERT INTO title_words (rowid, title) VALUES (?, ?)",
                (conversation, spaced(title)),
            )

    def _learn_casts(self, raw: Driver, keys: Iterable[CastKey]) -> None:
        new = _unknown(keys, self._casts)
        if not new:
            return
        handles = _handles(raw, new)
        members = {key: _members(key, handles) for key in new}
        digests = {key: _digest(rows) for key, rows in members.items()}
        ids = _found(raw, "casts", ("key",), [(d,) for d in dict.fromkeys(digests.values())])
        fresh = {digest: members[key] for key, digest in digests.items() if (digest,) not in ids}
        start = next_id(raw, "casts")
        for number, digest in enumerate(fresh, start):
            ids[digest,] = number
        raw.executemany("INSERT INTO casts (id, key) VALUES (?, ?)", [(ids[d,], d) for d in fresh])
        raw.executemany(
            "INSERT INTO cast_members (cast_id, position, role, handle_id, is_owner) "
            "VALUES (?, ?, ?, ?, ?)",
            [
                (ids[d,], position, *member)
                for d, rows in fresh.items()
                for position, member in enumerate(rows)
            ],
        )
        self._casts.update({key: ids[digests[key],] for key in new})
        self._parties += sum(len(parties) for _, parties in new)


def _traits(parsed: Parsed) -> Row:
    flags = json.dumps(sorted(parsed.flags), ensure_ascii=False) if parsed.flags else "[]"
    labels = json.dumps(parsed.labels, ensure_ascii=False) if parsed.labels else "[]"
    return (parsed.platform, parsed.kind.value, parsed.sent.zone, flags, labels)


def _conversation(parsed: Parsed) -> Row:
    """Give the key of a conversation; a title alone also makes one."""
    return (parsed.platform, parsed.conversation_key or parsed.conversation_title)


def _first_titles(keys: Sequence[Row], batch: Sequence[Parsed]) -> dict[Row, str]:
    titles: dict[Row, str] = {}
    for key, parsed in zip(keys, batch, strict=True):
        if parsed.conversation_title:
            titles.setdefault(key, parsed.conversation_title)
    return titles


def _unknown(keys: Iterable[Key], known: dict[Key, int]) -> list[Key]:
    return [key for key in dict.fromkeys(keys) if key not in known]


def _handles(raw: Driver, casts: Sequence[CastKey]) -> dict[tuple[str, Party], int]:
    """Give the handle of each party of the casts; people and handles are kept if new."""
    parties = dict.fromkeys((platform, party) for platform, all_of in casts for party in all_of)
    keys = {pair: person_key(pair[0], pair[1].name, pair[1].address) for pair in parties}
    people = _kept(raw, "people", ("key",), [(key,) for key in dict.fromkeys(keys.values())])
    rows = {pair: (people[keys[pair],], pair[1].name, pair[1].address) for pair in parties}
    known = _found(
        raw, "handles", ("person_id", "name", "address"), list(dict.fromkeys(rows.values()))
    )
    fresh = [row for row in dict.fromkeys(rows.values()) if row not in known]
    start = next_id(raw, "handles")
    made = [(start + n, *row, normal_address(row[2])) for n, row in enumerate(fresh)]
    raw.executemany(
        "INSERT INTO handles (id, person_id, name, address, normal) VALUES (?, ?, ?, ?, ?)", made
    )
    raw.executemany(
        "INSERT INTO handle_words (rowid, name, address, normal) VALUES (?, ?, ?, ?)",
        [(row[0], spaced(row[2]), row[3], row[4]) for row in made],
    )
    known.update({row[1:4]: row[0] for row in made})
    return {pair: known[row] for pair, row in rows.items()}


def _members(cast: CastKey, handles: dict[tuple[str, Party], int]) -> list[Row]:
    platform, parties = cast
    return [(p.role.value, handles[platform, p], p.is_owner) for p in parties]


def _digest(members: Sequence[Row]) -> bytes:
    return hashlib.sha256(repr(members).encode("utf-8")).digest()[:16]


def _kept(raw: Driver, table: str, columns: Sequence[str], keys: Sequence[Row]) -> dict[Row, int]:
    """Give the ids of rows that consist of their key alone; new ones are written."""
    ids = _found(raw, table, columns, keys)
    fresh = [key for key in keys if key not in ids]
    start = next_id(raw, table)
    marks = ", ".join("?" * (len(columns) + 1))
    raw.executemany(
        f"INSERT INTO {table} (id, {', '.join(columns)}) VALUES ({marks})",
        [(start + n, *key) for n, key in enumerate(fresh)],
    )
    ids.update({key: start + n for n, key in enumerate(fresh)})
    return ids


def _found(raw: Driver, table: str, columns: Sequence[str], keys: Sequence[Row]) -> dict[Row, int]:
    """Give the ids of the keys that are there already, a few hundred at a question."""
    wanted = ", ".join(f"w{n}" for n in range(len(columns)))
    same = " AND ".join(f"t.{column} = w{n}" for n, column in enumerate(columns))
    mark = f"({', '.join('?' * len(columns))})"
    ids: dict[Row, int] = {}
    for at in range(0, len(keys), _AT_ONCE):
        part = keys[at : at + _AT_ONCE]
        rows = raw.execute(
            f"WITH wanted ({wanted}) AS (VALUES {', '.join([mark] * len(part))}) "
            f"SELECT {wanted}, t.id FROM wanted CROSS JOIN {table} AS t ON {same}",
            [value for key in part for value in key],
        )
        ids.update({tuple(row[:-1]): row[-1] for row in rows})
    return ids


def next_id(raw: Driver, table: str) -> int:
    """Give the id that the next row of a table gets; there is one writer, so nobody else does."""
    return int(raw.execute(f"SELECT coalesce(max(id), 0) + 1 FROM {table}").fetchone()[0])
