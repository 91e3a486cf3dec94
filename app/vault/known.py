"""What the vault holds of the identities of a batch: as records, or as sightings of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from app.domain.ids import SourceId
from app.vault.driver import Driver
from app.vault.sightings import Place

_AT_ONCE = 900


def known_places(raw: Driver, identities: Sequence[bytes]) -> defaultdict[bytes, dict[int, Place]]:
    """Find where items of some identities stand: identity, ordinal, place."""
    known: defaultdict[bytes, dict[int, Place]] = defaultdict(dict)
    for part in _parts(identities):
        marks = ", ".join("?" * len(part))
        for table in (_RECORDS, _SIGHTINGS):
            for identity, ordinal, record, sighting in raw.execute(table.format(marks), part):
                known[identity][ordinal] = Place(record, sighting)
    return known


def met_before(
    raw: Driver, source: SourceId, identities: Sequence[bytes]
) -> defaultdict[bytes, int]:
    """Count how often a source gave those identities before this batch."""
    met: defaultdict[bytes, int] = defaultdict(int)
    for part in _parts(identities):
        marks = ", ".join(f"?{n}" for n in range(2, len(part) + 2))
        for table in (_MET, _SEEN):
            for identity, count in raw.execute(table.format(marks), [source, *part]):
                met[identity] += count
    return met


def _parts(identities: Sequence[bytes]) -> Iterable[Sequence[bytes]]:
    return (identities[at : at + _AT_ONCE] for at in range(0, len(identities), _AT_ONCE))


_RECORDS = "SELECT identity, ordinal, id, NULL FROM records WHERE identity IN ({})"
_SIGHTINGS = "SELECT identity, ordinal, record_id, id FROM sightings WHERE identity IN ({})"
_MET = (
    "SELECT identity, sum((source_id = ?1) + (SELECT count(*) FROM occurrences AS o "
    "WHERE o.record_id = records.id AND o.source_id = ?1 AND o.sighting_id IS NULL)) "
    "FROM records WHERE identity IN ({}) GROUP BY identity"
)
_SEEN = (
    "SELECT identity, sum((SELECT count(*) FROM occurrences AS o "
    "WHERE o.sighting_id = sightings.id AND o.source_id = ?1)) "
    "FROM sightings WHERE identity IN ({}) GROUP BY identity"
)
