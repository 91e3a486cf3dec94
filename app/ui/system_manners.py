"""What the window owes the system: lock with the session, end with it, show work on the taskbar."""

from __future__ import annotations

import sys
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal, SignalInstance
from PySide6.QtGui import QGuiApplication, QSessionManager, QWindow

from app.ui.long_work import WorkState
from app.ui.system_events import SystemEvents
from app.windows_desk.identity import forget_opened
from app.windows_desk.messages import Told
from app.windows_desk.session import Session
from app.windows_desk.system import Libraries, library
from app.windows_desk.taskbar import WHOLE, Shade, TaskbarButton

WAITS = "Work on records is being brought to a safe place. Nothing will be lost."
SLEEP_PATIENCE_S = 1.5


class KeepsVault(Protocol):
    """What is asked of the window."""

    work_changed: SignalInstance
    work_failed: SignalInstance

    @property
    def busy(self) -> bool:
        """Say whether long work runs."""

    def lock(self) -> None:
        """Lock the vault."""

    def lock_and_wait(self, seconds: float | None = None) -> bool:
        """Lock the vault; come back when it is closed, or when the time is up."""

    def winId(self) -> int:
        """Give the number by which the system knows the window."""


class SystemManners(QObject):
    """Joins one window to the session in which it runs.

    While long work runs, a locked session locks the vault when that work is done, as the idle
    time does; sleep and log-off do not wait: work stops at its next safe place and can go on
    after the next start.

    Attributes:
        looks_changed: the system has other colours now.
    """

    looks_changed = Signal()

    def __init__(
        self, window: KeepsVault, application: QGuiApplication, libraries: Libraries = library
    ) -> None:
        super().__init__()
        self._window = window
        self._application = application
        self._libraries = libraries
        number = int(window.winId())
        self._session = Session(number, libraries)
        self._button = TaskbarButton(number, libraries)
        self._away: set[Told] = set()
        self._ending = False
        self._failed = False
        self._works: tuple[WorkState, ...] = ()
        self._events = SystemEvents(self.hear)
        self._session.listen()
        window.work_changed.connect(self._show_work)
        window.work_failed.connect(self._show_failure)
        if sys.platform == "win32":
            application.installNativeEventFilter(self._events)
        application.commitDataRequest.connect(self._session_ends)
        application.focusWindowChanged.connect(self._looked_at)

    def hear(self, told: Told) -> None:
        """Do what a word of the system's asks for."""
        if told is Told.ENDS:
            self._end()
        elif told is Told.SLEEPS:
            self._window.lock_and_wait(SLEEP_PATIENCE_S)
        elif told is Told.LOOKS:
            self.looks_changed.emit()
        else:
            self._note_who_is_there(told)
            self._lock_if_away()

    def close(self) -> None:
        """Be told no longer; leave no name of a vault in the taskbar's list."""
        self._application.removeNativeEventFilter(self._events)
        self._application.commitDataRequest.disconnect(self._session_ends)
        self._application.focusWindowChanged.disconnect(self._looked_at)
        self._session.rest()
        self._button.close()
        forget_opened(self._libraries)

    def _end(self) -> None:
        """Close the vault before the system ends this process: it does so when this returns."""
        self._ending = True
        self._session.hold_up(WAITS)
        self._window.lock_and_wait()
        self._ending = False
        self._session.let_go()

    def _note_who_is_there(self, told: Told) -> None:
        """A screen that is joined again may still be locked; an unlocked one is looked at."""
        if told is Told.UNLOCKED:
            self._away.clear()
        elif told is Told.JOINED:
            self._away.discard(Told.CUT_OFF)
        else:
            self._away.add(told)

    def _session_ends(self, _session: QSessionManager) -> None:
        """End with the session where the system says so only once, before it is sure."""
        if sys.platform != "win32":
            self._end()

    def _lock_if_away(self) -> None:
        if self._away and not self._window.busy:
            self._window.lock()

    def _show_work(self, works: tuple[WorkState, ...]) -> None:
        self._failed = False
        begins = len(works) > len(self._works)
        self._works = works
        if not works:
            self._button.show(Shade.NONE)
            if not self._ending:
                self._session.let_go()
            QTimer.singleShot(0, self._lock_if_away)
            return
        if begins:
            self._session.hold_up(WAITS)
        parts = works[0].parts
        self._button.show(Shade.UNKNOWN if parts is None else Shade.NORMAL, parts or 0)

    def _show_failure(self) -> None:
        """Turn the button red until other work begins or the clerk comes back to the window."""
        self._failed = True
        self._button.show(Shade.FAILED, WHOLE)

    def _looked_at(self, focused: QWindow | None) -> None:
        if self._failed and focused is not None:
            self._show_work(self._works)
