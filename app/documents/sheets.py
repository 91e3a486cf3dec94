"""Pages of PDF, TIFF and scanned files as pixels with the words that may be released with them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import PIL
from pypdfium2.version import PDFIUM_INFO

from app.documents import hidden_child, sheet_child
from app.documents.base import Holder
from app.documents.images import PICTURES
from app.documents.types import PDF
from app.domain.hidden import Hidden, HiddenKind
from app.domain.redacted import Box, Encoding, Picture, SheetWord
from app.domain.spans import Region
from app.errors import ChildFailed

ENGINE = 4
"""Raised when the same page would be drawn otherwise than before."""

TIFF = "image/tiff"
PAGED = frozenset({PDF, TIFF})
MOST_BOXES = 5_000

_SECONDS = 60.0
_CLOSED = "Files of this kind cannot be drawn."
_TOO_MANY_BOXES = "More is withheld on this page than can be painted; withhold all of it instead."


@dataclass(frozen=True, slots=True)
class Burn:
    """A region that is painted black, and the words printed on it where they fit."""

    region: Region
    words: str = ""


@dataclass(frozen=True, slots=True)
class Wishes:
    """How a page is drawn.

    Attributes:
        grey: keeps pale writing and stamps, which black and white loses.
        points: width and height as the file's own list of pages tells them; None where it is
            for the page itself to tell.
    """

    grey: bool = False
    points: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class DrawnSheet:
    """A page as it may be released.

    Attributes:
        width: in points as it is seen; ``height`` too.
        words: those that are seen and touch no box.
        marks: for each box, in the order asked for, the rectangle that is black.
        scanned: some words lie invisible on a scan, where somebody recognised them.
        unread: there is ink that none of the words tells of, or letters without a meaning.
    """

    width: float
    height: float
    picture: Picture
    words: tuple[SheetWord, ...] = field(default=(), repr=False)
    marks: tuple[Box, ...] = ()
    scanned: bool = False
    unread: bool = False


@dataclass(frozen=True, slots=True)
class FoundPages:
    """The pages of a file, and what hides in it.

    Attributes:
        sizes: in points as they are seen; of the first pages only where there are very many.
    """

    count: int
    sizes: tuple[tuple[float, float], ...] = field(default=(), repr=False)
    hidden: tuple[Hidden, ...] = ()


def engine() -> str:
    """Name what draws the pages; what was drawn by another engine is drawn again."""
    return f"{ENGINE} {PDFIUM_INFO} {PIL.__version__}"


class Sheets(Holder):
    """Draws pages in a process that may die without harm."""

    def get_ready(self) -> None:
        """Start the process and have it load what draws pages; raises ChildFailed."""
        self._isolated.call(hidden_child.be_ready, seconds=_SECONDS)

    def draws(self, media_type: str) -> bool:
        """Say whether files of a sniffed type are shown as pages of their own."""
        return media_type in PAGED

    def pages(self, untrusted: bytes, media_type: str) -> FoundPages:
        """Count the pages of a file and name what hides in it; pictures have one page.

        Raises:
            ChildFailed: it does not open; the reason is a sentence for the slip sheet.
        """
        if media_type not in PAGED and media_type not in PICTURES:
            raise ChildFailed(_CLOSED)
        found = self._isolated.call(hidden_child.look_into, untrusted, media_type, seconds=_SECONDS)
        if isinstance(found, str):
            raise ChildFailed(found)
        count, sizes, hidden = found
        if media_type not in PAGED:
            count = min(count, 1)
        return FoundPages(
            count,
            tuple((float(width), float(height)) for width, height in sizes[:count]),
            tuple(Hidden(HiddenKind(kind), int(many), what) for kind, many, what in hidden),
        )

    def draw(
        self,
        untrusted: bytes,
        media_type: str,
        page: int,
        boxes: Sequence[Burn] = (),
        wishes: Wishes = Wishes(),
    ) -> DrawnSheet:
        """Draw a page (one-based) with the boxes of that page painted black.

        Raises:
            ChildFailed: it cannot be drawn; the reason is a sentence for the slip sheet.
        """
        if media_type not in PAGED:
            raise ChildFailed(_CLOSED)
        return self._drawn(untrusted, media_type, page, boxes, wishes)

    def sheet_of_picture(
        self,
        untrusted: bytes,
        media_type: str,
        boxes: Sequence[Burn] = (),
        wishes: Wishes = Wishes(),
    ) -> DrawnSheet:
        """Draw a picture of a page, as a phone or a scanner makes it, like a page.

        Raises:
            ChildFailed: as for :meth:`draw`.
        """
        if media_type not in PICTURES:
            raise ChildFailed(_CLOSED)
        return self._drawn(untrusted, media_type, 1, boxes, wishes)

    def _drawn(
        self,
        untrusted: bytes,
        media_type: str,
        page: int,
        boxes: Sequence[Burn],
        wishes: Wishes,
    ) -> DrawnSheet:
        plain = tuple(
            (_box_of(burn.region), burn.words) for burn in boxes if burn.region.page == page
        )
        if len(plain) > MOST_BOXES:
            raise ChildFailed(_TOO_MANY_BOXES)
        asked = (wishes.points, wishes.grey)
        drawn = self._isolated.call(
            sheet_child.draw_sheet, untrusted, media_type, page, plain, asked, seconds=_SECONDS
        )
        if isinstance(drawn, str):
            raise ChildFailed(drawn)
        (across, down), (width, height), encoding, data, words, marks, scanned, unread = drawn
        return DrawnSheet(
            across,
            down,
            Picture(width, height, data, Encoding(encoding)),
            tuple(SheetWord(*word) for word in words),
            tuple(marks),
            scanned,
            unread,
        )


def _box_of(region: Region) -> Box:
    return region.left, region.top, region.right, region.bottom
