"""What the page of columns shows of a table that is about to be imported. No PySide6."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.domain.columns import ColumnMapping, Meaning
from app.domain.people import Role
from app.ui.rows import Cell, Column, Notice, Row, Tone
from app.ui.wording import count

if TYPE_CHECKING:
    from app.domain.parsed import Parsed
    from app.workflow.map_columns import TablePreview

MEANINGS: tuple[tuple[Meaning | None, str], ...] = (
    (None, "(keep, do not read)"),
    (Meaning.DATE, "Date, or date and time"),
    (Meaning.TIME, "Time of day"),
    (Meaning.SENDER, "Sender: address, number or handle"),
    (Meaning.SENDER_NAME, "Sender: name"),
    (Meaning.RECIPIENTS, "Recipients"),
    (Meaning.CC, "Copy to (Cc)"),
    (Meaning.BCC, "Blind copy to (Bcc)"),
    (Meaning.TEXT, "Text"),
    (Meaning.SUBJECT, "Subject or title"),
    (Meaning.PLATFORM, "Platform or network"),
    (Meaning.KIND, "Kind: post, comment, message…"),
    (Meaning.CONVERSATION, "Conversation or thread"),
    (Meaning.ID, "Id of the message"),
    (Meaning.PARENT, "Id of what it answers"),
    (Meaning.ATTACHMENTS, "Files that came with it"),
    (Meaning.DELETED, "Whether it was deleted"),
    (Meaning.EDITED, "Whether it was edited"),
    (Meaning.URL, "Web address"),
)
PREVIEW = (
    Column("Date and time", 18),
    Column("Kind", 16),
    Column("From", 22),
    Column("To", 22),
    Column("Text"),
    Column("Files", 7, numbers=True),
)
DELIMITERS = (
    ("", "found"), (",", "comma"), (";", "semicolon"), ("\t", "tab"), ("|", "bar |"),
)  # fmt: skip
ENCODINGS = (
    ("", "found"), ("utf-8-sig", "UTF-8"), ("cp1252", "Windows (Western)"), ("utf_16", "UTF-16"),
    ("cp437", "DOS"), ("mac-roman", "Macintosh"),
)  # fmt: skip
_SHOWN = 300


@dataclass(frozen=True, slots=True)
class ColumnLine:
    """One column, the first thing in it, and what it is taken for."""

    heading: str
    sample: str
    meaning: Meaning | None


@dataclass(frozen=True, slots=True)
class ColumnsState:
    """Everything that the page of columns shows.

    Attributes:
        name: of the file.
        kept: names of kept mappings; ``kept_name`` is the one that is shown, if it is one.
    """

    name: str
    mapping: ColumnMapping
    columns: tuple[ColumnLine, ...] = ()
    rows: tuple[Row, ...] = field(default=(), repr=False)
    warnings: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    kept_name: str = ""
    notice: Notice | None = None

    @property
    def title(self) -> str:
        """Say what stands in the table below."""
        return f"The first {count(len(self.rows), 'row')} as they will be imported"


def state_of(preview: TablePreview, kept: tuple[str, ...], kept_name: str) -> ColumnsState:
    """Make the state of a table that was looked at."""
    lines = zip(preview.headings, preview.samples, strict=True)
    return ColumnsState(
        preview.paths[0].name,
        preview.mapping,
        tuple(ColumnLine(one, sample, preview.mapping.meaning_of(one)) for one, sample in lines),
        tuple(_row(str(at), one) for at, one in enumerate(preview.rows)),
        preview.warnings,
        kept,
        kept_name,
    )


def _row(key: str, one: Parsed) -> Row:
    sender = "; ".join(party.label for party in one.parties if party.role is Role.FROM)
    others = "; ".join(party.label for party in one.parties if party.role is not Role.FROM)
    platform = one.labels[0] if one.labels else one.platform
    text = "  ".join(filter(None, (one.subject, " ".join(one.text[:_SHOWN].split()))))
    deleted = ", deleted" if "deleted" in one.flags else ""
    return Row(
        key,
        (
            _when(one),
            Cell(f"{platform}: {one.kind.value}{deleted}", Tone.MUTED),
            Cell(sender),
            Cell(others),
            Cell(text),
            Cell(str(len(one.attachments)) if one.attachments else ""),
        ),
    )


def _when(one: Parsed) -> Cell:
    """Give the moment in UTC, or what was written where it is not understood."""
    if one.sent.utc is None:
        return Cell(one.sent.raw or "no date", Tone.BAD, "This date is not understood")
    moment = dt.datetime.fromtimestamp(one.sent.utc / 1_000_000, dt.UTC)
    return Cell(f"{moment:%Y-%m-%d %H:%M} UTC", tip=f"Written as: {one.sent.raw}")
