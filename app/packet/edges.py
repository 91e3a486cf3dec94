"""Finds along which edge a burned box can be seen to end; it draws nothing."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.redacted import Box

_OUTSIDE = 0.003
_ENOUGH = 0.6


def free_edge(box: Box, others: Sequence[Box]) -> tuple[Box, bool]:
    """Give the part of a box below or above which no other box lies, and whether it is above.

    The words of a mark stand there, so that they lie on an edge and not in the midst of black.
    """
    left, top, right, bottom = box
    below = _longest(box, others, bottom + _OUTSIDE)
    above = _longest(box, others, top - _OUTSIDE)
    width = below[1] - below[0]
    at_top = width < _ENOUGH * (right - left) and above[1] - above[0] > width
    start, end = above if at_top else below
    if end <= start:
        return box, False
    return (start, top, end, bottom), at_top


def _longest(box: Box, others: Sequence[Box], height: float) -> tuple[float, float]:
    """Give the longest stretch of a box's width that no other box covers at a height."""
    free = [(box[0], box[2])]
    for other in others:
        if other[1] <= height <= other[3]:
            free = [part for stretch in free for part in _without(stretch, other)]
    return max(free, key=lambda stretch: stretch[1] - stretch[0], default=(box[0], box[0]))


def _without(stretch: tuple[float, float], other: Box) -> list[tuple[float, float]]:
    start, end = stretch
    parts = ((start, min(end, other[0])), (max(start, other[2]), end))
    return [(low, high) for low, high in parts if high > low]
