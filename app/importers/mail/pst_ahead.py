"""Items of one folder of a mailbox file, taken apart several at a time; knows no records.

A call of another process for each item would cost more than taking the item apart.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from app.errors import ChildFailed
from app.importers.base import MemberUnreadable
from app.reading.msg_child import MailValues
from app.reading.pst_pages import NodeBytes
from app.reading.pst_store import Gathered

AT_ONCE = 64
BYTES_AT_ONCE = 1 << 20

Answer = MailValues | None | ChildFailed
Asking = Callable[[Sequence[NodeBytes]], Sequence[Answer]]


class Ahead:
    """Takes items apart when the first of them is wanted, with those that follow it.

    Args:
        numbers: of the items, in the order in which they will be asked for.
        gathered: gives an item's bytes; None where there is no such item.
        asking: takes items apart, each for itself; gives why for those that cannot be.
    """

    def __init__(
        self, numbers: Sequence[int], gathered: Callable[[int], Gathered | None], asking: Asking
    ) -> None:
        self._numbers = numbers
        self._gathered = gathered
        self._asking = asking
        self._made: dict[int, tuple[Answer, bool]] = {}

    def at(self, place: int) -> tuple[Answer, bool]:
        """Give what was made of the item at a place, and whether bytes of it were left out.

        Raises:
            MemberUnreadable: when its bytes cannot be read from the export.
        """
        if place not in self._made:
            self._made = self._from(place)
        return self._made.pop(place, (None, False))

    def _from(self, place: int) -> dict[int, tuple[Answer, bool]]:
        found = self._next(place)
        answers = self._asking([one.node for one in found.values()])
        return {
            at: (answer, one.cut) for (at, one), answer in zip(found.items(), answers, strict=True)
        }

    def _next(self, place: int) -> dict[int, Gathered]:
        """Gather items from a place on; a fault of a later one is told when it is asked for."""
        found: dict[int, Gathered] = {}
        size = 0
        for at in range(place, min(place + AT_ONCE, len(self._numbers))):
            try:
                one = self._gathered(self._numbers[at])
            except MemberUnreadable:
                if at == place:
                    raise
                break
            if one is not None:
                found[at] = one
                size += one.size
            if size >= BYTES_AT_ONCE:
                break
        return found
