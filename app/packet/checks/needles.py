"""Searches withheld words in everything that a PDF holds; never repeats one in a finding."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from app.domain.packets import Finding
from app.packet.checks.many import Finder
from app.packet.checks.objects import Contents
from app.packet.checks.resembling import SURE, Resembling
from app.packet.normal import bare, needle

SHORTEST = 4
_MANY = 300
_SURE_IN_BINARY = 6
_CHARACTER_MAP = b"begincmap"
_DIGEST = re.compile(r"/FormXob\.[0-9a-f]{32}")
_STRING = re.compile(rb"\(((?:\\.|[^\\()])*)\)|<([0-9A-Fa-f\s]+)>", re.DOTALL)
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|\r\n|.)", re.DOTALL)
_FOREIGN = re.compile(r"[^\n\r\t -~]")
_SOME_LETTER = "\U00010600"
_OCTAL = frozenset(bytes([digit]) for digit in b"01234567")
_STANDARD_NAMES = """
Type Page Pages Catalog Parent Kids Count MediaBox CropBox Resources Contents Font XObject
Outlines Outline Title Dest First Last Next Prev Metadata Lang PageMode ViewerPreferences
DisplayDocTitle UseOutlines Subtype Image Form Width Height ColorSpace DeviceRGB DeviceGray
BitsPerComponent Filter FlateDecode DCTDecode DecodeParms Length Length1 Length2 Length3
FontDescriptor FontName FontFile FontFile2 FontFile3 FontBBox Flags Ascent Descent CapHeight
ItalicAngle StemV MissingWidth BaseFont FirstChar LastChar Widths Encoding ToUnicode TrueType
Type0 Type1 CIDFontType2 DescendantFonts CIDSystemInfo Registry Ordering Supplement Info Root
Size Producer Creator CreationDate ModDate Author Subject Keywords Trapped XML Annots Annot Rect
Link Border Action Names Dests StructTreeRoot StructElem StructParents MarkInfo Marked
ParentTree RoleMap Artifact Span Document Sect Part Table Figure Caption ProcSet Text ImageB
ImageC ImageI ExtGState Pattern Shading Properties Group Transparency PageLabels OutputIntents
OutputIntent Rotate Tabs Matrix BBox FormType Function Domain Range Decode Interpolate SMask
Mask Indexed ICCBased Separation Alternate Name Names Fields AcroForm EmbeddedFiles Filespec
EmbeddedFile WinAnsiEncoding MacRomanEncoding Identity-H
"""
_STANDARD = frozenset(_STANDARD_NAMES.split())
_PLACES = {
    "/Title": "a bookmark or the title",
    "/Contents": "a note",
    "/V": "the value of a form field",
    "/DV": "the value of a form field",
    "/ActualText": "a text for screen readers",
    "/Alt": "a text for screen readers",
    "/E": "a text for screen readers",
    "/F": "the name of an attached file",
    "/UF": "the name of an attached file",
    "/Author": "the file's properties",
    "/Subject": "the file's properties",
    "/Keywords": "the file's properties",
    "/Creator": "the file's properties",
}


@dataclass(frozen=True, slots=True)
class Needle:
    """A withheld word in the form in which it is searched, and as it was written."""

    word: str
    raw: str

    def __repr__(self) -> str:
        return f"Needle({len(self.word)} letters)"


class Needles(tuple[Needle, ...]):  # noqa: SLOT001  # cached_property needs a __dict__
    """Needles that are searched in many texts; what finds them is made once."""

    @cached_property
    def finder(self) -> Finder:
        """Give what finds the words in their searched form."""
        return Finder(wanted.word for wanted in self)

    @cached_property
    def raw_finder(self) -> Finder:
        """Give what finds the words as they were written, in bytes given as Latin-1."""
        return Finder(form for wanted in self for form in _forms(wanted))

    @cached_property
    def resembling(self) -> Resembling:
        """Give what finds long words of which one letter was read as another."""
        return Resembling(wanted.word for wanted in self if len(wanted.word) >= SURE)

    @cached_property
    def without_accents(self) -> Needles:
        """Give those with accents as they may be read in pixels, where they stay long enough."""
        plain = ((bare(wanted.word), wanted) for wanted in self if not wanted.word.isascii())
        return Needles(
            Needle(word, wanted.raw)
            for word, wanted in plain
            if word.isascii() and len(word) >= SHORTEST
        )

    @cached_property
    def lettered(self) -> Needles:
        """Give those that are not digits alone."""
        return Needles(wanted for wanted in self if not wanted.word.isdecimal())


def needles_of(words: Sequence[str]) -> Needles:
    """Bring words into the form that is searched; very short ones would be found anywhere."""
    found: dict[str, Needle] = {}
    for raw in words:
        word = needle(raw)
        if len(word) >= SHORTEST:
            found.setdefault(word, Needle(word, raw.strip()))
    return Needles(found.values())


def present(needles: Sequence[Needle], plain: str) -> list[Needle]:
    """Give the needles that occur in a text that is in the form of :func:`needle`."""
    if len(needles) <= _MANY:
        return [wanted for wanted in needles if wanted.word in plain]
    ready = needles if isinstance(needles, Needles) else Needles(needles)
    found = ready.finder.found_in(plain)
    return [wanted for wanted in needles if wanted.word in found] if found else []


def unreleased(words: Sequence[str], said: Sequence[str]) -> Needles:
    """Leave out the words that the packet is to say; where they stand is checked exactly.

    Pages that say what they should are among them: a word may arise where two texts meet.
    """
    all_needles = needles_of(words)
    plain = "\0".join(map(needle, said))
    released = {found.word for found in present(all_needles, plain)}
    return Needles(wanted for wanted in all_needles if wanted.word not in released)


def check_everywhere(
    wanted: Sequence[Needle], found: Contents, texts: Sequence[str], *, is_own: bool = False
) -> Iterator[Finding]:
    """Find words on the pages and in all else that the file holds.

    In a file of the program's own, a byte of a drawing that is no ASCII is a letter of another
    script: the words before and after it do not touch.
    """
    if wanted:
        yield from check_pages_for(wanted, texts)
        yield from check_contents_for(wanted, found, is_own=is_own)


def check_pages_for(needles: Sequence[Needle], texts: Sequence[str]) -> Iterator[Finding]:
    """Search the pages' text; a word that goes on from one page to the next is found too."""
    plain = [needle(text) for text in texts]
    found = present(needles, "".join(plain))
    before = ""
    for page, text in enumerate(plain, start=1):
        if any(wanted.word in before[-len(wanted.word) + 1 :] + text for wanted in found):
            yield Finding("withheld_word", page, "A withheld word can be read on this page.")
        before = text


