"""Decides what the page of preferences shows; each change is kept at once. No PySide6."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from app.errors import AppError
from app.settings.policy import Policy
from app.settings.values import Settings
from app.ui.rows import Notice, Tone
from app.ui.ways import KeepsSettings, Ways
from app.ui.wording import of_error
from app.ui.zones import is_zone


@dataclass(frozen=True, slots=True)
class PreferencesState:
    """What the page shows; ``policy`` says what of it is not the clerk's to choose."""

    settings: Settings
    notice: Notice | None = None
    policy: Policy = field(default_factory=Policy)


class PreferencesPresenter:
    """Keeps what is chosen."""

    def __init__(
        self,
        ways: Ways,
        settings: KeepsSettings,
        show: Callable[[PreferencesState], None],
        policy: Policy | None = None,
    ) -> None:
        self._ways = ways
        self._settings = settings
        self._policy = policy or Policy()
        self._show = show

    def arrive(self) -> None:
        """Show what holds now."""
        self._tell(self._settings.now)

    def choose(self, settings: Settings) -> None:
        """Keep a change."""
        if settings == self._settings.now:
            return
        if not is_zone(settings.zone):
            self._tell(self._settings.now, _NO_ZONE)
            return
        try:
            self._settings.change(settings)
        except AppError as error:
            self._tell(settings, of_error(error))
            return
        self._ways.say("Your preferences are kept.")
        self._tell(self._settings.now)

    def _tell(self, settings: Settings, notice: Notice | None = None) -> None:
        self._show(PreferencesState(settings, notice, self._policy))


_NO_ZONE = Notice(
    "There is no time zone of this name.",
    "Choose one from the list, or type a name such as America/Chicago.",
    Tone.BAD,
)
