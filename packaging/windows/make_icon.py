"""Draws the program's icon for Windows from ``resources/icons/sun.svg``; run when that changes.

``uv run python packaging/windows/make_icon.py`` writes ``desk.ico`` beside this file: one picture
for every size that Windows asks for, each a PNG.
"""

from __future__ import annotations

import struct
import sys
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

HERE = Path(__file__).resolve().parent
SUN = HERE.parents[1] / "resources" / "icons" / "sun.svg"
SIDES = (16, 20, 24, 32, 40, 48, 64, 128, 256)


def main() -> None:
    """Write the icon."""
    application = QGuiApplication([*sys.argv, "-platform", "offscreen"])
    pictures = [drawn(side) for side in SIDES]
    at = 6 + 16 * len(SIDES)
    head, body = struct.pack("<HHH", 0, 1, len(SIDES)), b""
    for side, picture in zip(SIDES, pictures, strict=True):
        small = side % 256
        head += struct.pack("<BBBBHHII", small, small, 0, 0, 1, 32, len(picture), at + len(body))
        body += picture
    (HERE / "desk.ico").write_bytes(head + body)
    del application


def drawn(side: int) -> bytes:
    """Give the icon as a PNG of one size."""
    image = QImage(side, side, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(QByteArray(SUN.read_bytes())).render(painter, QRectF(0, 0, side, side))
    painter.end()
    held = QBuffer()
    held.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(held, "PNG")  # type: ignore[call-overload]  # the stubs leave out devices
    return bytes(held.data().data())


if __name__ == "__main__":
    main()
