"""Draws the program's own icons in any colour; knows no theme."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from app.paths import resource

SIDES = (16, 20, 24, 32, 48)


def drawn(name: str, colour: QColor, side: int) -> QPixmap:
    """Draw an icon of ``resources/icons`` as a square of ``side`` pixels."""
    source = resource(f"icons/{name}.svg").read_bytes()
    coloured = source.replace(b"currentColor", colour.name().encode("ascii"))
    pixmap = QPixmap(QSize(side, side))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(coloured)).render(painter)
    painter.end()
    return pixmap


def icon_of(name: str, colour: QColor, disabled: QColor) -> QIcon:
    """Give an icon for every size that a desktop asks for."""
    icon = QIcon()
    for side in SIDES:
        icon.addPixmap(drawn(name, colour, side))
        icon.addPixmap(drawn(name, disabled, side), QIcon.Mode.Disabled)
    return icon
