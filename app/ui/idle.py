"""Notices that nobody has touched the program for a while; knows not what follows."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow

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

    It listens to the windows of the system, through which every touch comes, and not to the
    application, which would call it for each of the many events of every widget.

    Attributes:
        fell: nobody touched the program for as long as was set.
    """

    fell = Signal()

    def __init__(self, application: QGuiApplication) -> None:
        super().__init__(application)
        self._watching = False
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.timeout.connect(self.fell)
        application.focusWindowChanged.connect(self._listen)

    def watch(self, minutes: int) -> None:
        """Begin to count; 0 minutes for never."""
        self.rest()
        if minutes > 0:
            self._watching = True
            for window in QGuiApplication.allWindows():
                self._listen(window)
            self._clock.start(minutes * MINUTE_MS)

    def again(self) -> None:
        """Count from now, since it could not be locked yet."""
        if self._clock.interval():
            self._clock.start()

    def rest(self) -> None:
        """Count no longer."""
        self._watching = False
        for window in QGuiApplication.allWindows():
            window.removeEventFilter(self)
        self._clock.stop()

    def _listen(self, window: QWindow | None) -> None:
        """Listen to a window that came up; a filter that is there already is only moved."""
        if self._watching and window is not None:
            window.installEventFilter(self)

    # Qt

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002 - Qt's signature
        """Begin afresh at every touch; let everything pass."""
        if event.type() in _TOUCHES:
            self._clock.start()
        return False
