"""Bates numbers: one for each page, prefix and six digits."""

from __future__ import annotations


def bates_number(prefix: str, page: int) -> str:
    """Give the number printed on a one-based page."""
    return f"{prefix}{page:06d}"
