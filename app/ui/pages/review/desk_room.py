"""Keeps what opens attachments for the desk of pages, one for the request under review."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from app.domain.ids import RequestId
from app.errors import AppError
from app.jobs.isolated import Child
from app.ui.pages.review.desk_hints import Suggests
from app.ui.ways import PageContext
from app.workflow.review import Sight as Seen
from app.workflow.show_pages import PagesOnScreen


class Works(Protocol):
    """Where the clerk stands in the review."""

    @property
    def work(self) -> Suggests | None:
        """Give the verbs of the request under review."""


class DeskRoom:
    """Makes it when it is asked for first, and gets it ready when a record may ask for it."""

    def __init__(self, context: PageContext, stands: Works) -> None:
        self._context = context
        self._stands = stands
        self._asks = context.asks()
        self._room: PagesOnScreen | None = None
        self._request: RequestId | None = None

    def now(self) -> PagesOnScreen | None:
        """Give what opens attachments; None while no request is under review."""
        request, work = self._context.ways.request, self._stands.work
        if request is None or work is None:
            return None
        if self._room is None or self._request != request.id:
            if self._room is not None:
                self._room.close()
            self._room = PagesOnScreen(self._context.desk.vault, request, Child(), work.suggesting)
            self._request = request.id
        return self._room

    def get_ready(self, seen: Seen) -> None:
        """Let its process start beside the reading of a record that has files."""
        before, room = self._room, self.now() if seen.record.attachments else None
        if room is not None and room is not before:
            self._asks.ask(room.get_ready, _nothing, _not_now)

    def put_away(self) -> Callable[[], None] | None:
        """Give what must still be done before the vault is closed, if anything."""
        return self._room.close if self._room is not None else None


def _nothing(_: None) -> None:
    """Go on; it is ready."""


def _not_now(_: AppError) -> None:
    """Go on; who opens a file hears why it cannot be opened."""
