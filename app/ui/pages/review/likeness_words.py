"""Says how words elsewhere are like those that were withheld, and where they stand. No PySide6."""

from __future__ import annotations

from app.detect.likeness import Likeness
from app.domain.places import place_in_words
from app.domain.redaction import Field, RegionTarget
from app.workflow.alike import Hit

_IN_WORDS = {
    Likeness.SAME: "the same words",
    Likeness.POSSESSIVE: "possessive",
    Likeness.PUNCTUATION: "other punctuation",
    Likeness.ORDER: "other order",
    Likeness.ADDRESS: "inside an address or handle",
    Likeness.SPELLING: "other spelling",
    Likeness.MISREAD: "misread letters",
    Likeness.NICKNAME: "short name",
    Likeness.INITIALS: "initials",
    Likeness.PART: "part of it",
    Likeness.CUT: "cut off",
}
SURE = frozenset({Likeness.SAME, Likeness.POSSESSIVE, Likeness.PUNCTUATION})
"""What is ticked from the start; all else a person must look at."""


def likeness_words(hit: Hit) -> str:
    """Say how the words are like those that are withheld."""
    return _IN_WORDS[hit.likeness]


def place_words(hit: Hit, before: str) -> str:
    """Say where in a record a place is; empty for the text itself.

    Args:
        hit: the place.
        before: what stands before it, by which a quoted line is known.
    """
    target, place = hit.targets[0], hit.place
    if isinstance(target, RegionTarget):
        return f"attachment {target.attachment + 1}, page {target.region.page}"
    if place.field is not Field.TEXT:
        return place_in_words(place)
    line = before.rpartition("\n")[2].lstrip()
    return "quoted" if line.startswith((">", "|")) else ""
