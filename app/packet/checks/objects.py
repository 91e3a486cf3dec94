"""Walks all objects of a PDF: what is unreachable, what is never drawn, what is missing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

import pikepdf
from pikepdf import Array, Dictionary, Object, Pdf, Stream

from app.domain.packets import Finding

_DRAWN = re.compile(rb"/([^\s/<>\[\]()]+)\s+Do\b")
_ASIDE = re.compile(rb"(\((?:\\.|[^\\()])*\))|%[^\r\n]*", re.DOTALL)
_SIDES = 4
_SERVICE = frozenset({"/XRef", "/ObjStm"})
Key = tuple[int, int]


@dataclass(slots=True)
class Contents:
    """What lies in a file, wherever it lies.

    Attributes:
        strings: every text string, with the name of the entry it stands in.
        names: every name that is a value or key.
        streams: every stream that is not a picture, decoded, with what it is.
        pictures: every picture with its number in the file.
    """

    strings: list[tuple[str, str]] = field(default_factory=list, repr=False)
    names: set[str] = field(default_factory=set, repr=False)
    streams: list[tuple[str, bytes]] = field(default_factory=list, repr=False)
    pictures: list[Stream] = field(default_factory=list)
    reached: set[Key] = field(default_factory=set)


def contents_of(pdf: Pdf) -> Contents:
    """Walk everything that can be reached, then everything else."""
    found = Contents()
    _walk(pdf.trailer, found)
    reached = set(found.reached)
    for item in pdf.objects:
        if isinstance(item, Object) and item.is_indirect and item.objgen not in found.reached:
            _walk(item, found)
    found.reached = reached
    return found


def check_orphans(pdf: Pdf, found: Contents) -> Iterator[Finding]:
    """Find objects that nothing points to: they are not shown, but they are there."""
    left = 0
    for item in pdf.objects:
        if not isinstance(item, Object) or item.objgen in found.reached:
            continue
        says = isinstance(item, Dictionary | Array | pikepdf.String) or _is_real_stream(item)
        if says and not _is_numbers(item):
            left += 1
    if left:
        noun = "object" if left == 1 else "objects"
        yield Finding("orphan", 0, f"{left} {noun} in the file belong to nothing that is shown.")


def check_drawings(pdf: Pdf) -> Iterator[Finding]:
    """Find drawings that a page names but lacks, and those it has but never draws."""
    drawn: set[Key] = set()
    held: dict[Key, int] = {}
    for number, page in enumerate(pdf.pages, start=1):
        used, missing = _use(page.obj, set())
        drawn |= used
        if missing:
            yield Finding("missing_picture", number, "The page draws something that is missing.")
        for item in _drawings(page.obj).values():
            held.setdefault(item.objgen, number)
    undrawn = [number for key, number in held.items() if key not in drawn]
    if undrawn:
        what = "The page holds a picture or drawing that is never shown."
        yield Finding("undrawn", min(undrawn), what)


def _is_numbers(item: Object) -> bool:
    """Say whether it is the size of a page, which some programs leave behind."""
    return isinstance(item, Array) and len(item) == _SIDES and all(map(_is_number, item.as_list()))


def _is_number(part: object) -> bool:
    return isinstance(part, int | float | Decimal)


def _is_real_stream(item: Object) -> bool:
    return isinstance(item, Stream) and str(item.get("/Type", "")) not in _SERVICE


def _walk(start: Object, found: Contents) -> None:
    waiting: list[tuple[str, Object]] = [("", start)]
    while waiting:
        key, item = waiting.pop()
        if isinstance(item, Dictionary | Array | Stream) and item.is_indirect:
            if item.objgen in found.reached:
                continue
            found.reached.add(item.objgen)
        elif isinstance(item, Object) and item.is_indirect:
            found.reached.add(item.objgen)
        waiting.extend(_inside(key, item, found))


def _inside(key: str, item: Object, found: Contents) -> Iterator[tuple[str, Object]]:
    if isinstance(item, Stream):
        _take_stream(item, found)
    if isinstance(item, Dictionary | Stream):
        if not _take_names(item, found):
            return
        yield from ((name, value) for name, value in item.items() if name != "/Parent")
    elif isinstance(item, Array):
        yield from ((key, value) for value in item)
    elif isinstance(item, pikepdf.String):
        found.strings.append((key, str(item)))
    elif isinstance(item, pikepdf.Name):
        found.names.add(item.unparse().decode("latin-1"))


def _take_names(item: Object, found: Contents) -> bool:
    """Note a dictionary's keys; where they are no UTF-8, keep it as bytes and go no deeper."""
    try:
        found.names.update(item.keys())
    except UnicodeDecodeError:
        found.streams.append(("", bytes(item.unparse())))
        return False
    return True


def _take_stream(item: Stream, found: Contents) -> None:
    if str(item.get("/Subtype", "")) == "/Image":
        found.pictures.append(item)
        return
    kind = str(item.get("/Type", "")) or ("/Font" if "/Length1" in item else "")
    if kind in _SERVICE:
        return
    try:
        found.streams.append((kind, item.read_bytes()))
    except pikepdf.PdfError:
        found.streams.append((kind, item.read_raw_bytes()))


def _drawings(owner: Object) -> dict[str, Object]:
    resources = owner.get("/Resources")
    if not isinstance(resources, Dictionary):
        return {}
    drawings = resources.get("/XObject")
    return dict(drawings.items()) if isinstance(drawings, Dictionary) else {}


def _use(owner: Object, seen: set[Key]) -> tuple[set[Key], bool]:
    """Give the drawings that a page or form really draws, and whether one is missing."""
    drawings = _drawings(owner)
    code = _code(owner)
    code = _ASIDE.sub(b"", code) if b"%" in code else code
    names = {name.decode("latin-1") for name in _DRAWN.findall(code)}
    used: set[Key] = set()
    missing = any(f"/{name}" not in drawings for name in names)
    for name in names:
        item = drawings.get(f"/{name}")
        if item is None or item.objgen in seen:
            continue
        used.add(item.objgen)
        if isinstance(item, Stream) and str(item.get("/Subtype", "")) == "/Form":
            inner, lacks = _use(item, seen | used)
            used |= inner
            missing = missing or lacks
        if isinstance(item, Stream) and "/SMask" in item:
            used.add(item.SMask.objgen)
    return used, missing


def _code(owner: Object) -> bytes:
    if isinstance(owner, Stream):
        return _read(owner)
    contents = owner.get("/Contents")
    if isinstance(contents, Array):
        return b"\n".join(_read(part) for part in contents if isinstance(part, Stream))
    return _read(contents) if isinstance(contents, Stream) else b""


def _read(stream: Stream) -> bytes:
    try:
        return bytes(stream.read_bytes())
    except pikepdf.PdfError:
        return b""
