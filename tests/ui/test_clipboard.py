"""What is copied: it asks the history of the desktop to pass over it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QTextEdit

from app.ui import clipboard
from app.ui.application import Program
from app.ui.clipboard import UNKEPT, ask_not_to_keep
from app.ui.doors import Doors
from app.ui.services import Services


class Board:
    """A clipboard that says whose it is, as those of real desktops do."""

    def __init__(self, *, ours: bool = True) -> None:
        self._ours = ours
        self._held: QMimeData | None = None
        self.laid = 0

    def copy(self, widget: QTextEdit) -> None:
        widget.selectAll()
        self.setMimeData(widget.createMimeDataFromSelection())
        ask_not_to_keep(self)

    def asks(self) -> bool:
        return self._held is not None and all(self._held.hasFormat(kind) for kind in UNKEPT)

    # Qt

    def ownsClipboard(self) -> bool:  # noqa: N802 - Qt's name
        return self._ours

    def mimeData(self) -> QMimeData | None:  # noqa: N802 - Qt's name
        return self._held

    def setMimeData(self, data: QMimeData) -> None:  # noqa: N802 - Qt's name
        self._held = data
        self.laid += 1


@pytest.fixture
def text(qtbot):
    made = QTextEdit("the <b>address</b> of a witness")
    qtbot.addWidget(made)
    return made


def test_that_copied_words_ask_to_be_kept_in_no_history(text):
    board = Board()
    board.copy(text)
    assert board.asks()
    assert board.mimeData().text() == "the address of a witness"
    assert "address" in board.mimeData().html()


def test_that_what_asks_already_is_laid_there_no_third_time(text):
    board = Board()
    board.copy(text)
    ask_not_to_keep(board)
    assert board.laid == 2


def test_that_windows_is_asked_by_the_names_it_knows():
    named = " ".join(UNKEPT)
    assert 'value="ExcludeClipboardContentFromMonitorProcessing"' in named
    assert 'value="CanIncludeInClipboardHistory"' in named
    assert 'value="CanUploadToCloudClipboard"' in named


def test_that_an_empty_clipboard_stays_empty():
    board = Board()
    ask_not_to_keep(board)
    assert board.laid == 0


def test_that_what_others_copied_is_left_alone(text):
    board = Board(ours=False)
    board.copy(text)
    assert not board.asks()


def test_that_it_is_asked_as_long_as_the_program_stands(tmp_path, qapp, monkeypatch):
    asked = []
    monkeypatch.setattr(clipboard, "ask_not_to_keep", lambda: asked.append(1))
    doors = Doors(lambda _: None, lambda: None)
    program = Program(Services(doors, tmp_path / "s.toml", tmp_path), qapp)
    QGuiApplication.clipboard().setText("one")
    assert asked == [1]
    program.end()
    QGuiApplication.clipboard().clear()
    assert asked == [1]
    program.window.deleteLater()
