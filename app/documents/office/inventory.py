"""Counts what hides in a document and says it in sentences that hold no word of the document."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from app.domain.hidden import HiddenKind

HiddenValues = tuple[str, int, str, bool]
"""Kind, count, sentence and whether it is printed: a ``Hidden`` as plain values."""


@dataclass(frozen=True, slots=True)
class Find:
    """One sort of thing that hides, named for one and for several of it.

    Attributes:
        printed: the text of the document shows it.
    """

    kind: HiddenKind
    one: str
    many: str
    printed: bool = False


COMMENT = Find(HiddenKind.COMMENT, "comment", "comments", printed=True)
DELETION = Find(
    HiddenKind.DELETION, "deletion that can be taken back", "deletions that can be taken back",
    printed=True,
)  # fmt: skip
INSERTION = Find(HiddenKind.INSERTION, "tracked insertion", "tracked insertions", printed=True)
HIDDEN_TEXT = Find(
    HiddenKind.HIDDEN_TEXT, "stretch of hidden text", "stretches of hidden text", printed=True
)
HIDDEN_BY_PAGE = Find(
    HiddenKind.HIDDEN_TEXT, "page with words that it does not show",
    "pages with words that they do not show", printed=True,
)  # fmt: skip
HIDDEN_BY_FORMAT = Find(
    HiddenKind.HIDDEN_TEXT, "cell whose number format hides its value",
    "cells whose number format hides their value", printed=True,
)  # fmt: skip
HIDDEN_SHEET = Find(HiddenKind.HIDDEN_SHEET, "hidden sheet", "hidden sheets", printed=True)
HIDDEN_ROW = Find(HiddenKind.HIDDEN_ROW, "hidden row", "hidden rows", printed=True)
HIDDEN_COLUMN = Find(HiddenKind.HIDDEN_COLUMN, "hidden column", "hidden columns", printed=True)
HIDDEN_SLIDE = Find(HiddenKind.HIDDEN_SLIDE, "hidden slide", "hidden slides", printed=True)
SPEAKER_NOTE = Find(
    HiddenKind.SPEAKER_NOTE, "slide with speaker notes", "slides with speaker notes", printed=True
)
FORM_FIELD = Find(HiddenKind.FORM_FIELD, "form field", "form fields", printed=True)
CHOICES = Find(HiddenKind.FORM_FIELD, "list of choices for a field", "lists of choices for fields")
AUTHOR = Find(
    HiddenKind.AUTHOR, "name of somebody who wrote or changed it",
    "names of people who wrote or changed it",
)  # fmt: skip
PROPERTY = Find(HiddenKind.METADATA, "property of the document", "properties of the document")
FIELD_WORDS = Find(
    HiddenKind.METADATA, "field with words in its instruction",
    "fields with words in their instructions",
)  # fmt: skip
FORMULA_WORDS = Find(
    HiddenKind.METADATA, "formula with words of its own", "formulas with words of their own"
)
DEFINED_NAME = Find(HiddenKind.METADATA, "defined name", "defined names")
STORED_COPY = Find(
    HiddenKind.METADATA, "stored copy of the data behind a summary",
    "stored copies of the data behind summaries",
)  # fmt: skip
CUSTOM_DATA = Find(
    HiddenKind.METADATA, "part with data of another program", "parts with data of other programs"
)
OTHER_PART = Find(
    HiddenKind.METADATA, "further part that is not shown", "further parts that are not shown"
)
TWIN_PART = Find(
    HiddenKind.METADATA, "part stored twice under one name", "parts stored twice under one name"
)
MASTER_TEXT = Find(
    HiddenKind.METADATA, "text of a slide master or layout", "texts of slide masters or layouts"
)
CODE_COMMENT = Find(
    HiddenKind.METADATA, "comment in the code of the page", "comments in the code of the page"
)
LINKED_FILE = Find(
    HiddenKind.LINKED_FILE, "link to a file or source outside",
    "links to files or sources outside",
)  # fmt: skip
EMBEDDED_FILE = Find(HiddenKind.EMBEDDED_FILE, "embedded file", "embedded files")
MACRO = Find(HiddenKind.MACRO, "set of macros", "sets of macros")
SCRIPT = Find(HiddenKind.SCRIPT, "script or control", "scripts or controls")
SIGNATURE = Find(HiddenKind.SIGNATURE, "digital signature", "digital signatures")
THUMBNAIL = Find(HiddenKind.THUMBNAIL, "small picture of its first page", "small pictures of pages")
FORMAT_CHANGE = Find(HiddenKind.REVISION, "tracked change of format", "tracked changes of format")
EARLIER_STATE = Find(HiddenKind.REVISION, "stored state from before", "stored states from before")


class Inventory:
    """Counts finds; the order in which they were met does not matter."""

    def __init__(self) -> None:
        self._counts: Counter[Find] = Counter()
        self._authors: set[str] = set()

    def add(self, find: Find, count: int = 1) -> None:
        """Count some more of a sort."""
        if count > 0:
            self._counts[find] += count

    def author(self, name: str | None) -> None:
        """Count somebody who is named as author, each name once."""
        if name and name.strip():
            self._authors.add(name.strip())

    def count(self, find: Find) -> int:
        """Give how many of a sort were met."""
        return self._counts[find]

    def listed(self) -> tuple[HiddenValues, ...]:
        """Give all finds by kind."""
        found = {**self._counts, **({AUTHOR: len(self._authors)} if self._authors else {})}
        return tuple(
            sorted(
                (find.kind.value, count, f"{count} {find.one if count == 1 else find.many}.",
                 find.printed)
                for find, count in found.items()
            )
        )  # fmt: skip
