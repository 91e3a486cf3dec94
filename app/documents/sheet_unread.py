"""Tells whether a page shows more than its words say, so that eyes should look at it; in the child.

What is filled into a form, written in a note or lies in a picture is ink that no word of the
page's own text tells of.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import pypdfium2
from pypdfium2 import raw

from app.documents.pixels import Rows, grey_of
from app.domain.redacted import Box

_STEP = 2
_CONTRAST = 60
_RULE = 36
_MOST_UNREAD = 80
_MARGIN = 0.3


def is_unsaid(text: pypdfium2.PdfTextPage) -> bool:
    """Say whether letters of a page do not tell which ones they are."""
    count = raw.FPDFText_CountChars(text)
    return any(raw.FPDFText_HasUnicodeMapError(text, at) == 1 for at in range(count))


def leaves_ink(rows: Rows, words: Sequence[Box]) -> bool:
    """Say whether there is ink beside the words and the long rules of a page.

    Args:
        rows: the page as drawn.
        words: places of its words, in fractions of it.
    """
    grey = grey_of(rows)[::_STEP, ::_STEP].astype(np.int16)
    if not grey.size:
        return False
    paper = int(np.bincount(grey.ravel(), minlength=256).argmax())
    ink = np.abs(grey - paper) > _CONTRAST
    high, wide = ink.shape
    for left, top, right, bottom in words:
        more = _MARGIN * (bottom - top)
        low, far = int((top - more) * high), math.ceil((bottom + more) * high)
        start, end = int(left * wide) - 2, math.ceil(right * wide) + 2
        ink[max(0, low) : far, max(0, start) : end] = False
    return int((ink & ~_rules(ink) & ~_rules(ink.T).T).sum()) > _MOST_UNREAD


def _rules(ink: np.ndarray) -> np.ndarray:
    """Give what belongs to strokes across that are longer than any of a letter."""
    found = np.zeros_like(ink)
    if ink.shape[1] <= _RULE:
        return found
    sums = np.cumsum(np.pad(ink, ((0, 0), (1, 0))), axis=1, dtype=np.int32)
    full = (sums[:, _RULE:] - sums[:, :-_RULE]) == _RULE
    edges = np.zeros((ink.shape[0], ink.shape[1] + 1), np.int32)
    edges[:, : full.shape[1]] += full
    edges[:, _RULE : _RULE + full.shape[1]] -= full
    return np.asarray(np.cumsum(edges, axis=1)[:, :-1] > 0)
