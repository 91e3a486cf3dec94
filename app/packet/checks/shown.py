"""Checks that the pictures on a packet's pages are those of its recipe, each in its place."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence

from pikepdf import Dictionary, Name, Object, Pdf, PdfImage, Stream
from PIL import Image

from app.domain.packets import Finding, PacketRecipe
from app.domain.redacted import Encoding, Picture
from app.packet.checks.pictures import jpeg_of
from app.packet.leaves import leaves_of
from app.packet.pictures import kept_as
from app.packet.reportlab_mends import plain_jpeg

_DRAWN = re.compile(rb"^/(\S+) Do\s*$", re.MULTILINE)
_OF_PICTURES = frozenset(
    {
        *("/Type", "/Subtype", "/Width", "/Height", "/ColorSpace", "/BitsPerComponent"),
        *("/Filter", "/DecodeParms", "/Length"),
    }
)
"""The entries that a picture of a packet may have; any other may change how it looks."""


def check_shown(pdf: Pdf, recipe: PacketRecipe, counts: Sequence[int]) -> Iterator[Finding]:
    """Compare pictures pixel by pixel, in the order in which they are drawn.

    Args:
        pdf: the packet.
        recipe: what it was made from.
        counts: how many pictures a reader met on each page, however they got there.
    """
    wanted = _pictures(recipe)
    for number, (page, count) in enumerate(zip(pdf.pages, counts, strict=False), start=1):
        drawn = _drawn(page.obj)
        if count != len(drawn) or not all(_is_same(one, next(wanted, None)) for one in drawn):
            what = "A picture on the page is not the one that belongs there."
            yield Finding("picture", number, what)
    if next(wanted, None) is not None:
        yield Finding("picture", 0, "A picture of the recipe is on no page.")


def _pictures(recipe: PacketRecipe) -> Iterator[Picture]:
    if recipe.letterhead.logo is not None and recipe.contents.letter:
        yield recipe.letterhead.logo
    for record in recipe.records:
        for attachment in record.attachments:
            if attachment.picture is not None and attachment.withheld is None:
                yield attachment.picture()
        yield from (leaf.sheet.picture() for leaf in leaves_of(record))


def _drawn(page: Object) -> list[Object | None]:
    held = page.get("/Resources", Dictionary()).get("/XObject", Dictionary())
    contents = page.get("/Contents")
    code = contents.read_bytes() if isinstance(contents, Stream) else b""
    return [held.get(f"/{name.decode('latin-1')}") for name in _DRAWN.findall(code)]


def _is_same(held: Object | None, picture: Picture | None) -> bool:
    if picture is None or not isinstance(held, Stream):
        return False
    if not set(held.keys()) <= _OF_PICTURES:
        return False
    encoding = kept_as(picture)
    if encoding is Encoding.G4:
        return _is_same_g4(held, picture)
    if encoding is Encoding.JPEG and jpeg_of(held) == plain_jpeg(picture.data):
        return True
    with Image.open(io.BytesIO(picture.data)) as image, PdfImage(held).as_pil_image() as shown:
        alike = shown.size == image.size
        return alike and bool(shown.convert("RGB").tobytes() == image.convert("RGB").tobytes())


def _is_same_g4(held: Stream, picture: Picture) -> bool:
    how = held.get("/DecodeParms", Dictionary())
    size = (picture.width, picture.height)
    return (
        held.get("/Filter") == Name.CCITTFaxDecode
        and dict(how.items()) == {"/K": -1, "/Columns": size[0], "/Rows": size[1]}
        and (held.Width, held.Height) == size
        and held.ColorSpace == Name.DeviceGray
        and held.BitsPerComponent == 1
        and held.read_raw_bytes() == picture.data
    )
