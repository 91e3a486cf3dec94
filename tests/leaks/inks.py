"""Looks at the pixels of released pages: where a word was withheld, there must be black."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

import numpy as np
import pypdfium2
from leaks.papers import Placed
from leaks.truth import Shown, Truth
from leaks.words import squeezed
from pypdfium2 import raw

_DARK, _SHARE, _SCALE = 90, 0.4, 2.0
_LEAST = 6
_LARGE = 0.3


def pale_words(packets: Sequence[Path], truth: Truth) -> tuple[int, list[str]]:
    """Count the withheld places that were looked at; give the words of those that are not black.

    A page is known by a word that was left on it.
    """
    known = {
        squeezed(word): page
        for page in truth.pages
        if page.covered
        for word in page.seen
        if len(squeezed(word)) >= _LEAST
    }
    looked, pale = 0, []
    for path in packets:
        with closing(pypdfium2.PdfDocument(path.read_bytes())) as document:
            for at in range(len(document)):
                with closing(document[at]) as page:
                    for placed, is_dark in _judged(page, known):
                        looked += 1
                        pale += [] if is_dark else [placed.word]
    return looked, pale


def _judged(page: pypdfium2.PdfPage, known: dict[str, Shown]) -> Iterator[tuple[Placed, bool]]:
    picture = _picture(page)
    if picture is None:
        return
    with closing(page.get_textpage()) as text:
        said = squeezed(text.get_text_bounded())
    shown = next((page for word, page in known.items() if word in said), None)
    if shown is None:
        return
    grey = page.render(scale=_SCALE, grayscale=True).to_numpy()
    grey = grey[:, :, 0] if grey.ndim == 3 else grey
    left, bottom, right, top = picture
    for placed in shown.covered:
        x = [left + edge * (right - left) for edge in placed.box[::2]]
        y = [page.get_height() - top + edge * (top - bottom) for edge in placed.box[1::2]]
        rows = slice(int(y[0] * _SCALE) + 1, max(int(y[1] * _SCALE), int(y[0] * _SCALE) + 2))
        columns = slice(int(x[0] * _SCALE), int(x[1] * _SCALE) + 1)
        yield placed, bool((grey[rows, columns] < _DARK).mean() >= _SHARE)


def _picture(page: pypdfium2.PdfPage) -> tuple[float, float, float, float] | None:
    """Give where the one large picture of a page lies."""
    found = [one.get_bounds() for one in page.get_objects([raw.FPDF_PAGEOBJ_IMAGE])]
    least = _LARGE * page.get_width()
    large = [(float(a), float(b), float(c), float(d)) for a, b, c, d in found if c - a > least]
    return large[0] if len(large) == 1 and np.isfinite(large[0]).all() else None
