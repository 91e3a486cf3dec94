"""That a cleaned picture holds pixels and nothing else, and no pixel of what is withheld."""

from __future__ import annotations

import io
import random
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from fakes import Here
from PIL import Image, PngImagePlugin

from app.documents import burn
from app.documents.images import Cleaner, CleanPicture, kind_in_words
from app.domain.spans import Region
from app.errors import ChildFailed
from app.jobs.isolated import Child

FIXTURES = Path(__file__).resolve().parents[2] / "exports" / "fixtures"
HEIC = (FIXTURES / "heic" / "testHEIF.heic").read_bytes()


@pytest.fixture
def cleaner() -> Cleaner:
    return Cleaner(Here())


def _noise(width: int = 100, height: int = 70, mode: str = "RGB") -> Image.Image:
    chance = random.Random(7)
    bands = len(Image.new(mode, (1, 1)).getbands())
    return Image.frombytes(mode, (width, height), chance.randbytes(width * height * bands))


def _bytes(picture: Image.Image, kind: str = "PNG", **more: object) -> bytes:
    target = io.BytesIO()
    picture.save(target, kind, **more)
    return target.getvalue()


def _open(cleaned: CleanPicture) -> Image.Image:
    return Image.open(io.BytesIO(cleaned.data)).convert("RGB")


def _jpeg_markers(data: bytes) -> Iterator[int]:
    assert data[:2] == b"\xff\xd8"
    at = 2
    while True:
        mark, kind, size = struct.unpack(">BBH", data[at : at + 4])
        assert mark == 0xFF
        yield kind
        if kind == 0xDA:
            break
        at += 2 + size
    assert data.endswith(b"\xff\xd9")


def _png_chunks(data: bytes) -> Iterator[bytes]:
    at = 8
    while at < len(data):
        (size,) = struct.unpack(">I", data[at : at + 4])
        yield data[at + 4 : at + 8]
        at += size + 12


def test_that_a_jpeg_loses_exif_place_profile_and_comment(cleaner: Cleaner) -> None:
    exif = Image.Exif()
    exif[0x010E] = "Maria Lopez at home"
    exif.get_ifd(0x8825)[2] = (27.0, 57.0, 0.0)
    dirty = _bytes(
        _noise(), "JPEG", exif=exif, icc_profile=b"profile of Maria", comment=b"by Maria"
    )
    assert dirty.count(b"Maria") == 3
    cleaned = cleaner.clean(dirty, "image/jpeg")
    assert cleaned.media_type == "image/jpeg"
    assert set(_jpeg_markers(cleaned.data)) <= {0xE0, 0xDB, 0xC0, 0xC4, 0xDA}
    assert b"Maria" not in cleaned.data
    assert b"Exif" not in cleaned.data


def test_that_a_png_loses_its_text_and_keeps_its_few_colours(cleaner: Cleaner) -> None:
    words = PngImagePlugin.PngInfo()
    words.add_text("Author", "Maria Lopez")
    drawing = Image.new("RGB", (40, 40), (255, 0, 0))
    dirty = _bytes(drawing, pnginfo=words, dpi=(72, 72))
    assert b"Maria" in dirty
    cleaned = cleaner.clean(dirty, "image/png")
    assert cleaned.media_type == "image/png"
    assert set(_png_chunks(cleaned.data)) == {b"IHDR", b"IDAT", b"IEND"}
    assert _open(cleaned).getpixel((3, 3)) == (255, 0, 0)


@pytest.mark.parametrize(
    ("kind", "media_type", "mode"),
    [
        ("JPEG", "image/jpeg", "RGB"),
        ("JPEG", "image/jpeg", "CMYK"),
        ("JPEG", "image/jpeg", "L"),
        ("PNG", "image/png", "RGBA"),
        ("GIF", "image/gif", "P"),
        ("TIFF", "image/tiff", "RGB"),
        ("WEBP", "image/webp", "RGB"),
        ("BMP", "image/bmp", "RGB"),
    ],
)
def test_that_each_kind_of_picture_is_drawn(
    cleaner: Cleaner, kind: str, media_type: str, mode: str
) -> None:
    source = _noise(mode="L").convert("P") if mode == "P" else _noise(mode=mode)
    cleaned = cleaner.clean(_bytes(source, kind), media_type)
    assert (cleaned.width, cleaned.height) == _open(cleaned).size == (100, 70)
    assert cleaner.draws(media_type)


