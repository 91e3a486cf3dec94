"""Draws one page of a PDF, a TIFF or a picture and takes its words; runs in the child."""

from __future__ import annotations

import math
import warnings
from collections.abc import Sequence
from contextlib import closing

import numpy as np
import pypdfium2

from app.documents import frames, pixels
from app.documents.pixels import BLACK_BELOW, BLOCK, GRID, Encoded, Rows, Tone
from app.documents.sheet_seen import Seen
from app.documents.sheet_unread import is_unsaid, leaves_ink
from app.documents.sheet_words import PlacedWord, words_of_page
from app.documents.types import PDF
from app.domain.redacted import Box

LOCKED = "The PDF is locked with a password, so its pages cannot be shown."
DAMAGED = "The PDF is damaged, so its pages cannot be shown."
NO_PAGE = "This page of the file is damaged and cannot be shown."
NO_SIZE = "This page of the file has no size that can be printed."

LONGEST_SIDE = 30_000
_ALMOST_ONE = 1 - 1e-9

PlainBurn = tuple[Box, str]
PlainWord = tuple[str, Box, int, int]
PlainSheet = tuple[
    tuple[float, float], tuple[int, int], str, bytes, list[PlainWord], list[Box], bool, bool
]
"""Points, pixels, encoding, data, words, marks; whether words were recognised on a scan, and
whether there is ink that no word tells of."""

Points = tuple[float, float]


def draw_sheet(
    untrusted: bytes,
    media_type: str,
    number: int,
    boxes: tuple[PlainBurn, ...],
    wishes: tuple[Points | None, bool],
) -> PlainSheet | str:
    """Draw a page (one-based), boxes painted over; a sentence where it cannot be drawn.

    ``wishes`` are the size in points where it is known better than the page says, and whether
    tones of grey are kept.
    """
    if media_type != PDF:
        return _frame(untrusted, number, boxes, wishes)
    try:
        with closing(pypdfium2.PdfDocument(untrusted)) as document:
            document.init_forms()
            if not 1 <= number <= len(document):
                return NO_PAGE
            with closing(document[number - 1]) as page:
                return _page(page, boxes, wishes)
    except pypdfium2.PdfiumError as error:
        return why_closed(error)


def why_closed(error: pypdfium2.PdfiumError, *, of_file: bool = False) -> str:
    """Say why a PDF or one of its pages does not open."""
    code = getattr(error, "err_code", None)
    if code == pypdfium2.raw.FPDF_ERR_PASSWORD:
        return LOCKED
    return NO_PAGE if code is None and not of_file else DAMAGED


def _page(
    page: pypdfium2.PdfPage, boxes: Sequence[PlainBurn], wishes: tuple[Points | None, bool]
) -> PlainSheet | str:
    points = wishes[0] or page.get_size()
    if not usable(points):
        return NO_SIZE
    look = _Look(page, points)
    whole = look.draw(Tone.PHOTO)
    with closing(page.get_textpage()) as text:
        seen = Seen(page, text, lambda: look.draw(Tone.PHOTO), whole)
        words, scanned = seen.only(words_of_page(page, text))
        unread = is_unsaid(text) or leaves_ink(whole, [word.box for word in words])
    tone = pixels.tone_of(whole, keep_grey=wishes[1])
    if tone is Tone.BILEVEL and _some_lost(whole, words):
        tone = Tone.GREY
    rows = whole if tone is Tone.PHOTO else look.draw(tone)
    burned = [
        (box, label, GRID if any(pixels.overlap(box, p) for p in seen.pictures) else BLOCK)
        for box, label in boxes
    ]
    made = pixels.encoded(rows, tone, burned, points)
    return _plain(points, made, words, scanned=scanned, unread=unread)


class _Look:
    """Draws one page at the dots an inch that a tone asks for, as a viewer shows it."""

    def __init__(self, page: pypdfium2.PdfPage, points: Points) -> None:
        self._page = page
        self._points = points

    def draw(self, tone: Tone) -> Rows:
        width, height = pixels.fitting_size(self._points, tone.dots)
        across, down = self._page.get_size()
        longest = LONGEST_SIDE / max(across, down)
        scale = min(max(width / across, height / down) * _ALMOST_ONE, longest)
        bitmap = self._page.render(scale=scale, grayscale=tone.grey, rev_byteorder=True)
        rows = np.array(bitmap.to_numpy(), copy=True)
        bitmap.close()
        if rows.ndim == 2:
            return rows
        return rows[:, :, 0] if rows.shape[2] == 1 else np.ascontiguousarray(rows[:, :, :3])


def usable(points: Points) -> bool:
    """Say whether a page of this size can be drawn at all."""
    return all(math.isfinite(side) and side > 0 for side in points)


def _some_lost(whole: Rows, words: Sequence[PlacedWord]) -> bool:
    """Say whether a word would vanish in black and white."""
    grey = pixels.grey_of(whole)
    high, wide = grey.shape
    for word in words:
        left, top, right, bottom = word.box
        here = grey[
            max(0, int(top * high)) : math.ceil(bottom * high),
            max(0, int(left * wide)) : math.ceil(right * wide),
        ]
        if here.size and (here.min() >= BLACK_BELOW or here.max() < BLACK_BELOW):
            return True
    return False


def _frame(
    untrusted: bytes,
    number: int,
    boxes: Sequence[PlainBurn],
    wishes: tuple[Points | None, bool],
) -> PlainSheet | str:
    warnings.simplefilter("ignore")
    found = frames.frame(untrusted, number)
    if isinstance(found, str):
        return found
    rows, points, is_bilevel = found
    points = wishes[0] or points
    if not usable(points):
        return NO_SIZE
    tone = Tone.BILEVEL if is_bilevel else pixels.tone_of(rows, keep_grey=wishes[1])
    if not is_bilevel:
        rows = frames.shrunk(rows, pixels.fitting_size(points, tone.dots))
    made = pixels.encoded(rows, tone, [(box, label, GRID) for box, label in boxes], points)
    return _plain(points, made, (), scanned=False, unread=True)


def _plain(
    points: Points, made: Encoded, words: Sequence[PlacedWord], *, scanned: bool, unread: bool
) -> PlainSheet:
    kept = [
        (word.text, _clipped(word.box), word.line, word.block)
        for word in words
        if not any(pixels.overlap(word.box, mark) for mark in made.marks)
    ]
    kept = [
        word for word in kept if word[0] and word[1][0] < word[1][2] and word[1][1] < word[1][3]
    ]
    size = (made.width, made.height)
    return points, size, made.encoding.value, made.data, kept, list(made.marks), scanned, unread


def _clipped(box: Box) -> Box:
    left, top, right, bottom = (min(1.0, max(0.0, edge)) for edge in box)
    return left, top, right, bottom
