"""Finds what a PDF carries besides its pages: revisions, files, notes, forms, layers, actions."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

import pikepdf
from pikepdf import Dictionary, Name, Pdf

from app.domain.packets import Finding
from app.packet.checks.objects import Contents
from app.packet.normal import seen

_END = re.compile(rb"%%EOF")
_SLACK = 16
"""Bytes by which a file may differ that is written again, for the order of its entries."""

_TEXT_KEYS = frozenset(
    {
        *("/Alt", "/CreationDate", "/ID", "/Lang", "/P"),
        *("/OutputConditionIdentifier", "/Producer", "/Title"),
    }
)
_CATALOG = {
    "/OCProperties": ("layers", "The file has layers that can be switched off and on."),
    "/Collection": ("embedded_file", "The file is a portfolio that holds other files."),
    "/AF": ("embedded_file", "The file has other files attached to it."),
    "/PieceInfo": ("private_data", "The file holds private data of the program that made it."),
    "/SpiderInfo": ("private_data", "The file holds data about where its pages came from."),
    "/AA": ("action", "The file holds actions that run by themselves."),
}
_NAMES = {
    "/EmbeddedFiles": ("embedded_file", "The file has other files attached to it."),
    "/JavaScript": ("action", "The file holds JavaScript."),
}
_PAGE = {
    "/PieceInfo": ("private_data", "The page holds private data of the program that made it."),
    "/AA": ("action", "The page holds actions that run by themselves."),
    "/Thumb": ("thumbnail", "The page holds a small picture of itself, made at another time."),
    "/AF": ("embedded_file", "The page has a file attached to it."),
}


def check_revisions(data: bytes, pdf: Pdf) -> Iterator[Finding]:
    """Find earlier revisions: bytes that were saved over but are still in the file."""
    ends = len(_END.findall(data))
    allowed = 2 if pdf.is_linearized else 1
    if ends > allowed:
        what = f"The file was saved {ends} times over; earlier states are still in it."
        yield Finding("revision", 0, what)
    tail = data[data.rfind(b"%%EOF") + 5 :] if ends else b""
    if tail.strip(b"\r\n\0 \t"):
        yield Finding("revision", 0, "The file goes on after its end.")


def earlier_revisions(data: bytes) -> Iterator[bytes]:
    """Give each earlier state of a file that was saved over, as a file of its own."""
    ends = [found.end() for found in _END.finditer(data)]
    for end in ends[:-1]:
        yield data[:end] + b"\n"


def check_catalog(pdf: Pdf) -> Iterator[Finding]:
    """Find what hangs on the file as a whole."""
    root = pdf.Root
    for key, (kind, what) in _CATALOG.items():
        if key in root:
            yield Finding(kind, 0, what)
    names = root.get("/Names", Dictionary())
    for key, (kind, what) in _NAMES.items():
        if key in names:
            yield Finding(kind, 0, what)
    if _runs(root.get("/OpenAction")):
        yield Finding("action", 0, "Opening the file starts an action.")
    form = root.get("/AcroForm", Dictionary())
    if len(form.get("/Fields", pikepdf.Array())) or "/XFA" in form:
        yield Finding("form", 0, "The file holds a form; its fields keep their values.")


def check_pages(pdf: Pdf) -> Iterator[Finding]:
    """Find what hangs on single pages; links inside the file and to the web are left alone."""
    for number, page in enumerate(pdf.pages, start=1):
        for key, (kind, what) in _PAGE.items():
            if key in page.obj:
                yield Finding(kind, number, what)
        for note in page.obj.get("/Annots", pikepdf.Array()):
            found = _annotation(note)
            if found is not None:
                yield Finding(found[0], number, found[1])


def check_allowed(
    pdf: Pdf, catalog: frozenset[str], page_keys: frozenset[str]
) -> Iterator[Finding]:
    """Check that catalogue and pages have no key besides those that the packet writes."""
    for key in sorted(set(pdf.Root.keys()) - catalog):
        yield Finding("catalog", 0, f"The file's catalogue has the entry {key}.")
    for number, page in enumerate(pdf.pages, start=1):
        for key in sorted(set(page.obj.keys()) - page_keys):
            yield Finding("page_entry", number, f"The page has the entry {key}.")


def check_packed(data: bytes, pdf: Pdf) -> Iterator[Finding]:
    """Find bytes that belong to no object: before the file, between objects, before its end."""
    again = io.BytesIO()
    pdf.save(
        again,
        fix_metadata_version=False,
        deterministic_id=True,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
    )
    if not data.startswith(b"%PDF-") or len(data) > len(again.getvalue()) + _SLACK:
        yield Finding("slack", 0, "The file holds bytes that belong to nothing in it.")


def check_texts(found: Contents, wanted: Sequence[str]) -> Iterator[Finding]:
    """Check that the objects of a packet hold no text strings but those it writes.

    Args:
        found: what lies in the file.
        wanted: the titles of the file and of its bookmarks.
    """
    titles = Counter(seen(text) for key, text in found.strings if key == "/Title")
    languages = {text for key, text in found.strings if key == "/Lang"}
    if titles != Counter(map(seen, wanted)) or languages != {"en-US"}:
        yield Finding("entry", 0, "A title in the file is not one of the packet's.")
    for key in sorted({key for key, _ in found.strings} - _TEXT_KEYS):
        yield Finding("entry", 0, f"The file holds a text in the entry {key}.")


def _runs(action: Any) -> bool:  # noqa: ANN401 - any PDF object
    return isinstance(action, Dictionary) and action.get("/S") != Name.GoTo


def _annotation(note: Any) -> tuple[str, str] | None:  # noqa: ANN401 - any PDF object
    if not isinstance(note, Dictionary):
        return None
    subtype = str(note.get("/Subtype", ""))
    if subtype == "/Redact":
        return "unapplied_redaction", "A redaction was marked here but never carried out."
    if subtype == "/Widget":
        return "form", "A form field stands here; it keeps its value."
    if subtype == "/FileAttachment":
        return "embedded_file", "A file is attached here."
    if subtype in {"/Link", "/PrinterMark"}:
        action = note.get("/A")
        harmless = action is None or str(action.get("/S", "")) in {"/GoTo", "/URI"}
        return None if harmless else ("action", "A link here starts an action.")
    return "annotation", f"A note or mark of the kind {subtype[1:]} lies on the page."
