"""Taking a batch of an import into the vault: the hot path; knows no formats.

Everything is written by ``executemany`` on the driver's own connection; nothing is asked for
each record. What a batch needs to know is asked for the batch as a whole.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from app.domain.ids import SourceId
from app.domain.parsed import Ignored, Parsed, Unreadable
from app.domain.sources import Counts
from app.vault.clue_rows import ClueRows
from app.vault.driver import Driver
from app.vault.folding import spaced
from app.vault.identity import author_of, identity_of, text_hash
from app.vault.incoming import Incoming, IncomingRecord
from app.vault.interning import Interned, next_id
from app.vault.recognised import indexed_file, indexed_files, recognised_in

_AT_ONCE = 900

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class _Hashed:
    """A record with what it is known by."""

    incoming: IncomingRecord
    text_hash: bytes
    identity: bytes


@dataclass(slots=True)
class _Rows:
    """Rows of one batch, by table, in the order in which they are written."""

    records: list[Row] = field(default_factory=list)
    words: list[Row] = field(default_factory=list)
    attachments: list[Row] = field(default_factory=list)
    occurrences: list[Row] = field(default_factory=list)
    problems: list[Row] = field(default_factory=list)
    clues: ClueRows = field(default_factory=ClueRows)


class Batch:
    """One batch of one source on its way in.

    Args:
        raw: the driver's connection, in the writer's transaction.
        interned: the writer's memory of shared things.
        source: where the batch comes from.
    """

    def __init__(self, raw: Driver, interned: Interned, source: SourceId) -> None:
        self._raw = raw
        self._interned = interned
        self._source = source
        self._rows = _Rows()
        self._next_record = next_id(raw, "records")
        self._next_attachment = next_id(raw, "attachments")
        self._recognised: dict[str, str] = {}

    def take(self, items: Sequence[Incoming]) -> Counts:
        """Write the items and give their account."""
        hashed = [self._hashed(item) for item in items if isinstance(item, IncomingRecord)]
        unreadable = [item for item in items if isinstance(item, Unreadable)]
        ignored = [item for item in items if isinstance(item, Ignored)]
        self._recognised = recognised_in(self._raw, _hashes(hashed))
        self._sort(hashed)
        self._rows.problems.extend(
            (
                self._source,
                "unreadable",
                one.locator,
                "",
                one.reason,
                None,
                one.untrusted_bytes or None,
            )
            for one in unreadable
        )
        self._rows.problems.extend(
            (self._source, "ignored", one.locator, "", one.reason, None, None) for one in ignored
        )
        self._write()
        rows = self._rows
        return Counts(
            len(rows.records),
            len(rows.occurrences),
            len(unreadable),
            len(ignored),
            len(rows.attachments),
        )

    def _hashed(self, incoming: IncomingRecord) -> _Hashed:
        parsed = incoming.parsed
        hashed = text_hash(parsed.text)
        author = self._interned.author(author_of(parsed))
        return _Hashed(incoming, hashed, identity_of(incoming, hashed, author))

    def _sort(self, batch: Sequence[_Hashed]) -> None:
        """Tell new records from copies of records that the vault holds already."""
        known = self._known([one.identity for one in batch])
        met = self._met(list(known))
        new: list[tuple[int, int, _Hashed]] = []
        for one in batch:
            ordinal = 0 if one.incoming.parsed.platform_id else met[one.identity]
            met[one.identity] += 1
            held = known[one.identity].get(ordinal)
            number = self._next_record if held is None else held
            self._rows.clues.take(number, one.incoming.parsed, one.identity)
            if held is None:
                known[one.identity][ordinal] = self._next_record
                new.append((self._next_record, ordinal, one))
                self._next_record += 1
            else:
                self._copy(held, one.incoming.parsed)
        shared = self._interned.take(self._raw, [one.incoming.parsed for _, _, one in new])
        for (record, ordinal, one), ids in zip(new, shared, strict=True):
            self._record(record, ordinal, one, ids)

    def _known(self, identities: Sequence[bytes]) -> defaultdict[bytes, dict[int, int]]:
        """Find the records that are held of some identities: identity, ordinal, record."""
        known: defaultdict[bytes, dict[int, int]] = defaultdict(dict)
        for at in range(0, len(identities), _AT_ONCE):
            part = identities[at : at + _AT_ONCE]
            rows = self._raw.execute(
                "SELECT identity, ordinal, id FROM records "
                f"WHERE identity IN ({', '.join('?' * len(part))})",
                part,
            )
            for identity, ordinal, record in rows:
                known[identity][ordinal] = record
        return known

    def _met(self, identities: Sequence[bytes]) -> defaultdict[bytes, int]:
        """Count how often this source gave those identities before this batch."""
        met: defaultdict[bytes, int] = defaultdict(int)
        for at in range(0, len(identities), _AT_ONCE):
            part = identities[at : at + _AT_ONCE]
            rows = self._raw.execute(
                "SELECT identity, sum((source_id = ?1) + (SELECT count(*) FROM occurrences AS o "
                "WHERE o.record_id = records.id AND o.source_id = ?1)) FROM records "
                f"WHERE identity IN ({', '.join(f'?{n}' for n in range(2, len(part) + 2))}) "
                "GROUP BY identity",
                [self._source, *part],
            )
            met.update(dict(rows))
        return met

    def _copy(self, record: int, parsed: Parsed) -> None:
        context = parsed.conversation_title
        self._rows.occurrences.append((record, self._source, parsed.locator, context))

    def _record(
        self, record: int, ordinal: int, one: _Hashed, shared: tuple[int, int | None, int]
    ) -> None:
        parsed = one.incoming.parsed
        self._rows.records.append((
            record, self._source, *shared, parsed.sent.utc, parsed.sent.raw, parsed.subject,
            parsed.text, one.text_hash, parsed.platform_id, parsed.parent_id, parsed.locator,
            one.identity, ordinal, parsed.raw,
        ))  # fmt: skip
        files = self._attachments(record, one.incoming) if one.incoming.attachments else ""
        self._rows.words.append((record, spaced(parsed.text), spaced(parsed.subject), files))
        self._rows.problems.extend(
            (self._source, "odd", parsed.locator, problem.code, problem.what, record, None)
            for problem in parsed.problems
        )

    def _attachments(self, record: int, incoming: IncomingRecord) -> str:
        """Put down the attachments of a record; give what the index reads of them."""
        for position, a in enumerate(incoming.attachments):
            self._rows.attachments.append((
                self._next_attachment, record, position, a.name, a.size, a.media_type, a.sha256,
                a.blob, a.text, a.inline, a.missing, a.note,
            ))  # fmt: skip
            self._next_attachment += 1
        return indexed_files(
            indexed_file(a.name, a.text, self._recognised.get(a.sha256))
            for a in incoming.attachments
        )

    def _write(self) -> None:
        rows = self._rows
        for table, columns, values in (
            ("records", _RECORD, rows.records),
            ("attachments", _ATTACHMENT, rows.attachments),
            ("words", "rowid, text, subject, files", rows.words),
            ("occurrences", "record_id, source_id, locator, context", rows.occurrences),
            ("problems", _PROBLEM, rows.problems),
        ):
            if values:
                marks = ", ".join("?" * len(values[0]))
                self._raw.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", values)
        rows.clues.write(self._raw)


def _hashes(batch: Sequence[_Hashed]) -> list[str]:
    """List the files of a batch by their hashes."""
    return sorted({a.sha256 for one in batch for a in one.incoming.attachments if a.sha256})


_RECORD = (
    "id, source_id, traits_id, conversation_id, cast_id, sent, sent_raw, subject, text, "
    "text_hash, platform_id, parent_id, locator, identity, ordinal, raw"
)
_ATTACHMENT = (
    "id, record_id, position, name, size, media_type, sha256, blob, text, inline, missing, note"
)
_PROBLEM = "source_id, kind, locator, code, reason, record_id, untrusted"
