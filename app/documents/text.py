"""Takes the words out of attachments, so that they can be found; draws and prints nothing."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.documents import pdf
from app.documents.base import Holder
from app.documents.office.compound import is_locked
from app.documents.office.outline import Outline
from app.documents.office.plain import is_plain, read_plain
from app.documents.office.reader import Reader
from app.documents.office.refused import LOCKED
from app.documents.types import OLE, PDF, UNKNOWN
from app.domain.records import reflows
from app.errors import ChildFailed
from app.reading.charsets import clean

MOST_CHARACTERS = 5_000_000
MOST_BYTES = 200 << 20

_SECONDS = 120.0
_DRAWING = "image/svg+xml"
_WORDLESS = ("image/", "audio/", "video/")
_LARGE = "It is too large for its words to be searched."


@dataclass(frozen=True, slots=True)
class Extracted:
    """The words of a file.

    Attributes:
        note: one sentence on what the words leave out or where they come from; may be empty.
    """

    text: str = field(default="", repr=False)
    note: str = ""


class Extractor(Holder):
    """Takes the words out of files; those that only a parser in C can open go to the child."""

    def reads(self, media_type: str) -> bool:
        """Say whether files of a sniffed type have words, or a note why theirs are not taken."""
        return media_type == _DRAWING or not (
            media_type == UNKNOWN or media_type.startswith(_WORDLESS)
        )

    def extract(self, untrusted: bytes, media_type: str, name: str = "") -> Extracted:  # noqa: ARG002 - some kinds to come are told by name alone
        """Give the words of a file of a sniffed type; never fails.

        Pictures, sound and films have none.
        """
        if len(untrusted) > MOST_BYTES:
            return Extracted(note=_LARGE)
        if media_type == PDF:
            return self._pdf(untrusted)
        if is_plain(media_type):
            return extract(untrusted, media_type)
        return self._document(untrusted, media_type)

    def _document(self, untrusted: bytes, media_type: str) -> Extracted:
        """Take exactly the text in which redactions are counted when the file is shown."""
        if not reflows(media_type):
            return self._closed(untrusted) if media_type == OLE else Extracted()
        try:
            content = Reader(self._isolated).read(untrusted, media_type)
        except ChildFailed as failure:
            return Extracted(note=failure.reason)
        return Extracted(content.text, content.note)

    def _closed(self, untrusted: bytes) -> Extracted:
        """Say of a compound file whose kind is unknown whether it is a locked document."""
        try:
            locked = self._isolated.call(is_locked, untrusted, seconds=_SECONDS)
        except ChildFailed:
            locked = False
        return Extracted(note=LOCKED if locked else "")

    def _pdf(self, untrusted: bytes) -> Extracted:
        try:
            text, note = self._isolated.call(
                pdf.words_of_pdf, untrusted, MOST_CHARACTERS, seconds=_SECONDS
            )
        except ChildFailed as failure:
            return Extracted(note=failure.reason)
        return Extracted(clean(text), note)


def extract(untrusted: bytes, media_type: str) -> Extracted:
    """Give the words of text, web pages and mails; for other kinds ask an :class:`Extractor`."""
    if not is_plain(media_type):
        return Extracted()
    outline = Outline()
    read_plain(untrusted, media_type, outline)
    text, _, _, note = outline.finished()
    return Extracted(text, note)
