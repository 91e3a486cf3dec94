"""The keys of undo and redo on a page; text fields keep theirs."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.ui.undoing import REDO, REDO_TOO, UNDO, Undoing


def bind_undo(page: QWidget, undoing: Undoing) -> None:
    """Let Ctrl+Z and Ctrl+Y take decisions back wherever no text is being typed."""
    for keys, act in ((UNDO, undoing.undo), (REDO, undoing.redo), (REDO_TOO, undoing.redo)):
        shortcut = QShortcut(QKeySequence(keys), page)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.setAutoRepeat(False)
        shortcut.activated.connect(act)
