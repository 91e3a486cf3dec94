"""The hand-written lines of the three social accounts, read once for all of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from daily import rows
from planted import Part, local

INFORMANT = "s. 119.071(2)(f)"


@dataclass(frozen=True)
class Said:
    """One post, comment or message; `place` stands before the colon, `thread` after it."""

    place: str
    thread: str
    sent: datetime
    who: str
    text: str
    file: str = ""
    part: Part = Part.ORDINARY
    withhold: str = ""


def story_lines(*places: str) -> list[Said]:
    """Give the story's lines of the named places, and the look-alikes among them."""
    both = (("stop_social.txt", Part.RESPONSIVE), ("lookalike_social.txt", Part.LOOKALIKE))
    lines = [_said(row, part) for file, part in both for row in rows(file)]
    return [line for line in lines if line.place in places]


def _said(row: list[str], part: Part) -> Said:
    where, stamp, who, text, *file = row
    place, _, thread = where.partition(":")
    withhold = INFORMANT if thread == "informant" else ""
    return Said(place, thread, local(stamp), who, text, "".join(file), part, withhold)
