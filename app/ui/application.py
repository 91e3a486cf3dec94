"""Starts the window: application, fonts, crash hook; imports no heavy library."""

from __future__ import annotations

import sys
import threading
from types import TracebackType

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication

from app.paths import resource
from app.ui import clipboard
from app.ui.background import Background
from app.ui.crash_dialog import CrashDialog, note_in_log
from app.ui.idle import Idle
from app.ui.main_window import NAME, MainWindow
from app.ui.services import Services
from app.ui.system_manners import SystemManners
from app.ui.theme import Look
from app.windows_desk.identity import forget_opened, introduce

SELF_TEST_MS = 1500
HAND_OVER_S = 0.001


class Bugs(QObject):
    """Receives faults from any thread and tells them in the window's, one dialog at a time."""

    _met = Signal(object)

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._log_folder = services.log_folder
        self._open: CrashDialog | None = None
        self.count = 0
        self._met.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def met(self, error: BaseException) -> None:
        """Note a fault and tell it."""
        self.count += 1
        note_in_log(error)
        self._met.emit(error)

    def hook(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Stand for ``sys.excepthook``."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
        else:
            self.met(error)

    def thread_hook(self, args: threading.ExceptHookArgs) -> None:
        """Stand for ``threading.excepthook``."""
        if args.exc_value is not None:
            self.met(args.exc_value)

    def _tell(self, error: BaseException) -> None:
        if self._open is None:
            self._open = CrashDialog(error, self._log_folder, QApplication.activeWindow())
            self._open.finished.connect(self._closed)
            self._open.open()

    def _closed(self) -> None:
        self._open = None


class Program:
    """The parts of a running window, put together; a test or a picture can hold them.

    While it stands, a thread that computes hands over to the window after a thousandth of a second
    and not after five: the window asks for its turn many times while it paints one page.
    """

    def __init__(self, services: Services, application: QApplication) -> None:
        self._handed_over = sys.getswitchinterval()
        sys.setswitchinterval(HAND_OVER_S)
        self.bugs = Bugs(services)
        self.background = Background(self.bugs.met)
        self.look = Look(application)
        self.idle = Idle(application)
        self.window = MainWindow(services, self.background, self.look, self.idle)
        self.look.dress_icons(self.window)
        self.manners = SystemManners(self.window, application)
        self.manners.looks_changed.connect(self.look.follow)
        application.clipboard().dataChanged.connect(self._copied)

    def end(self) -> None:
        """End the threads."""
        QApplication.clipboard().dataChanged.disconnect(self._copied)
        self.manners.close()
        self.idle.rest()
        self.background.close()
        sys.setswitchinterval(self._handed_over)

    def _copied(self) -> None:
        clipboard.ask_not_to_keep()


def run(services: Services) -> int:
    """Show the window until it is closed; gives the exit code."""
    program = _program(services)
    program.window.show()
    return _until_closed(program)


def self_test(services: Services) -> int:
    """Show the window, wait until it was painted, close it; for installers. 0 when all is well."""
    program = _program(services)
    program.window.show()
    QTimer.singleShot(SELF_TEST_MS, program.window.close)
    code = _until_closed(program)
    return code or int(program.bugs.count > 0)


def _program(services: Services) -> Program:
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(
        Qt.HighDpiScaleFactorRoundingPolicy.PassThrough
    )
    introduce()
    forget_opened()
    application = QApplication(sys.argv[:1])
    application.setApplicationName(NAME)
    application.setWindowIcon(QIcon(str(resource("icons/sun.svg"))))
    program = Program(services, application)
    sys.excepthook = program.bugs.hook
    threading.excepthook = program.bugs.thread_hook
    return program


def _until_closed(program: Program) -> int:
    code = QApplication.exec()
    program.end()
    if program.window.afterwards is not None:
        program.window.afterwards()
    return code
