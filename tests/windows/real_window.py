"""A process with the program's real window on a real vault; tells a line for all that it does."""

from __future__ import annotations

import datetime as dt
import json
import sys
import threading
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import builders
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import QApplication, QDialog

from app.importers.base import ImportOptions
from app.ui.application import Program
from app.ui.doors import Doors
from app.ui.services import Services
from app.ui.widgets.ask_printer import ask_printer
from app.windows_desk.identity import introduce
from app.windows_desk.taskbar import Shade
from app.workflow.import_export import ImportJob, look_at

_OFTEN_MS = 20
_SETTLED_MS = 300


def say(**told: object) -> None:
    """Tell the test."""
    print(json.dumps(told), flush=True)


class Orders(QObject):
    """What the test asks for, a word a line; no more lines is the end."""

    came = Signal(str)

    def listen(self) -> None:
        """Read until there is no more."""
        for line in sys.stdin:
            self.came.emit(line.strip())
        self.came.emit("end")


class Seat(QObject):
    """The window, its vault, and what is told of them."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder
        self._vault = builders.new_vault(folder)
        self._was_open = False
        self._imports = False
        doors = Doors(lambda _: self._vault, lambda: dt.date(2026, 11, 23))
        introduce()
        application = QApplication([sys.argv[0], "-platform", "windows"])
        application.setQuitOnLastWindowClosed(True)
        self.program = Program(Services(doors, folder / "s.toml", folder), application)
        self.program.look.changed.connect(self._tell_looks)
        self.program.window.work_changed.connect(self._tell_work)
        self.program.window.show()
        self.program.window.unlock.presenter.sample()
        self._watch = QTimer()
        self._watch.timeout.connect(self._look)
        self._watch.start(_OFTEN_MS)

    def obey(self, word: str) -> None:
        """Do what the test asks for."""
        if word == "import":
            self._import()
        elif word == "taskbar":
            button = self.program.manners._button
            button.show(Shade.NORMAL, 250)
            say(taskbar=button._list is not None and button._list.call(10, _window(self), _none()))
        elif word == "printer":
            self._ask_printer()
        elif word == "work":
            self.program.background.aside(lambda: say(worked=True), lambda _: None)
        else:
            self.program.window.close()

    def _look(self) -> None:
        is_open = self.program.window.frame is not None
        if is_open != self._was_open:
            self._was_open = is_open
            window = self.program.window
            say(open=is_open, window=int(window.winId()), ground=self._ground())

    def _import(self) -> None:
        export = self._folder / "sms-long.xml"
        job = ImportJob(self._vault, look_at([export])[0], ImportOptions("Diaz", "UTC"))
        self._imports = True
        self.program.window.frame.start(job, lambda _: say(imported=True))

    def _ask_printer(self) -> None:
        if QPrinterInfo.defaultPrinter().isNull():
            say(printer="")
            return
        over = QDialog(self.program.window.frame)
        over.show()
        over.activateWindow()
        QTimer.singleShot(_SETTLED_MS, lambda: self._ask_over(over))

    def _ask_over(self, over: QDialog) -> None:
        say(printer=QPrinterInfo.defaultPrinterName())
        ask_printer(QPrinter(), over, lambda: say(answer="printed"))
        say(answered=True)

    def _tell_work(self, works: tuple) -> None:
        if self._imports and works and works[0].amount.startswith("sms"):
            self._imports = False
            say(importing=works[0].amount)

    def _tell_looks(self) -> None:
        say(ground=self._ground())

    def _ground(self) -> str:
        return self.program.look.colours["ground"].name()


def _window(seat: Seat) -> object:
    import ctypes

    return ctypes.c_void_p(int(seat.program.window.winId()))


def _none() -> object:
    import ctypes

    return ctypes.c_uint(Shade.NONE)


def main() -> None:
    """Show the window until it is closed."""
    seat, orders = Seat(Path(sys.argv[1])), Orders()
    orders.came.connect(seat.obey)
    threading.Thread(target=orders.listen, daemon=True).start()
    code = QApplication.exec()
    seat.program.end()
    say(ended=code, bugs=seat.program.bugs.count)


if __name__ == "__main__":
    main()
