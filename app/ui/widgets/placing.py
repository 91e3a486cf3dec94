"""How parts stand to each other, said once: side by side, or over the window."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QWidget

FROM_TOP = 70


def side_by_side(left: QWidget, right: QWidget, widths: tuple[int, int]) -> QSplitter:
    """Put two parts beside each other; the left one takes what room there is more."""
    splitter = QSplitter(Qt.Orientation.Horizontal)
    splitter.addWidget(left)
    splitter.addWidget(right)
    splitter.setStretchFactor(0, 1)
    splitter.setSizes(list(widths))
    splitter.setHandleWidth(12)
    splitter.setChildrenCollapsible(False)
    return splitter


def place_over(panel: QWidget, window: QWidget, most: tuple[int, int]) -> None:
    """Give a panel its place in the upper middle of a window, ``most`` wide and high."""
    width = min(most[0], window.width() - 80)
    height = min(most[1], window.height() - 120)
    corner = window.mapToGlobal(window.rect().topLeft())
    left = corner.x() + (window.width() - width) // 2
    panel.setGeometry(left, corner.y() + FROM_TOP, width, height)