def test_that_a_picture_is_turned_as_its_exif_says(cleaner: Cleaner) -> None:
    lying = Image.new("RGB", (64, 32), (255, 255, 255))
    lying.paste((255, 0, 0), (0, 0, 16, 16))
    exif = Image.Exif()
    exif[0x0112] = 6
    cleaned = cleaner.clean(_bytes(lying, "PNG", exif=exif), "image/png")
    assert (cleaned.width, cleaned.height) == (32, 64)
    assert _open(cleaned).getpixel((31, 0)) == (255, 0, 0)


def test_that_a_region_is_black_and_widened_to_the_grid(cleaner: Cleaner) -> None:
    white = Image.new("RGB", (160, 160), (255, 255, 255))
    region = Region(1, 0.2, 0.5, 0.3, 0.6)
    seen = _open(cleaner.clean(_bytes(white), "image/png", [region]))
    black = {(x, y) for x in range(160) for y in range(160) if seen.getpixel((x, y)) == (0, 0, 0)}
    assert black == {(x, y) for x in range(32, 48) for y in range(80, 96)}


def test_that_no_pixel_under_a_region_is_left_in_a_jpeg(cleaner: Cleaner) -> None:
    region = Region(1, 0.25, 0.25, 0.75, 0.75)
    first, second = _noise(128, 128), _noise(128, 128)
    second.paste(_noise(64, 64).rotate(90), (32, 32))
    first_data, second_data = (
        cleaner.clean(_bytes(picture), "image/png", [region]).data for picture in (first, second)
    )
    assert first.tobytes() != second.tobytes()
    assert first_data == second_data


def test_that_a_turned_picture_is_covered_on_its_old_grid_too(cleaner: Cleaner) -> None:
    white = Image.new("RGB", (100, 40), (255, 255, 255))
    seen = _open(cleaner.clean(_bytes(white), "image/png", [Region(1, 0.5, 0.01, 0.51, 0.02)]))
    row = [x for x in range(100) if seen.getpixel((x, 0)) == (0, 0, 0)]
    assert row == list(range(36, 64))


def test_that_regions_of_other_pages_are_not_painted(cleaner: Cleaner) -> None:
    white = Image.new("RGB", (32, 32), (255, 255, 255))
    seen = _open(cleaner.clean(_bytes(white), "image/png", [Region(2, 0, 0, 1, 1)]))
    assert seen.getcolors() == [(1024, (255, 255, 255))]


@pytest.mark.parametrize(("kind", "media_type"), [("PNG", "image/png"), ("GIF", "image/gif")])
def test_that_what_is_clear_becomes_white(cleaner: Cleaner, kind: str, media_type: str) -> None:
    clear = Image.new("RGBA", (20, 20), (10, 20, 30, 0))
    clear.paste((255, 0, 0, 255), (0, 0, 5, 5))
    seen = _open(cleaner.clean(_bytes(clear, kind), media_type))
    assert seen.getpixel((0, 0)) == (255, 0, 0)
    assert seen.getpixel((19, 19)) == (255, 255, 255)


@pytest.mark.parametrize(
    ("kind", "media_type"), [("GIF", "image/gif"), ("TIFF", "image/tiff"), ("WEBP", "image/webp")]
)
def test_that_the_first_of_several_is_shown_and_said(
    cleaner: Cleaner, kind: str, media_type: str
) -> None:
    red, blue = (Image.new("RGB", (16, 16), colour) for colour in ((255, 0, 0), (0, 0, 255)))
    data = _bytes(red, kind, save_all=True, append_images=[blue])
    cleaned = cleaner.clean(data, media_type)
    assert "2 pictures" in cleaned.note
    pixel = _open(cleaned).getpixel((8, 8))
    assert isinstance(pixel, tuple)
    assert pixel[0] > 200
    assert pixel[2] < 60


def test_that_a_grey_photograph_is_no_drawing(cleaner: Cleaner) -> None:
    grey = _bytes(_noise(mode="L"))
    assert cleaner.clean(grey, "image/png").media_type == "image/jpeg"
    scan = _bytes(_noise(mode="L").quantize(16).convert("L"))
    assert cleaner.clean(scan, "image/png").media_type == "image/png"
    coloured = _bytes(_noise().quantize(200))
    assert cleaner.clean(coloured, "image/png").media_type == "image/png"


