"""The shelf that compares requests: records that several of them hold and decide otherwise."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import NamedTuple

from sqlalchemy import Connection

from app.domain.ids import RecordId, RequestId
from app.vault.driver import driver


class Differing(NamedTuple):
    """A record that another request decides otherwise."""

    record: RecordId
    other: RequestId


class Across:
    """Compares what requests decide.

    Args:
        connection: in a transaction.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def differing(self, request: RequestId) -> list[Differing]:
        """List the records that are decided here and in another request, but not alike.

        Exemptions are not compared, since each jurisdiction has its own.
        """
        raw = driver(self._connection)
        decided = {
            (record, other): disposition
            for other, record, disposition in raw.execute(_DISPOSED, (request, request))
        }
        targets: defaultdict[tuple[int, int], set[str]] = defaultdict(set)
        for other, record, target in raw.execute(_REDACTED, (request, request)):
            targets[record, other].add(target)
        return [
            Differing(RecordId(record), RequestId(other))
            for (record, other), disposition in sorted(decided.items())
            if other != request
            and (record, request) in decided
            and (
                _outcome(disposition, targets[record, other])
                != _outcome(decided[record, request], targets[record, request])
            )
        ]

    def codes_differing(self, request: RequestId) -> list[Differing]:
        """List the records that another request of the same jurisdiction withholds alike.

        Alike means whole or the same part of it, but under other exemptions.
        """
        raw = driver(self._connection)
        found = {
            Differing(RecordId(record), RequestId(other))
            for query in (_SAME_PART, _SAME_WHOLE)
            for record, other, here, there in raw.execute(query, (request,))
            if here != there and set(json.loads(here)) != set(json.loads(there))
        }
        return sorted(found)


def _outcome(disposition: str, targets: set[str]) -> tuple[str, frozenset[str]]:
    if disposition not in {"RELEASE", "REDACT"}:
        return disposition, frozenset()
    return "REDACT" if targets else disposition, frozenset(targets)


_SHARED = """
SELECT record_id FROM request_records WHERE record_id IN (
    SELECT record_id FROM request_records WHERE request_id = ?
) AND request_id <> ?"""
_DISPOSED = f"""
SELECT d.request_id, d.record_id, d.disposition FROM dispositions AS d
JOIN request_records AS q ON q.request_id = d.request_id AND q.record_id = d.record_id
WHERE d.record_id IN ({_SHARED})"""
_REDACTED = f"""
SELECT request_id, record_id, target FROM redactions WHERE record_id IN ({_SHARED})"""
_SAME_LAW = """
JOIN requests AS p ON p.id = one.request_id
JOIN requests AS q ON q.id = other.request_id AND q.jurisdiction = p.jurisdiction
WHERE one.request_id = ? AND other.request_id <> one.request_id"""
_SAME_PART = f"""
SELECT one.record_id, other.request_id, one.codes, other.codes FROM redactions AS one
JOIN redactions AS other ON other.record_id = one.record_id AND other.target = one.target
{_SAME_LAW}"""
_SAME_WHOLE = f"""
SELECT one.record_id, other.request_id, one.codes, other.codes FROM dispositions AS one
JOIN dispositions AS other ON other.record_id = one.record_id
    AND other.disposition = one.disposition
{_SAME_LAW} AND one.disposition = 'WITHHOLD'"""
