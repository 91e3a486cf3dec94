"""Says where records stand in a packet of one file or several, and how its files are named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.delivery.entries import PageRun
from app.delivery.front_page import packet_name
from app.packet.bates import bates_number
from app.workflow.verified import Verified


@dataclass(frozen=True, slots=True)
class PageRuns:
    """Where everything stands in the packet.

    Attributes:
        before: numbers of the pages before the first record.
        behind: numbers of the pages behind the last record of each file, in order.
    """

    records: dict[int, PageRun]
    before: tuple[str, ...]
    behind: tuple[tuple[str, ...], ...]

    def of_record(self, number: int) -> PageRun:
        """Give the pages of a record."""
        return self.records[number]


def page_runs(packet: Verified, names: Sequence[str], prefix: str) -> PageRuns:
    """Say on which pages the records stand, and which pages belong to none."""
    records: dict[int, PageRun] = {}
    before: tuple[str, ...] = ()
    behind: list[tuple[str, ...]] = []
    start = 1
    for part, name in zip(packet.parts, names, strict=True):
        numbers = tuple(bates_number(prefix, start + at) for at in range(part.pages))
        start += part.pages
        for record, first, last in part.places:
            records[record] = PageRun(name, first, numbers[first - 1 : last])
        firsts = [first for _, first, _ in part.places]
        ends = max((last for _, _, last in part.places), default=0)
        head = min(firsts, default=part.pages + 1) - 1
        if part.number == 1:
            before, head = numbers[:head], 0
        behind += [numbers[ends:]] if firsts or part.number > 1 else []
    return PageRuns(records, before, tuple(run for run in behind if run))


def names_of(packet: Verified) -> list[str]:
    """Name the packet's files within a delivery; the names tell nothing but for whom it is."""
    if not packet.is_several:
        return [packet_name(packet.made_for.audience)]
    return [f"packet/packet {part.name}.pdf" for part in packet.parts]
