"""What is opened and closed for one audience alone, as entries of the log of decisions."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.domain.audiences import Audience
from app.domain.ids import RecordId
from app.domain.redaction import Target


@dataclass(frozen=True, slots=True)
class OpenRedaction:
    """Show what a redaction withholds.

    It is named by what it withholds and why, not by its number: taken back and done again it is
    the same, and under other exemptions it is another.
    """

    record: RecordId
    target: Target
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OpenRecord:
    """Show a record that is withheld whole under these exemptions; its redactions stay."""

    record: RecordId
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OpenCode:
    """Say that an exemption does not hold; what rests on it alone is shown."""

    code: str


@dataclass(frozen=True, slots=True)
class OpenWords:
    """Say of words that are withheld wherever they stand that they need not be searched for."""

    words: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class OnlyRedact:
    """Withhold a part of a record.

    Attributes:
        text_hash: as of :class:`app.domain.decisions.Redact`.
    """

    record: RecordId
    target: Target
    codes: tuple[str, ...]
    text_hash: str = ""


@dataclass(frozen=True, slots=True)
class OnlyWithhold:
    """Withhold a whole record."""

    record: RecordId
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OnlyWords:
    """Withhold words, also where no text of the request says them."""

    words: str = field(repr=False)


Opening = OpenRedaction | OpenRecord | OpenCode | OpenWords
Closing = OnlyRedact | OnlyWithhold | OnlyWords
LayerEntry = Opening | Closing
EntryOfRequest = OpenCode | OpenWords | OnlyWords
"""Entries that name no record."""


@dataclass(frozen=True, slots=True)
class Layered:
    """Put an entry into the layer of one audience, or take it out again.

    Attributes:
        stands: whether it counts from now on.
    """

    audience: Audience
    entry: LayerEntry
    stands: bool = True

    @property
    def record(self) -> RecordId | None:
        """Give the record that it is about, where there is one."""
        return None if isinstance(self.entry, EntryOfRequest) else self.entry.record
