"""Finds files that say of themselves that they are not the copy for release."""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np
from pikepdf import Pdf

from app.domain.packets import Finding
from app.packet.reading import PageRead

_SAYS = re.compile(
    r"un-?redacted|not\s*for\s*(?:public\s*)?release|do\s*not\s*release|marked[\s_-]*copy"
    r"|(?:proposed|draft|pending)[\s_-]*redactions?|redactions?[\s_-]*(?:proposed|pending|draft)"
    r"|before[\s_-]*redactions?|internal[\s_-]*review[\s_-]*copy",
    re.IGNORECASE,
)
_LARGE = 18.0
_BAND = 40.0
_WHAT = "The file says of itself that it is not the copy for release."
_TITLES = ("/Title", "/Subject", "/Keywords")


def check_copy(page: PageRead) -> Iterator[Finding]:
    """Look for such words where copies are stamped: large, aslant, or at the edge of a page."""
    for found in _SAYS.finditer(page.characters):
        if _is_stamp(page, found.start(), found.end()):
            yield Finding("wrong_copy", page.number, _WHAT)
            return


def check_title(pdf: Pdf, name: str) -> Iterator[Finding]:
    """Look for such words in the title and the name of a file."""
    titles = [str(pdf.docinfo[key]) for key in _TITLES if key in pdf.docinfo]
    if any(map(_SAYS.search, (*titles, name))):
        yield Finding("wrong_copy", 0, _WHAT)


def _is_stamp(page: PageRead, start: int, end: int) -> bool:
    boxes = page.boxes[start:end]
    boxes = boxes[boxes.any(axis=1)]
    if not len(boxes):
        return False
    heights = boxes[:, 3] - boxes[:, 1]
    lows, highs = boxes[:, 1] - page.origin[1], boxes[:, 3] - page.origin[1]
    is_aslant = float(np.ptp(boxes[:, 1])) > 2 * float(heights.max()) > 0
    is_edge = bool((highs < _BAND).all() or (lows > page.height - _BAND).all())
    return float(np.median(heights)) >= _LARGE or is_aslant or is_edge
