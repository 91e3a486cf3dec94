"""Takes the words out of attachments, so that they can be found; draws and prints nothing."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.documents import pdf
from app.documents.base import Holder
from app.documents.types import HTML, MAIL, PDF, UNKNOWN
from app.errors import ChildFailed
from app.reading.charsets import clean, decode
from app.reading.headers import Headers
from app.reading.html import html_text
from app.reading.mail import read_mail

MOST_CHARACTERS = 5_000_000
MOST_BYTES = 200 << 20

_SECONDS = 120.0
_TEXTS = frozenset({"application/json", "application/xml", "application/xhtml+xml"})
_SHOWN = (("subject", "Subject"), ("from", "From"), ("to", "To"), ("cc", "Cc"), ("date", "Date"))
_DRAWING = "image/svg+xml"
_WORDLESS = ("image/", "audio/", "video/")
_OFFICE = "application/vnd."
_HIDDEN = "Some of its words are hidden where the page is shown."
_LARGE = "It is too large for its words to be searched."
_CUT = "Only the beginning of it is searched."
_CLOSED = "The words in files of this kind are not searched; open it to read it."


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
        found = self._pdf(untrusted) if media_type == PDF else extract(untrusted, media_type)
        if len(found.text) > MOST_CHARACTERS:
            return Extracted(found.text[:MOST_CHARACTERS], _CUT)
        return found

    def _pdf(self, untrusted: bytes) -> Extracted:
        try:
            text, note = self._isolated.call(
                pdf.words_of_pdf, untrusted, MOST_CHARACTERS, seconds=_SECONDS
            )
        except ChildFailed as failure:
            return Extracted(note=failure.reason)
        return Extracted(clean(text), note)


def extract(untrusted: bytes, media_type: str) -> Extracted:
    """Give the words of text, web pages and mails; for PDF ask an :class:`Extractor`."""
    if media_type == HTML:
        return _page(untrusted)
    if media_type == MAIL:
        return Extracted(_mail(untrusted))
    if media_type == _DRAWING:
        return Extracted(html_text(untrusted).text)
    if media_type.startswith("text/") or media_type in _TEXTS:
        return Extracted(decode(untrusted).text.strip("\n"))
    closed = media_type.startswith(_OFFICE) or media_type in {
        "application/msword",
        "application/rtf",
    }
    return Extracted(note=_CLOSED if closed else "")


def _page(untrusted: bytes) -> Extracted:
    page = html_text(untrusted)
    text = "\n\n".join(filter(None, (page.title, page.text)))
    return Extracted(text, _HIDDEN if page.hidden else "")


def _mail(untrusted: bytes) -> str:
    mail = read_mail(untrusted)
    names = [f"Attached: {file.name}" for file in mail.files]
    head = "\n".join([*_lines(mail.headers), *names])
    return clean("\n\n".join(filter(None, (head, mail.text))))


def _lines(headers: Headers) -> list[str]:
    shown = ((label, headers.words(name)) for name, label in _SHOWN)
    return [f"{label}: {words}" for label, words in shown if words]
