"""For whom a packet is made; it knows no decision and no record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


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
        """Give what a trail tells of it; of the public's copy nothing.

        A trail may be saved in the clear and leave, and the reader may be a victim: whose copy it
        was is kept with the packet that the trail names, and stands on the pages of its hash.
        """
        return {} if self.is_public else {"audience": self.audience.value}


FOR_PUBLIC = MadeFor()
