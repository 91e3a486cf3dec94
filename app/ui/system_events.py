"""Hears what Windows tells the windows of the program; knows not what follows."""

from __future__ import annotations

from collections.abc import Callable
from typing import SupportsInt

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray

from app.windows_desk.messages import KIND, Told, read


class SystemEvents(QAbstractNativeEventFilter):
    """Tells of lock, sleep and log-off; lets every message pass on."""

    def __init__(self, hear: Callable[[Told], None]) -> None:
        super().__init__()
        self._hear = hear

    # Qt

    def nativeEventFilter(
        self, kind: QByteArray | bytes | bytearray | memoryview, message: SupportsInt
    ) -> tuple[bool, int]:
        """Read one message of the system's."""
        named = kind.data() if isinstance(kind, QByteArray) else bytes(kind)
        told = read(int(message)) if named == KIND else None
        if told is not None:
            self._hear(told)
        return False, 0
