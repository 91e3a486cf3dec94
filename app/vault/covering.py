"""What a row of days tells: which of them an export covers, and which are oddly silent."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

import numpy as np

from app.vault.columns import Ints, Mask

USUAL = 0.8
"""Share of a weekday's days with records from which one without any is unusual."""
FEWEST = 4
"""Fewest days of a weekday by which its habits are known."""


def bridged(seen: Mask, longest: int) -> Mask:
    """Give the days from record to record; a hole of more than the longest days stays one."""
    found = seen.copy()
    at = np.flatnonzero(seen)
    for first, last in pairwise(at.tolist()):
        if last - first - 1 <= longest:
            found[first:last] = True
    return found


def union(masks: Iterable[Mask], days: int) -> Mask:
    """Give the days that any of some rows has."""
    found = np.zeros(days, np.bool_)
    for mask in masks:
        found |= mask
    return found


def silent_days(held: Ints, covered: Mask, weekday: int, fewest: int) -> Mask:
    """Mark runs of covered days without a record on which the channel usually has some.

    Days on which it seldom has any, such as those of a weekend, neither break a run nor make one.

    Args:
        held: records by day.
        covered: whether a source covers the day.
        weekday: of the first day, Monday 0.
        fewest: unusual days without a record that are called silent.
    """
    days = (np.arange(len(held)) + weekday) % 7
    busy = held > 0
    known = np.bincount(days[covered], minlength=7)
    usual = np.bincount(days[covered & busy], minlength=7)
    found = np.zeros(len(held), np.bool_)
    for first, last in _runs(covered & ~busy):
        own = days[first:last]
        others = known - np.bincount(own, minlength=7)
        is_usual = (others >= FEWEST) & (usual >= USUAL * others)
        odd = np.flatnonzero(is_usual[own])
        if len(odd) >= fewest:
            found[first + odd[0] : first + odd[-1] + 1] = True
    return found


def _runs(flags: Mask) -> list[tuple[int, int]]:
    """Give where runs begin, and where they have ended."""
    edges = np.diff(np.concatenate([[0], flags.astype(np.int8), [0]]))
    firsts, lasts = np.flatnonzero(edges == 1), np.flatnonzero(edges == -1)
    return list(zip(firsts.tolist(), lasts.tolist(), strict=True))
