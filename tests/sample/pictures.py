"""Small drawn photographs: a street, a car, a dog; some know where they were taken."""

from __future__ import annotations

import io
import random

from PIL import Image, ImageDraw, ImageFilter, ImageFont
from PIL.TiffImagePlugin import IFDRational

SIZE = (640, 420)
GPS_IFD = 0x8825
CEDAR_STREET = ((30, 21, 14.4), (86, 18, 40.1))


def photo(scene: str, taken: str = "", seed: int = 1) -> bytes:
    """Draw a named scene as JPEG; with `taken`, a phone's EXIF with a place is added."""
    rng = random.Random(seed)
    image = Image.new("RGB", SIZE, (168, 202, 228))
    draw = ImageDraw.Draw(image)
    _street(draw, rng)
    SCENES[scene](draw)
    image = _grain(image.filter(ImageFilter.GaussianBlur(0.8)), rng)
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=62, exif=_exif(taken) if taken else b"")
    return buffer.getvalue()


def _grain(image: Image.Image, rng: random.Random) -> Image.Image:
    noise = Image.frombytes("L", SIZE, rng.randbytes(SIZE[0] * SIZE[1]))
    return Image.blend(image, Image.merge("RGB", (noise, noise, noise)), 0.02)


def _street(draw: ImageDraw.ImageDraw, rng: random.Random) -> None:
    draw.rectangle((0, 210, 640, 420), fill=(96, 98, 100))
    draw.rectangle((0, 205, 640, 222), fill=(186, 182, 172))
    for left in range(-20, 640, 110):
        top = rng.randrange(70, 140)
        shade = rng.randrange(150, 215)
        draw.rectangle((left, top, left + 96, 206), fill=(shade, shade - 18, shade - 40))
        draw.polygon(
            ((left - 6, top), (left + 102, top), (left + 48, top - 34)), fill=(122, 72, 58)
        )
        for window in (left + 14, left + 56):
            draw.rectangle((window, top + 18, window + 24, top + 48), fill=(74, 92, 108))
    for left in range(10, 640, 90):
        draw.rectangle((left, 316, left + 44, 323), fill=(232, 214, 120))


def _car(draw: ImageDraw.ImageDraw, plate: str = "") -> None:
    draw.ellipse((180, 330, 244, 394), fill=(26, 26, 28))
    draw.ellipse((396, 330, 460, 394), fill=(26, 26, 28))
    draw.rounded_rectangle((140, 262, 500, 366), 24, fill=(138, 142, 148))
    draw.polygon(((206, 264), (250, 204), (396, 204), (440, 264)), fill=(112, 118, 126))
    draw.polygon(((226, 260), (258, 214), (386, 214), (416, 260)), fill=(54, 66, 76))
    if plate:
        draw.rectangle((272, 304, 368, 340), fill=(244, 244, 238), outline=(20, 90, 40), width=3)
        draw.text((281, 311), plate, fill=(20, 80, 40), font=ImageFont.load_default(18))


def _sign(draw: ImageDraw.ImageDraw, words: str) -> None:
    draw.rectangle((546, 120, 554, 300), fill=(120, 122, 124))
    draw.rectangle((466, 88, 634, 126), fill=(18, 104, 58))
    draw.text((480, 97), words, fill=(250, 250, 250), font=ImageFont.load_default(19))


def _dog(draw: ImageDraw.ImageDraw) -> None:
    draw.ellipse((250, 270, 390, 350), fill=(146, 98, 54))
    draw.ellipse((360, 228, 430, 296), fill=(160, 110, 62))
    draw.polygon(((368, 240), (352, 284), (384, 268)), fill=(96, 60, 32))
    draw.ellipse((404, 250, 414, 260), fill=(10, 10, 10))
    draw.ellipse((420, 264, 434, 276), fill=(10, 10, 10))
    for left in (268, 296, 344, 370):
        draw.rectangle((left, 336, left + 14, 388), fill=(140, 92, 50))
    draw.line((252, 300, 214, 250), fill=(146, 98, 54), width=10)


