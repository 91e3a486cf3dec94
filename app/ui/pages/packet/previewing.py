"""Decides which page is shown: of the preview, of the verified packet or of a copy. No PySide6."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol

from app.documents.pages import PagePicture
from app.errors import AppError
from app.ui.pages.packet.state import PacketState, Source
from app.ui.pages.packet.work import PacketWork
from app.ui.ways import Asks
from app.workflow.build_marked import VerifiedMarked
from app.workflow.build_packet import Verified
from app.workflow.packet_recipe import PacketWishes

FIRST_WIDTH = 900
NARROWEST, WIDEST = 300, 2_400
NOTICED = 24
"""A change of fewer pixels in width is not worth another drawing."""

Draw = Callable[[int, int], PagePicture]


class HoldsState(Protocol):
    """Keeps what the page shows; the presenter is one."""

    @property
    def state(self) -> PacketState:
        """Give what is shown now."""

    def tell(self, state: PacketState) -> None:
        """Show something else."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What pages are drawn from."""

    draw: Draw
    data: bytes = b""
    sections: tuple[tuple[int, str], ...] = ()

    def __repr__(self) -> str:
        return f"Shown({len(self.data)} bytes)"


class Previewing:
    """The pages on the right; a newer wish silences the older.

    Args:
        asks: makes a line of questions.
    """

    def __init__(self, holder: HoldsState, asks: Callable[[], Asks]) -> None:
        self._holder = holder
        self._making, self._drawing, self._naming = asks(), asks(), asks()
        self._work: PacketWork | None = None
        self._shown: Shown | None = None
        self._width = FIRST_WIDTH
        self._wish = 0

    def use(self, work: PacketWork) -> None:
        """Draw for this request from now on."""
        self._work, self._shown = work, None

    def forget(self) -> None:
        """Let go of every page."""
        self._wish += 1
        self._shown = None

    def preview(self, wishes: PacketWishes) -> None:
        """Make the first pages anew; what was asked for before ends at its next record."""
        work = self._work
        if work is None:
            return
        self._wish += 1
        wish = self._wish
        self._drawing.silence()
        self._naming.silence()
        state = self._holder.state
        self._holder.tell(replace(state, drawing=True, drawing_trouble="", source=Source.PREVIEW))
        self._making.ask(
            lambda: work.preview(wishes, lambda: wish == self._wish),
            lambda pdf: self._made(wish, work, pdf),
            self._not_drawn,
        )

    def show_packet(self, packet: Verified) -> None:
        """Show the verified packet from its first page."""
        work = self._work
        if work is None:
            return
        self._stop_making(Source.PACKET)
        if packet.is_several:
            sections: list[tuple[int, str]] = []
            before = 1
            for part in packet.parts:
                sections.append((before, part.name))
                before += part.pages
            self._show(
                Shown(lambda at, wide: work.draw_packet(packet, at, wide), b"", tuple(sections))
            )
            return
        self._show_file(work, packet.built.data)

    def show_copy(self, copy: VerifiedMarked) -> None:
        """Show the verified marked copy from its first page."""
        if self._work is not None:
            self._stop_making(Source.MARKED)
            self._show_file(self._work, copy.built.data)

    def turn(self, by: int) -> None:
        """Turn the pages by so many."""
        self.go(self._holder.state.number + by)

    def go(self, number: int) -> None:
        """Show a page (one-based), or the nearest there is."""
        state = self._holder.state
        number = min(max(number, 1), max(state.pages, 1))
        if number != state.number:
            self._holder.tell(replace(state, number=number, section=self._section(number)))
            self._draw()

    def room(self, pixels: int) -> None:
        """Draw for another width."""
        pixels = min(max(pixels, NARROWEST), WIDEST)
        if abs(pixels - self._width) > NOTICED:
            self._width = pixels
            self._draw()

    # Inside

    def _stop_making(self, source: Source) -> None:
        self._wish += 1
        self._making.silence()
        self._holder.tell(replace(self._holder.state, source=source))

    def _made(self, wish: int, work: PacketWork, pdf: bytes) -> None:
        if pdf and wish == self._wish:
            self._show_file(work, pdf, number=self._holder.state.number)

    def _show_file(self, work: PacketWork, data: bytes, number: int = 1) -> None:
        self._show(Shown(lambda at, wide: work.draw(data, at, wide), data), number)
        self._naming.ask(lambda: work.titles(data), self._named, lambda _: None)

    def _show(self, shown: Shown, number: int = 1) -> None:
        self._shown = shown
        state = replace(self._holder.state, number=number, drawing=True, drawing_trouble="")
        self._holder.tell(replace(state, section=self._section(number)))
        self._draw()

    def _named(self, sections: tuple[tuple[int, str], ...]) -> None:
        if self._shown is not None:
            self._shown = replace(self._shown, sections=sections)
            state = self._holder.state
            self._holder.tell(replace(state, section=self._section(state.number)))

    def _section(self, number: int) -> str:
        sections = self._shown.sections if self._shown is not None else ()
        return next((title for page, title in reversed(sections) if page <= number), "")

    def _draw(self) -> None:
        shown, number, width = self._shown, self._holder.state.number, self._width
        if shown is not None:
            self._drawing.ask(lambda: shown.draw(number, width), self._drawn, self._not_drawn)

    def _drawn(self, page: PagePicture) -> None:
        state = self._holder.state
        self._holder.tell(
            replace(state, page=page, number=page.number, pages=page.pages, drawing=False)
        )

    def _not_drawn(self, error: AppError) -> None:
        state = self._holder.state
        if state.number > 1:
            self._holder.tell(replace(state, number=1, section=self._section(1)))
            self._draw()
            return
        self._holder.tell(replace(state, drawing=False, drawing_trouble=error.what))
