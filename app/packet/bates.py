"""Bates numbers: one for each page, prefix and six digits."""

from __future__ import annotations

from app.domain.packets import PacketRecipe


def bates_number(prefix: str, page: int) -> str:
    """Give a prefix and a running number as they are printed."""
    return f"{prefix}{page:06d}"


def bates_of(recipe: PacketRecipe, page: int) -> str:
    """Give the number on a one-based page of a file; files of one packet are numbered on."""
    return bates_number(recipe.bates_prefix, recipe.first_number + page - 1)
