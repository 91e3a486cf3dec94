"""The attachments of the record in question: small pictures, each of which can be withheld."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QImage, QMouseEvent, QPixmap
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.ui.pages.review.state import Picture
from app.ui.theme import Look
from app.ui.widgets.elided import ElidedLabel
from app.ui.widgets.words import button, label

SIDE = QSize(132, 92)


class _Thumb(QLabel):
    """A small picture."""

    def __init__(self, image: QImage, name: str) -> None:
        super().__init__()
        self.setFixedSize(SIDE)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setAccessibleName(f"Picture {name}")
        keep, smooth = (
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        self.setPixmap(QPixmap.fromImage(image.scaled(SIDE, keep, smooth)))


class _Card(QFrame):
    """An attachment's card; a click opens its pages."""

    pressed = Signal(int)

    def __init__(self, picture: Picture) -> None:
        super().__init__()
        self._index = picture.index
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip("Click to see its pages (P)")
        self.setAccessibleName(f"Attachment {picture.name}")

    # Qt

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open it."""
        if event.button() is Qt.MouseButton.LeftButton:
            self.pressed.emit(self._index)


class PicturesView(QScrollArea):
    """A row of attachments.

    Attributes:
        withhold_wished: index of the attachment to withhold or to bring back.
        open_wished: index of the attachment whose pages are to be shown.
    """

    withhold_wished = Signal(int)
    open_wished = Signal(int)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._shown: tuple[Picture, ...] = ()
        self.setWidgetResizable(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Attachments of this record")
        self.hide()

    def show_pictures(self, pictures: tuple[Picture, ...]) -> None:
        """Show the attachments, or nothing."""
        self.setVisible(bool(pictures))
        if pictures == self._shown:
            return
        self._shown = pictures
        inside = QWidget()
        row = QHBoxLayout(inside)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for picture in pictures:
            row.addWidget(self._card(picture))
        row.addStretch(1)
        self.setWidget(inside)
        bar = self.horizontalScrollBar().sizeHint().height() if len(pictures) > 1 else 0
        self.setFixedHeight(inside.sizeHint().height() + bar + 4)

    def _card(self, picture: Picture) -> QFrame:
        box = _Card(picture)
        box.pressed.connect(self.open_wished)
        box.setProperty("role", "panel")
        row = QHBoxLayout(box)
        row.setContentsMargins(8, 8, 8, 8)
        image = QImage.fromData(picture.data) if picture.data else QImage()
        if not image.isNull():
            row.addWidget(_Thumb(image, picture.name))
        words = QVBoxLayout()
        words.setSpacing(3)
        name = ElidedLabel("strong")
        name.set_whole(picture.name)
        name.setMinimumWidth(150)
        words.addWidget(name)
        words.addWidget(label(" · ".join(p for p in (picture.kind, picture.size) if p), "small"))
        if picture.note:
            note = label(picture.note, "small", wrap=True)
            note.setMaximumWidth(230)
            words.addWidget(note)
        words.addStretch(1)
        if picture.withheld:
            words.addWidget(label(f"■ withheld · {picture.withheld}", "strong"))
        text = "Bring back" if picture.withheld else "Withhold attachment…"
        made = button(text, lambda index=picture.index: self.withhold_wished.emit(index))  # type: ignore[misc]  # mypy gives the default no type
        made.setAccessibleName(f"{text.rstrip('…')}: {picture.name}")
        words.addWidget(made)
        row.addLayout(words)
        return box
