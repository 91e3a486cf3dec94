"""Says why items of a source are no records of their own. No PySide6."""

from __future__ import annotations

from app.domain.sources import Source
from app.ui.wording import count


def copies_told(source: Source) -> str:
    """Say of how many copies another custodian's export told before, and of how many its like."""
    copies, told = source.counts.copies, source.sightings
    if not told:
        return ""
    same = f"; {copies - told:,} the very same item again" if copies > told else ""
    return (
        f"{count(copies, 'item')} already held: "
        f"{told:,} told by another custodian's export too{same}."
    )
