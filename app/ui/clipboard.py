"""The clipboard, as far as this program has put something there."""

from __future__ import annotations

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QClipboard, QGuiApplication

_WINDOWS = 'application/x-qt-windows-mime;value="{}"'
_NO = (0).to_bytes(4, "little")
UNKEPT = {
    _WINDOWS.format("ExcludeClipboardContentFromMonitorProcessing"): _NO,
    _WINDOWS.format("CanIncludeInClipboardHistory"): _NO,
    _WINDOWS.format("CanUploadToCloudClipboard"): _NO,
    "x-kde-passwordManagerHint": b"secret",
}
"""Formats that ask the history of a desktop to pass over what lies beside them.

https://learn.microsoft.com/windows/win32/dataxchg/clipboard-formats#cloud-clipboard-and-clipboard-history-formats
"""


def clear_ours(clipboard: QClipboard | None = None) -> None:
    """Empty the clipboard where what lies in it is ours; leave others' alone."""
    clipboard = clipboard or QGuiApplication.clipboard()
    if clipboard.ownsClipboard():
        clipboard.clear()


def ask_not_to_keep(clipboard: QClipboard | None = None) -> None:
    """Ask that what is copied here is kept in no history and sent to no other device.

    To be called whenever something was copied. It is laid there once more, with the request.
    """
    clipboard = clipboard or QGuiApplication.clipboard()
    if not clipboard.ownsClipboard():
        return
    copied = clipboard.mimeData()
    if not copied or not copied.formats() or _asks(copied):
        return
    asking = QMimeData()
    for kind in copied.formats():
        asking.setData(kind, copied.data(kind))
    for kind, told in UNKEPT.items():
        asking.setData(kind, told)
    clipboard.setMimeData(asking)


def _asks(copied: QMimeData) -> bool:
    return all(copied.hasFormat(kind) for kind in UNKEPT)
