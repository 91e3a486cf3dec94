"""Names what hides in a PDF, so that the clerk knows what is left behind; runs in the child.

Page pixels hold what a viewer shows at first; everything else that is listed here stays behind.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress

import pikepdf
from pikepdf import Dictionary, Name, Object

from app.domain.hidden import HiddenKind

MOST_PAGES = 5_000
MOST_OBJECTS = 300_000
MOST_FIELDS = 20_000

Found = list[tuple[str, int, str]]

_END = re.compile(rb"%%EOF")
_COMMENTS = frozenset({"/Text", "/FreeText", "/Popup", "/Caret"})
_NO_MARKUP = frozenset({"/Link", "/Widget", "/Popup", "/Redact", "/Text", "/FreeText", "/Caret"})
_ACTIONS = frozenset({"/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToR", "/GoToE"})
_PEOPLE = ("/Author", "/Creator", "/Producer", "/Title", "/Subject", "/Keywords")
_BROKEN = (
    pikepdf.PdfError,
    AttributeError,
    KeyError,
    IndexError,
    OverflowError,
    RecursionError,
    RuntimeError,
    TypeError,
    ValueError,
)
_LOCKED = "The file is locked or damaged, so what hides in it cannot be listed."

_SENTENCES = {
    "layer": (HiddenKind.LAYER, "layer", "that can be switched on or off."),
    "comment": (HiddenKind.COMMENT, "note", "on its pages."),
    "markup": (HiddenKind.MARKUP, "mark", "such as a highlight, stamp or drawing on its pages."),
    "redact": (HiddenKind.UNDER_INK, "redaction", "that was marked but never carried out."),
    "field": (HiddenKind.FORM_FIELD, "form field", "with what was filled in."),
    "embedded": (HiddenKind.EMBEDDED_FILE, "file", "within the file."),
    "portfolio": (
        HiddenKind.EMBEDDED_FILE,
        "portfolio",
        "of files, of which only the cover shows.",
    ),
    "script": (HiddenKind.SCRIPT, "script or action", "that a viewer may run."),
    "signature": (HiddenKind.SIGNATURE, "electronic signature", "whose proof the pixels lose."),
    "author": (HiddenKind.AUTHOR, "entry", "that may name its author, title or program."),
    "xmp": (HiddenKind.METADATA, "block", "of metadata with names or dates."),
    "private": (HiddenKind.METADATA, "block", "of private data that its program left."),
    "thumbnail": (HiddenKind.THUMBNAIL, "small picture", "of a page, perhaps of an older state."),
    "revision": (HiddenKind.REVISION, "earlier state", "of the file that can be brought back."),
    "invisible": (
        HiddenKind.HIDDEN_TEXT,
        "page",
        "with invisible words, as recognised on a scan.",
    ),
    "linked": (HiddenKind.LINKED_FILE, "link", "to another file."),
}


def inventory(untrusted: bytes) -> tuple[Found, dict[int, float]]:
    """List what hides, and the size of a unit of those pages on which it is not a point."""
    found: Counter[str] = Counter()
    units: dict[int, float] = {}
    found["revision"] = max(0, len(_END.findall(untrusted)) - _first_ends(untrusted))
    try:
        with pikepdf.open(io.BytesIO(untrusted), attempt_recovery=True) as pdf:
            _look_at_file(pdf, found)
            _look_at_pages(pdf, found, units)
            _look_at_objects(pdf, found)
    except _BROKEN:
        return [*_in_words(found), (HiddenKind.METADATA.value, 1, _LOCKED)], units
    return _in_words(found), units


def _first_ends(untrusted: bytes) -> int:
    """Give how many ends a file has that was saved once; one for the web has two."""
    return 2 if b"/Linearized" in untrusted[:2048] else 1


def _in_words(found: Counter[str]) -> Found:
    listed: Found = []
    for key, (kind, noun, rest) in _SENTENCES.items():
        count = found[key]
        if count:
            first, _, more = noun.partition(" ") if key == "script" else (noun, "", "")
            nouns = noun if count == 1 else f"{first}s {more}s" if more else _plural(noun)
            listed.append((kind.value, count, f"{count:,} {nouns} {rest}"))
    return listed


def _plural(noun: str) -> str:
    return f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"


def _look_at_file(pdf: pikepdf.Pdf, found: Counter[str]) -> None:
    root = pdf.Root
    with suppress(*_BROKEN):
        found["layer"] += len(root.OCProperties.OCGs)
    with suppress(*_BROKEN):
        found["embedded"] += len(pdf.attachments)
    found["portfolio"] += "/Collection" in root
    found["xmp"] += "/Metadata" in root
    found["script"] += sum(1 for key in ("/OpenAction", "/AA") if _is_action(root.get(key)))
    with suppress(*_BROKEN):
        found["script"] += "/JavaScript" in root.Names
    found["private"] += "/PieceInfo" in root
    with suppress(*_BROKEN):
        found["author"] += sum(1 for key in _PEOPLE if str(pdf.docinfo.get(key, "")).strip())
    with suppress(*_BROKEN):
        _look_at_fields(root.AcroForm.Fields, found)
    with suppress(*_BROKEN):
        found["private"] += "/XFA" in root.AcroForm


def _is_action(entry: Object | None) -> bool:
    if not isinstance(entry, Dictionary):
        return False
    kind = entry.get("/S")
    return "/S" not in entry or str(kind) in _ACTIONS


def _look_at_fields(fields: Object, found: Counter[str]) -> None:
    waiting, seen = list(fields), 0
    while waiting and seen < MOST_FIELDS:
        field = waiting.pop()
        seen += 1
        with suppress(*_BROKEN):
            kids = [kid for kid in field.get("/Kids", []) if "/T" in kid]
            waiting.extend(kids)
            if not kids:
                signed = str(field.get("/FT", "")) == "/Sig"
                found["signature" if signed else "field"] += not signed or "/V" in field


def _look_at_pages(pdf: pikepdf.Pdf, found: Counter[str], units: dict[int, float]) -> None:
    for at, page in enumerate(pdf.pages):
        if at >= MOST_PAGES:
            return
        with suppress(*_BROKEN):
            leaf = page.obj
            found["private"] += "/PieceInfo" in leaf
            found["thumbnail"] += "/Thumb" in leaf
            found["script"] += "/AA" in leaf
            found["xmp"] += "/Metadata" in leaf
            unit = float(leaf.get("/UserUnit", 1))
            if unit != 1 and 0 < unit < 1e6:
                units[at] = unit
        with suppress(*_BROKEN):
            for key in _annotations(page):
                found[key] += 1


def _annotations(page: pikepdf.Page) -> Iterator[str]:
    for one in page.obj.get("/Annots", []):
        with suppress(*_BROKEN):
            kind = str(one.get("/Subtype", ""))
            yield from _kinds_of(kind, one)


def _kinds_of(kind: str, one: Object) -> Iterator[str]:
    if kind == "/Redact":
        yield "redact"
    elif kind == "/FileAttachment":
        yield "embedded"
    elif kind in _COMMENTS and kind != "/Popup":
        yield "comment"
    elif kind not in _NO_MARKUP:
        yield "markup"
        if str(one.get("/Contents", "")).strip():
            yield "comment"
    action = one.get("/A")
    if isinstance(action, Dictionary) and str(action.get("/S", "")) in _ACTIONS:
        yield "linked" if str(action.get("/S")) in {"/GoToR", "/GoToE"} else "script"


def _look_at_objects(pdf: pikepdf.Pdf, found: Counter[str]) -> None:
    """Look once through all objects for invisible text and pictures' own metadata."""
    for at, one in enumerate(pdf.objects):
        if at >= MOST_OBJECTS:
            return
        with suppress(*_BROKEN):
            if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == Name.Image:
                found["xmp"] += "/Metadata" in one
    for at, page in enumerate(pdf.pages):
        if at >= MOST_PAGES:
            return
        with suppress(*_BROKEN):
            found["invisible"] += _has_invisible_text(page)


def _has_invisible_text(page: pikepdf.Page) -> bool:
    contents = page.obj.get("/Contents")
    streams = list(contents) if isinstance(contents, pikepdf.Array) else [contents]
    parts = (one.read_bytes() for one in streams if isinstance(one, pikepdf.Stream))
    return any(re.search(rb"(?<![\w.])[37]\s+Tr(?!\w)", part) for part in parts)
