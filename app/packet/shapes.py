"""Lists what is painted on a page, in order: texts, filled shapes and pictures."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import Enum

import pypdfium2.raw as pdfium

Box = tuple[float, float, float, float]
_Matrix = tuple[float, float, float, float, float, float]
_Stretch = tuple[float, float, float, float]
_IDENTITY: _Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_DEPTH = 8
_SMALLEST_COVER = 18.0
_THICK = 4.0
_MOST_LINES = 400


class Kind(Enum):
    """What a shape is."""

    TEXT = "text"
    FILL = "fill"
    PICTURE = "picture"
    SLASH = "slash"


@dataclass(frozen=True, slots=True)
class Shape:
    """Something painted; later ones lie over earlier ones.

    Attributes:
        box: left, bottom, right, top in points.
        clip: the box that it is clipped to, where there is one.
        light: 0 for black to 1 for white; of fills. Of slashes 1 where one rises, 0 where it falls.
        address: of the object, by which a character's text object is found again.
    """

    kind: Kind
    box: Box
    clip: Box | None
    light: float
    alpha: int
    address: int

    @property
    def covers(self) -> bool:
        """Say whether it is large enough to hide a word."""
        return self.kind is Kind.FILL and self.alpha > 0 and area(self.box) >= _SMALLEST_COVER


def shapes_of(raw_page: object) -> list[Shape]:
    """List a page's shapes, those inside forms included."""
    count = pdfium.FPDFPage_CountObjects(raw_page)
    found: list[Shape] = []
    for at in range(count):
        found.extend(_shapes(pdfium.FPDFPage_GetObject(raw_page, at), _IDENTITY, 0))
    return found


def address_of(handle: object) -> int:
    """Give the address behind a handle; 0 where there is none."""
    return ctypes.cast(handle, ctypes.c_void_p).value or 0  # type: ignore[arg-type] # a pointer


def area(box: Box) -> float:
    """Give a box's area; 0 where it is empty."""
    return max(0.0, box[2] - box[0]) * max(0.0, box[3] - box[1])


def overlap(left: Box, right: Box) -> Box:
    """Give what two boxes share; empty where nothing."""
    return (
        max(left[0], right[0]),
        max(left[1], right[1]),
        min(left[2], right[2]),
        min(left[3], right[3]),
    )


def _shapes(handle: object, matrix: _Matrix, depth: int) -> Iterator[Shape]:
    kind = pdfium.FPDFPageObj_GetType(handle)
    if kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEPTH:
        inner = _times(_matrix(handle), matrix)
        for at in range(pdfium.FPDFFormObj_CountObjects(handle)):
            yield from _shapes(pdfium.FPDFFormObj_GetObject(handle, at), inner, depth + 1)
        return
    box = _bounds(handle)
    if box is None:
        return
    known = {
        pdfium.FPDF_PAGEOBJ_TEXT: Kind.TEXT,
        pdfium.FPDF_PAGEOBJ_IMAGE: Kind.PICTURE,
        pdfium.FPDF_PAGEOBJ_SHADING: Kind.FILL,
    }
    name = known.get(kind)
    light, alpha = 0.0, 255
    if kind == pdfium.FPDF_PAGEOBJ_PATH and _is_filled(handle):
        name = Kind.FILL
        light, alpha = _fill(handle)
    if kind == pdfium.FPDF_PAGEOBJ_PATH and name is None:
        yield from (replace(shape, box=_moved(shape.box, matrix)) for shape in _lines(handle))
    if name is not None:
        clip = _clip(handle) if name is Kind.PICTURE else None
        yield Shape(name, _moved(box, matrix), clip, light, alpha, address_of(handle))


def _bounds(handle: object) -> Box | None:
    sides = [ctypes.c_float() for _ in range(4)]
    if not pdfium.FPDFPageObj_GetBounds(handle, *sides):
        return None
    left, bottom, right, top = (side.value for side in sides)
    return (left, bottom, right, top)


def _is_filled(handle: object) -> bool:
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    return bool(pdfium.FPDFPath_GetDrawMode(handle, mode, stroke)) and mode.value != 0


