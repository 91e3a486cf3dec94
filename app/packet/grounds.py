"""What lies under texts: boxes with round corners, lines at the side; it knows no page."""

from __future__ import annotations

from dataclasses import dataclass

from app.packet.tags import Box

_WEIGHT = 0.7
_ARC = 0.5523


@dataclass(frozen=True, slots=True)
class Pads:
    """What is left free between a ground and what stands on it, in points.

    Attributes:
        high: above and below.
    """

    left: float = 10.0
    right: float = 10.0
    high: float = 7.0


@dataclass(frozen=True, slots=True)
class Ground:
    """What lies under a stretch of a page.

    Attributes:
        fill: a fill operator; nothing is filled where it is empty.
        pen: a stroke operator for the outline.
        edge: stroke operator and weight of a line down the left side.
    """

    fill: str = ""
    pen: str = ""
    radius: float = 0.0
    edge: tuple[str, float] | None = None
    pads: Pads = Pads()


def paint(ground: Ground, box: Box) -> str:
    """Write a ground of left, bottom, right and top as operators; an artifact."""
    parts: list[str] = []
    if ground.fill or ground.pen:
        colours = f"{ground.fill} {ground.pen} {_WEIGHT} w".strip()
        paints = "b" if ground.fill and ground.pen else "f" if ground.fill else "s"
        parts.append(f"{colours} {_outline(box, ground.radius)} {paints}")
    if ground.edge is not None:
        pen, weight = ground.edge
        left, bottom, _, top = (_short(side) for side in box)
        parts.append(f"{pen} {weight} w {left} {bottom} m {left} {top} l S")
    return f"/Artifact BMC {' '.join(parts)} EMC"


def _outline(box: Box, radius: float) -> str:
    """Go around a box with a quarter of a circle at each corner (ISO 32000-1, 8.5.2)."""
    left, bottom, right, top = box
    r = max(0.0, min(radius, (right - left) / 2, (top - bottom) / 2))
    k = r * (1 - _ARC)
    return " ".join(
        (
            _at("m", left + r, bottom),
            _at("l", right - r, bottom),
            _at("c", right - k, bottom, right, bottom + k, right, bottom + r),
            _at("l", right, top - r),
            _at("c", right, top - k, right - k, top, right - r, top),
            _at("l", left + r, top),
            _at("c", left + k, top, left, top - k, left, top - r),
            _at("l", left, bottom + r),
            _at("c", left, bottom + k, left + k, bottom, left + r, bottom),
        )
    )


def _at(operator: str, *lengths: float) -> str:
    return " ".join((*map(_short, lengths), operator))


def _short(length: float) -> str:
    return f"{length:.2f}".rstrip("0").rstrip(".")
