"""The line in which a search is typed; a mistake is underlined where it stands."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import QApplication, QLineEdit

from app.ui.pages.search.state import Mistake
from app.ui.theme import Look
from app.ui.utf16 import Units
from app.ui.widgets.words import set_mark


class QueryLine(QLineEdit):
    """Tells what is typed with every key.

    Attributes:
        down_wished: the clerk goes from the line into the results.
    """

    down_wished = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._marked: Mistake | None = None
        self.setAccessibleName("Search")
        self.setPlaceholderText('Words, "exact phrase", from:name, on:2026-03-14 …')
        self.setClearButtonEnabled(True)
        self.setProperty("role", "query")

    def show_typed(self, typed: str) -> None:
        """Show another search than the one that was typed."""
        if typed != self.text():
            self.setText(typed)

    def show_mistake(self, mistake: Mistake | None) -> None:
        """Underline what cannot be understood."""
        if mistake == self._marked:
            return
        self._marked = mistake
        set_mark(self, "wrong", "true" if mistake else "false")
        attributes: list[QInputMethodEvent.Attribute] = []
        text = self.text()
        if mistake is not None and text:
            start = min(mistake.position, len(text) - 1)
            end = next((at for at in range(start + 1, len(text)) if text[at] == " "), len(text))
            units = Units(text)
            first, last = units.unit(start), units.unit(end)
            look = QTextCharFormat()
            look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
            look.setUnderlineColor(self._look.colours["bad"])
            look.setForeground(self._look.colours["bad"])
            attributes.append(
                QInputMethodEvent.Attribute(
                    QInputMethodEvent.AttributeType.TextFormat,
                    first - self.cursorPosition(),
                    last - first,
                    look,
                )
            )
        QApplication.sendEvent(self, QInputMethodEvent("", attributes))

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go down into the results."""
        if event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.down_wished.emit()
            return
        super().keyPressEvent(event)
