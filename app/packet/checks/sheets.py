"""Proves the pages of attachments in a packet: their pixels, words and burned boxes.

It reads each page's drawing by itself, so that a word is where the pixels show it.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt
from pikepdf import Pdf
from PIL import Image

from app.domain.packets import Finding, PacketRecipe
from app.domain.redacted import Box, Sheet, SheetMark, SheetWord
from app.packet import wording
from app.packet.checks.layers import Drawn, Shown, drawing_of
from app.packet.comparing import Body
from app.packet.directions import RTL
from app.packet.leaves import Leaf, leaves_of
from app.packet.normal import seen, unmirrored
from app.packet.pictures import as_file
from app.packet.reading import PageRead
from app.packet.shapes import Kind
from app.packet.sheet_order import Piece, bounds_of, pieces_of, text_of

_NEAR = 1.5
_TOUCH = 0.05
_BLACK, _WHITE = 60, 195
_LEAST_BLACK = 0.5
_MOST_BETWEEN = 0.12
_RIM = 1
_RIM_BLACK = 0.99


class Awaited:
    """The pages of attachments that a packet should have, in their order.

    Attributes:
        found: those that were met, by their one-based page.
    """

    def __init__(self, recipe: PacketRecipe) -> None:
        self._waiting = [leaf for record in recipe.records for leaf in leaves_of(record)]
        self.found: dict[int, Leaf] = {}

    def meet(self, page: PageRead) -> Leaf | None:
        """Give the page of an attachment that a page of the file is, if it is the next one."""
        at = len(self.found)
        if at == len(self._waiting) or not any(s.kind is Kind.PICTURE for s in page.shapes):
            return None
        leaf = self._waiting[at]
        head = seen(leaf.head)
        if not seen(page.characters[: 2 * len(leaf.head) + 20]).startswith(head):
            return None
        self.found[page.number] = leaf
        return leaf

    def located(self, findings: Iterable[Finding]) -> Iterator[Finding]:
        """Say of what was found on the page of an attachment which record it belongs to.

        Words that were recognised on the pixels themselves may be read otherwise a second time:
        that is no fault, and a withheld word among them is found as any other. In a marked copy
        the codes of an outline are told beside words that stay.
        """
        for finding in findings:
            leaf = self.found.get(finding.page)
            if leaf is None or finding.record:
                yield finding
                continue
            if finding.kind == "unseen_words" and _says_more(leaf.sheet):
                continue
            where = f"It is page {leaf.page} of attachment {leaf.index} of record {leaf.record}."
            yield replace(finding, record=leaf.record, what=f"{finding.what} {where}")

    def missing(self) -> Iterator[Finding]:
        """Name the first page of an attachment that is on no page."""
        if len(self.found) < len(self._waiting):
            leaf = self._waiting[len(self.found)]
            what = f"A page of an attachment of record {leaf.record} is missing."
            yield Finding("sheet", 0, what, leaf.record)


def _says_more(sheet: Sheet) -> bool:
    """Say whether what can be copied from a page may not be read in its pixels."""
    return sheet.read_by == "ocr" or any(isinstance(one.bar, wording.Read) for one in sheet.marks)


def by_words(page: PageRead, leaf: Leaf) -> PageRead:
    """Give a page with its invisible words as wholes, to be checked for ink word by word.

    Marks are left out: what is black at their places is checked in the pixels themselves.
    """
    (box,) = [shape.box for shape in page.shapes if shape.kind is Kind.PICTURE][:1]
    left, bottom, right, top = box
    outside = ~_within(page.boxes, box)
    pieces = (piece for paragraph in pieces_of(leaf.sheet) for piece in paragraph)
    boxes = [piece.box for piece in pieces if not isinstance(piece, SheetMark)]
    places = np.array(boxes, dtype=np.float64).reshape(-1, 4)
    words = np.column_stack(
        (
            left + places[:, 0] * (right - left),
            top - places[:, 3] * (top - bottom),
            left + places[:, 2] * (right - left),
            top - places[:, 1] * (top - bottom),
        )
    )
    signs = [sign for sign, kept in zip(page.characters, outside, strict=True) if kept]
    characters = "".join(signs) + "w" * len(words)
    return replace(page, characters=characters, boxes=np.vstack((page.boxes[outside], words)))


def marked(body: Body, leaf: Leaf) -> Body:
    """Give what a page says with the marks that are burned into its pixels."""
    marks = (mark for paragraph in pieces_of(leaf.sheet) for mark in paragraph)
    bars = (mark.bar for mark in marks if isinstance(mark, SheetMark))
    said = (seen(wording.mark_of(bar)) for bar in bars if not isinstance(bar, wording.Read))
    return replace(body, marks=(*body.marks, *said))


def check_sheets(
    pdf: Pdf, awaited: Awaited, unshown: dict[int, str], marked_for: str = ""
) -> Iterator[Finding]:
    """Check all pages of attachments.

    Args:
        pdf: the packet.
        awaited: the pages that were met.
        unshown: what stands for signs that no face has.
        marked_for: of a marked copy, in which what is withheld is not black.
    """
    yield from awaited.missing()
    for number, leaf in awaited.found.items():
        drawn = drawing_of(pdf.pages[number - 1]) if number <= len(pdf.pages) else None
        if drawn is None or drawn.picture is None or not _is_whole(drawn.picture, leaf):
            what = "A page of an attachment is not drawn as it should be."
            yield Finding("sheet", number, what, leaf.record)
            continue
        if not all(_matches(drawn, pieces_of(leaf.sheet), unshown)):
            what = "The words that can be copied from a page of an attachment are not its own."
            yield Finding("sheet_words", number, what, leaf.record)
        if not marked_for and not all(_marks_hold(leaf)):
            what = "A part of a page of an attachment is not black that should be."
            yield Finding("sheet_mark", number, what, leaf.record)


def _is_whole(box: Box, leaf: Leaf) -> bool:
    """Say whether pixels stand in the proportions of their page and are not enlarged."""
    wide, high = box[2] - box[0], box[3] - box[1]
    sheet = leaf.sheet
    turned = abs(wide * max(sheet.height, 1) - high * max(sheet.width, 1))
    return turned <= _NEAR * max(wide, high) * 2 and wide <= max(sheet.width, 1) + _NEAR


def _matches(
    drawn: Drawn, paragraphs: Sequence[Sequence[Piece]], unshown: dict[int, str]
) -> Iterator[bool]:
    pieces = [(piece, box) for paragraph in paragraphs for piece, box in _placed(paragraph)]
    yield len(drawn.unseen) == len(pieces)
    for shown, (piece, box) in zip(drawn.unseen, pieces, strict=False):
        wanted = _said(piece).translate(unshown)
        yield _is_said(shown.text, wanted)
        yield drawn.picture is not None and _stands_at(shown, box, drawn.picture)


def _placed(paragraph: Sequence[Piece]) -> Iterator[tuple[Piece, Box]]:
    """Give each piece with its place; a word is as high as its line, on whose base it stands."""
    lines: dict[tuple[int, int], list[SheetWord]] = {}
    for piece in paragraph:
        if isinstance(piece, SheetWord):
            lines.setdefault((piece.block, piece.line), []).append(piece)
    for piece in paragraph:
        if isinstance(piece, SheetWord):
            _, top, _, bottom = bounds_of(lines[piece.block, piece.line])
            yield piece, (piece.box[0], top, piece.box[2], bottom)
        else:
            yield piece, piece.box


def _said(piece: Piece) -> str:
    return wording.mark_of(piece.bar) if isinstance(piece, SheetMark) else text_of(piece)


def _is_said(found: str, wanted: str) -> bool:
    if RTL.search(wanted):
        return Counter(unmirrored(seen(found))) == Counter(unmirrored(seen(wanted)))
    return seen(found) == seen(wanted)


def _stands_at(shown: Shown, box: Box, picture: Box) -> bool:
    left, bottom, right, top = picture
    wide, high = right - left, top - bottom
    low, up = top - box[3] * high - _NEAR, top - box[1] * high + _NEAR
    start, end = left + box[0] * wide - _NEAR, left + box[2] * wide + _NEAR
    return start <= shown.left and shown.right <= end and low <= shown.bottom and shown.top <= up


def _marks_hold(leaf: Leaf) -> Iterator[bool]:
    """Say of each mark whether it is black, and of each word whether it keeps off the marks."""
    sheet = leaf.sheet
    if not sheet.marks:
        return
    for word in sheet.words:
        yield not any(_touches(word.box, mark.box) for mark in sheet.marks)
    with Image.open(io.BytesIO(as_file(sheet.picture()))) as image:
        grey = np.asarray(image.convert("L"))
    boxes = [mark.box for mark in sheet.marks]
    for at, box in enumerate(boxes):
        if not _is_enclosed(at, boxes):
            yield _is_black(grey, box, [other for nth, other in enumerate(boxes) if nth != at])


def _touches(word: Box, mark: Box) -> bool:
    wide = min(word[2], mark[2]) - max(word[0], mark[0])
    high = min(word[3], mark[3]) - max(word[1], mark[1])
    whole = (word[2] - word[0]) * (word[3] - word[1])
    return wide > 0 and high > 0 and wide * high > _TOUCH * whole


def _is_enclosed(at: int, boxes: Sequence[Box]) -> bool:
    """Say whether a box lies within another one, which is then looked at in its place."""
    left, top, right, bottom = boxes[at]
    return any(
        nth != at
        and (other != boxes[at] or nth < at)
        and (other[0] <= left and other[1] <= top and other[2] >= right and other[3] >= bottom)
        for nth, other in enumerate(boxes)
    )


def _is_black(grey: npt.NDArray[np.uint8], box: Box, others: Sequence[Box]) -> bool:
    """Say whether a box is black with nothing but a white label in it.

    Its rim is black all around, but where another box with its label lies over it; between
    black and white there is no more than the edges of letters, and what JPEG makes of them.
    """
    rows, columns = _pixels(box, grey.shape)
    part = grey[rows, columns]
    if not part.size:
        return True
    black, white = part < _BLACK, part > _WHITE
    rim = np.zeros(grey.shape, dtype=bool)
    rim[rows, columns] = True
    rim[rows.start + _RIM : rows.stop - _RIM, columns.start + _RIM : columns.stop - _RIM] = False
    for other in others:
        rim[_pixels(other, grey.shape)] = False
    rim = rim[rows, columns]
    between = 1.0 - float(black.mean()) - float(white.mean())
    return (
        float(black.mean()) >= _LEAST_BLACK
        and between <= _MOST_BETWEEN
        and (not rim.any() or float(black[rim].mean()) > _RIM_BLACK)
    )


def _pixels(box: Box, shape: tuple[int, ...]) -> tuple[slice, slice]:
    """Give the rows and columns of pixels that lie wholly in a box."""
    high, wide = shape
    rows = slice(max(int(np.ceil(box[1] * high)), 0), int(np.floor(box[3] * high)))
    columns = slice(max(int(np.ceil(box[0] * wide)), 0), int(np.floor(box[2] * wide)))
    return rows, columns


def _within(boxes: npt.NDArray[np.float64], box: Box) -> npt.NDArray[np.bool_]:
    left, bottom, right, top = box
    x, y = (boxes[:, 0] + boxes[:, 2]) / 2, (boxes[:, 1] + boxes[:, 3]) / 2
    found = (x >= left - 1) & (x <= right + 1) & (y >= bottom - 1) & (y <= top + 1)
    return np.asarray(found | ~boxes.any(axis=1), dtype=bool)
