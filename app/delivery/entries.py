"""What a delivery says of each record: where it stands in the packet and which files it brings."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from app.domain.redacted import Bar, RedactedAttachment, RedactedRecord, RedactedText

RELEASED = "Released in full"
PARTLY = "Released with redactions"
WITHHELD = "Withheld in full"


@dataclass(frozen=True, slots=True)
class PageRun:
    """Pages of the packet.

    Attributes:
        file: name of the file within the delivery.
        first: one-based page of that file.
        numbers: what is printed on each of the pages, in order; at least one.
    """

    file: str
    first: int
    numbers: tuple[str, ...]

    @property
    def first_number(self) -> str:
        """Give the number on the first page."""
        return self.numbers[0]

    @property
    def last_number(self) -> str:
        """Give the number on the last page."""
        return self.numbers[-1]


@dataclass(frozen=True, slots=True)
class Enclosure:
    """An attachment and the files of it that are handed over.

    Attributes:
        attachment: as it may be shown.
        file: name of its redacted file within the delivery; empty where there is none.
        native: name of its original bytes within the delivery; empty where they do not leave.
        sha256: of the original bytes, where they leave.
    """

    attachment: RedactedAttachment
    file: str = ""
    native: str = ""
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One record of a delivery."""

    record: RedactedRecord
    pages: PageRun
    enclosures: tuple[Enclosure, ...] = ()


def codes_of(record: RedactedRecord) -> tuple[str, ...]:
    """List the exemptions under which anything of a record is withheld, each once."""
    return tuple(sorted({code for bar in bars_of(record) for code in bar.codes}))


def bars_of(record: RedactedRecord) -> list[Bar]:
    """List everything that is withheld of a record."""
    if record.withheld is not None:
        return [record.withheld]
    texts = (record.title, record.sender, *record.recipients, record.subject, record.text)
    bars = [bar for text in texts for bar in text.bars]
    return bars + [bar for one in record.attachments for bar in bars_in(one)]


def bars_in(attachment: RedactedAttachment) -> list[Bar]:
    """List everything that is withheld of an attachment, its name included."""
    bars = list(attachment.name.bars)
    if attachment.withheld is not None:
        return [*bars, attachment.withheld]
    bars += attachment.regions
    bars += [mark.bar for sheet in attachment.sheets for mark in sheet.marks]
    return bars + [bar for text in texts_in(attachment) for bar in text.bars]


def texts_in(attachment: RedactedAttachment) -> list[RedactedText]:
    """List the stretches of a document's text in order."""
    found: list[RedactedText] = []
    for block in attachment.blocks:
        found += [run.text for run in block.runs]
        found += [run.text for row in block.rows for cell in row for run in cell]
    return found


def disposition_of(record: RedactedRecord) -> str:
    """Say what became of a record."""
    if record.withheld is not None:
        return WITHHELD
    return PARTLY if bars_of(record) else RELEASED


def moment_of(record: RedactedRecord) -> str:
    """Give when it was sent, as lists sort it: ``2026-03-14 17:04:00-04:00``."""
    return record.at.isoformat(" ") if record.at is not None else record.sent


def day_of(record: RedactedRecord) -> dt.date | None:
    """Give the day on which it was sent; None where that is unknown."""
    return record.at.date() if record.at is not None else record.day
