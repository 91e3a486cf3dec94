"""Measures drawing a PDF attachment into a packet: ``uv run tests/bench/bench_sheets.py [pages]``.

A manual is made with a fixed seed, every third line of it holds a word that is withheld. With
``scan`` behind the number its pages are pictures as a scanner makes them (black and white, 300 dpi,
a little turned, with specks) under the invisible words that its software recognised; with ``grey``
they are grey JPEG at 200 dpi. Printed is a table: finding the words, drawing, drawing again from
the vault, and the packet; beside the seconds stand those that were computed, here and in the child.
The release is the drawing with boxes and the packet (wanted: 8 s at most, and 2 MB at most where
the pages are black and white).
"""

from __future__ import annotations

import datetime as dt
import io
import random
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import builders
import numpy as np
import pikepdf
import psutil
import pypdfium2
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from app.documents import g4
from app.documents.images import Cleaner
from app.documents.sheets import Sheets
from app.domain.ids import AttachmentId, DecisionId, RecordId, SourceId
from app.domain.packets import Letterhead, PacketRecipe, Reason
from app.domain.records import Attachment, Kind, Record
from app.domain.redacted import RedactedAttachment, RedactedRecord, released
from app.domain.redaction import Redaction, RegionTarget
from app.jobs.isolated import Child
from app.packet.writer import build
from app.vault.folder import Vault
from app.workflow.draw_attachments import AttachmentDrawer
from app.workflow.kept_sheets import Tools
from app.workflow.widen_regions import AttachmentWords

TEXT = """
the officer shall file each report with the records unit before the end of shift and keep a copy
until audit tapes vehicles evidence custody form roster bureau supervisor dispatch
"""
WORDS = TEXT.split()
CODE = "(b)(6)"


def made_manual(pages: int, *, seen: bool = True) -> bytes:
    """Make pages of a manual with headings, paragraphs and a rule; the same each time."""
    chance = random.Random(20261122)
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=(612, 792), invariant=1)
    for page in range(1, pages + 1):
        shown = 0 if seen else 3
        canvas.setFont("Helvetica-Bold", 14)
        canvas.drawString(72, 720, f"Section {page}: General orders", mode=shown)
        if seen:
            canvas.line(72, 712, 540, 712)
        canvas.setFont("Times-Roman", 11)
        for line in range(36):
            words = [chance.choice(WORDS) for _ in range(chance.randrange(6, 13))]
            if line % 3 == 0:
                words[2] = "Blackwood"
            canvas.drawString(72, 690 - line * 16, " ".join(words), mode=shown)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def made_scan(pages: int, *, grey: bool) -> bytes:
    """Make the manual as a scanner gives it."""
    chance = np.random.default_rng(20261122)
    document = pypdfium2.PdfDocument(made_manual(pages))
    dots = 200 if grey else 300
    with pikepdf.open(io.BytesIO(made_manual(pages, seen=False))) as pdf:
        for page, sheet in zip(document, pdf.pages, strict=True):
            drawn = page.render(scale=dots / 72, grayscale=True).to_pil().convert("L")
            turned = drawn.rotate(0.2, Image.Resampling.BICUBIC, fillcolor=255)
            rows = np.asarray(turned).astype(np.int16)
            if grey:
                noisy = np.clip(rows * 0.86 + 24 + chance.normal(0, 4, rows.shape), 0, 255)
                _lay_under(pdf, sheet, _jpeg(noisy), rows, grey=True)
            else:
                dark = (rows < 140) ^ (chance.random(rows.shape) < 0.00002)
                _lay_under(pdf, sheet, g4.packed(dark), rows, grey=False)
        document.close()
        target = io.BytesIO()
        pdf.save(target)
    return target.getvalue()


def _lay_under(
    pdf: pikepdf.Pdf, sheet: pikepdf.Page, data: bytes, rows: np.ndarray, *, grey: bool
) -> None:
    """Show a picture on a whole page, beneath its words."""
    high, wide = rows.shape
    picture = pikepdf.Stream(pdf, data)
    picture.Type, picture.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
    picture.Width, picture.Height = wide, high
    picture.ColorSpace = pikepdf.Name.DeviceGray
    picture.BitsPerComponent = 8 if grey else 1
    picture.Filter = pikepdf.Name.DCTDecode if grey else pikepdf.Name.CCITTFaxDecode
    if not grey:
        picture.DecodeParms = pikepdf.Dictionary(K=-1, Columns=wide, Rows=high)
    name = sheet.add_resource(picture, pikepdf.Name.XObject)
    drawing = f"q 612 0 0 792 0 0 cm {name} Do Q\n".encode()
    sheet.contents_add(pikepdf.Stream(pdf, drawing), prepend=True)


