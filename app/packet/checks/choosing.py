"""Chooses the pages, and the parts of pages, that eyes look at; it reads no words itself."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

import numpy as np

from app.packet.reading import PageRead, inside
from app.packet.shapes import Kind, area

EVERY = 50

_PAPER = 255
_LARGE_PICTURE = 0.25
_FEW_CHARACTERS = 3


@dataclass(frozen=True, slots=True)
class Chosen:
    """The pages to look at (one-based).

    Attributes:
        whole: looked at from edge to edge.
        in_pictures: looked at where their pictures are; what else they show are set letters.
    """

    whole: frozenset[int]
    in_pictures: frozenset[int] = frozenset()


NONE = Chosen(frozenset())


def all_of(pages: int) -> Chosen:
    """Choose every page."""
    return Chosen(frozenset(range(1, pages + 1)))


def chosen(pages: int, scans: Collection[int], pictured: Collection[int], digest: bytes) -> Chosen:
    """Choose all pages that show pixels, and one of each fifty of the others.

    Which one is told by the digest of the file, which is a function of the recipe, so that it
    is the same each time and nobody can set a page where it is never looked at.

    Args:
        pages: how many there are.
        scans: those that :func:`is_picture`; they are looked at as a whole.
        pictured: those with any picture.
        digest: of the file's bytes.
    """
    letters = [page for page in range(1, pages + 1) if page not in scans]
    groups = (letters[at : at + EVERY] for at in range(0, len(letters), EVERY))
    whole = {group[_drawn_lot(digest, group)] for group in groups} | set(scans)
    return Chosen(frozenset(whole), frozenset(pictured) - whole)


def _drawn_lot(digest: bytes, group: Sequence[int]) -> int:
    drawn = hashlib.sha256(b"%b page %d" % (digest, group[0])).digest()
    return int.from_bytes(drawn) % len(group)


def is_picture(page: PageRead) -> bool:
    """Say whether a page shows pixels that may hold words: a scan, or text over a picture."""
    pictures = [shape for shape in page.shapes if shape.kind is Kind.PICTURE]
    large = sum(area(shape.box) for shape in pictures) >= (
        _LARGE_PICTURE * page.width * page.height
    )
    return large or any(
        int(inside(page.boxes, shape.box).sum()) >= _FEW_CHARACTERS for shape in pictures
    )


def in_pictures(page: PageRead) -> PageRead:
    """Give a page with nothing on it but what lies where its pictures are."""
    height, width = page.grey.shape
    grey = np.full_like(page.grey, _PAPER)
    boxes = page.boxes.copy()
    outside = np.ones(len(boxes), dtype=bool)
    left, top = page.origin[0], page.origin[1] + page.height
    for shape in page.shapes:
        if shape.kind is not Kind.PICTURE:
            continue
        across = [(edge - left) * page.scale for edge in shape.box[::2]]
        down = [(top - edge) * page.scale for edge in shape.box[:0:-2]]
        columns = slice(max(0, int(across[0])), min(width, int(across[1]) + 1))
        rows = slice(max(0, int(down[0])), min(height, int(down[1]) + 1))
        grey[rows, columns] = page.grey[rows, columns]
        outside &= ~inside(page.boxes, shape.box)
    boxes[outside] = 0
    return replace(page, grey=grey, boxes=boxes)
