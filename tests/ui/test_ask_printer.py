"""The question for a printer: it outlives the window over which it was asked."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QApplication, QWidget

from app.ui.widgets.ask_printer import ask_printer

pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="there the dialog is the system's: see tests/windows_desk"
)


@pytest.fixture
def printer():
    return QPrinter()


def asked() -> QPrintDialog:
    (dialog,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, QPrintDialog)]
    return dialog


def test_that_a_question_of_windows_ends_well_where_the_vault_is_locked_meanwhile(printer, qapp):
    parent, told = QWidget(), []

    def lock() -> None:
        parent.deleteLater()
        QTimer.singleShot(0, lambda: told.append(asked().isVisible()))
        QTimer.singleShot(0, lambda: asked().reject())

    parent.destroyed.connect(lambda: told.append("locked"))
    QTimer.singleShot(0, lock)
    ask_printer(printer, parent, lambda: told.append("printed"), "win32")
    assert sorted(map(str, told)) == ["True", "locked"]


def test_that_a_question_of_windows_is_answered_before_the_call_is_over(printer, qapp):
    parent, told = QWidget(), []
    QTimer.singleShot(0, lambda: asked().accept())
    ask_printer(printer, parent, lambda: told.append("printed"), "win32")
    assert told == ["printed"]


def test_that_elsewhere_the_window_stays_live_beside_the_question(printer, qtbot):
    parent, told = QWidget(), []
    qtbot.addWidget(parent)
    ask_printer(printer, parent, lambda: told.append("printed"), "linux")
    (dialog,) = parent.findChildren(QPrintDialog)
    assert (dialog.isVisible(), told) == (True, [])
    assert not dialog.testOption(QPrintDialog.PrintDialogOption.PrintPageRange)
    dialog.accept()
    assert told == ["printed"]
