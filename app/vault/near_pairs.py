"""The shelf of near-copies: which records have nearly the same words; derived, made again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from app.domain.ids import RecordId, RequestId
from app.vault.driver import driver

MOST_KEPT = 50
"""So many near-copies of one record are kept."""

_AT_ONCE = 900


@dataclass(frozen=True, slots=True)
class NearPair:
    """Two records of nearly the same words.

    Attributes:
        share: how much of the longer text stands in both, from 0.8 to 1.
    """

    record: RecordId
    other: RecordId
    share: float


class NearPairs:
    """Keeps near-copies, and how far they were looked for.

    Args:
        connection: in a transaction.
    """

    def __init__(self, connection: Connection) -> None:
        self._raw = driver(connection)

    @property
    def reached(self) -> RecordId:
        """Give the last record that was compared with all before it; 0 where none was."""
        rows = self._raw.execute("SELECT value FROM meta WHERE key = 'near.reached'").fetchall()
        return RecordId(int(rows[0][0]) if rows else 0)

    def keep(self, pairs: Iterable[NearPair], reached: RecordId) -> None:
        """Keep some, both ways where they are given both ways, and how far it came."""
        self._raw.executemany(
            "INSERT OR IGNORE INTO near_pairs (record_id, other_id, share) VALUES (?, ?, ?)",
            ((one.record, one.other, one.share) for one in pairs),
        )
        self._raw.execute(
            "INSERT OR REPLACE INTO meta (key, value) VALUES ('near.reached', ?)", (str(reached),)
        )

    def forget(self) -> None:
        """Forget all of them, to look for them afresh."""
        self._raw.execute("DELETE FROM near_pairs")
        self._raw.execute("DELETE FROM meta WHERE key = 'near.reached'")

    def of(self, record: RecordId) -> list[NearPair]:
        """List those of a record, the nearest first."""
        rows = self._raw.execute(
            "SELECT other_id, share FROM near_pairs WHERE record_id = ? "
            "ORDER BY share DESC, other_id",
            (record,),
        )
        return [NearPair(record, RecordId(other), share) for other, share in rows]

    def counts(self, records: Sequence[RecordId] | None = None) -> Counter[RecordId]:
        """Count those of some records, or of all; what has none is left out."""
        if records is None:
            query = "SELECT record_id, count(*) FROM near_pairs GROUP BY record_id"
            return Counter({RecordId(one): count for one, count in self._raw.execute(query)})
        found: Counter[RecordId] = Counter()
        for at in range(0, len(records), _AT_ONCE):
            part = records[at : at + _AT_ONCE]
            marks = ", ".join("?" * len(part))
            rows = self._raw.execute(
                "SELECT record_id, count(*) FROM near_pairs "
                f"WHERE record_id IN ({marks}) GROUP BY record_id",
                part,
            )
            found.update({RecordId(one): count for one, count in rows})
        return found

    def texts_after(self, record: RecordId, most: int) -> list[tuple[RecordId, str]]:
        """Give the next records with their texts, by number."""
        rows = self._raw.execute(
            "SELECT id, text FROM records WHERE id > ? ORDER BY id LIMIT ?", (record, most)
        )
        return [(RecordId(one), text) for one, text in rows]

    def decided_otherwise(self, request: RequestId) -> list[NearPair]:
        """List near-copies within a request of which one is shown and the other not.

        Releasing one and redacting the other is one decision: both are shown.
        """
        rows = self._raw.execute(_OTHERWISE, (request,))
        return [NearPair(RecordId(one), RecordId(other), share) for one, other, share in rows]


_OTHERWISE = """
SELECT p.record_id, p.other_id, p.share FROM dispositions AS d
JOIN near_pairs AS p ON p.record_id = d.record_id
JOIN dispositions AS o ON o.request_id = d.request_id AND o.record_id = p.other_id
WHERE d.request_id = ? AND p.record_id < p.other_id AND o.disposition <> d.disposition
AND NOT (d.disposition IN ('RELEASE', 'REDACT') AND o.disposition IN ('RELEASE', 'REDACT'))
ORDER BY p.record_id, p.other_id"""