def _jpeg(rows: np.ndarray) -> bytes:
    target = io.BytesIO()
    Image.fromarray(rows.astype(np.uint8)).save(target, "JPEG", quality=80)
    return target.getvalue()


def kept(vault: Vault, data: bytes) -> Attachment:
    """Put the manual into the vault."""
    put = vault.blobs.put(io.BytesIO(data))
    return Attachment(
        AttachmentId(1), "manual.pdf", put.size, "application/pdf", put.sha256, put.name
    )


def packet_of(shown: RedactedAttachment) -> PacketRecipe:
    """Make a packet of one mail with the manual."""
    record = RedactedRecord(
        1, 1, released("Manual"), "E-mail", "", "mail.mbox", "2026-01-01, 09:00 EST",
        released("Rosa Diaz"), attachments=(shown,),
    )  # fmt: skip
    head = Letterhead("Millbrook Police Department", ("100 Main Street",))
    reasons = (Reason(CODE, "5 U.S.C. 552(b)(6)", "Protects a person."),)
    dated = dt.date(2026, 11, 22)
    return PacketRecipe("2026-014", "Dana Whitlow", dated, head, ("Dear,",), reasons, (record,))


class Watch:
    """Counts seconds, and those that were computed here and in the child."""

    def __init__(self, child: Child) -> None:
        self._child = child
        self._last = self._now()

    def told(self, name: str) -> tuple[float, float]:
        """Print how long something took that has just ended; give both figures."""
        now, before = self._now(), self._last
        seconds, computed = now[0] - before[0], now[1] - before[1]
        sys.stdout.write(f"{name:<34} {seconds:7.2f} s, {computed:6.2f} s computed\n")
        self._last = self._now()
        return seconds, computed

    def _now(self) -> tuple[float, float]:
        there = psutil.Process(self._child.pid).cpu_times() if self._child.pid else None
        return time.perf_counter(), time.process_time() + (
            there.user + there.system if there else 0
        )


def main() -> int:
    """Print the table; fails where a withheld word survived."""
    pages = int(sys.argv[1]) if len(sys.argv) > 1 else 36
    kind = sys.argv[2] if len(sys.argv) > 2 else ""
    made = made_scan(pages, grey=kind == "grey") if kind else made_manual(pages)
    with tempfile.TemporaryDirectory() as folder, Child() as child:
        vault = builders.new_vault(Path(folder))
        one = kept(vault, made)
        sys.stdout.write(f"{pages} pages, {one.size / 1e3:,.0f} KB\n")
        tools = Tools(Cleaner(child), Sheets(child))
        record = Record(RecordId(1), SourceId(1), "email", Kind.EMAIL, attachments=(one,))
        finder = AttachmentWords(vault, tools)
        watch = Watch(child)
        finder.pages(record, 0)
        watch.told("start the child, list the pages")
        regions = finder.regions_for_words(record, 0, "Blackwood")
        watch.told("draw bare pages and find the words")
        redactions = [
            Redaction(DecisionId(at), record.id, RegionTarget(0, region), (CODE,))
            for at, region in enumerate(regions)
        ]
        drawer = AttachmentDrawer(vault, tools)

        def draw() -> RedactedAttachment:
            return drawer.draw(one, 0, released("manual.pdf"), redactions)

        shown = draw()
        drawn = watch.told(f"draw with {len(regions)} boxes")
        built = build(packet_of(shown))
        made_packet = watch.told("build the packet")
        both = [one + other for one, other in zip(drawn, made_packet, strict=True)]
        sys.stdout.write(f"{'the release':<34} {both[0]:7.2f} s, {both[1]:6.2f} s computed\n")
        encodings = {sheet.picture().encoding for sheet in shown.sheets}
        sizes = {(sheet.picture().width, round(sheet.width)) for sheet in shown.sheets}
        dots = {round(pixels / points * 72) for pixels, points in sizes}
        sys.stdout.write(f"{'pages':<34} {sorted(encodings)} at {sorted(dots)} dots an inch\n")
        draw()
        watch.told("draw again from the vault")
        sys.stdout.write(f"{'packet':<34} {len(built.data) / 1e6:7.2f} MB, {built.pages} pages\n")
        words = [word.text for sheet in shown.sheets for word in sheet.words]
        sys.stdout.write(f"{'surviving words':<34} {len(words):7,}\n")
        vault.close()
    return int("Blackwood" in words or len(regions) != 12 * pages)


if __name__ == "__main__":
    raise SystemExit(main())
