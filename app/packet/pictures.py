"""Puts pictures into the file as image objects; it must not know what they show."""

from __future__ import annotations

import hashlib
import io
import struct
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field

from pikepdf import Array, Dictionary, Name, Object, Pdf
from PIL import Image

from app.domain.redacted import Encoding, Picture
from app.packet.flow import Sheet
from app.packet.reportlab_mends import plain_jpeg

_PNG = b"\x89PNG\r\n\x1a\n"
_CHANNELS = {0: 1, 2: 3, 3: 1}
_SIZES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


@dataclass(frozen=True, slots=True)
class _Coded:
    """Pixels as a file of the PDF kind holds them (ISO 32000-1, 7.4 and 8.9.5)."""

    data: bytes = field(repr=False)
    entries: dict[str, Object | int]
    size: tuple[int, int]
    channels: int
    depth: int = 8
    palette: bytes = b""


def put_pictures(pdf: Pdf, sheets: Sequence[Sheet]) -> None:
    """Give each page the pictures that its drawing names; equal ones are kept once.

    Each picture is asked for when its page has its turn and is not held in any other form.
    """
    known: dict[bytes, Object] = {}
    for page, sheet in zip(pdf.pages, sheets, strict=True):
        if not sheet.pictures:
            continue
        held = Dictionary()
        for at, placed in enumerate(sheet.pictures):
            coded = _coded(placed.draw())
            digest = hashlib.sha256(repr(coded.entries).encode() + coded.data).digest()
            if digest not in known:
                known[digest] = _image(pdf, coded)
            held[f"/I{at}"] = known[digest]
        page.obj.Resources.XObject = held


def kept_as(picture: Picture) -> Encoding:
    """Say how a picture is kept, by its own word or by its first bytes."""
    if picture.encoding is not None:
        return picture.encoding
    return Encoding.JPEG if picture.data[:2] == b"\xff\xd8" else Encoding.PNG


def _image(pdf: Pdf, coded: _Coded) -> Object:
    colours: Object = Name.DeviceRGB if coded.channels == 3 else Name.DeviceGray
    if coded.palette:
        last = len(coded.palette) // 3 - 1
        colours = Array([Name.Indexed, Name.DeviceRGB, last, pdf.make_stream(coded.palette)])
    width, height = coded.size
    image = pdf.make_stream(coded.data, Type=Name.XObject, Subtype=Name.Image)
    image.Width, image.Height = width, height
    image.ColorSpace, image.BitsPerComponent = colours, coded.depth
    for key, value in coded.entries.items():
        image[key] = value
    return image


def _coded(picture: Picture) -> _Coded:
    encoding = kept_as(picture)
    if encoding is Encoding.G4:
        size = (picture.width, picture.height)
        how = Dictionary(K=-1, Columns=picture.width, Rows=picture.height)
        entries = {"/Filter": Name.CCITTFaxDecode, "/DecodeParms": how}
        return _Coded(picture.data, entries, size, channels=1, depth=1)
    known = _jpeg(picture.data) if encoding is Encoding.JPEG else _png(picture.data)
    return known or _decoded(picture.data)


def _jpeg(data: bytes) -> _Coded | None:
    """Take a JPEG file as it is, without its metadata; None where it is neither grey nor RGB."""
    plain = plain_jpeg(data)
    at = 2
    while plain[at + 1] not in _SIZES:
        at += 2 + int.from_bytes(plain[at + 2 : at + 4], "big")
    depth, channels = plain[at + 4], plain[at + 9]
    if depth != 8 or channels not in {1, 3}:
        return None
    height, width = (int.from_bytes(plain[at + i : at + i + 2], "big") for i in (5, 7))
    return _Coded(plain, {"/Filter": Name.DCTDecode}, (width, height), channels)


def _png(data: bytes) -> _Coded | None:
    """Take a PNG file's pixels as they are packed; None where it has layers or transparency."""
    chunks: dict[bytes, list[bytes]] = {}
    at = len(_PNG)
    while data.startswith(_PNG) and at + 8 <= len(data):
        length = int.from_bytes(data[at : at + 4], "big")
        chunks.setdefault(data[at + 4 : at + 8], []).append(data[at + 8 : at + 8 + length])
        at += 12 + length
    (head,) = chunks.get(b"IHDR", [b""])
    if len(head) != 13 or head[8] > 8 or head[9] not in _CHANNELS or head[12] or b"tRNS" in chunks:
        return None
    width, height = int.from_bytes(head[:4], "big"), int.from_bytes(head[4:8], "big")
    channels, depth = _CHANNELS[head[9]], head[8]
    how = Dictionary(Predictor=15, Colors=channels, BitsPerComponent=depth, Columns=width)
    entries = {"/Filter": Name.FlateDecode, "/DecodeParms": how}
    palette = b"".join(chunks.get(b"PLTE", [])) if head[9] == 3 else b""
    pixels = b"".join(chunks.get(b"IDAT", []))
    return _Coded(pixels, entries, (width, height), channels, depth, palette)


def _decoded(data: bytes) -> _Coded:
    with Image.open(io.BytesIO(data)) as image:
        plain = image if image.mode in {"RGB", "L"} else image.convert("RGB")
        packed = zlib.compress(plain.tobytes())
        channels = 3 if plain.mode == "RGB" else 1
        return _Coded(packed, {"/Filter": Name.FlateDecode}, plain.size, channels)


def as_file(picture: Picture) -> bytes:
    """Give a picture as a file that can be opened; bare G4 data becomes a TIFF (TIFF 6.0)."""
    if kept_as(picture) is not Encoding.G4:
        return picture.data
    entries = (
        *((256, picture.width), (257, picture.height), (258, 1), (259, 4), (262, 0)),
        *((273, 8), (277, 1), (278, picture.height), (279, len(picture.data))),
    )
    listed = b"".join(struct.pack("<HHII", tag, 4, 1, value) for tag, value in entries)
    data = picture.data + bytes(len(picture.data) % 2)
    head = struct.pack("<2sHI", b"II", 42, 8 + len(data))
    return head + data + struct.pack("<H", len(entries)) + listed + bytes(4)
