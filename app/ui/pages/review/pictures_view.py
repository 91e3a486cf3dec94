"""The attachments of the record in question: small pictures, each of which can be withheld."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QImage, QMouseEvent, QPixmap
from PySide6.QtWidgets import (
    QDialog,
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
    """A small picture; a click shows it large."""

    def __init__(self, image: QImage, name: str) -> None:
        super().__init__()
        self._image = image
        self.setFixedSize(SIDE)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setAccessibleName(f"Picture {name}")
        self.setToolTip("Click to see it large")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        keep, smooth = (
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        self.setPixmap(QPixmap.fromImage(image.scaled(SIDE, keep, smooth)))

    # Qt

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Show it large."""
        large = QDialog(self.window(), Qt.WindowType.Popup)
        large.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        room = self.window().size() * 0.85
        keep, smooth = (
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        shown = QLabel()
        shown.setPixmap(QPixmap.fromImage(self._image.scaled(room, keep, smooth)))
        QVBoxLayout(large).addWidget(shown)
        large.show()


class PicturesView(QScrollArea):
    """A row of attachments.

    Attributes:
        withhold_wished: index of the attachment to withhold or to bring back.
    """

    withhold_wished = Signal(int)

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
        self.setFixedHeight(inside.sizeHint().height() + 4)

    def _card(self, picture: Picture) -> QFrame:
        box = QFrame()
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
