"""Put a packet's records in the order in which they are printed; it knows no page."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from typing import Protocol, TypeVar

from app.domain.ids import ConversationId, RecordId, SourceId
from app.domain.packets import Order

_Section = tuple[bool, str, int]


class Placed(Protocol):
    """What puts a record in its place: a record, or its key alone."""

    @property
    def id(self) -> RecordId:
        """Give its number."""

    @property
    def conversation(self) -> ConversationId:
        """Give its conversation."""

    @property
    def source(self) -> SourceId:
        """Give the source it was first met in."""


One = TypeVar("One", bound=Placed)


def in_order(
    records: Sequence[One],
    order: Order,
    withheld: Container[RecordId],
    custodians: Mapping[int, str],
) -> Sequence[One]:
    """Sort records, which come by date.

    By source or custodian, those that are withheld in full stand at the end, since the packet
    does not tell where they come from.
    """
    if order is Order.DATE:
        return records
    sections = [_section(record, order, withheld, custodians) for record in records]
    first: dict[tuple[_Section, ConversationId], int] = {}
    for at, (record, section) in enumerate(zip(records, sections, strict=True)):
        first.setdefault((section, record.conversation), at)
    ranks = [
        (section, first[section, record.conversation], at)
        for at, (record, section) in enumerate(zip(records, sections, strict=True))
    ]
    return [records[at] for _, _, at in sorted(ranks)]


def _section(
    record: Placed, order: Order, withheld: Container[RecordId], custodians: Mapping[int, str]
) -> _Section:
    """Give what sorts the stretch in which a record stands."""
    if order is Order.CONVERSATION:
        return (False, "", 0)
    if record.id in withheld:
        return (True, "", 0)
    if order is Order.SOURCE:
        return (False, "", int(record.source))
    custodian = custodians.get(record.source, "")
    return (False, custodian.casefold() or "\U0010ffff", 0)
