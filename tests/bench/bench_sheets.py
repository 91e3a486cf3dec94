"""Measures drawing a PDF attachment into a packet: ``uv run tests/bench/bench_sheets.py [pages]``.

A manual is made with a fixed seed, every third line of it holds a word that is withheld. Printed
is a table: finding the words, drawing, drawing again from the vault, and the packet.
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
from reportlab.pdfgen.canvas import Canvas

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


def made_manual(pages: int) -> bytes:
    """Make pages of a manual with headings, paragraphs and a rule; the same each time."""
    chance = random.Random(20261122)
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=(612, 792), invariant=1)
    for page in range(1, pages + 1):
        canvas.setFont("Helvetica-Bold", 14)
        canvas.drawString(72, 720, f"Section {page}: General orders")
        canvas.line(72, 712, 540, 712)
        canvas.setFont("Times-Roman", 11)
        for line in range(36):
            words = [chance.choice(WORDS) for _ in range(chance.randrange(6, 13))]
            if line % 3 == 0:
                words[2] = "Blackwood"
            canvas.drawString(72, 690 - line * 16, " ".join(words))
        canvas.showPage()
    canvas.save()
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


def told(name: str, start: float, end: float) -> None:
    """Print how long something took."""
    sys.stdout.write(f"{name:<34} {end - start:7.2f} s\n")


def main() -> int:
    """Print the table; fails where a withheld word survived."""
    pages = int(sys.argv[1]) if len(sys.argv) > 1 else 36
    with tempfile.TemporaryDirectory() as folder, Child() as child:
        vault = builders.new_vault(Path(folder))
        one = kept(vault, made_manual(pages))
        sys.stdout.write(f"{pages} pages, {one.size / 1e3:,.0f} KB\n")
        tools = Tools(Cleaner(child), Sheets(child))
        record = Record(RecordId(1), SourceId(1), "email", Kind.EMAIL, attachments=(one,))
        finder = AttachmentWords(vault, tools)
        begun = time.perf_counter()
        finder.pages(record, 0)
        listed = time.perf_counter()
        told("start the child, list the pages", begun, listed)
        regions = finder.regions_for_words(record, 0, "Blackwood")
        told("draw bare pages and find the words", listed, time.perf_counter())
        redactions = [
            Redaction(DecisionId(at), record.id, RegionTarget(0, region), (CODE,))
            for at, region in enumerate(regions)
        ]
        drawer = AttachmentDrawer(vault, tools)

        def draw() -> RedactedAttachment:
            return drawer.draw(one, 0, released("manual.pdf"), redactions)

        start = time.perf_counter()
        shown = draw()
        drawn = time.perf_counter()
        built = build(packet_of(shown))
        end = time.perf_counter()
        draw()
        again = time.perf_counter()
        told(f"draw with {len(regions)} boxes", start, drawn)
        told("build the packet", drawn, end)
        told("both", start, end)
        told("draw again from the vault", end, again)
        sys.stdout.write(f"{'packet':<34} {len(built.data) / 1e6:7.2f} MB, {built.pages} pages\n")
        words = [word.text for sheet in shown.sheets for word in sheet.words]
        sys.stdout.write(f"{'surviving words':<34} {len(words):7,}\n")
        vault.close()
    return int("Blackwood" in words or len(regions) != 12 * pages)


if __name__ == "__main__":
    raise SystemExit(main())
