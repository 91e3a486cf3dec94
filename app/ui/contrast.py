"""The window's colours under high contrast: few, and the system's own; meaning stands in signs."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from app.windows_desk.contrast import SystemColours, high_contrast

ON_DARK = SystemColours("#000000", "#ffffff", "#1aebff", "#000000", "#3ff23f", "#ffff00")
ON_LIGHT = SystemColours("#ffffff", "#000000", "#37006e", "#ffffff", "#600000", "#00009f")
"""Where a system wishes high contrast and names no colours of its own."""

SeesContrast = Callable[[], SystemColours | None]
"""Gives the colours of high contrast; None while it is off."""

_CHOSEN = frozenset({"accent", "accent_down", "chosen", "focus", "hit"})
_ON_CHOSEN = frozenset({"on_accent", "on_chosen", "on_hit"})
_TEXT = frozenset(
    {
        "line", "edge", "text", "muted", "good", "soon", "bad", "marked", "hint", "bar",
    }
)  # fmt: skip


def wished_contrast() -> SystemColours | None:
    """Say which colours the system wishes, if it wishes high contrast at all."""
    colours = high_contrast()
    hints = QGuiApplication.styleHints()
    wished = hints.accessibility().contrastPreference() is Qt.ContrastPreference.HighContrast
    if colours is not None or not wished:
        return colours
    return ON_DARK if hints.colorScheme() is Qt.ColorScheme.Dark else ON_LIGHT


def in_contrast(tokens: dict[str, str], system: SystemColours) -> dict[str, str]:
    """Give every token of a theme one of the system's colours; paper stays paper."""
    return {name: _of(name, was, system) for name, was in tokens.items()} | {"idle": system.idle}


def _of(name: str, was: str, system: SystemColours) -> str:
    if name.startswith(("paper", "on_paper")):
        return was
    if name in _CHOSEN:
        return system.chosen
    if name in _ON_CHOSEN:
        return system.on_chosen
    if name == "link":
        return system.link
    return system.text if name in _TEXT else system.ground
