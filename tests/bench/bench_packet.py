"""Measures building and verifying a packet: ``uv run tests/bench/bench_packet.py [records]``.

The records are made with a fixed seed. Printed are pages a second, memory and size of the file.
"""

from __future__ import annotations

import datetime as dt
import io
import json
import random
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Generic, TypeVar

import psutil
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.figures import Clock, Peak

from app.domain.packets import Letterhead, PacketRecipe, Reason
from app.domain.redacted import Bar, Extent, RedactedRecord, RedactedText, Visible, released
from app.packet.checks.same import check_same_bytes, with_same_bytes
from app.packet.reading import read_pages
from app.packet.verify import verify_packet
from app.packet.writer import build
from app.paths import resource

TEXT = """
shift report pothole Cedar Street dog school visit stop ticket parking overtime roster tomorrow
call me please thanks the a of and is are was on at with for to from radio unit café mañana 21:04
ok yes no maybe later meeting chief sergeant county budget
"""
WORDS = TEXT.split()
CODES = ("(b)(6)", "(b)(7)(C)", "119.071(2)(c)1.")
FACES = (
    *("NotoSans-Regular", "NotoSans-Bold", "NotoNaskhArabic-Regular"),
    *("NotoEmoji-Regular", "NotoSansSC-Regular"),
)
SECRETS = ("Blackwood", "Cedar Hollow 14", "8TRJ442")
_Result = TypeVar("_Result")


def made_recipe(count: int) -> PacketRecipe:
    """Make records like text messages and mails, one in six with redactions; the same each time."""
    chance = random.Random(20260314)
    records = tuple(_record(number, chance) for number in range(1, count + 1))
    reasons = tuple(Reason(code, f"Statute § {code}", "Protects a person.") for code in CODES)
    head = Letterhead("Millbrook Police Department", ("100 Main Street", "Millbrook, FL"))
    dated = dt.date(2026, 11, 20)
    letter = ("Dear requester,", "These are the records.")
    return PacketRecipe("2026-014", "Dana Whitlow", dated, head, letter, reasons, records)


def _record(number: int, chance: random.Random) -> RedactedRecord:
    said = [chance.choice(WORDS) for _ in range(chance.choice((3, 8, 15, 25, 60)))]
    text = released(" ".join(said))
    if number % 6 == 0:
        extent = Extent.LINES if number % 30 == 0 else Extent.WORDS
        middle = Bar((CODES[number % 3],), extent)
        text = RedactedText((Visible(" ".join(said) + " "), middle, Visible(" and so on")))
    if number % 50 == 0:
        text = RedactedText((*text.pieces, Visible(" 👍🏽 مرحبا 你好")))
    day = dt.date(2026, 1, 1) + dt.timedelta(days=number // 40)
    thread = number // 12
    return RedactedRecord(
        number=number,
        thread=thread,
        title=released(f"Text messages {thread}"),
        platform="SMS",
        kind="text message",
        source="sms-20260401.xml",
        sent=f"{day.isoformat()}, 21:04:12 EDT",
        sender=released(f"Officer {number % 7} (+1 555-01{number % 90:02d})"),
        recipients=(released("Sgt. Cole (+1 555-0142)"),),
        text=text,
        withheld=Bar((CODES[0],), Extent.WHOLE) if number % 97 == 0 else None,
        day=day,
    )


def plain_size(data: bytes) -> int:
    """Say how large ReportLab makes a file of the same lines, compressed and without tags.

    It is asked for nothing else, so it wraps its pages in ASCII85 as it does for everybody;
    without that its file would be 15 % smaller.
    """
    for name in FACES:
        pdfmetrics.registerFont(TTFont(name, str(resource(f"fonts/{name}.ttf"))))
    target = io.BytesIO()
    canvas = Canvas(target, pageCompression=1)
    for page in read_pages(data):
        for row, line in enumerate(page.characters.splitlines()):
            at = 40.0
            for font, said in _in_faces(line):
                canvas.setFont(font, 9.6)
                canvas.drawString(at, 750 - 13 * row, said)
                at += pdfmetrics.stringWidth(said, font, 9.6)
        canvas.showPage()
    canvas.save()
    return len(target.getvalue())


def _in_faces(line: str) -> list[tuple[str, str]]:
    """Cut a line into stretches of the first face that has their signs."""
    parts: list[tuple[str, str]] = []
    for sign in line:
        known = (name for name in FACES if ord(sign) in pdfmetrics.getFont(name).face.charToGlyph)
        name = next(known, FACES[0])
        if parts and parts[-1][0] == name:
            parts[-1] = (name, parts[-1][1] + sign)
        else:
            parts.append((name, sign))
    return parts


class _Phase(Generic[_Result]):
    """A piece of the work, done at once, with what it took."""

    def __init__(self, peak: Peak, work: Callable[[], _Result]) -> None:
        clock = Clock()
        self.result = work()
        self._seconds, self._cpu = clock.seconds, clock.cpu
        self._figures = peak.figures()

    def told(self, pages: int) -> dict[str, float]:
        """Give pages a second, and the most memory held."""
        return {
            "pages_a_second": round(pages / self._seconds, 1),
            "pages_a_cpu_second": round(pages / self._cpu, 1),
            "peak_mb": self._figures["peak_mb"],
        }


def main() -> int:
    """Print pages a second, memory and size as one JSON object."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 5_000
    recipe = made_recipe(count)
    opened = psutil.Process().memory_info().rss
    with Peak() as peak:
        building = _Phase(peak, lambda: build(recipe))
        built = building.result
        verifying = _Phase(peak, lambda: verify_packet(built.data, recipe, built, SECRETS))
        again = _Phase(peak, lambda: check_same_bytes(recipe, built.data))
    verdict = with_same_bytes(verifying.result, again.result)
    figures = {
        "records": count,
        "pages": built.pages,
        "build": building.told(built.pages),
        "verify": verifying.told(built.pages),
        "build_again": again.told(built.pages),
        "before_mb": round(opened / 1e6),
        "file_mb": round(len(built.data) / 1e6, 2),
        "times_plain_size": round(len(built.data) / plain_size(built.data), 2),
        "log_lines": len(built.log),
        "clean": verdict.clean,
    }
    sys.stdout.write(json.dumps(figures, indent=1) + "\n")
    return 0 if verdict.clean else 1


if __name__ == "__main__":
    raise SystemExit(main())
