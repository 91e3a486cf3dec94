"""Draws pages of a PDF as pixels, in the child; for the window's preview and for printing."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass

import pypdfium2

from app.documents.base import Holder
from app.errors import ChildFailed

WIDEST = 6_000

Drawn = tuple[int, int, int, bytes]
"""Number of pages in all, width and height in pixels, and the pixels, three bytes each."""


@dataclass(frozen=True, slots=True)
class PagePicture:
    """One page as pixels, red, green and blue, without gaps between the lines."""

    number: int
    pages: int
    width: int
    height: int
    pixels: bytes

    def __repr__(self) -> str:
        return f"PagePicture({self.number} of {self.pages})"


def draw_page(data: bytes, number: int, width: int) -> Drawn | str:
    """Draw a page (one-based) so many pixels wide; a sentence where it cannot be drawn."""
    try:
        with closing(pypdfium2.PdfDocument(data)) as document:
            pages = len(document)
            if not 1 <= number <= pages:
                return "There is no such page."
            with closing(document[number - 1]) as page:
                scale = min(width, WIDEST) / page.get_width()
                picture = page.render(scale=scale).to_pil().convert("RGB")
    except pypdfium2.PdfiumError:
        return "This page cannot be drawn."
    return pages, picture.width, picture.height, picture.tobytes()


def page_titles(data: bytes, most: int) -> list[tuple[int, str]] | str:
    """List the bookmarks of the first level, each with its page (one-based)."""
    try:
        with closing(pypdfium2.PdfDocument(data)) as document:
            found: list[tuple[int, str]] = []
            for mark in document.get_toc(max_depth=1):
                place = mark.get_dest()
                at = place.get_index() if place is not None else None
                if at is not None:
                    found.append((at + 1, mark.get_title()))
                if len(found) == most:
                    break
    except pypdfium2.PdfiumError:
        return "This file cannot be read."
    return found


class Pages(Holder):
    """Draws pages in a process that may die without harm."""

    def draw(self, data: bytes, number: int, width: int) -> PagePicture:
        """Draw one page; ``number`` is one-based, ``width`` in pixels.

        Raises:
            ChildFailed: it cannot be drawn; the reason is a sentence.
        """
        drawn = self._isolated.call(draw_page, data, number, width)
        if isinstance(drawn, str):
            raise ChildFailed(drawn)
        pages, across, down, pixels = drawn
        return PagePicture(number, pages, across, down, pixels)

    def titles(self, data: bytes, most: int = 500) -> list[tuple[int, str]]:
        """List the bookmarks of the first level with their pages; raises as ``draw`` does."""
        found = self._isolated.call(page_titles, data, most)
        if isinstance(found, str):
            raise ChildFailed(found)
        return found
