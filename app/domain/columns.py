"""What the columns of a table of messages mean: the mapping that a clerk sets, as a value."""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum

from app.errors import AppError


class Meaning(StrEnum):
    """What a column of a table holds."""

    DATE = "date"
    TIME = "time"
    SENDER = "sender"
    SENDER_NAME = "sender_name"
    RECIPIENTS = "recipients"
    CC = "cc"
    BCC = "bcc"
    TEXT = "text"
    SUBJECT = "subject"
    PLATFORM = "platform"
    KIND = "kind"
    CONVERSATION = "conversation"
    ID = "id"
    PARENT = "parent"
    ATTACHMENTS = "attachments"
    DELETED = "deleted"
    EDITED = "edited"
    URL = "url"


class DateOrder(StrEnum):
    """Which comes first in dates written with numbers alone."""

    FOUND = "found"
    MONTH_FIRST = "month_first"
    DAY_FIRST = "day_first"


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """How a table's columns are read.

    Attributes:
        columns: headings as :func:`plain_heading` gives them, each with what it holds; one
            meaning may have several columns. What is not named here is kept, but not read.
        order: of day and month.
        zone: IANA name for times without one; empty for the zone that is told at import.
        heading_row: number of the row that names the columns, from one; 0 where it is found.
        delimiter: what stands between the columns of a text file; empty where it is found.
        encoding: Python's name of the character set; empty where it is found.
        platform: where no column tells it.
    """

    columns: tuple[tuple[str, Meaning], ...] = ()
    order: DateOrder = DateOrder.FOUND
    zone: str = ""
    heading_row: int = 0
    delimiter: str = ""
    encoding: str = ""
    platform: str = ""

    def headings(self, meaning: Meaning) -> tuple[str, ...]:
        """Give the headings of the columns that hold this."""
        return tuple(heading for heading, one in self.columns if one is meaning)

    def meaning_of(self, heading: str) -> Meaning | None:
        """Give what a column holds; None where it is only kept."""
        return dict(self.columns).get(heading)

    @property
    def as_json(self) -> str:
        """Write it as JSON text, always the same for equal mappings."""
        told = {
            "columns": {heading: meaning.value for heading, meaning in self.columns},
            "order": self.order.value,
            "zone": self.zone,
            "heading_row": self.heading_row,
            "delimiter": self.delimiter,
            "encoding": self.encoding,
            "platform": self.platform,
        }
        return json.dumps(told, ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class KeptMapping:
    """A mapping that is kept by its name.

    Attributes:
        headings: of the table for which it was made, as :func:`plain_heading` gives them.
    """

    name: str
    headings: frozenset[str]
    mapping: ColumnMapping


def plain_heading(heading: str) -> str:
    """Give a heading as it is compared: small letters and single blanks."""
    return " ".join(heading.replace("\ufeff", "").casefold().split())


def mapping_of(untrusted: str) -> ColumnMapping:
    """Read a mapping from JSON text.

    Raises:
        AppError: it is none, or names a meaning, an order or a row that there is not.
    """
    try:
        told = json.loads(untrusted)
        columns = told.get("columns", {})
        return ColumnMapping(
            tuple((plain_heading(key), Meaning(value)) for key, value in columns.items()),
            DateOrder(told.get("order", DateOrder.FOUND.value)),
            str(told.get("zone", "")),
            max(int(told.get("heading_row", 0)), 0),
            str(told.get("delimiter", "")),
            str(told.get("encoding", "")),
            str(told.get("platform", "")),
        )
    except (ValueError, TypeError, AttributeError, RecursionError) as cause:
        known = ", ".join(meaning.value for meaning in Meaning)
        raise AppError(
            "The mapping of columns cannot be read.",
            f'Write JSON such as {{"columns": {{"Created": "date"}}}}, with: {known}.',
        ) from cause
