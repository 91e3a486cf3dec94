"""The languages in which words on scans are read; knows nothing of how they are read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Languages(StrEnum):
    """Languages that are read at one look; the value is kept in vaults and settings."""

    ENGLISH = "eng"
    ENGLISH_AND_SPANISH = "eng+spa"

    @property
    def told(self) -> str:
        """Say which they are, as within a sentence."""
        return _TOLD[self]

    def holds(self, other: Languages) -> bool:
        """Say whether what was read in these need not be read in others again."""
        return set(other.value.split("+")) <= set(self.value.split("+"))


@dataclass(frozen=True, slots=True)
class FilesRead:
    """How many files with pages or pictures were read in which languages.

    Attributes:
        unread: those that nobody read yet.
    """

    unread: int = 0
    read: Mapping[Languages, int] = field(default_factory=dict)

    def left(self, languages: Languages) -> int:
        """Count the files that are still to be read in some languages."""
        known = (count for one, count in self.read.items() if not one.holds(languages))
        return self.unread + sum(known)


_TOLD = {
    Languages.ENGLISH: "English",
    Languages.ENGLISH_AND_SPANISH: "English and Spanish",
}
