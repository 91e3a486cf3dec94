"""Taking a batch of an import into the vault: the hot path; knows no formats.

Everything is written by ``executemany`` on the driver's own connection; nothing is asked for
each record. What a batch needs to know is asked for the batch as a whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from app.domain.ids import SourceId
from app.domain.parsed import Ignored, Parsed, Unreadable
from app.domain.sightings import meeting_of
from app.domain.sources import Counts
from app.vault.clue_rows import ClueRows
from app.vault.driver import Driver
from app.vault.folding import spaced
from app.vault.identity import author_of, identity_of, text_hash
from app.vault.incoming import Incoming, IncomingRecord
from app.vault.interning import Interned, next_id
from app.vault.known import known_places, met_before
from app.vault.rearranging import SAID, as_listed, next_record, rearrange
from app.vault.recognised import indexed_file, indexed_files, recognised_in
from app.vault.reuniting import Reuniting
from app.vault.sightings import Arrival, Place, Sightings

Row = tuple[Any, ...]
Shared = tuple[int, int | None, int]


@dataclass(slots=True)
class _Rows:
    """Rows of one batch, by table, in the order in which they are written."""

    records: list[Row] = field(default_factory=list)
    words: list[Row] = field(default_factory=list)
    attachments: list[Row] = field(default_factory=list)
    sightings: list[Row] = field(default_factory=list)
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
        self._reuniting = Reuniting(raw, Sightings(raw, source))
        self._next_record = next_record(raw)
        self._next_sighting = next_id(raw, "sightings")
        self._next_attachment = next_id(raw, "attachments")
        self._recognised: dict[str, str] = {}

    def take(self, items: Sequence[Incoming]) -> Counts:
        """Write the items and give their account."""
        arrived = [self._arrival(item) for item in items if isinstance(item, IncomingRecord)]
        unreadable = [item for item in items if isinstance(item, Unreadable)]
        ignored = [item for item in items if isinstance(item, Ignored)]
        self._recognised = recognised_in(self._raw, _hashes(arrived))
        self._sort(arrived)
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

    def _arrival(self, incoming: IncomingRecord) -> Arrival:
        parsed = incoming.parsed
        hashed = text_hash(parsed.text)
        author = self._interned.author(author_of(parsed))
        return Arrival(incoming, hashed, identity_of(incoming, hashed, author))

    def _sort(self, batch: Sequence[Arrival]) -> None:
        """Tell new records from what the vault holds already, by itself or from elsewhere."""
        known = known_places(self._raw, [one.identity for one in batch])
        met = met_before(self._raw, self._source, list(known))
        new: list[Arrival] = []
        copies: list[tuple[Place, Parsed]] = []
        for one in batch:
            one.ordinal = 0 if one.incoming.parsed.platform_id else met[one.identity]
            met[one.identity] += 1
            held = known[one.identity].get(one.ordinal)
            if held is None:
                known[one.identity][one.ordinal] = one.place
                one.meeting = meeting_of(one.incoming.parsed)
                new.append(one)
            else:
                one.place = held
                copies.append((held, one.incoming.parsed))
        self._reuniting.settle(new)
        self._put(new)
        for place, parsed in copies:
            self._copy(place, parsed)
        for one in batch:
            self._rows.clues.take(one.place.record, one.incoming.parsed, one.identity)

    def _put(self, new: Sequence[Arrival]) -> None:
        shared = self._interned.take(self._raw, [one.incoming.parsed for one in new])
        for one, ids in zip(new, shared, strict=True):
            if one.lead is None:
                one.place.record = self._next_record
                self._next_record += 1
                self._record(one, ids)
        for one, ids in zip(new, shared, strict=True):
            if one.lead is not None:
                one.place.record = one.lead.record
                self._sighting(one, ids)

    def _copy(self, place: Place, parsed: Parsed) -> None:
        context = parsed.conversation_title
        told = (place.record, self._source, parsed.locator, context, place.sighting)
        self._rows.occurrences.append(told)

    def _record(self, one: Arrival, shared: Shared) -> None:
        parsed, record = one.incoming.parsed, one.place.record
        self._rows.records.append((record, *self._said(one, shared)))
        files = self._attachments(record, one.incoming) if one.incoming.attachments else ""
        self._rows.words.append((record, spaced(parsed.text), spaced(parsed.subject), files))
        self._odd(parsed, record)

    def _sighting(self, one: Arrival, shared: Shared) -> None:
        """Keep how this export tells a message that another one told before."""
        one.place.sighting = self._next_sighting
        self._next_sighting += 1
        files = as_listed([(a.sha256, a.name, a.inline) for a in one.incoming.attachments])
        said = self._said(one, shared)
        self._rows.sightings.append((one.place.sighting, one.place.record, files, *said))
        self._copy(one.place, one.incoming.parsed)
        self._odd(one.incoming.parsed, None)

    def _said(self, one: Arrival, shared: Shared) -> Row:
        parsed = one.incoming.parsed
        return (
            self._source, *shared, parsed.sent.utc, parsed.sent.raw, parsed.subject,
            parsed.text, one.text_hash, parsed.platform_id, parsed.parent_id, parsed.locator,
            one.identity, one.ordinal, parsed.raw, one.meeting,
        )  # fmt: skip

    def _odd(self, parsed: Parsed, record: int | None) -> None:
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
            ("records", f"id, {SAID}", rows.records),
            ("attachments", _ATTACHMENT, rows.attachments),
            ("words", "rowid, text, subject, files", rows.words),
            ("sightings", f"id, record_id, files, {SAID}", rows.sightings),
            ("occurrences", _OCCURRENCE, rows.occurrences),
            ("problems", _PROBLEM, rows.problems),
        ):
            if values:
                marks = ", ".join("?" * len(values[0]))
                self._raw.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", values)
        rows.clues.write(self._raw)
        rearrange(self._raw, self._reuniting.changes)


def _hashes(batch: Sequence[Arrival]) -> list[str]:
    """List the files of a batch by their hashes."""
    return sorted({a.sha256 for one in batch for a in one.incoming.attachments if a.sha256})


_ATTACHMENT = (
    "id, record_id, position, name, size, media_type, sha256, blob, text, inline, missing, note"
)
_OCCURRENCE = "record_id, source_id, locator, context, sighting_id"
_PROBLEM = "source_id, kind, locator, code, reason, record_id, untrusted"
