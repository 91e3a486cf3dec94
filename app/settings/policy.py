"""What an IT department fixed, as one frozen value put over the settings; reads no file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from app.domain.packets import Letterhead
from app.settings.values import Settings
from app.settings.ways_out import WayOut

FIXABLE = ("letterhead", "zone", "jurisdiction", "theme", "page", "scans", "text_percent")
LOCK = "auto_lock_minutes"


@dataclass(frozen=True, slots=True)
class Policy:
    """What holds on this computer, whatever a clerk chooses.

    Attributes:
        fixed: values of settings by the names of their fields, each one of ``FIXABLE``.
        lock_at_most: idle minutes after which a vault is locked at the latest; None for no limit.
        ways_out: by which things may leave a vault besides packets.
        update_key: Ed25519 public key by which updates are checked; None where none is named.
        no_updates: a key was named that cannot be used, so no other may stand in for it.
        warnings: a sentence for each thing of the policy that could not be used.
    """

    fixed: Mapping[str, object] = field(default_factory=dict)
    lock_at_most: int | None = None
    ways_out: frozenset[WayOut] = frozenset(WayOut)
    update_key: bytes | None = None
    no_updates: bool = False
    warnings: tuple[str, ...] = ()

    def fixes(self, name: str) -> bool:
        """Say whether a setting is not the clerk's to choose."""
        return name in self.fixed

    @property
    def letterhead(self) -> Letterhead | None:
        """Give the letterhead that is fixed, if one is."""
        head = self.fixed.get("letterhead")
        return head if isinstance(head, Letterhead) else None

    def over(self, settings: Settings) -> Settings:
        """Give the settings that hold where the clerk chose these."""
        held = dict(self.fixed)
        head = self.letterhead
        if head is not None and head.logo is None:
            held["letterhead"] = replace(head, logo=settings.letterhead.logo)
        held[LOCK] = self.minutes(settings.auto_lock_minutes)
        return replace(settings, **held)  # type: ignore[arg-type]  # read as the fields' types

    def own(self, chosen: Settings, before: Settings) -> Settings:
        """Give what the clerk chose, with their earlier choice where the policy has the say."""
        kept: dict[str, object] = {name: getattr(before, name) for name in self.fixed}
        if self.letterhead is not None:
            kept["letterhead"] = replace(before.letterhead, logo=chosen.letterhead.logo)
        if chosen.auto_lock_minutes == self.minutes(before.auto_lock_minutes):
            kept[LOCK] = before.auto_lock_minutes
        return replace(chosen, **kept)  # type: ignore[arg-type]  # taken from the same fields

    def minutes(self, chosen: int) -> int:
        """Give the idle minutes that hold where the clerk chose so many; 0 is for never."""
        most = self.lock_at_most
        return chosen if most is None else min(chosen or most, most)

    def refuse(self, way: WayOut) -> None:
        """Raise AppError where nothing may leave by this way."""
        if way not in self.ways_out:
            raise way.refusal()
