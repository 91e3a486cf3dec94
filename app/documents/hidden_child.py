"""Counts the pages of a file and what hides in it; runs in the child, gives no text of it."""

from __future__ import annotations

import pypdfium2

from app.documents import frames, pdf_hidden, sheet_child
from app.documents.types import PDF

MOST_SIZES = 5_000

Hiding = tuple[str, int, str]
"""Kind, how many, and a sentence."""

Looked = tuple[int, list[tuple[float, float]], list[Hiding]]


def be_ready() -> None:
    """Do nothing more: by now all is loaded that looks into files and draws their pages."""


def look_into(untrusted: bytes, media_type: str) -> Looked | str:
    """Give number and sizes of pages and what hides, or a sentence why it does not open."""
    if media_type != PDF:
        return frames.look_into(untrusted)
    try:
        document = pypdfium2.PdfDocument(untrusted)
    except pypdfium2.PdfiumError as error:
        return sheet_child.why_closed(error, of_file=True)
    try:
        count = len(document)
        sizes = [document.get_page_size(at) for at in range(min(count, MOST_SIZES))]
    except pypdfium2.PdfiumError:
        return sheet_child.DAMAGED
    finally:
        document.close()
    hidden, units = pdf_hidden.inventory(untrusted)
    sized = [
        (across * units.get(at, 1.0), down * units.get(at, 1.0))
        for at, (across, down) in enumerate(sizes)
    ]
    return count, sized, hidden
