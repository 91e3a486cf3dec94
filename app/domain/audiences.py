"""Who a packet is made for, and what a layer says for one of them; it knows no record's text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from app.domain.ids import RecordId
from app.domain.redaction import Target


class Audience(StrEnum):
    """Who sees; kept in vaults, never renamed. The clerk's decisions themselves are the public's.

    Beside these a layer opens or closes what one other audience sees.
    """

    PUBLIC = "public"
    VICTIM = "victim"
    PROSECUTOR = "prosecutor"
    COURT = "court"


LAYERED = (Audience.VICTIM, Audience.PROSECUTOR, Audience.COURT)
"""Those for whom there can be a layer."""
IN_WORDS: Mapping[Audience, str] = {one: f"the {one.value}" for one in Audience}


@dataclass(frozen=True, slots=True)
class MadeFor:
    """For whom a copy was made.

    Attributes:
        name: of a person, where the clerk gives one, in one line.
        shows_more: it holds words that are withheld from the public.
    """

    audience: Audience = Audience.PUBLIC
    name: str = ""
    shows_more: bool = False

    @property
    def is_public(self) -> bool:
        """Say whether it is the copy for everybody."""
        return self.audience is Audience.PUBLIC

    @property
    def in_words(self) -> str:
        """Give for example ``the prosecutor`` or ``Maria Soto, the victim``."""
        plain = IN_WORDS[self.audience]
        return f"{self.name}, {plain}" if self.name else plain

    @property
    def noted(self) -> dict[str, str]:
        """Give what a trail tells of it; of the public's copy nothing."""
        if self.is_public:
            return {}
        named = {"made_for": self.name} if self.name else {}
        return {"audience": self.audience.value, **named}


FOR_PUBLIC = MadeFor()


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
