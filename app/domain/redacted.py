"""What may leave the house: texts and records that hold no withheld word.

The packet room prints these and nothing else. Nothing here can be turned back into a source
text, and nothing here may import :mod:`app.domain.records`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class Extent(StrEnum):
    """How much a bar stands for, coarse on purpose."""

    WORDS = "words"
    LINES = "lines"
    WHOLE = "whole"


@dataclass(frozen=True, slots=True)
class Visible:
    """Characters that are released."""

    text: str

    def __repr__(self) -> str:
        return f"Visible({len(self.text)} characters)"


@dataclass(frozen=True, slots=True)
class Bar:
    """A withheld stretch: the codes of its exemptions and its coarse extent."""

    codes: tuple[str, ...]
    extent: Extent = Extent.WORDS


@dataclass(frozen=True, slots=True)
class RedactedText:
    """A text as it may be printed."""

    pieces: tuple[Visible | Bar, ...] = ()

    @property
    def bars(self) -> tuple[Bar, ...]:
        """Give the withheld stretches in order."""
        return tuple(piece for piece in self.pieces if isinstance(piece, Bar))

    @property
    def visible(self) -> str:
        """Give the released characters, run together."""
        return "".join(piece.text for piece in self.pieces if isinstance(piece, Visible))

    def spoken(self, mark: Callable[[Bar], str]) -> str:
        """Give the text with each bar written as ``mark`` says, for headings and indexes."""
        return "".join(
            piece.text if isinstance(piece, Visible) else mark(piece) for piece in self.pieces
        )


def released(text: str) -> RedactedText:
    """Give a text of which nothing is withheld."""
    return RedactedText((Visible(text),) if text else ())


@dataclass(frozen=True, slots=True)
class Picture:
    """Pixels that were decoded and encoded afresh, with no metadata of the original.

    Attributes:
        data: a JPEG or PNG file made by the program itself.
    """

    width: int
    height: int
    data: bytes

    def __repr__(self) -> str:
        return f"Picture({self.width} x {self.height})"


@dataclass(frozen=True, slots=True)
class RedactedAttachment:
    """An attachment as the packet may show it.

    Attributes:
        kind: in plain words, for example ``Photograph`` or ``PDF document``.
        size: coarse and in words, for example ``about 40 KB``; empty where withheld.
        picture: gives the pixels to draw when the page is drawn; None for a slip sheet.
        withheld: the bar that stands for the whole attachment, where it is withheld.
        note: why it is not shown, for a slip sheet.
    """

    name: RedactedText
    kind: str
    size: str = ""
    picture: Callable[[], Picture] | None = None
    withheld: Bar | None = None
    regions: tuple[Bar, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class RedactedRecord:
    """A record as the packet may print it.

    Attributes:
        number: the record's id, by which clerk and log speak of it.
        thread: groups records of one conversation.
        sent: the time as printed, with its zone, or a sentence that it is unknown.
        withheld: the bar that stands for the whole record; all texts are then empty.
        remarks: facts of the record that are printed, such as ``deleted by the sender``.
        day: the date of ``sent`` in the packet's zone, for day headings and bookmarks; None
            where it is unknown or not to be told.
    """

    number: int
    thread: int
    title: RedactedText
    platform: str
    kind: str
    source: str
    sent: str
    sender: RedactedText = RedactedText()
    recipients: tuple[RedactedText, ...] = ()
    subject: RedactedText = RedactedText()
    text: RedactedText = RedactedText()
    attachments: tuple[RedactedAttachment, ...] = ()
    withheld: Bar | None = None
    remarks: tuple[str, ...] = ()
    day: dt.date | None = None
