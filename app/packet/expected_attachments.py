"""Says what a stranger must read of attachments, from the recipe alone; it knows no layout."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from app.domain.redacted import (
    Bar,
    RedactedAttachment,
    RedactedBlock,
    RedactedCell,
    RedactedRecord,
    RedactedText,
    Role,
    SheetMark,
)
from app.packet import attachment_words, wording
from app.packet.columns import (
    column_groups,
    grid_of,
    group_title,
    looks_of,
    plain_of,
    repeats_head,
)
from app.packet.leaves import Leaf, leaves_of
from app.packet.normal import seen
from app.packet.sheet_order import pieces_of, text_of


@dataclass(slots=True)
class Stretch:
    """A part of what a record says.

    Attributes:
        any_order: as of :class:`app.packet.expected.Section`; ``repeats`` too.
    """

    said: list[str] = field(default_factory=list, repr=False)
    bars: list[str] = field(default_factory=list)
    any_order: bool = False
    repeats: tuple[str, ...] = ()

    @property
    def whole(self) -> str:
        """Give all of it."""
        return "".join(self.said)


class Said:
    """Collects what is said, and the words on bars."""

    def __init__(self) -> None:
        self.stretches: list[Stretch] = [Stretch()]

    @property
    def said(self) -> list[str]:
        """Give what is said in the stretch that is being collected."""
        return self.stretches[-1].said

    @property
    def bars(self) -> list[str]:
        """Give the words on the bars of the stretch that is being collected."""
        return self.stretches[-1].bars

    def text(self, text: RedactedText) -> None:
        """Say a text with its bars."""
        for piece in text.pieces:
            if isinstance(piece, Bar):
                self.bar(piece)
            else:
                self.said.append(piece.text)

    def bar(self, bar: Bar) -> None:
        """Say a bar; what a marked copy shows instead is no bar to be black."""
        self.said.append(wording.mark_of(bar))
        if not isinstance(bar, wording.Read):
            self.bars.append(seen(wording.mark_of(bar)))

    def begin(self, *, any_order: bool = False, repeats: tuple[str, ...] = ()) -> None:
        """Begin another stretch."""
        self.stretches.append(Stretch(any_order=any_order, repeats=repeats))


def say_attachment(said: Said, attachment: RedactedAttachment, index: int) -> None:
    """Say what stands for the attachment at a one-based place of a record."""
    said.said.append(f"{wording.ATTACHMENT} {index}:")
    said.text(attachment.name)
    about = ", ".join(part for part in (attachment.kind, attachment.size) if part)
    said.said.append(f"·{about}" if about else "")
    if attachment.withheld is not None:
        said.said.append(wording.WITHHELD_ATTACHMENT)
        said.bar(attachment.withheld)
    elif attachment.sheets:
        said.said.append(f"·{attachment_words.pages_follow(len(attachment.sheets))}")
        said.said.append(attachment.note)
    elif attachment.blocks:
        _say_blocks(said, attachment)
    elif attachment.picture is None:
        said.said.append(attachment.note or wording.NOT_SHOWN.capitalize() + ".")
        said.said.append(attachment_words.ON_REQUEST)
    elif attachment.regions:
        said.said.append(wording.PARTLY_WITHHELD)
        for region in attachment.regions:
            said.bar(region)


def say_sheets(said: Said, record: RedactedRecord) -> None:
    """Say the pages of a record's attachments, which follow it."""
    for leaf in leaves_of(record):
        said.begin(any_order=True)
        said.said.append(leaf.head)
        for text, bar in words_of(leaf):
            if bar is not None:
                said.bar(bar)
            else:
                said.said.append(text)


def words_of(leaf: Leaf) -> Iterator[tuple[str, Bar | None]]:
    """Give the words and marks of a page of an attachment, in reading order."""
    for paragraph in pieces_of(leaf.sheet):
        for piece in paragraph:
            if isinstance(piece, SheetMark):
                yield wording.mark_of(piece.bar), piece.bar
            else:
                yield text_of(piece), None


def alts_of(record: RedactedRecord) -> set[str]:
    """Give what is read aloud in place of a record's pictures and its pages without words."""
    leaves = {leaf.alt for leaf in leaves_of(record) if leaf.alt}
    return leaves | {
        attachment_words.picture_alt(attachment, index, record.number)
        for index, attachment in enumerate(record.attachments, start=1)
        if attachment.picture is not None
    }


def looks_said(record: RedactedRecord) -> set[str]:
    """Give what is read aloud before and behind inserted, deleted and hidden text."""
    looks = {look for attachment in record.attachments for look in looks_of(attachment.blocks)}
    words = {attachment_words.look_begins(look) for look in looks}
    return (words | {attachment_words.look_ends(look) for look in looks}) - {""}


def bars_of(attachment: RedactedAttachment) -> Iterator[Bar]:
    """Give every bar of an attachment but those of its name."""
    yield from attachment.regions
    yield from (mark.bar for sheet in attachment.sheets for mark in sheet.marks)
    for block in attachment.blocks:
        cells = [block.runs, *(cell for row in block.rows for cell in row)]
        yield from (bar for cell in cells for run in cell for bar in run.text.bars)
    if attachment.withheld is not None:
        yield attachment.withheld


def _say_blocks(said: Said, attachment: RedactedAttachment) -> None:
    said.said.append(attachment_words.SET_AFRESH)
    said.said.append(attachment.note)
    said.said.append(attachment_words.looks_in_words(looks_of(attachment.blocks)))
    for block in attachment.blocks:
        if block.role is Role.TABLE:
            _say_table(said, block)
        else:
            _say_cell(said, block.runs)


def _say_table(said: Said, block: RedactedBlock) -> None:
    """Say a table as stretches of their own, one for each group of its columns."""
    grid = grid_of(block)
    count = len(grid[0]) if grid else 0
    for group in column_groups(grid):
        said.begin()
        if len(group) < count:
            said.said.append(group_title(group, count))
        part = [[row[at] for at in group] for row in grid]
        head = seen("".join(plain_of(cell) for row in part[: block.head_rows] for cell in row))
        said.begin(any_order=True, repeats=(head,) if repeats_head(block, part) else ())
        for row in part:
            for cell in row:
                _say_cell(said, cell)
    said.begin()


def _say_cell(said: Said, cell: RedactedCell) -> None:
    for run in cell:
        said.text(run.text)
