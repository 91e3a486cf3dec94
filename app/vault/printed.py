"""The shelf of printed texts: only what is looked through for words, much of it at once.

Names and titles stand in many records and are kept once; they are given once too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from sqlalchemy import Connection

from app.domain.ids import ConversationId, RecordId, RequestId
from app.domain.people import Party, Role
from app.domain.queries import AnyWord, Phrase
from app.vault.compile import Leaf, expressions, matches
from app.vault.driver import Driver, driver

_AT_ONCE = 900


class Held(NamedTuple):
    """A record of a request, without its texts.

    Attributes:
        added: microseconds since 1970 UTC, when it came into the request.
    """

    id: RecordId
    conversation: ConversationId
    cast: int
    added: int


class Met(NamedTuple):
    """Where in the vault some words are met."""

    records: frozenset[int]
    handles: frozenset[int]
    conversations: frozenset[int]


class PrintedFile(NamedTuple):
    """What is printed of an attachment in letters; ``media_type`` says whether its text is."""

    position: int
    name: str
    text: str
    media_type: str
    is_missing: bool

    def __repr__(self) -> str:
        return f"PrintedFile({self.position})"


class PrintedTexts(NamedTuple):
    """The texts of one record that no other record shares."""

    id: RecordId
    subject: str
    text: str
    files: tuple[PrintedFile, ...]

    def __repr__(self) -> str:
        return f"PrintedTexts({self.id})"


class Printed:
    """Reads what is printed.

    Args:
        connection: in a transaction.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def held(self, request: RequestId) -> list[Held]:
        """List the records of a request by date."""
        rows = self._raw.execute(
            "SELECT r.id, coalesce(r.conversation_id, 0), r.cast_id, q.at "
            "FROM request_records AS q JOIN records AS r ON r.id = q.record_id "
            "WHERE q.request_id = ? ORDER BY r.sent IS NULL, r.sent, r.id",
            (request,),
        )
        return [Held(RecordId(i), ConversationId(c), cast, at) for i, c, cast, at in rows]

    def mark(self, request: RequestId) -> tuple[int, int]:
        """Give what changes when records join a request or leave it."""
        row = self._raw.execute(
            "SELECT count(*), coalesce(max(at), 0) FROM request_records WHERE request_id = ?",
            (request,),
        ).fetchone()
        return int(row[0]), int(row[1])

    def meeting(self, words: Iterable[str], phrases: Iterable[Sequence[str]]) -> Met:
        """Find where any of the words or phrases is met, in texts, names and titles."""
        leaves: list[Leaf] = [AnyWord("", "", tuple((word, 0) for word in sorted(words)))]
        leaves += [Phrase(tuple(phrase)) for phrase in phrases]
        wanted = [one for leaf in leaves for one in expressions(leaf)]
        records, handles, conversations = (
            frozenset(
                int(number)
                for expression in wanted
                for number in matches(self._raw, table, expression)
            )
            for table in ("words", "handle_words", "title_words")
        )
        return Met(records, handles, conversations)

    def texts(self, records: Sequence[int]) -> Iterator[PrintedTexts]:
        """Give the texts of some records, in no order."""
        for part in _parts(records):
            files = self._files(part)
            rows = self._raw.execute(
                f"SELECT id, subject, text FROM records WHERE id IN ({_marks(part)})", part
            )
            for record, subject, text in rows:
                yield PrintedTexts(RecordId(record), subject, text, tuple(files.get(record, ())))

    def titles(self, conversations: Sequence[int]) -> dict[int, str]:
        """Give the titles of conversations."""
        found: dict[int, str] = {}
        for part in _parts(conversations):
            rows = self._raw.execute(
                f"SELECT id, title FROM conversations WHERE id IN ({_marks(part)})", part
            )
            found.update((number, title) for number, title in rows)
        return found

    def labels(self, handles: Sequence[int]) -> dict[int, str]:
        """Give the names and addresses of people as they are printed."""
        found: dict[int, str] = {}
        for part in _parts(handles):
            rows = self._raw.execute(
                f"SELECT id, name, address FROM handles WHERE id IN ({_marks(part)})", part
            )
            found.update((i, Party(Role.FROM, name, address).label) for i, name, address in rows)
        return found

    def casts_with(self, handles: Sequence[int]) -> dict[int, list[tuple[int, int]]]:
        """Give the casts in which some people are, with position and handle of each."""
        found: dict[int, list[tuple[int, int]]] = {}
        for part in _parts(handles):
            rows = self._raw.execute(
                "SELECT cast_id, position, handle_id FROM cast_members "
                f"WHERE handle_id IN ({_marks(part)}) ORDER BY cast_id, position",
                part,
            )
            for cast, position, handle in rows:
                found.setdefault(cast, []).append((position, handle))
        return found

    def people(self, request: RequestId) -> list[tuple[str, str, bool]]:
        """List name, address and whether it is the custodian's own, of all in a request."""
        rows = self._raw.execute(
            "SELECT DISTINCT h.name, h.address, m.is_owner FROM cast_members AS m "
            "JOIN handles AS h ON h.id = m.handle_id WHERE m.cast_id IN (SELECT r.cast_id "
            "FROM request_records AS q JOIN records AS r ON r.id = q.record_id "
            "WHERE q.request_id = ?) ORDER BY h.id",
            (request,),
        )
        return [(name, address, bool(owner)) for name, address, owner in rows]

    def with_files(self, request: RequestId, media_types: Sequence[str]) -> list[RecordId]:
        """List the records of a request with an attachment of some types."""
        rows = self._raw.execute(
            "SELECT DISTINCT a.record_id FROM attachments AS a JOIN request_records AS q "
            f"ON q.record_id = a.record_id WHERE q.request_id = ? AND a.missing = '' "
            f"AND a.media_type IN ({_marks(media_types)}) ORDER BY a.record_id",
            (request, *media_types),
        )
        return [RecordId(record) for (record,) in rows]

    @property
    def _raw(self) -> Driver:
        return driver(self._connection)

    def _files(self, records: Sequence[int]) -> dict[int, list[PrintedFile]]:
        found: dict[int, list[PrintedFile]] = {}
        rows = self._raw.execute(
            "SELECT record_id, position, name, text, media_type, missing FROM attachments "
            f"WHERE record_id IN ({_marks(records)}) ORDER BY record_id, position",
            records,
        )
        for record, _, name, text, media_type, missing in rows:
            files = found.setdefault(record, [])
            files.append(PrintedFile(len(files), name, text, media_type, bool(missing)))
        return found


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))


def _parts(values: Sequence[int]) -> Iterator[list[int]]:
    return (list(values[at : at + _AT_ONCE]) for at in range(0, len(values), _AT_ONCE))
