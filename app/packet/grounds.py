"""What lies under texts: boxes with round corners, lines at the side; it knows no page."""

from __future__ import annotations

from dataclasses import dataclass

from app.packet.tags import Box

_WEIGHT = 0.7
_ARC = 0.55


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
    """Write a ground of left, bottom, right and top as operators; an artifact.

    It is drawn from its own corner, so that grounds of one size have the same operators.
    """
    left, bottom, right, top = box
    place = f"1 0 0 1 {_short(left)} {_short(bottom)} cm"
    parts: list[str] = []
    if ground.fill or ground.pen:
        pen = f"{ground.pen} {_WEIGHT} w " if ground.pen else ""
        fill = f"{ground.fill} " if ground.fill else ""
        paints = "b" if ground.fill and ground.pen else "f" if ground.fill else "s"
        parts.append(f"{fill}{pen}{_outline((right - left, top - bottom), ground.radius)} {paints}")
    if ground.edge is not None:
        pen, weight = ground.edge
        parts.append(f"{pen} {weight} w 0 0 m 0 {_short(top - bottom)} l S")
    return f"/Artifact BMC q {place} {' '.join(parts)} Q EMC"


def _outline(size: tuple[float, float], radius: float) -> str:
    """Go around a box with a quarter of a circle at each corner (ISO 32000-1, 8.5.2)."""
    wide, high = size
    r = max(0.0, min(radius, wide / 2, high / 2))
    k = r * (1 - _ARC)
    return " ".join(
        (
            _at("m", r, 0),
            _at("l", wide - r, 0),
            _at("c", wide - k, 0, wide, k, wide, r),
            _at("l", wide, high - r),
            _at("c", wide, high - k, wide - k, high, wide - r, high),
            _at("l", r, high),
            _at("c", k, high, 0, high - k, 0, high - r),
            _at("l", 0, r),
            _at("c", 0, k, k, 0, r, 0),
        )
    )


def _at(operator: str, *lengths: float) -> str:
    return " ".join((*map(_short, lengths), operator))


def _short(length: float) -> str:
    return f"{length:.2f}".rstrip("0").rstrip(".")