def _octagon(draw: ImageDraw.ImageDraw) -> None:
    draw.rectangle((116, 150, 124, 330), fill=(120, 122, 124))
    points = (
        (98, 70),
        (142, 70),
        (172, 100),
        (172, 144),
        (142, 174),
        (98, 174),
        (68, 144),
        (68, 100),
    )
    draw.polygon(points, fill=(184, 24, 30), outline=(250, 250, 250), width=4)
    draw.text((88, 106), "STOP", fill=(250, 250, 250), font=ImageFont.load_default(26))


def _children(draw: ImageDraw.ImageDraw) -> None:
    shades = ((200, 60, 60), (60, 120, 200), (240, 190, 60), (80, 160, 90), (150, 90, 180))
    for place, shade in enumerate(shades):
        left = 90 + place * 100
        draw.ellipse((left + 8, 246, left + 42, 280), fill=(198, 154, 120))
        draw.rounded_rectangle((left, 280, left + 50, 356), 12, fill=shade)


def _stop_scene(draw: ImageDraw.ImageDraw) -> None:
    _octagon(draw)
    _sign(draw, "CEDAR STREET")
    _car(draw, "RDX 17P")


def _street_scene(draw: ImageDraw.ImageDraw) -> None:
    _octagon(draw)
    _sign(draw, "CEDAR STREET")


def _tow_scene(draw: ImageDraw.ImageDraw) -> None:
    draw.rectangle((120, 120, 520, 330), fill=(250, 214, 60), outline=(20, 20, 20), width=6)
    for row, words in enumerate(("HANLEY'S TOWING", "RELEASE 8 TO 5", "CASH OR CARD")):
        draw.text((150, 146 + row * 56), words, fill=(20, 20, 20), font=ImageFont.load_default(38))


def _screenshot(draw: ImageDraw.ImageDraw) -> None:
    draw.rectangle((0, 0, 640, 420), fill=(240, 242, 245))
    draw.rounded_rectangle((40, 60, 600, 240), 18, fill=(255, 255, 255))
    lines = (
        "Buck Tanner",
        "Somebody ought to follow that cop home.",
        "I know it's 212 Palmetto Court.",
        "Sleep tight.",
    )
    for row, words in enumerate(lines):
        draw.text((64, 78 + row * 38), words, fill=(20, 22, 26), font=ImageFont.load_default(24))


def badge() -> bytes:
    """Draw the department's star as a small PNG, for the foot of a mail."""
    image = Image.new("RGB", (72, 72), (255, 255, 255))
    draw = ImageDraw.Draw(image)
    draw.regular_polygon((36, 36, 32), 5, fill=(190, 150, 40))
    draw.ellipse((24, 24, 48, 48), fill=(28, 52, 98))
    buffer = io.BytesIO()
    image.save(buffer, "PNG", compress_level=0)
    return buffer.getvalue()


def _exif(taken: str) -> Image.Exif:
    exif = Image.Exif()
    exif[0x010F] = "Example"
    exif[0x0110] = "Phone 7"
    exif[0x0132] = taken
    north, west = CEDAR_STREET
    exif.get_ifd(GPS_IFD).update({1: "N", 2: _degrees(north), 3: "W", 4: _degrees(west)})
    exif.get_ifd(0x8769).update({0x9003: taken, 0x9011: "-04:00"})
    return exif


def _degrees(value: tuple[int, int, float]) -> tuple[IFDRational, IFDRational, IFDRational]:
    degrees, minutes, seconds = value
    return IFDRational(degrees, 1), IFDRational(minutes, 1), IFDRational(round(seconds * 10), 10)


SCENES = {
    "stop": _stop_scene,
    "street": _street_scene,
    "tow": _tow_scene,
    "dog": _dog,
    "school": _children,
    "car": _car,
    "screenshot": _screenshot,
}
