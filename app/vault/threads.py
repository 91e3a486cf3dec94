"""The shelf of threads: clues of mails are kept, and mails are put where they belong.

What is joined is worked out anew from the clues of all mails, so that it cannot depend on the
order in which they came. Only mails that stand in another conversation than their export said
have a row. Records, decisions and the log are never touched.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import count
from typing import Any

import numpy as np
from sqlalchemy import Connection, select

from app.domain.ids import ConversationId, RecordId
from app.domain.people import Party, Role
from app.vault import tables as t
from app.vault.clue_columns import Mails, mails_of
from app.vault.clue_rows import MARK, ClueRows
from app.vault.clues import MailFacts
from app.vault.columns import Ints
from app.vault.conversing import conversation, members
from app.vault.driver import Driver, driver, numbers
from app.vault.interning import next_id
from app.vault.thread_rule import threads_of

AT_ONCE = 2_000
RULE = 1
"""Counted up when the rule changes, so that vaults are joined anew."""

_WANTED, _GATHERED, _JOINED = "clues.wanted", "clues.gathered", "threads.joined"
Row = tuple[Any, ...]


class Threads:
    """Keeps which mails are one thread.

    Args:
        connection: in a transaction.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def to_gather(self) -> int:
        """Count the records, of any kind, that came in before clues were kept."""
        return max(0, self._meta(_WANTED) - self._meta(_GATHERED))

    def gather(self) -> None:
        """Take the clues of some more mails that came in before clues were kept."""
        raw, after = self._raw, self._meta(_GATHERED)
        upto = min(after + AT_ONCE, self._meta(_WANTED))
        rows = raw.execute(_OLDER, (after, upto)).fetchall()
        people = _people(raw.execute(_OLDER_PEOPLE, (after, upto)))
        clues = ClueRows()
        for row in rows:
            clues.add(row[0], _facts(row, people))
        clues.write(raw)
        self._set_meta(_GATHERED, str(upto))

    @property
    def is_behind(self) -> bool:
        """Say whether mails came in since threads were joined, or the rule changed."""
        return self._mark() != self._said(_JOINED)

    def join(self) -> int:
        """Put every mail where it belongs; gives how many stand elsewhere than before."""
        mark = self._mark()
        rows = self._raw.execute("SELECT record_id, clue FROM clues").fetchall()
        mails = mails_of([record for record, _ in rows], [clue for _, clue in rows])
        del rows
        told = self._told(mails)
        moved = self._put(_wanted(mails, self._homes(mails, told), told))
        self._set_meta(_JOINED, mark)
        return moved

    def headings_beside(self, record: RecordId, heading: ConversationId) -> list[ConversationId]:
        """List the headings in a record's thread that have the same title, its own among them."""
        stands = select(conversation()).where(t.records.c.id == record)
        number = self._connection.execute(stands).scalar()
        if number is None:
            return [heading]
        c = t.conversations.c
        title = select(c.title).where(c.id == heading).scalar_subquery()
        within = select(t.records.c.conversation_id).where(t.records.c.id.in_(members(number)))
        query = select(c.id).where(c.id.in_(within), c.title == title).order_by(c.id)
        return [ConversationId(one) for one in self._connection.execute(query).scalars()]

    def _told(self, mails: Mails) -> Ints:
        """Give the conversation of each mail as its export said; 0 where it said none."""
        ids, told = numbers(self._raw, _TOLD)
        known = np.zeros(int(max(ids.max(initial=0), mails.records.max(initial=0))) + 1, np.int64)
        known[ids] = told
        return known[mails.records]

    def _homes(self, mails: Mails, told: Ints) -> Ints:
        """Give to each mail the conversation of its thread; 0 where it is alone and has none.

        A thread takes the conversation that its first mail was told to be in. Where one that
        begins with an earlier record has it already, the thread gets a conversation of its own.
        """
        label = threads_of(mails)
        size = np.bincount(label, minlength=len(label))
        threads = np.unique(label)
        first = told[threads]
        _, taken = np.unique(first, return_index=True)
        owns = np.zeros(len(threads), np.bool_)
        owns[taken] = True
        owns &= first != 0
        lost = ~owns & ((size[threads] > 1) | (first != 0))
        home = np.zeros(len(label), np.int64)
        home[threads[owns]] = first[owns]
        home[threads[lost]] = self._apart(mails.records[threads[lost]].tolist())
        found: Ints = home[label]
        return found

    def _apart(self, records: Sequence[int]) -> list[int]:
        """Give the conversations of threads that have none of their own, by their first mails."""
        raw = self._raw
        rows = raw.execute("SELECT key, id FROM conversations WHERE platform = 'thread'")
        known: dict[str, int] = dict(rows.fetchall())
        fresh = [str(record) for record in records if str(record) not in known]
        new = dict(zip(fresh, count(next_id(raw, "conversations")), strict=False))
        raw.executemany(_NEW_CONVERSATION, [(number, key) for key, number in new.items()])
        raw.executemany(_NO_TITLE, [(number,) for number in new.values()])
        known |= new
        return [known[str(record)] for record in records]

    def _put(self, wanted: dict[int, int]) -> int:
        raw = self._raw
        rows = raw.execute("SELECT record_id, conversation_id FROM threads")
        known: dict[int, int] = dict(rows.fetchall())
        changed = [(one, home) for one, home in wanted.items() if known.get(one) != home]
        back = [one for one in known if one not in wanted]
        raw.executemany("INSERT OR REPLACE INTO threads VALUES (?, ?)", changed)
        raw.executemany("DELETE FROM threads WHERE record_id = ?", [(one,) for one in back])
        return len(changed) + len(back)

    def _mark(self) -> str:
        return f"{RULE}:{self._meta(MARK)}"

    def _meta(self, key: str) -> int:
        return int(self._said(key) or 0)

    def _said(self, key: str) -> str:
        found = self._raw.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchall()
        return str(found[0][0]) if found else ""

    def _set_meta(self, key: str, value: str) -> None:
        self._raw.execute("INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)", (key, value))

    @property
    def _raw(self) -> Driver:
        return driver(self._connection)


