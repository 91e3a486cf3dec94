"""Texts for the middle of a line, and the places that the bars of a line stand for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from app.domain.redacted import Extent, RedactedText, Visible
from app.packet.clusters import clean
from app.packet.flow import Place


def worded(text: RedactedText) -> RedactedText:
    """Give a text for the middle of a line: no line ends, no bars that fill the column."""
    pieces = [
        Visible(clean(piece.text).replace("\n", " "))
        if isinstance(piece, Visible)
        else replace(piece, extent=Extent.WORDS)
        for piece in text.pieces
    ]
    return RedactedText(tuple(pieces))


def always(place: Place) -> Iterator[Place]:
    """Say the same place of every bar."""
    while True:
        yield place


def then(first: Iterator[Place], rest: Place) -> Iterator[Place]:
    """Say some places first, then one of all other bars."""
    yield from first
    yield from always(rest)
