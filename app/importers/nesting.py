"""How much the archives that lie within an export may hold together; opens none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from app.disk import of_any_length
from app.importers.base import Export

TOO_MUCH = "The archives within this export claim to hold far more than it can; it was not read."

_FREE_MEMBERS, _FREE_BYTES = 100_000, 4 << 30
_BYTES_A_MEMBER, _TIMES = 20, 200


@dataclass(slots=True)
class Room:
    """What is left for archives within archives; each holds others, so limits of one do not do.

    Attributes:
        members: files, also such as may not be read, that they may still hold.
        size: bytes that they may still unpack to.
    """

    members: int
    size: int

    @classmethod
    def of(cls, export: Export) -> Self:
        """Give the room by the bytes that an export has on its drive."""
        files = [path for path in map(of_any_length, export.paths) if path.is_file()]
        held = sum(path.stat().st_size for path in files)
        if len(files) < len(export.paths):
            held += sum(map(export.size, export.members()))
        return cls(_FREE_MEMBERS + held // _BYTES_A_MEMBER, _FREE_BYTES + held * _TIMES)

    def takes(self, inner: Export) -> bool:
        """Say whether there is room for an archive, which has it from now on."""
        members = inner.members()
        size = sum(map(inner.size, members))
        number = len(members) + len(inner.rejected())
        if number > self.members or size > self.size:
            return False
        self.members -= number
        self.size -= size
        return True
