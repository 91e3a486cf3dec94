"""All files that leak: the ways of the catalogue, each in at least three that differ."""

from __future__ import annotations

from unit.packet.leaks.made import LEAKS, Leak
from unit.packet.leaks.made_copies import COPIES
from unit.packet.leaks.made_files import FILES
from unit.packet.leaks.made_ink import INK
from unit.packet.leaks.made_scans import SCANS
from unit.packet.leaks.made_words import WORDS

ALL: tuple[Leak, ...] = (*LEAKS, *INK, *FILES, *WORDS, *SCANS, *COPIES)
NAMES: tuple[str, ...] = tuple(dict.fromkeys(leak.name for leak in ALL))


def of(name: str) -> list[Leak]:
    """Give the files that leak in one way."""
    return [leak for leak in ALL if leak.name == name]
