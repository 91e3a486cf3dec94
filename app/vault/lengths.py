"""The shelf of lengths: how long the records of a request are, without reading their words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, and_, func, select

from app.domain.decisions import Disposition
from app.domain.ids import ConversationId, RecordId, RequestId, SourceId
from app.domain.records import Kind
from app.vault import tables as t
from app.vault.conversing import conversation

_LEAVES = ("RELEASE", "REDACT", "WITHHOLD")
_SHOWN = ("RELEASE", "REDACT")
_AT_ONCE = 2_000


class RecordLength(NamedTuple):
    """How long a record is that leaves.

    Attributes:
        sent: microseconds since 1970 UTC; None where it is not known.
        letters: of its text, in code points; ``breaks`` are the ends of lines in it.
        subject: letters of its subject.
        parties: how many wrote it or were written to.
    """

    id: RecordId
    conversation: ConversationId
    source: SourceId
    sent: int | None
    kind: Kind
    withheld: bool
    letters: int
    breaks: int
    subject: int
    parties: int


class AttachmentLength(NamedTuple):
    """How long an attachment is of a record that leaves with its words.

    Attributes:
        letters: of the text that was found in it; ``breaks`` are the ends of lines in that.
        missing: why its file is not there; empty where it is.
    """

    record: RecordId
    media_type: str
    sha256: str
    size: int
    letters: int
    breaks: int
    missing: str


class Lengths:
    """Measures what leaves with a request.

    Args:
        connection: in a transaction.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def records(self, request: RequestId) -> Iterator[RecordLength]:
        """Measure the records that leave, also as a slip, by date."""
        r, d = t.records.c, t.dispositions.c
        columns = (
            r.id, conversation(), r.source_id, r.sent, r.cast_id, t.traits.c.kind,
            d.disposition, func.length(r.text), _breaks(r.text), func.length(r.subject),
        )  # fmt: skip
        query = _leaving(request, *columns).where(d.disposition.in_(_LEAVES))
        query = query.join(t.traits, t.traits.c.id == r.traits_id)
        parties = self._parties()
        for row in self._rows(query.order_by(r.sent.is_(None), r.sent, r.id)):
            record, stands, source, sent, cast, kind, outcome, letters, breaks, subject = row
            yield RecordLength(
                RecordId(record),
                ConversationId(stands or 0),
                SourceId(source),
                sent,
                Kind(kind),
                Disposition(outcome) is Disposition.WITHHOLD,
                letters,
                breaks,
                subject,
                parties.get(cast, 1),
            )

    def attachments(self, request: RequestId) -> Iterator[AttachmentLength]:
        """Measure the attachments of records that leave and are not withheld in full."""
        r, a, d = t.records.c, t.attachments.c, t.dispositions.c
        columns = (
            a.record_id, a.media_type, a.sha256, a.size, func.length(a.text), _breaks(a.text),
            a.missing,
        )  # fmt: skip
        query = _leaving(request, *columns).where(d.disposition.in_(_SHOWN))
        query = query.join(t.attachments, a.record_id == r.id)
        for row in self._rows(query.order_by(a.record_id, a.position)):
            yield AttachmentLength(RecordId(row[0]), *row[1:])

    def _parties(self) -> dict[int, int]:
        c = t.cast_members.c
        rows = self._connection.execute(select(c.cast_id, func.count()).group_by(c.cast_id))
        return {int(cast): int(count) for cast, count in rows}

    def _rows(self, query: Select[Any]) -> Iterator[Any]:
        return iter(self._connection.execution_options(yield_per=_AT_ONCE).execute(query))


def _leaving(request: RequestId, *columns: ColumnElement[Any]) -> Select[Any]:
    d, r = t.dispositions.c, t.records.c
    query = select(*columns).select_from(t.dispositions.join(t.records, r.id == d.record_id))
    return query.where(and_(d.request_id == request))


def _breaks(text: ColumnElement[str]) -> ColumnElement[int]:
    return func.length(text) - func.length(func.replace(text, "\n", ""))