def check_contents_for(
    needles: Sequence[Needle], found: Contents, *, is_own: bool = False
) -> Iterator[Finding]:
    """Search strings, names and decoded streams.

    The numbers of a drawing are places on a page; only its strings are searched for numbers.
    """
    texts: dict[str, list[str]] = defaultdict(list)
    for key, text in found.strings:
        texts[_PLACES.get(key, "a text inside the file")].append(text)
    texts["the name of an object"] = [name for name in found.names if not _is_standard(name)]
    binary = [picture.read_raw_bytes() for picture in found.pictures]
    drawn: list[bytes] = []
    for kind, data in found.streams:
        if kind == "/Font":
            binary.append(_without_names(data))
        elif kind == "/Metadata":
            texts["the file's XMP properties"].append(data.decode("utf-8", "replace"))
        else:
            drawn.append(data)
            if _CHARACTER_MAP not in data:
                texts["the drawing of a page"].append(_strings_in(data, is_own=is_own))
    places = {
        place for place, said in texts.items() if present(needles, "\0".join(map(needle, said)))
    }
    ready = needles if isinstance(needles, Needles) else Needles(needles)
    if _raw_hits(ready, binary) or _raw_hits(ready.lettered, drawn):
        places.add("data inside the file")
    for place in sorted(places):
        yield Finding("hidden_word", 0, f"A withheld word stands in {place}.")


def stand_in(needles: Needles, data: bytes) -> bool:
    """Say whether packed bytes hold a word as it was written; very short ones are not searched."""
    return _raw_hits(needles, (data,))


def check_name_for(needles: Sequence[Needle], name: str) -> Iterator[Finding]:
    """Search the name of the file."""
    if present(needles, needle(name)):
        yield Finding("file_name", 0, "A withheld word stands in the name of the file.")


def _strings_in(code: bytes, *, is_own: bool = False) -> str:
    """Give the text strings of a content stream, run together."""
    parts: list[str] = []
    for plain, coded in _STRING.findall(code):
        if coded:
            digits = b"".join(coded.split())
            data = bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii"))
        else:
            data = _ESCAPE.sub(_unescaped, plain)
        big = data[:2] == b"\xfe\xff"
        said = data[2:].decode("utf-16-be", "replace") if big else data.decode("latin-1")
        parts.append(_FOREIGN.sub(_SOME_LETTER, said) if is_own and not big else said)
    return "".join(parts)


def _unescaped(found: re.Match[bytes]) -> bytes:
    said = found.group(1)
    if said[:1] in _OCTAL:
        return bytes([int(said, 8) & 0xFF])
    return {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"\n": b"", b"\r\n": b""}.get(said, said)


def _raw_hits(needles: Needles, streams: Iterable[bytes]) -> bool:
    if len(needles) <= _MANY:
        forms = [form.encode("latin-1") for wanted in needles for form in _forms(wanted)]
        return any(form in data for data in streams for form in forms)
    return any(needles.raw_finder.found_in(data.decode("latin-1")) for data in streams)


def _forms(wanted: Needle) -> Iterator[str]:
    """Give the bytes that a word may be, each as a character of Latin-1."""
    if len(wanted.raw) >= _SURE_IN_BINARY:
        for code in ("utf-8", "utf-16-be", "utf-16-le"):
            yield wanted.raw.encode(code, "surrogatepass").decode("latin-1")


def _is_standard(name: str) -> bool:
    is_known = name[1:] in _STANDARD or _DIGEST.fullmatch(name) is not None
    return len(name) < SHORTEST + 1 or is_known


def _without_names(data: bytes) -> bytes:
    """Cut a font's own names out: its makers may have a withheld person's name."""
    count = int.from_bytes(data[4:6], "big")
    for at in range(12, 12 + 16 * min(count, 64), 16):
        if data[at : at + 4] == b"name":
            start = int.from_bytes(data[at + 8 : at + 12], "big")
            length = int.from_bytes(data[at + 12 : at + 16], "big")
            return data[:start] + data[start + length :]
    return data
