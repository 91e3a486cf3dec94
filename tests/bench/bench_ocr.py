"""Measures recognising words: ``uv run tests/bench/bench_ocr.py``.

A page of each language is set by ReportLab with words that are known, then drawn at several
resolutions, as black and white, as grey, and as a bad scan: turned by 0.6 degrees, blurred and
noisy. Printed are the share of words found, the share of found words that are right, seconds a
page and memory.
"""

from __future__ import annotations

import io
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import psutil
import pypdfium2
from PIL import Image, ImageChops, ImageFilter
from reportlab.pdfgen.canvas import Canvas

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from app.documents.ocr import Reader
from app.domain.languages import Languages
from app.jobs.isolated import Child

TEXT = """
shift report pothole Cedar Street dog school visit stop ticket parking overtime roster tomorrow
call please thanks radio unit officer arrived scene witness stated vehicle plate number driver
evidence photographs taken property statement supervisor notified county budget meeting Sergeant
"""
SPANISH = """
informe señora niño mañana vehículo calle número teléfono declaró agente oficina dirección Peña
Muñoz reunión próximo miércoles policía testigo compañía camión según cédula avenida después
también investigación información fotografía vecinos música jardín año médico juzgado público habló
"""
FONTS = (("Times-Roman", 11), ("Helvetica", 10), ("Courier", 10), ("Times-Roman", 8))


def page(chance: random.Random, words: list[str]) -> tuple[bytes, list[str]]:
    """Set a page of known words."""
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=(612, 792), invariant=1)
    said: list[str] = []
    for at in range(48):
        font, size = FONTS[at // 12]
        line = [chance.choice(words) for _ in range(9)] + [f"{chance.randrange(100, 9999)}"]
        canvas.setFont(font, size)
        canvas.drawString(60, 740 - at * 14, " ".join(line))
        said += line
    canvas.save()
    return target.getvalue(), said


def drawn(data: bytes, dpi: int) -> Image.Image:
    """Draw the page in grey."""
    document = pypdfium2.PdfDocument(data)
    try:
        return document[0].render(scale=dpi / 72, grayscale=True).to_pil().convert("L")
    finally:
        document.close()


def scanned(picture: Image.Image) -> Image.Image:
    """Make a bad scan of a page."""
    turned = picture.rotate(0.6, Image.Resampling.BICUBIC, fillcolor=255)
    grey = turned.filter(ImageFilter.GaussianBlur(0.7)).point(lambda value: 40 + value * 190 // 255)
    noise = Image.effect_noise(grey.size, 24)
    return ImageChops.add(grey, noise, scale=1, offset=-128)


def pictures(data: bytes) -> Iterator[tuple[str, int, Image.Image]]:
    """Give the page in each look."""
    for dpi in (150, 200, 300):
        grey = drawn(data, dpi)
        yield "black and white", dpi, grey.point(lambda value: 255 if value > 140 else 0)
        yield "grey", dpi, grey
        yield "bad scan", dpi, scanned(grey)
    yield "photo without text", 200, Image.effect_noise((1700, 2200), 60)
    yield "blank", 200, Image.new("L", (1700, 2200), 250)


def shares(found: list[str], said: list[str]) -> tuple[float, float]:
    """Give the share of words found, and of found words that are right."""
    right = sum((Counter(found) & Counter(said)).values())
    return right / max(1, len(said)), right / max(1, len(found))


def tried(reader: Reader, words: list[str], languages: Languages, child: Child) -> int:
    """Print a table of one language read in some; count the clean pages that are read badly."""
    data, said = page(random.Random(20260314), words)
    bad = 0
    for look, dpi, picture in pictures(data):
        start = time.perf_counter()
        pixels = picture.tobytes()
        seen = reader.read_grey(pixels, picture.size, dpi=dpi, languages=languages)
        seconds = time.perf_counter() - start
        found, right = shares([word.text for word in seen.sheet_words()], said)
        memory = psutil.Process(child.pid).memory_info().rss / 1e6
        print(f"{look:20} {dpi}  {found:.3f}  {right:.3f}  {seconds:7.2f}  {memory:3.0f}")
        bad += look in {"black and white", "grey"} and dpi >= 200 and found < 0.95
    return bad


def main() -> int:
    """Print tables; fail where clean pages are read badly in the languages they are written in."""
    both, bad = Languages.ENGLISH_AND_SPANISH, 0
    texts = (("English", TEXT, Languages.ENGLISH), ("English", TEXT, both))
    more = (("Spanish", SPANISH, Languages.ENGLISH), ("Spanish", SPANISH, both))
    with Child(1024, 120) as child:
        reader = Reader(child)
        for name, text, languages in (*texts, *more):
            reader.read_grey(b"\xff" * 100, (10, 10), languages=languages)
            print(f"\n{name}, read in {languages.told}")
            print(f"{'page':20} dpi  found  right  seconds   MB")
            missed = tried(reader, text.split(), languages, child)
            bad += missed if languages.told.endswith(name) or name == "English" else 0
    return 1 if bad else 0


if __name__ == "__main__":
    raise SystemExit(main())