def _fill(handle: object) -> tuple[float, int]:
    return _colour(handle, pdfium.FPDFPageObj_GetFillColor)


def _colour(handle: object, ask: Callable[..., int]) -> tuple[float, int]:
    parts = [ctypes.c_uint() for _ in range(4)]
    if not ask(handle, *parts):
        return 0.0, 255
    red, green, blue, alpha = (part.value for part in parts)
    return (0.299 * red + 0.587 * green + 0.114 * blue) / 255, alpha


def _lines(handle: object) -> Iterator[Shape]:
    """Give what a drawn line hides: a thick level one as a filled box, slanting ones as slashes."""
    width = ctypes.c_float()
    if not pdfium.FPDFPageObj_GetStrokeWidth(handle, width):
        return
    points = _points(handle)
    half = width.value / 2
    address = address_of(handle)
    for x, y, to_x, to_y in points:
        box = (min(x, to_x), min(y, to_y), max(x, to_x), max(y, to_y))
        across, up = box[2] - box[0], box[3] - box[1]
        if width.value >= _THICK and min(across, up) < 1 < max(across, up):
            light, alpha = _colour(handle, pdfium.FPDFPageObj_GetStrokeColor)
            grown = (box[0] - half, box[1] - half, box[2] + half, box[3] + half)
            yield Shape(Kind.FILL, grown, None, light, alpha, address)
        elif across > _THICK < up:
            rises = float((to_x - x) * (to_y - y) > 0)
            yield Shape(Kind.SLASH, box, None, rises, 255, address)


def _points(handle: object) -> list[_Stretch]:
    """Give the straight lines of a path; none of one that is too long to be a mark."""
    count = pdfium.FPDFPath_CountSegments(handle)
    if not 1 < count <= _MOST_LINES:
        return []
    value = pdfium.FS_MATRIX()
    matrix = _matrix(handle) if pdfium.FPDFPageObj_GetMatrix(handle, value) else _IDENTITY
    across, up = ctypes.c_float(), ctypes.c_float()
    found: list[_Stretch] = []
    before = (0.0, 0.0)
    for at in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(handle, at)
        if not pdfium.FPDFPathSegment_GetPoint(segment, across, up):
            continue
        box = _moved((across.value, up.value, across.value, up.value), matrix)
        if pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_LINETO:
            found.append((*before, box[0], box[1]))
        before = (box[0], box[1])
    return found


def _matrix(handle: object) -> _Matrix:
    value = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(handle, value):
        return _IDENTITY
    return (value.a, value.b, value.c, value.d, value.e, value.f)


def _times(left: _Matrix, right: _Matrix) -> _Matrix:
    a, b, c, d, e, f = left
    g, h, i, j, k, m = right
    return (
        *(a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j),
        *(e * g + f * i + k, e * h + f * j + m),
    )


def _moved(box: Box, matrix: _Matrix) -> Box:
    if matrix == _IDENTITY:
        return box
    a, b, c, d, e, f = matrix
    corners = [(x, y) for x in (box[0], box[2]) for y in (box[1], box[3])]
    across = [a * x + c * y + e for x, y in corners]
    up = [b * x + d * y + f for x, y in corners]
    return (min(across), min(up), max(across), max(up))


def _clip(handle: object) -> Box | None:
    """Give the box of the innermost clip path, or None."""
    clip = pdfium.FPDFPageObj_GetClipPath(handle)
    if not clip:
        return None
    box: Box | None = None
    for path in range(max(0, pdfium.FPDFClipPath_CountPaths(clip))):
        found = _clip_box(clip, path)
        if found is not None:
            box = found if box is None else overlap(box, found)
    return box


def _clip_box(clip: object, path: int) -> Box | None:
    across, up = ctypes.c_float(), ctypes.c_float()
    points: list[tuple[float, float]] = []
    for at in range(pdfium.FPDFClipPath_CountPathSegments(clip, path)):
        segment = pdfium.FPDFClipPath_GetPathSegment(clip, path, at)
        if pdfium.FPDFPathSegment_GetPoint(segment, across, up):
            points.append((across.value, up.value))
    if not points:
        return None
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return (min(xs), min(ys), max(xs), max(ys))
