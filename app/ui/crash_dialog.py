"""Tells a fault of the program's own: types and line numbers, never a word of a record."""

from __future__ import annotations

import logging
import platform
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from app.logs import wordless
from app.ui.widgets.words import button, label

_log = logging.getLogger(__name__)


class CrashDialog(QDialog):
    """What happened, what is safe, and details that may be sent to somebody."""

    def __init__(
        self, error: BaseException, log_folder: Path | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Sunshine Desk")
        self.setMinimumWidth(560)
        self.details = details_of(error)
        text = QPlainTextEdit(self.details)
        text.setReadOnly(True)
        text.setAccessibleName("Details")
        text.setMinimumHeight(160)
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 20, 22, 18)
        column.setSpacing(10)
        column.addWidget(label("The program made a mistake", "heading"))
        column.addWidget(label(_WORDS, wrap=True))
        column.addWidget(text, 1)
        if log_folder:
            column.addWidget(label(f"The log lies in {log_folder}.", "small", wrap=True))
        row = QHBoxLayout()
        row.addWidget(button("&Copy details", self._copy))
        row.addStretch(1)
        row.addWidget(button("&Go on", self.accept, "main"))
        column.addLayout(row)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.details)


_WORDS = (
    "What you decided so far is kept. You can go on; if it happens again, lock the vault, start "
    "the program anew and send the details below to whoever looks after it. They hold no text "
    "of any record."
)


def details_of(error: BaseException) -> str:
    """Give what may be sent: the system and where the fault came from."""
    system = f"{platform.system()} {platform.release()}, Python {platform.python_version()}"
    return f"{system}\n{wordless(error)}"


def note_in_log(error: BaseException) -> None:
    """Write a fault into the log."""
    _log.error("fault: %s", wordless(error))
