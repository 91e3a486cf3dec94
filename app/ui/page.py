"""What a page is to the window: a widget and a few moments in its life."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from app.ui.ways import Deed


class Page:
    """Joins a view with its presenter; each page of the window overrides what concerns it.

    Attributes:
        widget: the view; it is destroyed when the vault is locked.
        title: the page's name for screen readers and "everything".
    """

    def __init__(self, widget: QWidget, title: str) -> None:
        self.widget = widget
        self.title = title

    def arrive(self, subject: str) -> None:
        """The page is shown now; ask the vault afresh. ``subject`` is what it was sent for."""

    def refresh(self) -> None:
        """Something in the vault changed while the page is shown."""

    def make_ready(self) -> None:
        """A request is open and nobody waits: begin what a first visit would wait for."""

    def leave(self) -> None:
        """Another page is shown now."""

    def put_away(self) -> Callable[[], None] | None:
        """Give the last work before the vault is locked, or what is half done is lost.

        It runs beside the window, after the page is gone, and may write to the vault.
        """
        return None

    def deeds(self) -> list[Deed]:
        """Give what can be done here, for "everything" (Ctrl+K)."""
        return []

    def dropped(self, paths: tuple[Path, ...]) -> None:
        """Take files that were dropped on the window while this page is shown."""