def test_that_grey_of_sixteen_bits_is_seen(cleaner: Cleaner) -> None:
    deep = Image.new("I;16", (16, 16), 1000)
    deep.putpixel((3, 3), 60000)
    seen = _open(cleaner.clean(_bytes(deep, "PNG"), "image/png"))
    assert seen.getpixel((0, 0)) == (0, 0, 0)
    assert seen.getpixel((3, 3)) == (255, 255, 255)


def test_that_a_cut_picture_shows_what_is_left(cleaner: Cleaner) -> None:
    whole = _bytes(_noise(200, 200), "JPEG")
    cleaned = cleaner.clean(whole[: len(whole) // 2], "image/jpeg")
    assert "breaks off" in cleaned.note
    assert cleaned.height == 200
    again = cleaner.clean(whole, "image/jpeg")
    assert again.note == ""


def test_that_a_bomb_is_refused_before_it_is_opened(cleaner: Cleaner) -> None:
    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    chunk = struct.pack(">I", 13) + b"IHDR" + head + struct.pack(">I", zlib.crc32(b"IHDR" + head))
    bomb = b"\x89PNG\r\n\x1a\n" + chunk + struct.pack(">I", 0) + b"IDAT" + b"\x35\xaf\x06\x1e"
    with pytest.raises(ChildFailed, match="too large"):
        cleaner.clean(bomb, "image/png")


def test_that_more_pixels_than_can_be_printed_are_shrunk(
    cleaner: Cleaner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(burn, "_KEPT_PIXELS", 64 * 64)
    cleaned = cleaner.clean(_bytes(_noise(128, 128)), "image/png", [Region(1, 0, 0, 0.5, 0.5)])
    assert (cleaned.width, cleaned.height) == (64, 64)
    assert _open(cleaned).getpixel((16, 16)) == (0, 0, 0)


@pytest.mark.parametrize("data", [b"", b"\x89PNG\r\n\x1a\nxx", b"\xff\xd8\xff", b"GIF89a", b"BM"])
def test_that_a_damaged_picture_is_a_sentence(cleaner: Cleaner, data: bytes) -> None:
    with pytest.raises(ChildFailed, match="damaged"):
        cleaner.clean(data, "image/png")


def test_that_other_files_are_not_opened(cleaner: Cleaner) -> None:
    with pytest.raises(ChildFailed, match="kind"):
        cleaner.clean(b"%!PS-Adobe-3.0 EPSF-3.0", "application/postscript")
    assert not cleaner.draws("image/x-photoshop")


@pytest.mark.parametrize("kind", ["image/heic", "image/avif"])
def test_that_pictures_of_phones_are_drawn_without_what_they_tell(
    cleaner: Cleaner, kind: str
) -> None:
    data = HEIC if kind == "image/heic" else _bytes(_noise(64, 48), "AVIF")
    assert cleaner.draws(kind)
    whole = cleaner.clean(data, kind)
    assert whole.width > whole.height
    withheld = _open(cleaner.clean(data, kind, [Region(1, 0.0, 0.0, 0.5, 0.5)]))
    assert withheld.getpixel((2, 2)) == (0, 0, 0)
    assert not withheld.getexif()
    with pytest.raises(ChildFailed, match="damaged"):
        cleaner.clean(data[:200], kind)


def test_that_a_format_that_is_not_drawn_is_not_opened_under_another_name(
    cleaner: Cleaner,
) -> None:
    with pytest.raises(ChildFailed, match="damaged"):
        cleaner.clean(_bytes(_noise(), "PPM"), "image/png")


def test_that_pictures_are_cleaned_in_the_child() -> None:
    with Cleaner(Child(memory_mb=1000)) as cleaner:
        cleaned = cleaner.clean(_bytes(_noise(), "JPEG"), "image/jpeg", [Region(1, 0, 0, 1, 1)])
    assert _open(cleaned).getcolors() == [(7000, (0, 0, 0))]


@pytest.mark.parametrize(
    ("media_type", "name", "words"),
    [
        ("image/jpeg", "", "Photograph (JPEG)"),
        ("image/x-odd", "", "Picture"),
        ("video/mp4", "", "Video"),
        ("audio/amr", "", "Sound recording"),
        ("text/x-log", "", "Text"),
        ("application/octet-stream", "plan.dwg", "File (DWG)"),
        ("application/octet-stream", "plan.§§", "File"),
        ("application/octet-stream", "plan", "File"),
    ],
)
def test_that_kinds_are_named_in_words(media_type: str, name: str, words: str) -> None:
    assert kind_in_words(media_type, name) == words
