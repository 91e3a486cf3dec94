"""Lets a view scroll where the window is too small for it; knows nothing of what it holds."""

from __future__ import annotations

from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

PAGE = (18, 14, 6, 14)
"""Around what a whole page holds."""


def fill_scrolling(
    view: QWidget, inside: QWidget, margins: tuple[int, int, int, int] = (0, 0, 0, 0)
) -> QScrollArea:
    """Fill a view with one widget that scrolls; gives what scrolls it."""
    scroll = QScrollArea()
    scroll.setWidgetResizable(True)
    scroll.setWidget(inside)
    outer = QVBoxLayout(view)
    outer.setContentsMargins(*margins)
    outer.addWidget(scroll)
    return scroll
