"""Builds one file of a packet from its recipe; proves nothing."""

from __future__ import annotations

import io
from collections.abc import Generator, Iterable, Iterator

from app.domain.packets import BuiltPacket, PacketRecipe
from app.domain.redacted import RedactedRecord
from app.packet.bates import bates_of
from app.packet.cover import lay_cover
from app.packet.custody import lay_custody
from app.packet.dress import lay_notice
from app.packet.exemption_log import lay_legend, laying_log, log_lines
from app.packet.finish import finish
from app.packet.flow import Flow
from app.packet.fonts import Faces
from app.packet.marked import refuse_uncovered, words_for
from app.packet.pages import write_pages
from app.packet.records import laying
from app.packet.reportlab_mends import BareCanvas
from app.packet.undoing import Undo, all_undo, dicts_undo


def build(recipe: PacketRecipe) -> BuiltPacket:
    """Build the file in memory; the same recipe gives the same bytes.

    Nothing is written to disk and the clock is not asked. Characters that no bundled face has
    are drawn as a box and named in the warnings.
    """
    book = Book(recipe)
    if recipe.contents.records:
        for _ in book.laying(recipe.records):
            pass
    return book.finished(recipe)


class Book:
    """One file while it is made: the letter is laid at once, then records, then the rest.

    Attributes:
        flow: its pages so far.
        head: the recipe without regard to its records.
    """

    def __init__(self, head: PacketRecipe) -> None:
        self.head = head
        self._canvas = BareCanvas(io.BytesIO(), pageCompression=0, invariant=1)
        self._faces = Faces(self._canvas.document)
        self.flow = Flow(head.layout.page, self._faces)
        self._canvas.setPageSize(self.flow.size)
        self._first_pages: dict[int, int] = {}
        self._last_pages: dict[int, int] = {}
        self._faces.words_under = words_for(head)
        lay_notice(self.flow, head)
        if head.contents.letter:
            lay_cover(self.flow, head)

    def laying(self, records: Iterable[RedactedRecord]) -> Iterator[RedactedRecord]:
        """Lay records as they come; gives each when it stands."""
        for record in laying(self.flow, self.head, records, self._first_pages):
            self._last_pages[record.number] = self.flow.page
            yield record

    def undo(self) -> Undo:
        """Give what takes back all that is laid from now on, so that no byte tells of it."""
        return all_undo(self.flow.undo(), dicts_undo(self._first_pages, self._last_pages))

    def laying_rest(self, recipe: PacketRecipe) -> Generator[int, None, None]:
        """Lay what stands behind the records, as the recipe says; gives each page of the log."""
        if recipe.contents.log:
            printed = (*recipe.earlier_log, *log_lines(self.flow.placed, recipe))
            yield from laying_log(self.flow, printed, is_marked=bool(recipe.marked_for))
            lay_legend(self.flow, printed, recipe)
        if recipe.custody is not None:
            lay_custody(self.flow, recipe.custody)

    def finished(self, recipe: PacketRecipe) -> BuiltPacket:
        """Lay the rest, then write the file.

        Args:
            recipe: of exactly what was laid.
        """
        for _ in self.laying_rest(recipe):
            pass
        return self.written(recipe)

    def written(self, recipe: PacketRecipe) -> BuiltPacket:
        """Write the file once all is laid."""
        refuse_uncovered(recipe)
        pages = len(self.flow.sheets)
        log = log_lines(self.flow.placed, recipe)
        data = finish(write_pages(self.flow, recipe, self._canvas), recipe, self.flow)
        return BuiltPacket(
            data=data,
            pages=pages,
            log=log,
            first_pages=self._first_pages,
            bates=(bates_of(recipe, 1), bates_of(recipe, pages)),
            warnings=self._faces.warnings,
            last_pages=self._last_pages,
        )
