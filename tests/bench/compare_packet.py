"""Sets a packet beside the same messages printed from HTML by LibreOffice and by WeasyPrint.

``uv run tests/bench/compare_packet.py [records] [--soffice PROGRAM] [--weasyprint PYTHON]``;
``PYTHON`` is an interpreter in whose environment WeasyPrint is installed. Printed are seconds, peak
memory, pages, size and what veraPDF says of each file.
"""

from __future__ import annotations

import argparse
import html
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import psutil
import pypdfium2

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from bench.bench_packet import made_recipe
from verapdf.validator import lacking, validate

from app.domain.packets import PacketRecipe
from app.domain.redacted import Bar, RedactedText, Visible

OURS = """
import sys
from bench.bench_packet import made_recipe
from app.packet.writer import build
open(sys.argv[1], "wb").write(build(made_recipe(int(sys.argv[2]))).data)
"""
WEASYPRINT = """
import sys
from weasyprint import HTML
HTML(sys.argv[1]).write_pdf(sys.argv[2], pdf_variant="pdf/ua-1", pdf_tags=True)
"""
WRITER = (
    'pdf:writer_web_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"},'
    '"PDFUACompliance":{"type":"boolean","value":"true"},'
    '"SelectPdfVersion":{"type":"long","value":"2"}}'
)
ROOT = Path(__file__).resolve().parents[2]
FACES = ("NotoSans", "NotoNaskhArabic", "NotoSansSC", "NotoEmoji")
STYLE = """
body { font: 9.6pt NotoSans, NotoNaskhArabic, NotoSansSC, NotoEmoji } h2 { font-size: 13pt }
h3 { font-size: 9pt } .facts { font-size: 8pt; color: #555 } mark { background: #000; color: #fff }
"""


def page_of(recipe: PacketRecipe) -> Iterator[str]:
    """Write the messages of a recipe as a web page."""
    yield '<!doctype html><html lang="en-US"><head><meta charset="utf-8">'
    yield f"<title>Request {html.escape(recipe.number)}</title><style>{STYLE}"
    for face in FACES:
        place = (ROOT / "resources" / "fonts" / f"{face}-Regular.ttf").as_uri()
        yield f"@font-face {{ font-family: {face}; src: url({place}) }}"
    yield "</style></head><body>"
    yield f"<h1>Public records request {html.escape(recipe.number)}</h1>"
    thread, day = -1, None
    for record in recipe.records:
        if record.thread != thread:
            yield f"<h2>{said(record.title)}</h2>"
            thread, day = record.thread, None
        if record.day != day and record.day is not None:
            yield f"<h3>{record.day.isoformat()}</h3>"
            day = record.day
        to = ", ".join(map(said, record.recipients))
        yield f"<p><b>{said(record.sender)}</b> to {to}</p>"
        yield f'<p class="facts">Record {record.number} · {record.sent} · {record.platform}</p>'
        withheld = RedactedText((record.withheld,)) if record.withheld else record.text
        yield f"<p>{said(withheld)}</p>"
    yield "</body></html>"


def said(text: RedactedText) -> str:
    """Write a text with its bars."""
    return "".join(
        html.escape(piece.text) if isinstance(piece, Visible) else _mark(piece)
        for piece in text.pieces
    )


def _mark(bar: Bar) -> str:
    return f"<mark>[REDACTED {html.escape(', '.join(bar.codes))}]</mark>"


def timed(command: Sequence[str], folder: Path) -> tuple[float, float]:
    """Run a program; give its seconds and the peak of its memory in MB, children included."""
    found = os.pathsep.join((str(ROOT), str(ROOT / "tests")))
    paths = {"PYTHONPATH": found, "HOME": str(folder), "PATH": "/usr/bin:/bin"}
    start = time.perf_counter()
    running = subprocess.Popen(
        command, cwd=folder, env=paths, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    peak = 0
    done = threading.Event()
    while not done.wait(0.05):
        peak = max(peak, _memory(running.pid))
        if running.poll() is not None:
            done.set()
    return time.perf_counter() - start, peak / 1e6


def _memory(pid: int) -> int:
    try:
        root = psutil.Process(pid)
        return sum(one.memory_info().rss for one in (root, *root.children(recursive=True)))
    except psutil.Error:
        return 0


def told(name: str, made: Path, figures: tuple[float, float]) -> None:
    """Print one line of the table and what veraPDF says."""
    if not made.exists():
        print(f"{name:12} made no file")
        return
    with pypdfium2.PdfDocument(made) as document:
        pages = len(document)
    seconds, memory = figures
    size = made.stat().st_size / 1e6
    print(
        f"{name:12} {seconds:7.1f} s {pages:6,} pages {pages / seconds:7.1f} pages/s"
        f" {memory:7.0f} MB {size:7.2f} MB",
        flush=True,
    )
    if not lacking():
        print(validate([made]).stdout, flush=True)


def main() -> int:
    """Make the three files and compare them."""
    parser = argparse.ArgumentParser()
    parser.add_argument("records", nargs="?", default="5000")
    parser.add_argument("--soffice", default="soffice")
    parser.add_argument("--weasyprint", default="")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        (folder / "messages.html").write_text(
            "\n".join(page_of(made_recipe(int(options.records)))), encoding="utf-8"
        )
        ours = folder / "ours.pdf"
        told("ours", ours, timed([sys.executable, "-c", OURS, str(ours), options.records], folder))
        if options.weasyprint:
            weasy = folder / "weasyprint.pdf"
            command = [options.weasyprint, "-c", WEASYPRINT, "messages.html", str(weasy)]
            told("WeasyPrint", weasy, timed(command, folder))
        command = [options.soffice, "--headless", "--convert-to", WRITER, "messages.html"]
        told("LibreOffice", folder / "messages.pdf", timed(command, folder))
    return 0


if __name__ == "__main__":
    sys.exit(main())
