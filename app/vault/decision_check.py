"""Whether decisions fit the records they name, before they enter the log."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

from sqlalchemy import Connection, select

from app.domain.audiences import Audience
from app.domain.decisions import Decision, Dispose, Disposition, Lift, Redact, record_of
from app.domain.ids import RecordId, RequestId
from app.domain.layers import Layered, OnlyRedact, OnlyWithhold
from app.domain.places import text_at
from app.domain.records import Record, hash_of
from app.domain.redaction import SpanTarget
from app.errors import DecisionRefused
from app.vault import tables as t
from app.vault.records import Records
from app.vault.requests import Requests

_AT_ONCE = 500

Of = TypeVar("Of")


class DecisionCheck:
    """Refuses decisions that do not fit; a refused one is never shifted or mended.

    Args:
        connection: in a transaction.
        requests: the shelf of requests in it.
        records: the shelf of records in it.
    """

    def __init__(self, connection: Connection, requests: Requests, records: Records) -> None:
        self._connection = connection
        self._requests = requests
        self._records = records

    def all_fit(self, request: RequestId, decisions: Sequence[Decision]) -> None:
        """Raise DecisionRefused for the first decision that does not fit."""
        self._requests.refuse_closed(request)
        self._in_request(request, decisions)
        for decision in decisions:
            if isinstance(decision, Dispose):
                _disposition_fits(decision)
            elif isinstance(decision, Layered):
                _layered_fits(decision)
        self._redactions_fit([one for one in map(_redacting, decisions) if one is not None])
        self._lifts_fit(request, [one for one in decisions if isinstance(one, Lift)])

    def _in_request(self, request: RequestId, decisions: Sequence[Decision]) -> None:
        wanted = [one for one in dict.fromkeys(map(record_of, decisions)) if one is not None]
        held = self._requests.held_of(request, wanted)
        missing = next((one for one in wanted if one not in held), None)
        if missing is not None:
            number = self._requests.get(request).number
            raise DecisionRefused(
                f"Record {missing} is not in request {number}.", "Add it to the request first."
            )

    def _redactions_fit(self, redactions: Sequence[Redact | OnlyRedact]) -> None:
        for part in _parts(redactions):
            ids = list(dict.fromkeys(one.record for one in part))
            records = {record.id: record for record in self._records.many(ids)}
            for one in part:
                _redaction_fits(one, records[one.record])

    def _lifts_fit(self, request: RequestId, lifts: Sequence[Lift]) -> None:
        r = t.redactions.c
        for part in _parts(lifts):
            query = select(r.id, r.record_id).where(
                r.request_id == request, r.id.in_([one.redaction for one in part])
            )
            standing = {tuple(row) for row in self._connection.execute(query)}
            for one in part:
                if (one.redaction, one.record) not in standing:
                    raise DecisionRefused(
                        f"Record {one.record} has no such redaction any more.",
                        "Look at the record again; somebody may have lifted it.",
                    )


def _disposition_fits(decision: Dispose) -> None:
    if decision.disposition is Disposition.WITHHOLD and not decision.codes:
        raise DecisionRefused(
            f"Record {decision.record} cannot be withheld without an exemption.",
            "Choose the exemption that applies.",
        )


def _layered_fits(change: Layered) -> None:
    """Refuse a layer for the public, and withholding for one audience without a reason."""
    if change.audience is Audience.PUBLIC:
        raise DecisionRefused(
            "What the public sees is decided by redactions and dispositions alone.",
            "Choose for whom it is opened or withheld.",
        )
    entry = change.entry
    if isinstance(entry, OnlyRedact | OnlyWithhold) and not entry.codes:
        raise DecisionRefused(
            f"Nothing of record {entry.record} can be withheld without an exemption.",
            "Choose the exemption that applies.",
        )


def _redacting(decision: Decision) -> Redact | OnlyRedact | None:
    """Give what withholds a part of a record; what is taken out of a layer need not fit."""
    if isinstance(decision, Layered) and decision.stands:
        return decision.entry if isinstance(decision.entry, OnlyRedact) else None
    return decision if isinstance(decision, Redact) else None


def _redaction_fits(decision: Redact | OnlyRedact, record: Record) -> None:
    target = decision.target
    if not isinstance(target, SpanTarget):
        if not 0 <= target.attachment < len(record.attachments):
            raise _does_not_fit(record.id, "names an attachment that it does not have")
        return
    text = _text_at(record, target)
    if text is None:
        raise _does_not_fit(record.id, "names a part that it does not have")
    if decision.text_hash != hash_of(text):
        raise _does_not_fit(record.id, "was made on another text")
    if target.span.end > len(text):
        raise _does_not_fit(record.id, "reaches past the end of the text")


def _text_at(record: Record, target: SpanTarget) -> str | None:
    if target.place.index < 0:
        return None
    try:
        return text_at(record, target.place)
    except IndexError:
        return None


def _does_not_fit(record: RecordId, why: str) -> DecisionRefused:
    return DecisionRefused(
        f"A redaction of record {record} {why}.", "Open the record and mark the words again."
    )


def _parts(values: Sequence[Of]) -> Iterable[Sequence[Of]]:
    return (values[at : at + _AT_ONCE] for at in range(0, len(values), _AT_ONCE))
