"""Takes the words out of a PDF; runs in the child."""

from __future__ import annotations

import re
from contextlib import closing

import pypdfium2

MOST_PAGES = 5_000

_BROKEN_WORD = re.compile("[\x02\ufffe]\r?\n?")


def words_of_pdf(untrusted: bytes, most_characters: int) -> tuple[str, str]:
    """Give the text of all pages, blank lines between them, and a note of one sentence or none.

    The document's metadata is left out.
    """
    try:
        document = pypdfium2.PdfDocument(untrusted)
    except pypdfium2.PdfiumError as error:
        locked = getattr(error, "err_code", 0) == pypdfium2.raw.FPDF_ERR_PASSWORD
        return "", _LOCKED if locked else _DAMAGED
    with closing(document):
        return _pages(document, most_characters)


_LOCKED = "The PDF is locked with a password, so its words cannot be searched."
_DAMAGED = "The PDF is damaged, so its words cannot be searched."


def _pages(document: pypdfium2.PdfDocument, most_characters: int) -> tuple[str, str]:
    texts: list[str] = []
    size = damaged = 0
    for number in range(min(len(document), MOST_PAGES)):
        text = _page(document, number)
        damaged += text is None
        if text:
            texts.append(text)
            size += len(text)
        if size > most_characters:
            return "\n\n".join(texts)[:most_characters], "Only the beginning of it is searched."
    return "\n\n".join(texts), _note(len(document), damaged, empty=not texts)


def _page(document: pypdfium2.PdfDocument, number: int) -> str | None:
    try:
        with closing(document[number]) as page, closing(page.get_textpage()) as words:
            return _BROKEN_WORD.sub("", words.get_text_range()).strip()
    except pypdfium2.PdfiumError:
        return None


def _note(pages: int, damaged: int, *, empty: bool) -> str:
    if pages > MOST_PAGES:
        return f"Only the first {MOST_PAGES} of its {pages} pages are searched."
    if damaged:
        return f"{damaged} of its {pages} pages could not be read."
    return "It holds no words that can be searched; it may be a scan." if empty else ""
