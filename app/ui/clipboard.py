"""The clipboard, as far as this program has put something there."""

from __future__ import annotations

from PySide6.QtGui import QClipboard, QGuiApplication


def clear_ours(clipboard: QClipboard | None = None) -> None:
    """Empty the clipboard where what lies in it is ours; leave others' alone."""
    clipboard = clipboard or QGuiApplication.clipboard()
    if clipboard.ownsClipboard():
        clipboard.clear()
