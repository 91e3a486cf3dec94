"""Shows the page that checks any PDF: what to check, then what was found."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui.pages.verify.presenter import COLUMNS, VerifyState
from app.ui.theme import Look
from app.ui.widgets.notice_line import NoticeLine
from app.ui.widgets.table import Table
from app.ui.widgets.words import button, label, panel

WHAT = (
    "Checks a PDF that another office sent, or that was blacked out with another program: is "
    "there text under its bars, an earlier state, or something else that tells what it should not?"
)


class VerifyView(QWidget):
    """The whole page.

    Attributes:
        file_wished, list_wished: ask for a PDF, or for a list of words.
        no_list_wished: use no list.
    """

    file_wished = Signal()
    list_wished = Signal()
    no_list_wished = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.table = Table("What was found", COLUMNS, look.colours)
        look.changed.connect(lambda: self.table.rows.recolour(look.colours))
        self._words = label(role="muted", wrap=True)
        self._notice = NoticeLine()
        self._checked = label(role="small", wrap=True)
        self._file = button("Check a &PDF…", self.file_wished.emit, "main")
        self._list = button("Search for a &list of words…", self.list_wished.emit)
        self._no_list = button("&No list", self.no_list_wished.emit)
        self._shown: VerifyState | None = None
        self._lay_out()

    def show_state(self, state: VerifyState) -> None:
        """Show the list of words and what was found."""
        self._words.setText(state.words)
        self._no_list.setVisible(state.listed)
        self._file.setEnabled(not state.running)
        self._notice.show_notice(state.notice)
        if self._shown is None or self._shown.rows != state.rows:
            self.table.rows.show_rows(state.rows)
        self.table.setVisible(bool(state.rows))
        self._checked.setText(_told(state))
        self._checked.setVisible(bool(state.sha256))
        self._shown = state

    def take_focus(self) -> None:
        """Begin with the file."""
        self._file.setFocus()

    def _lay_out(self) -> None:
        box = panel()
        inside = QVBoxLayout(box)
        inside.setContentsMargins(20, 14, 20, 16)
        inside.setSpacing(8)
        inside.addWidget(label("Check a PDF", "heading"))
        inside.addWidget(label(WHAT, "muted", wrap=True))
        keys = QHBoxLayout()
        for key in (self._file, self._list, self._no_list):
            keys.addWidget(key)
        keys.addStretch(1)
        inside.addLayout(keys)
        inside.addWidget(self._words)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 14, 18, 14)
        column.setSpacing(12)
        column.addWidget(box)
        column.addWidget(self._notice)
        column.addWidget(self.table, 1)
        column.addWidget(self._checked)
        column.addStretch()


def _told(state: VerifyState) -> str:
    held = [f"✓  {sentence}" for sentence in state.checked]
    return "\n".join([*held, f"SHA-256 of the file: {state.sha256}"])
