"""Keeps the settings for the window and tells when they change."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, QTimeZone, Signal

from app.errors import AppError
from app.settings.file import load, save
from app.settings.policy import Policy
from app.settings.values import Settings


class SettingsKeeper(QObject):
    """The settings as they are now: what the clerk chose, under what the policy fixes.

    Attributes:
        changed: new settings hold.
        warnings: a sentence for each value of the file that could not be used.
        policy: its values hold without ever standing in the clerk's own file.
    """

    changed = Signal()

    def __init__(self, path: Path, policy: Policy | None = None) -> None:
        super().__init__()
        self._path = path
        self.policy = policy or Policy()
        first_start = not path.exists()
        loaded = load(path)
        self._own = _with_own_zone(loaded.settings) if first_start else loaded.settings
        self._now = self.policy.over(self._own)
        self.warnings = loaded.warnings

    @property
    def now(self) -> Settings:
        """Give the settings."""
        return self._now

    def change(self, settings: Settings) -> None:
        """Keep new settings; raises AppError where they cannot be written."""
        if settings == self._now:
            return
        self._take(settings)
        self.changed.emit()
        save(self._path, self._own)

    def keep_quietly(self, settings: Settings) -> None:
        """Keep what nobody would miss, such as the size of the window."""
        with suppress(AppError):
            self._take(settings)
            save(self._path, self._own)

    def _take(self, chosen: Settings) -> None:
        self._own = self.policy.own(chosen, self._own)
        self._now = self.policy.over(self._own)


def _with_own_zone(settings: Settings) -> Settings:
    """Begin with the computer's own time zone where it has a name that is known."""
    name = bytes(QTimeZone.systemTimeZoneId().data()).decode("ascii", "replace")
    return replace(settings, zone=name) if "/" in name else settings
