"""Tells a letter's paragraphs from what it lists; it knows no layout."""

from __future__ import annotations

from dataclasses import dataclass

ITEM = "- "
BULLET = "•"


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph or an entry of a list; entries that follow one another are one list."""

    text: str
    is_item: bool = False


def pieces_of(paragraph: str) -> list[Piece]:
    """Part a paragraph of the letter: lines that begin with a hyphen are entries of a list."""
    pieces: list[Piece] = []
    for line in paragraph.split("\n"):
        is_item = line.startswith(ITEM)
        if is_item:
            pieces.append(Piece(line.removeprefix(ITEM), is_item=True))
        elif pieces and not pieces[-1].is_item:
            pieces[-1] = Piece(f"{pieces[-1].text}\n{line}")
        else:
            pieces.append(Piece(line))
    return pieces


def said_in(paragraph: str) -> str:
    """Give what a paragraph says as it is read."""
    return "".join(
        f"{BULLET}{piece.text}" if piece.is_item else piece.text for piece in pieces_of(paragraph)
    )
