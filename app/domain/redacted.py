"""What may leave the house: texts and records that hold no withheld word.

The packet room prints these and nothing else. Nothing here can be turned back into a source
text, and nothing here may import :mod:`app.domain.records`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
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


class Encoding(StrEnum):
    """How the pixels of a picture are kept.

    ``G4`` is bare CCITT Group 4 data (ITU-T T.6) of the whole height, black pixels as 0 bits of
    the decoded image as PDF reads it by default (ISO 32000-1, 7.4.6: ``K -1``, ``BlackIs1
    false``); the others are files.
    """

    JPEG = "jpeg"
    PNG = "png"
    G4 = "g4"


@dataclass(frozen=True, slots=True)
class Picture:
    """Pixels that were decoded and encoded afresh, with no metadata of the original.

    Attributes:
        data: a JPEG or PNG file made by the program itself, or bare G4 data.
        encoding: None where the first bytes of ``data`` tell it.
    """

    width: int
    height: int
    data: bytes
    encoding: Encoding | None = None

    def __repr__(self) -> str:
        return f"Picture({self.width} x {self.height})"


Box = tuple[float, float, float, float]
"""Left, top, right and bottom in fractions of a page as it is seen; origin top left."""


@dataclass(frozen=True, slots=True)
class SheetWord:
    """A released word on a page of an attachment; it touches no burned box.

    Attributes:
        line: counts the lines of the page, so that words are joined as they are read.
        block: counts its paragraphs or columns.
    """

    text: str = field(repr=False)
    box: Box
    line: int = 0
    block: int = 0


@dataclass(frozen=True, slots=True)
class SheetMark:
    """A box that was burned into the pixels of a page, and what it rests on."""

    bar: Bar
    box: Box


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page of an attachment as it is released: pixels, and the words that survive.

    Attributes:
        width: of the page as it is seen, in points; ``height`` too.
        picture: gives the pixels when the page is drawn, each time the same.
        words: in reading order.
        marks: in reading order; each is black in the pixels.
        read_by: ``file`` where the words are the file's own, ``ocr`` where they were
            recognised, empty where there are none.
    """

    width: float
    height: float
    picture: Callable[[], Picture]
    words: tuple[SheetWord, ...] = ()
    marks: tuple[SheetMark, ...] = ()
    read_by: str = ""

    def __repr__(self) -> str:
        return f"Sheet({self.width:.0f} x {self.height:.0f})"


class Look(StrEnum):
    """How a run of a document's text was meant."""

    PLAIN = "plain"
    BOLD = "bold"
    ITALIC = "italic"
    INSERTED = "inserted"
    DELETED = "deleted"
    HIDDEN = "hidden"


class Role(StrEnum):
    """What a block of a document's text is.

    ``PART`` heads a part that stands apart: a header, the comments, a sheet of a workbook.
    """

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    NOTE = "note"
    TABLE = "table"
    PART = "part"


@dataclass(frozen=True, slots=True)
class RedactedRun:
    """A stretch of a block in one look."""

    text: RedactedText
    look: Look = Look.PLAIN


RedactedCell = tuple[RedactedRun, ...]


@dataclass(frozen=True, slots=True)
class RedactedBlock:
    """A paragraph or a table of a document whose text is set afresh.

    Attributes:
        level: 1 to 6 of a heading, 1 and more of a list item.
        runs: of everything but a table.
        rows: of a table: rows of cells.
        head_rows: how many of them are its head.
    """

    role: Role = Role.PARAGRAPH
    runs: tuple[RedactedRun, ...] = ()
    level: int = 0
    rows: tuple[tuple[RedactedCell, ...], ...] = ()
    head_rows: int = 0


@dataclass(frozen=True, slots=True)
class RedactedAttachment:
    """An attachment as the packet may show it: one of picture, sheets, blocks or slip sheet.

    Attributes:
        kind: in plain words, for example ``Photograph`` or ``PDF document``.
        size: coarse and in words, for example ``about 40 KB``; empty where withheld.
        picture: gives the pixels to draw within the record when its page is drawn.
        regions: the bars that are burned into ``picture``.
        sheets: its pages, each of which becomes a page of the packet.
        blocks: its text, which is set afresh within the packet.
        withheld: the bar that stands for the whole attachment, where it is withheld.
        note: why it is not shown, for a slip sheet; else what a reader should know.
        alt: what is read aloud in place of the picture, where the clerk said so.
    """

    name: RedactedText
    kind: str
    size: str = ""
    picture: Callable[[], Picture] | None = None
    withheld: Bar | None = None
    regions: tuple[Bar, ...] = ()
    note: str = ""
    sheets: tuple[Sheet, ...] = ()
    blocks: tuple[RedactedBlock, ...] = ()
    alt: str = field(default="", repr=False)


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
        form: ``message``, ``email``, ``post``, ``comment``, ``call``, ``system`` or
            ``document``: how it is laid out.
        outgoing: sent from the custodian's own device or account.
        answers: number of the record that it answers or comments on; 0 where there is none.
        custodian: whose export it comes from.
        clock: the time of day alone, as it stands under the heading of its day; empty where
            ``sent`` must be told whole.
        at: the moment of ``sent`` in the packet's zone, for lists and load files; None where it
            is unknown.
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
    form: str = "message"
    outgoing: bool = False
    answers: int = 0
    custodian: str = ""
    clock: str = ""
    at: dt.datetime | None = None
