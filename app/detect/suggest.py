"""Every suggestion for one text, overlapping ones resolved; the door of this room."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator

from app.detect import address, birth_date, card, mail_address, phone, ssn
from app.detect.suggestion import Suggestion
from app.domain.spans import Span

__all__ = ["DETECTORS", "Suggestion", "suggestions"]

DETECTORS: tuple[Callable[[str], Iterator[Suggestion]], ...] = (
    card.find,
    ssn.find,
    birth_date.find,
    mail_address.find,
    phone.find,
    address.find,
)


def suggestions(text: str) -> list[Suggestion]:
    """Give what might have to be withheld, in the order of the text and apart.

    Of two that overlap, the critical one stays, then the longer, then the one whose detector
    comes first.
    """
    return apart(one for find in DETECTORS for one in find(text))


def apart(found: Iterable[Suggestion]) -> list[Suggestion]:
    """Choose among overlapping suggestions."""
    kept: list[Suggestion] = []
    for one in sorted(found, key=_weight):
        at = bisect_left(kept, one.span, key=_place)
        beside = kept[max(0, at - 1) : at + 1]
        if not any(one.span.overlaps(other.span) for other in beside):
            kept.insert(at, one)
    return kept


def _place(one: Suggestion) -> Span:
    return one.span


def _weight(one: Suggestion) -> tuple[bool, int]:
    return one.level != "critical", -len(one.span)
