"""Notices that nobody has touched the program for a while; knows not what follows."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

_TOUCHES = {
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
}
MINUTE_MS = 60_000


class Idle(QObject):
    """Counts the time since the last key or mouse.

    Attributes:
        fell: nobody touched the program for as long as was set.
    """

    fell = Signal()

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._application = application
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.timeout.connect(self.fell)

    def watch(self, minutes: int) -> None:
        """Begin to count; 0 minutes for never."""
        self.rest()
        if minutes > 0:
            self._application.installEventFilter(self)
            self._clock.start(minutes * MINUTE_MS)

    def again(self) -> None:
        """Count from now, since it could not be locked yet."""
        if self._clock.interval():
            self._clock.start()

    def rest(self) -> None:
        """Count no longer."""
        self._application.removeEventFilter(self)
        self._clock.stop()

    # Qt

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002 - Qt's signature
        """Begin afresh at every touch; let everything pass."""
        if event.type() in _TOUCHES:
            self._clock.start()
        return False