def _wanted(mails: Mails, homes: Ints, told: Ints) -> dict[int, int]:
    moved = np.flatnonzero(homes != told)
    return dict(zip(mails.records[moved].tolist(), homes[moved].tolist(), strict=True))


def _people(rows: Iterable[Row]) -> dict[int, tuple[Party, ...]]:
    found: dict[int, list[Party]] = {}
    for cast, role, name, address in rows:
        found.setdefault(cast, []).append(Party(Role(role), name, address))
    return {cast: tuple(parties) for cast, parties in found.items()}


def _facts(row: Row, people: dict[int, tuple[Party, ...]]) -> MailFacts:
    _, platform, sent, own, parent, key, subject, cast, identity = row
    return MailFacts(platform, sent, own, parent, key, (), subject, people.get(cast, ()), identity)


_OLDER = """
SELECT r.id, x.platform, r.sent, r.platform_id, r.parent_id,
    CASE WHEN c.key <> c.title THEN c.key ELSE '' END, r.subject, r.cast_id, r.identity
FROM records AS r JOIN traits AS x ON x.id = r.traits_id
LEFT JOIN conversations AS c ON c.id = r.conversation_id
WHERE r.id > ? AND r.id <= ? AND x.kind = 'email' ORDER BY r.id"""
_OLDER_PEOPLE = """
SELECT m.cast_id, m.role, h.name, h.address FROM cast_members AS m
JOIN handles AS h ON h.id = m.handle_id WHERE m.cast_id IN (
    SELECT r.cast_id FROM records AS r JOIN traits AS x ON x.id = r.traits_id
    WHERE r.id > ? AND r.id <= ? AND x.kind = 'email')
ORDER BY m.cast_id, m.position"""
_TOLD = "SELECT group_concat(id), group_concat(coalesce(conversation_id, 0)) FROM records"
_NO_TITLE = "INSERT INTO title_words (rowid, title) VALUES (?, '')"
_NEW_CONVERSATION = (
    "INSERT INTO conversations (id, platform, key, title) VALUES (?, 'thread', ?, '')"
)
