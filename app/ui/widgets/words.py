"""Small makers of labels and buttons, so that every control has a role, a name and a key."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QFrame, QLabel, QLayout, QPushButton, QWidget

from app.ui.rows import Tone
from app.ui.theme import ICON_NAME, ICON_TOKEN


def label(text: str = "", role: str = "", *, wrap: bool = False) -> QLabel:
    """Make a label that shows plain text only, whatever stands in it."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("role", role)
    made.setWordWrap(wrap)
    return made


def caption(text: str, buddy: QWidget) -> QLabel:
    """Make the caption of a field; its mnemonic leads to the field, which takes its name."""
    made = QLabel(text)
    made.setBuddy(buddy)
    if not buddy.accessibleName():
        buddy.setAccessibleName(text.replace("&", ""))
    return made


def button(text: str, wish: Callable[[], object], role: str = "", *, key: str = "") -> QPushButton:
    """Make a button; ``text`` carries its mnemonic, ``key`` a further shortcut.

    The shortcut is one of its own: the button's would take the place of the mnemonic.
    """
    made = _Button(text)
    made.setProperty("role", role)
    made.setAutoDefault(role == "main")
    made.clicked.connect(lambda _checked: wish())
    name = _spoken(text)
    made.setAccessibleName(name)
    if role in {"link", "quiet", "icon"}:
        made.setCursor(Qt.CursorShape.PointingHandCursor)
    if key:
        further = QShortcut(QKeySequence(key), made)
        further.activated.connect(made.click)
        made.setToolTip(
            f"{name} ({QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)})"
        )
    return made


class _Button(QPushButton):
    """A button whose name for screen readers follows its words, unless it got one of its own."""

    def setText(self, text: str) -> None:
        """Show other words."""
        follows = self.accessibleName() == _spoken(self.text())
        super().setText(text)
        if follows:
            self.setAccessibleName(_spoken(text))


def _spoken(text: str) -> str:
    return text.replace("&", "").rstrip("…")


def with_icon(made: QPushButton, name: str, token: str = "text") -> QPushButton:  # noqa: S107 - a colour's name
    """Give a button an icon, drawn by the theme."""
    made.setProperty(ICON_NAME, name)
    made.setProperty(ICON_TOKEN, token)
    return made


def empty(layout: QLayout) -> None:
    """Take everything out of a layout."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()


def let_shrink(choice: QComboBox, characters: int = 12) -> None:
    """Let a choice of long names become narrower than the longest of them."""
    choice.setMinimumContentsLength(characters)
    choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)


def rule() -> QFrame:
    """Make a thin line between things."""
    made = QFrame()
    made.setProperty("role", "rule")
    made.setFixedHeight(1)
    return made


def panel() -> QFrame:
    """Make a quiet box around things that belong together."""
    made = QFrame()
    made.setProperty("role", "panel")
    return made


def set_tone(widget: QWidget, tone: Tone | str) -> None:
    """Give a widget the colour of a meaning."""
    set_mark(widget, "tone", str(tone))


def set_mark(widget: QWidget, name: str, value: str | bool) -> None:  # noqa: FBT001 - a property's value
    """Set a property that the style sheet asks for, and dress the widget anew if it changed."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def number(value: int) -> str:
    """Write a number as the clerk's country does."""
    return QLocale().toString(value)
