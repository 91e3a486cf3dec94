"""The shelf of printed texts: only what is looked through for words, much of it at once.

Names and titles stand in many records and are kept once; they are given once too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
from sqlalchemy import Connection

from app.domain.ids import ConversationId, RecordId, RequestId
from app.domain.people import Party, Role
from app.domain.queries import AnyWord
from app.vault.columns import Ints
from app.vault.compile import expressions, matches
from app.vault.driver import Driver, driver, numbers
from app.vault.requests import mark_of

_AT_ONCE = 900


class Held(NamedTuple):
    """A record of a request, without its texts.

    Attributes:
        conversation: as its export told it; the record stands under its title.
        added: microseconds since 1970 UTC, when it came into the request.
    """

    id: RecordId
    conversation: ConversationId
    cast: int
    added: int


class Met(NamedTuple):
    """Where in the vault some words are met; ids, each once."""

    records: Ints
    handles: Ints
    conversations: Ints


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

    def mark(self, request: RequestId) -> int:
        """Give what changes when records join a request or leave it."""
        return mark_of(self._raw, request)

    def meeting(self, words: Iterable[str], phrases: Iterable[Sequence[str]]) -> Met:
        """Find where any of the words or phrases is met, in texts, names and titles."""
        wanted = [*words, *(" ".join(phrase) for phrase in phrases)]
        leaf = AnyWord("", "", tuple((one, 0) for one in sorted(wanted)))
        records, handles, conversations = (
            _together([matches(self._raw, table, one) for one in expressions(leaf)])
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

    def source_texts(self, records: Sequence[int]) -> Iterator[tuple[RecordId, str]]:
        """Give the source texts of some records, in no order."""
        for part in _parts(records):
            rows = self._raw.execute(
                f"SELECT id, text FROM records WHERE id IN ({_marks(part)})", part
            )
            yield from ((RecordId(record), text) for record, text in rows)

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

    def redacted(self, request: RequestId) -> Ints:
        """Give the records of a request of which something is withheld, each once."""
        found = "SELECT group_concat(DISTINCT record_id) FROM redactions WHERE request_id = ?"
        return numbers(self._raw, found, (request,))[0]

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


def _together(found: Sequence[Ints]) -> Ints:
    return np.unique(np.concatenate(found)) if found else np.zeros(0, np.int64)


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))


def _parts(values: Sequence[int]) -> Iterator[list[int]]:
    return (list(values[at : at + _AT_ONCE]) for at in range(0, len(values), _AT_ONCE))
