"""The keys of the frame, in one table; pages add their own letters beside them."""

from __future__ import annotations

from dataclasses import dataclass

from app.ui.ways import Where


@dataclass(frozen=True, slots=True)
class Shortcut:
    """One key of the frame and the page it leads to."""

    keys: str
    where: Where


GOING = (
    Shortcut("Ctrl+0", Where.REQUESTS),
    Shortcut("Ctrl+1", Where.INTAKE),
    Shortcut("Ctrl+2", Where.SOURCES),
    Shortcut("Ctrl+3", Where.SEARCH),
    Shortcut("Ctrl+4", Where.REVIEW),
    Shortcut("Ctrl+5", Where.CHECK),
    Shortcut("Ctrl+6", Where.PACKET),
    Shortcut("Ctrl+B", Where.LIBRARY),
    Shortcut("Ctrl+Shift+P", Where.VERIFY),
    Shortcut("Ctrl+Shift+V", Where.VAULT),
    Shortcut("Ctrl+,", Where.PREFERENCES),
    Shortcut("F1", Where.HELP),
)
EVERYTHING = "Ctrl+K"
LOCK = "Ctrl+L"


def key_of(where: Where) -> str:
    """Give the key that leads to a page."""
    return next((shortcut.keys for shortcut in GOING if shortcut.where is where), "")
