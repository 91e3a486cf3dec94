"""The clipboard, as far as this program has put something there."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication


def clear_ours() -> None:
    """Empty the clipboard where what lies in it is ours; leave others' alone."""
    clipboard = QGuiApplication.clipboard()
    if clipboard.ownsClipboard():
        clipboard.clear()
