"""Finds what the file says about who made it, and how: Info dictionary and XMP."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pikepdf import Pdf, Stream

from app.domain.packets import Finding, PacketRecipe
from app.packet.finish import information, metadata

_USUAL = frozenset(
    {"/Title", "/Producer", "/Creator", "/CreationDate", "/ModDate", "/Trapped", "/PTEX.Fullbanner"}
)
_SAYS_NOTHING = frozenset({"", "anonymous", "unspecified", "untitled", "unknown"})
_TELLING = re.compile(
    rb"[<\s](dc:creator|dc:description|dc:subject|dc:contributor|pdf:Keywords|xmpMM:History"
    rb"|xmpMM:DerivedFrom|xmpMM:Ingredients|photoshop:\w+|exif:GPS\w+|pdfx:\w+|xmp:Label)\b"
)


def check_metadata(pdf: Pdf) -> Iterator[Finding]:
    """Name entries that tell of persons or history; their values are not repeated."""
    for key in sorted(set(pdf.docinfo.keys()) - _USUAL):
        if str(pdf.docinfo[key]).strip(" ()").casefold() not in _SAYS_NOTHING:
            yield Finding("metadata", 0, f"The file's properties have the entry {key[1:]}.")
    stream = pdf.Root.get("/Metadata")
    if isinstance(stream, Stream):
        for tag in sorted(set(_TELLING.findall(stream.read_bytes()))):
            what = f"The file's XMP properties have the entry {tag.decode('ascii')}."
            yield Finding("metadata", 0, what)


def check_template(pdf: Pdf, recipe: PacketRecipe) -> Iterator[Finding]:
    """Check that a packet's metadata are exactly those of the template."""
    told = {key: str(value) for key, value in pdf.docinfo.items()}
    if told != information(recipe):
        yield Finding("metadata", 0, "The file's properties are not those of the template.")
    stream = pdf.Root.get("/Metadata")
    if not isinstance(stream, Stream) or stream.read_bytes() != metadata(recipe):
        yield Finding("metadata", 0, "The file's XMP properties are not those of the template.")
