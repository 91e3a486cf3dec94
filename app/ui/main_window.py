"""The window: locked it shows the unlock page, unlocked the frame; knows when to lock."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, wait
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QMainWindow, QStackedWidget

from app.ui import clipboard, shortcuts
from app.ui.background import Background
from app.ui.frame import Frame, Place
from app.ui.idle import Idle
from app.ui.keeper import SettingsKeeper
from app.ui.pages.unlock.page import UnlockPage
from app.ui.services import Desk, Services
from app.ui.theme import Look
from app.ui.ways import Where

NAME = "Sunshine Desk"
SMALLEST = (900, 560)


class MainWindow(QMainWindow):
    """One window; its title never names a vault or a word of a record.

    Attributes:
        afterwards: what is to be done when the vault is locked and the window has gone.
        work_changed: what the strip of long work shows now; empty when the vault is locked.
        work_failed: a piece of long work came to grief.
    """

    work_changed = Signal(tuple)
    work_failed = Signal()

    def __init__(self, services: Services, background: Background, look: Look, idle: Idle) -> None:
        super().__init__()
        self.settings = SettingsKeeper(services.settings_path, services.policy)
        self.afterwards: Callable[[], None] | None = None
        self._background = background
        self._look = look
        self._idle = idle
        self._frame: Frame | None = None
        self._desk: Desk | None = None
        self._closing: Future[None] | None = None
        self._turn = 0
        self._places: dict[str, Place] = {}
        self._leaving = False
        self._leave_wished = False
        self._locking = False
        self._stack = QStackedWidget()
        self.setCentralWidget(self._stack)
        self.unlock = UnlockPage(services, background.asks(), self.settings, self._opened)
        self._stack.addWidget(self.unlock.widget)
        self.setWindowTitle(NAME)
        self.setMinimumSize(*SMALLEST)
        self.setAcceptDrops(True)
        self._size()
        self._bind()
        self.unlock.tell_warnings((*services.policy.warnings, *self.settings.warnings))
        self.settings.changed.connect(self._wear)
        self._wear()

    @property
    def frame(self) -> Frame | None:
        """Give the frame while a vault is open."""
        return self._frame

    @property
    def busy(self) -> bool:
        """Say whether long work runs."""
        return self._frame is not None and self._frame.busy

    def lock_and_wait(self, seconds: float | None = None) -> bool:
        """Lock the vault and stand still until it is closed, for a system that is about to end.

        Long work stops at its next safe place.

        Args:
            seconds: the longest to wait; None for as long as it takes.

        Returns:
            Whether no vault is open any more.
        """
        self.lock()
        return self._closing is None or not wait([self._closing], seconds).not_done

    def lock(self) -> None:
        """Destroy everything that holds text of records, then close the vault beside the window."""
        frame, desk = self._frame, self._desk
        if frame is None or desk is None:
            return
        self._locking = True
        self._frame = self._desk = None
        self._places[desk.name] = frame.place
        last = frame.put_away()
        self._idle.rest()
        self._stack.setCurrentWidget(self.unlock.widget)
        self._stack.removeWidget(frame)
        frame.deleteLater()
        clipboard.clear_ours()
        self.setWindowTitle(NAME)
        self.unlock.locking()
        self.work_changed.emit(())
        self._closing = self._background.aside(lambda: _close(desk, last), self._locked)

    def _locked(self, done: Future[None]) -> None:
        self._locking = False
        self.unlock.locked()
        error = done.exception()
        if error is not None:
            self._background.bug(error)
        if self._leave_wished:
            self._leave()

    def _opened(self, desk: Desk) -> None:
        self._desk = desk
        self._turn += 1
        settings = self.settings
        self._frame = Frame(desk, self._background, self._look, settings, settings.policy)
        self._frame.lock_wished.connect(self.lock)
        self._frame.leave_wished.connect(self._leave_for)
        self._frame.retitled.connect(self._retitle)
        self._frame.work_changed.connect(self.work_changed)
        self._frame.work_failed.connect(self.work_failed)
        self._stack.addWidget(self._frame)
        self._look.dress_icons(self._frame)
        self._stack.setCurrentWidget(self._frame)
        self._frame.begin(self._places.get(desk.name, Place()))
        self._idle.watch(self.settings.now.auto_lock_minutes)
        self._background.aside(desk.warm, partial(self._warmed, self._turn))

    def _warmed(self, turn: int, done: Future[None]) -> None:
        error = done.exception()
        if error is not None:
            self._background.bug(error)
        elif turn == self._turn and self._frame is not None:
            self._frame.build_ahead()

    def _retitle(self, number: str) -> None:
        self.setWindowTitle(f"{NAME} — Request {number}" if number else NAME)

    def _bind(self) -> None:
        for shortcut in shortcuts.GOING:
            self._key(shortcut.keys, lambda where=shortcut.where: self._go(where))  # type: ignore[misc]  # mypy gives the default no type
        self._key(shortcuts.EVERYTHING, self._everything)
        self._key(shortcuts.LOCK, self.lock)
        self._idle.fell.connect(self._fell_idle)

    def _key(self, keys: str, wish: Callable[[], None]) -> None:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
        shortcut.activated.connect(wish)

    def _go(self, where: Where) -> None:
        if self._frame is not None:
            self._frame.step_wished(where)
        elif where is Where.HELP and not self._locking:
            self._help_on_unlocking()

    def _help_on_unlocking(self) -> None:
        """Show the help while no vault is open: on passphrases above all."""
        from app.ui.pages.help.page import HelpPage
        from app.ui.pages.help.presenter import FROM

        def leave(_page: str) -> None:
            self._stack.setCurrentWidget(self.unlock.widget)
            self._stack.removeWidget(page.widget)
            page.widget.deleteLater()

        if self._stack.currentWidget() is not self.unlock.widget:
            return
        page = HelpPage(self._background.asks, leave, self._look)
        self._stack.addWidget(page.widget)
        self._look.dress_icons(page.widget)
        self._stack.setCurrentWidget(page.widget)
        page.arrive(f"Unlock{FROM}")

    def _everything(self) -> None:
        if self._frame is not None:
            self._frame.open_everything()

    def _fell_idle(self) -> None:
        """Lock, unless long work runs: that is let come to its end first."""
        if self.busy:
            self._idle.again()
        else:
            self.lock()

    def _wear(self) -> None:
        now = self.settings.now
        self._look.wear(now.theme, now.text_percent)
        if self._frame is not None:
            self._idle.watch(now.auto_lock_minutes)

    def _size(self) -> None:
        width, height = self.settings.now.window
        room = self.screen().availableSize()
        self.resize(min(width or 1240, room.width()), min(height or 720, room.height()))
        if self.settings.now.maximised:
            self.setWindowState(Qt.WindowState.WindowMaximized)

    def _keep_size(self) -> None:
        size = self.normalGeometry().size()
        self.settings.keep_quietly(
            replace(
                self.settings.now,
                window=(max(size.width(), 0), max(size.height(), 0)),
                maximised=self.isMaximized(),
            )
        )

    # Qt

    def closeEvent(self, event: QCloseEvent) -> None:
        """Lock first; the window goes when the vault is closed."""
        if self._leaving or (self._desk is None and not self._locking):
            self._keep_size()
            self.unlock.abandon()
            event.accept()
            return
        event.ignore()
        self._leave_wished = True
        self.lock()

    def _leave_for(self, afterwards: Callable[[], None]) -> None:
        self.afterwards = afterwards
        self.close()

    def _leave(self) -> None:
        self._leaving = True
        self.close()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files anywhere on the window."""
        if self._frame is not None and event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Hand dropped files to the sources."""
        urls = event.mimeData().urls()
        paths = tuple(Path(url.toLocalFile()) for url in urls if url.isLocalFile())
        if self._frame is not None and paths:
            event.acceptProposedAction()
            self._frame.dropped(paths)


def _close(desk: Desk, last: list[Callable[[], None]]) -> None:
    """Let long work come to its safe place, keep what was half done, close the vault."""
    desk.lane.close()
    for work in last:
        work()
    desk.close()
