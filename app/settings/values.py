"""The settings as one frozen value; must not know where or how they are kept."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from app.domain.languages import Languages
from app.domain.packets import Letterhead
from app.settings.packet import PacketHabits


class Theme(StrEnum):
    """Which colours the window wears."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


PAGES = ("letter", "legal", "a4")
TEXT_PERCENTS = (90, 100, 110, 125, 150, 175, 200)


@dataclass(frozen=True, slots=True)
class Settings:
    """What the clerk chose.

    Attributes:
        last_vault: the vault that is offered at the start; one, not a list.
        clerk: the name that decisions and the audit trail carry.
        zone: IANA name of the zone in which times are shown and printed.
        jurisdiction: code that a new request starts with.
        page: paper of the packets: ``letter``, ``legal`` or ``a4``.
        packet: what else was chosen for the last packet.
        scans: the languages in which the words of scans are read, unless others are asked for.
        auto_lock_minutes: idle minutes after which the vault is locked; 0 for never.
        text_percent: size of the window's text against the system's.
        window: width and height of the window; 0 where it was never sized.
        unknown: keys of the file that this version does not know; written back as they were.
    """

    last_vault: str = ""
    clerk: str = ""
    letterhead: Letterhead = field(default_factory=lambda: Letterhead(""))
    zone: str = "America/New_York"
    jurisdiction: str = "US"
    theme: Theme = Theme.SYSTEM
    page: str = "letter"
    packet: PacketHabits = field(default_factory=PacketHabits)
    scans: Languages = Languages.ENGLISH
    auto_lock_minutes: int = 15
    text_percent: int = 100
    window: tuple[int, int] = (0, 0)
    maximised: bool = False
    unknown: dict[str, object] = field(default_factory=dict)
