"""Decides what the page of preferences shows; each change is kept at once. No PySide6."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from app.errors import AppError
from app.settings.values import Settings
from app.ui.rows import Notice, Tone
from app.ui.ways import KeepsSettings, Ways
from app.ui.wording import of_error
from app.ui.zones import is_zone


@dataclass(frozen=True, slots=True)
class PreferencesState:
    """What the page shows."""

    settings: Settings
    notice: Notice | None = None


class PreferencesPresenter:
    """Keeps what is chosen."""

    def __init__(
        self, ways: Ways, settings: KeepsSettings, show: Callable[[PreferencesState], None]
    ) -> None:
        self._ways = ways
        self._settings = settings
        self._show = show

    def arrive(self) -> None:
        """Show what holds now."""
        self._show(PreferencesState(self._settings.now))

    def choose(self, settings: Settings) -> None:
        """Keep a change."""
        if settings == self._settings.now:
            return
        if not is_zone(settings.zone):
            self._show(PreferencesState(self._settings.now, _NO_ZONE))
            return
        try:
            self._settings.change(settings)
        except AppError as error:
            self._show(PreferencesState(settings, of_error(error)))
            return
        self._ways.say("Your preferences are kept.")
        self._show(PreferencesState(settings))


_NO_ZONE = Notice(
    "There is no time zone of this name.",
    "Choose one from the list, or type a name such as America/Chicago.",
    Tone.BAD,
)
