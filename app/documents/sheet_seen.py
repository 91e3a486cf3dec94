"""Finds out which words of a PDF's page are seen on it as drawn; runs in the child.

A word counts as seen where its ink goes when its object is taken off the page. What lies under a
box or a picture, is white on white, off the page or on a hidden layer makes no difference and is
never given, nor is what is too small to be read. Invisible words are kept where they lie on a
picture that has ink there: that is how a scan carries the words that somebody recognised on it.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator, Sequence

import numpy as np
import pypdfium2
from pypdfium2 import raw

from app.documents.pixels import overlap
from app.documents.sheet_words import PlacedWord, around, matrix_of, seen_box
from app.domain.redacted import Box

MOST_OBJECTS = 200_000
DEEPEST = 24
MOST_TRIED = 40

_CHANGED = 14
_INVISIBLE = frozenset({raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP})
_CONTRAST = 60
_LEAST_INK, _MOST_INK = 0.01, 0.62
_SHARED = 0.2
_TINY = 1.5
"""Letters and digits smaller than so many points both ways are specks."""

Rows = np.ndarray
Drawing = Callable[[], Rows]
"""Draws the page as it stands, always at the same size."""


class Seen:
    """Judges the words of one page.

    Args:
        page: its objects are switched off and on again.
        text: the page's words.
        draw: draws the page.
        whole: the page as drawn with all that it holds.
    """

    def __init__(
        self, page: pypdfium2.PdfPage, text: pypdfium2.PdfTextPage, draw: Drawing, whole: Rows
    ) -> None:
        self._page = page
        self._text = text
        self._draw = draw
        self._whole = whole
        self._matrix = matrix_of(page)
        self._points = page.get_size()
        self._pictures: list[Box] = []

    def only(self, words: Sequence[PlacedWord]) -> tuple[list[PlacedWord], bool]:
        """Give the words that are seen, and whether some were recognised on a scan."""
        words = [word for word in words if not self._is_tiny(word)]
        objects = list(self._objects())
        self._pictures = [self._box_of(one) for one, kind in objects if kind != _TEXT]
        texts = [one for one, kind in objects if kind == _TEXT]
        for one in texts:
            raw.FPDFPageObj_SetIsActive(one, False)  # noqa: FBT003  the C function's own form
        changed = _Sums(self._changed() if any(map(_paints, texts)) else self._unchanged())
        wholly, partly = changed.of(words)
        seen = [
            word
            for word, is_seen in zip(words, wholly, strict=True)
            if is_seen and self._is_drawn(word)
        ]
        for one in texts:
            raw.FPDFPageObj_SetIsActive(one, True)  # noqa: FBT003  as above
        kept = {id(word) for word in self._not_under_others(seen)}
        rest = [word for word, is_met in zip(words, partly, strict=True) if not is_met]
        scanned = {id(word) for word in rest if self._is_of_a_scan(word)}
        given = [word for word in words if id(word) in kept or id(word) in scanned]
        return given, bool(scanned)

    def _is_drawn(self, word: PlacedWord) -> bool:
        return _is_inside(word.box) and not self._is_invisible(word)

    def _is_tiny(self, word: PlacedWord) -> bool:
        wide, high = self._points
        signs = [at for at, sign in enumerate(word.text) if sign.isalnum()]
        places = [word.places[at] for at in signs if at < len(word.places)]
        return bool(places) and all(
            (right - left) * wide < _TINY and (bottom - top) * high < _TINY
            for left, top, right, bottom in places
        )

    def _is_invisible(self, word: PlacedWord) -> bool:
        one = self._object_of(word.characters[0])
        return not one or raw.FPDFTextObj_GetTextRenderMode(one) in _INVISIBLE

    def _changed(self) -> Rows:
        now = self._draw()
        difference = np.maximum(self._whole, now) - np.minimum(self._whole, now)
        mask: Rows = difference[:, :, 0] > _CHANGED
        for channel in range(1, difference.shape[2]):
            mask |= difference[:, :, channel] > _CHANGED
        return mask

    def _unchanged(self) -> Rows:
        """Give what :meth:`_changed` gives where all text is invisible, as on most scans."""
        return np.zeros(self._whole.shape[:2], dtype=bool)

    def _not_under_others(self, words: Sequence[PlacedWord]) -> list[PlacedWord]:
        """Leave out words that only seem to be seen, since others are written over them."""
        doubtful = _overlapping(words)
        if not doubtful:
            return list(words)
        hidden: set[int] = set()
        for tried, word in enumerate(doubtful):
            if tried >= MOST_TRIED or not self._is_seen_alone(word):
                hidden.add(id(word))
        return [word for word in words if id(word) not in hidden]

    def _is_seen_alone(self, word: PlacedWord) -> bool:
        objects = {
            ctypes.addressof(o.contents): o for o in map(self._object_of, word.characters) if o
        }
        for one in objects.values():
            raw.FPDFPageObj_SetIsActive(one, False)  # noqa: FBT003  as above
        changed = _Sums(self._changed())
        for one in objects.values():
            raw.FPDFPageObj_SetIsActive(one, True)  # noqa: FBT003  as above
        return changed.of([word])[0][0]

    def _object_of(self, character: int) -> ctypes._Pointer[raw.fpdf_pageobject_t__] | None:
        return raw.FPDFText_GetTextObject(self._text, character) or None

    def _is_of_a_scan(self, word: PlacedWord) -> bool:
        """Say whether an invisible word lies on a picture with ink in its place.

        A place that is mostly dark is a box that somebody painted, not a word.
        """
        if not self._is_invisible(word) or not _is_inside(word.box):
            return False
        if not any(_holds(picture, word.box) for picture in self._pictures):
            return False
        here = _window(self._whole, word.box)
        if not here.size:
            return False
        low, high = int(here.min()), int(here.max())
        ink = float((here < (low + high) / 2).mean())
        return high - low >= _CONTRAST and _LEAST_INK <= ink <= _MOST_INK

    def _objects(self) -> Iterator[tuple[ctypes._Pointer[raw.fpdf_pageobject_t__], int]]:
        """List texts and pictures, also those within forms."""
        waiting = [(self._page.raw, raw.FPDFPage_CountObjects, raw.FPDFPage_GetObject, 0)]
        given = 0
        while waiting:
            holder, count, get, depth = waiting.pop()
            for at in range(count(holder)):
                one = get(holder, at)
                kind = raw.FPDFPageObj_GetType(one)
                given += 1
                if given > MOST_OBJECTS:
                    raise MemoryError
                if kind == raw.FPDF_PAGEOBJ_FORM and depth < DEEPEST:
                    form = (one, raw.FPDFFormObj_CountObjects, raw.FPDFFormObj_GetObject, depth + 1)
                    waiting.append(form)
                elif kind == _TEXT or (kind == raw.FPDF_PAGEOBJ_IMAGE and not depth):
                    yield one, kind

    def _box_of(self, one: object) -> Box:
        edges = [ctypes.c_float() for _ in range(4)]
        if not raw.FPDFPageObj_GetBounds(one, *edges):
            return (0.0, 0.0, 0.0, 0.0)
        left, bottom, right, top = (edge.value for edge in edges)
        return seen_box(self._matrix, (left, bottom, right, top))

    @property
    def pictures(self) -> tuple[Box, ...]:
        """Give where pictures lie, once the words were judged."""
        return tuple(self._pictures)


_TEXT = raw.FPDF_PAGEOBJ_TEXT


def _paints(text: ctypes._Pointer[raw.fpdf_pageobject_t__]) -> bool:
    """Say whether a text may change what the page looks like."""
    return bool(raw.FPDFTextObj_GetTextRenderMode(text) != raw.FPDF_TEXTRENDERMODE_INVISIBLE)


class _Sums:
    """Counts what is true in any box of a mask, at once for all characters of a word."""

    def __init__(self, mask: Rows) -> None:
        self._sums = np.zeros((mask.shape[0] + 1, mask.shape[1] + 1), np.int32)
        np.cumsum(mask, axis=0, out=self._sums[1:, 1:], dtype=np.int32)
        np.cumsum(self._sums[1:, 1:], axis=1, out=self._sums[1:, 1:])

    def counts(self, boxes: Sequence[Box]) -> Rows:
        high, wide = self._sums.shape[0] - 1, self._sums.shape[1] - 1
        edges = np.array(boxes) * (wide, high, wide, high)
        low = np.clip(np.floor(edges[:, :2]), 0, (wide, high)).astype(int)
        far = np.clip(np.ceil(edges[:, 2:]), 0, (wide, high)).astype(int)
        sums = self._sums
        found: Rows = (
            sums[far[:, 1], far[:, 0]]
            - sums[low[:, 1], far[:, 0]]
            - sums[far[:, 1], low[:, 0]]
            + sums[low[:, 1], low[:, 0]]
        )
        return found

    def of(self, words: Sequence[PlacedWord]) -> tuple[list[bool], list[bool]]:
        """Say of each word whether all of its characters changed, and whether any did.

        Characters without ink, such as joiners, do not count.
        """
        if not words:
            return [], []
        places = [place for word in words for place in word.places]
        counts = self.counts(places)
        inked = np.array([p[2] > p[0] and p[3] > p[1] for p in places])
        starts = np.cumsum([0, *(len(word.places) for word in words[:-1])])
        met = np.logical_or.reduceat(inked & (counts > 0), starts)
        missed = np.logical_or.reduceat(inked & (counts <= 0), starts)
        return [bool(one) for one in met & ~missed], [bool(one) for one in met]


def _is_inside(box: Box) -> bool:
    slack = 0.002
    return min(box[:2]) >= -slack and max(box[2:]) <= 1 + slack


def _holds(outer: Box, inner: Box) -> bool:
    across, down = (inner[0] + inner[2]) / 2, (inner[1] + inner[3]) / 2
    return outer[0] <= across <= outer[2] and outer[1] <= down <= outer[3]


def _window(rows: Rows, box: Box) -> Rows:
    high, wide = rows.shape[:2]
    here = rows[
        max(0, int(box[1] * high)) : int(box[3] * high) + 1,
        max(0, int(box[0] * wide)) : int(box[2] * wide) + 1,
    ]
    lightest: Rows = here.max(axis=2)
    return lightest


def _overlapping(words: Sequence[PlacedWord]) -> list[PlacedWord]:
    """List the words that share much of their place with another one."""
    tight = [around(word.places) for word in words]
    order = sorted(range(len(words)), key=lambda at: tight[at][1])
    found: set[int] = set()
    open_ones: list[int] = []
    for at in order:
        open_ones = [other for other in open_ones if tight[other][3] > tight[at][1]]
        for other in open_ones:
            if _share(tight[at], tight[other]) > _SHARED:
                found |= {at, other}
        open_ones.append(at)
    return [words[at] for at in sorted(found)]


def _share(one: Box, other: Box) -> float:
    if not overlap(one, other):
        return 0.0
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    smaller = min((b[2] - b[0]) * (b[3] - b[1]) for b in (one, other))
    return across * down / smaller if smaller > 0 else 1.0
