"""Draws sides of paper from verified files, beside the window. No PySide6."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.documents.print_pages import PrintPage, PrintPages
from app.errors import AppError, ChildFailed
from app.ui.pages.packet.print_layout import Paper, Spot, place, with_stamp
from app.workflow.print_packet import PrintFile, Printout
from app.workflow.print_pages import PageAt, Side

_REMEDY = "Save the file and look at it there."


@dataclass(frozen=True, slots=True)
class Laid:
    """A drawn page and where it lies on its side of the paper."""

    spot: Spot
    page: PrintPage


@dataclass(frozen=True, slots=True)
class Drawing:
    """How sides are drawn."""

    paper: Paper
    dpi: float
    is_grey: bool = False
    stamped: bool = False
    places: int = 1


@dataclass(frozen=True, slots=True)
class _Opened:
    """The file from which was drawn last."""

    sha256: str
    data: bytes = field(repr=False)
    sizes: list[tuple[float, float]] = field(repr=False)


class PrintWork:
    """Draws; holds one file and the pages of one side at a time."""

    def __init__(self, pages: PrintPages) -> None:
        self._pages = pages
        self._opened: _Opened | None = None

    def side(self, printout: Printout, side: Side, how: Drawing) -> tuple[Laid, ...]:
        """Draw one side; raises AppError where a page cannot be drawn or was changed."""
        return tuple(
            self._laid(printout.files[page.file], page, how, at) for at, page in enumerate(side)
        )

    def close(self) -> None:
        """End the process in which pages are drawn."""
        self._opened = None
        self._pages.close()

    def _laid(self, file: PrintFile, page: PageAt, how: Drawing, at: int) -> Laid:
        try:
            opened = self._open(file)
            size = opened.sizes[page.page - 1]
            spot = place(size, how.paper, at=at, of=how.places)
            width = max(1, round(spot.box.width / 72 * how.dpi))
            drawn = self._pages.draw(opened.data, page.page, width, is_grey=how.is_grey)
        except ChildFailed as failure:
            raise AppError(failure.reason, _REMEDY) from failure
        return Laid(with_stamp(spot, drawn.band, how.paper) if how.stamped else spot, drawn)

    def _open(self, file: PrintFile) -> _Opened:
        opened = self._opened
        if opened is None or opened.sha256 != file.sha256:
            data = file.proved()
            opened = _Opened(file.sha256, data, self._pages.sizes(data))
            self._opened = opened
        return opened
