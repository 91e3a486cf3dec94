"""Checks that the pictures on a packet's pages are those of its recipe, each in its place."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence

from pikepdf import Dictionary, Object, Pdf, Stream
from PIL import Image

from app.domain.packets import Finding, PacketRecipe
from app.domain.redacted import Picture
from app.packet.checks.pictures import jpeg_of
from app.packet.reportlab_mends import plain_jpeg

_DRAWN = re.compile(rb"^/(\S+) Do\s*$", re.MULTILINE)
_MODES = {"RGB", "L", "CMYK"}


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
    for record in recipe.records:
        for attachment in record.attachments:
            if attachment.picture is not None and attachment.withheld is None:
                yield attachment.picture()


def _drawn(page: Object) -> list[Object | None]:
    held = page.get("/Resources", Dictionary()).get("/XObject", Dictionary())
    contents = page.get("/Contents")
    code = contents.read_bytes() if isinstance(contents, Stream) else b""
    return [held.get(f"/{name.decode('latin-1')}") for name in _DRAWN.findall(code)]


def _is_same(held: Object | None, picture: Picture | None) -> bool:
    if picture is None or not isinstance(held, Stream):
        return False
    if picture.data[:2] == b"\xff\xd8":
        return jpeg_of(held) == plain_jpeg(picture.data)
    with Image.open(io.BytesIO(picture.data)) as image:
        pixels = image if image.mode in _MODES else image.convert("RGB")
        return bool(held.read_bytes() == pixels.tobytes())
