"""Withhold what is withheld elsewhere and not here: whole files, parts, whole records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from app.domain.decisions import Decision, Dispose, Disposition, Done, Standing
from app.domain.ids import RecordId
from app.domain.redaction import RegionTarget, SpanTarget, Target, WholeTarget
from app.domain.spans import Region
from app.workflow.decide import Decider

SHOWN = (Disposition.RELEASE, Disposition.REDACT)


@dataclass(frozen=True, slots=True)
class Lacking:
    """What would have to be withheld.

    Attributes:
        target: a part of the record; None means all of it.
        codes: under what it is withheld elsewhere.
    """

    record: RecordId
    target: Target | None
    codes: tuple[str, ...]


def withhold_too(decider: Decider, lacking: Sequence[Lacking]) -> Done:
    """Withhold it here as one act, also in exact copies."""
    decisions: dict[Decision, None] = {}
    for one in lacking:
        if one.target is None:
            reached = decider.with_copies([one.record])
            made: list[Decision] = [
                Dispose(record, Disposition.WITHHOLD, one.codes) for record in reached
            ]
        else:
            made = decider.redactions_of(one.record, [one.target], one.codes)
        decisions.update(dict.fromkeys(made))
    records = len({one.record for one in lacking})
    said = "1 record" if records == 1 else f"{records:,} records"
    return decider.apply(list(decisions), f"Withheld in {said} as elsewhere")


def lacking_beside(here: Standing, there: Standing) -> Iterator[Lacking]:
    """Give what one decision on a record withholds and another one does not.

    Nothing that is withheld here is shown for that.
    """
    if here.outcome not in SHOWN:
        return
    if there.outcome is Disposition.WITHHOLD and there.codes:
        yield Lacking(here.record, None, there.codes)
    elif there.outcome in SHOWN:
        withheld = {one.target for one in here.redactions}
        for one in there.redactions:
            if one.target not in withheld and one.codes:
                yield Lacking(here.record, one.target, one.codes)


def lacking_of_file(
    standings: Iterable[tuple[int, Standing]], shown: Iterable[tuple[RecordId, int]]
) -> Iterator[Lacking]:
    """Give what would have to be withheld where a file is shown that is withheld elsewhere.

    Args:
        standings: of the records that withhold it, each with the file's place in the record.
        shown: the records that show it, each with its place there.
    """
    parts = dict(part for index, standing in standings for part in _withheld_of(index, standing))
    whole = parts.pop(None, ())
    for record, index in shown:
        if whole:
            yield Lacking(record, WholeTarget(index), whole)
            continue
        for region, codes in parts.items():
            if region is not None:
                yield Lacking(record, RegionTarget(index, region), codes)


def _withheld_of(index: int, standing: Standing) -> Iterator[tuple[Region | None, tuple[str, ...]]]:
    """Give the regions of a file that are withheld, None for the whole, each with exemptions."""
    if standing.outcome is Disposition.WITHHOLD:
        yield None, standing.codes
    for one in standing.redactions:
        target = one.target
        if isinstance(target, SpanTarget) or target.attachment != index or not one.codes:
            continue
        yield (target.region if isinstance(target, RegionTarget) else None), one.codes
