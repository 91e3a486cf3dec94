"""Calculates a small network that finds faces, with numpy alone; runs in the child.

The network is YuNet (W. Wu, H. Peng, S. Yu: YuNet: A Tiny Millisecond-level Face Detector, 2023):
convolutions that work on single pixels and then on single channels, three levels of detail, and
for each cell of a level how sure it is and where the face lies. Its weights were made by
``packaging/faces/make_weights.py``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from app import paths

Numbers = NDArray[np.float32]

_UNITS_BEFORE_NECK = 11
_POOLED_AFTER = frozenset({0, 4, 6, 8})
_LEVELS = {6: 0, 8: 1, 10: 2}
"""Units after which a level of detail is taken, finest first."""
_STRIDES = (8, 16, 32)
_COARSEST = 32
_OVERLAP = 0.3


@dataclass(frozen=True, slots=True)
class Found:
    """A face in pixels of the picture that was looked at, and how sure the network is (0 to 1)."""

    left: float
    top: float
    right: float
    bottom: float
    score: float


def faces_in(pixels: NDArray[np.uint8], least: float) -> list[Found]:
    """Find faces, surest first.

    Args:
        pixels: rows × columns × red, green, blue.
        least: how sure the network must be.
    """
    weights = _weights()
    levels = _levels(weights, _padded(pixels))
    found = [
        one
        for level, stride in enumerate(_STRIDES)
        for one in _told(weights, levels[level], level, stride, least)
    ]
    return _apart(sorted(found, key=lambda one: -one.score))


def _padded(pixels: NDArray[np.uint8]) -> Numbers:
    """Give blue, green, red as numbers, filled with black up to a multiple of the coarsest cell."""
    height, width = (-(-size // _COARSEST) * _COARSEST for size in pixels.shape[:2])
    padded = np.zeros((height, width, 3), np.float32)
    padded[: pixels.shape[0], : pixels.shape[1]] = pixels[:, :, ::-1]
    return padded


def _levels(weights: Mapping[str, Numbers], pixels: Numbers) -> list[Numbers]:
    here = _first(weights["trunk_0_w"], weights["trunk_0_b"], pixels)
    kept: list[Numbers] = []
    for unit in range(_UNITS_BEFORE_NECK):
        here = _unit(weights, unit, here)
        if unit in _LEVELS:
            kept.append(here)
        if unit in _POOLED_AFTER:
            here = _pooled(here)
    return _neck(weights, kept)


def _neck(weights: Mapping[str, Numbers], levels: list[Numbers]) -> list[Numbers]:
    """Carry what the coarser levels know into the finer ones."""
    coarse = _unit(weights, _UNITS_BEFORE_NECK, levels[2])
    middle = _unit(weights, _UNITS_BEFORE_NECK + 1, levels[1] + _doubled(coarse))
    fine = _unit(weights, _UNITS_BEFORE_NECK + 2, levels[0] + _doubled(middle))
    return [fine, middle, coarse]


def _told(
    weights: Mapping[str, Numbers], cells: Numbers, level: int, stride: int, least: float
) -> list[Found]:
    """Read off one level: for each cell how sure, and where around it."""
    sure = _sigmoid(_head(weights, "cls", level, cells)) * _sigmoid(
        _head(weights, "obj", level, cells)
    )
    scores = np.sqrt(sure[:, :, 0])
    boxes = _head(weights, "bbox", level, cells)
    found = []
    for row, column in zip(*np.nonzero(scores >= least), strict=True):
        across, down, width, height = boxes[row, column]
        middle = (column + across) * stride, (row + down) * stride
        half = np.exp(width) * stride / 2, np.exp(height) * stride / 2
        edges = (middle[0] - half[0], middle[1] - half[1], middle[0] + half[0], middle[1] + half[1])
        left, top, right, bottom = (float(edge) for edge in edges)
        found.append(Found(left, top, right, bottom, float(scores[row, column])))
    return found


def _unit(weights: Mapping[str, Numbers], unit: int, here: Numbers) -> Numbers:
    first, second = f"trunk_{2 * unit + 1}", f"trunk_{2 * unit + 2}"
    mixed = _mixed(weights[f"{first}_w"], weights[f"{first}_b"], here)
    spread = _spread(weights[f"{second}_w"], weights[f"{second}_b"], mixed)
    return np.maximum(spread, 0, out=spread)


def _head(weights: Mapping[str, Numbers], name: str, level: int, here: Numbers) -> Numbers:
    key = f"{name}_{level}"
    mixed = _mixed(weights[f"{key}_in_w"], weights[f"{key}_in_b"], here)
    return _spread(weights[f"{key}_out_w"], weights[f"{key}_out_b"], mixed)


def _mixed(weight: Numbers, bias: Numbers, here: Numbers) -> Numbers:
    """Mix the channels of each pixel."""
    mixed: Numbers = here @ weight[:, :, 0, 0].T
    mixed += bias
    return mixed


def _spread(weight: Numbers, bias: Numbers, here: Numbers) -> Numbers:
    """Weigh each channel of a pixel with its eight neighbours."""
    height, width = here.shape[:2]
    around = np.pad(here, ((1, 1), (1, 1), (0, 0)))
    spread = np.broadcast_to(bias, here.shape).copy()
    term = np.empty_like(here)
    for down in range(3):
        for across in range(3):
            part = around[down : down + height, across : across + width]
            spread += np.multiply(part, weight[:, 0, down, across], out=term)
    return spread


def _first(weight: Numbers, bias: Numbers, pixels: Numbers) -> Numbers:
    """Take every second pixel with its neighbours, and mix their colours."""
    height, width = pixels.shape[:2]
    around = np.pad(pixels, ((1, 1), (1, 1), (0, 0)))
    first = np.broadcast_to(bias, (height // 2, width // 2, len(bias))).copy()
    for down in range(3):
        for across in range(3):
            part = around[down : down + height : 2, across : across + width : 2]
            first += part @ weight[:, :, down, across].T
    return np.maximum(first, 0, out=first)


def _pooled(here: Numbers) -> Numbers:
    height, width, channels = here.shape
    pooled: Numbers = here.reshape(height // 2, 2, width // 2, 2, channels).max(axis=(1, 3))
    return pooled


def _doubled(here: Numbers) -> Numbers:
    return here.repeat(2, axis=0).repeat(2, axis=1)


def _sigmoid(here: Numbers) -> Numbers:
    curve: Numbers = np.reciprocal(1 + np.exp(-here), dtype=np.float32)
    return curve


def _apart(found: list[Found]) -> list[Found]:
    """Keep the surest of faces that lie over one another."""
    kept: list[Found] = []
    for one in found:
        if all(_shared(one, other) <= _OVERLAP for other in kept):
            kept.append(one)
    return kept


def _shared(one: Found, other: Found) -> float:
    """Say how much of two faces together both cover."""
    wide = min(one.right, other.right) - max(one.left, other.left)
    high = min(one.bottom, other.bottom) - max(one.top, other.top)
    both = max(wide, 0.0) * max(high, 0.0)
    return both / max(_area(one) + _area(other) - both, 1e-9)


def _area(one: Found) -> float:
    return (one.right - one.left) * (one.bottom - one.top)


@cache
def _weights() -> Mapping[str, Numbers]:
    with np.load(paths.resource("faces/yunet.npz")) as kept:
        return {name: kept[name] for name in kept.files}
