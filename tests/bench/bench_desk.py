"""The desk of pages: ``uv run tests/bench/bench_desk.py [--pages N]``.

Measures, with a PDF of N pages: opening it, the first drawing of a page, the same page once it is
drawn (wanted: 150 ms at most), and the same of a scan, whose words are recognised.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
WIDTH = 640
LINE = "Jordan Blackwood was seen on Cedar Hollow Road at noon"


def main() -> None:
    """Run the measurements."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=500)
    options = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    sys.path[:0] = [str(ROOT), str(ROOT / "tests")]
    with tempfile.TemporaryDirectory() as folder:
        measure(Path(folder), options.pages)


def measure(folder: Path, count: int) -> None:
    """Open, draw, and show again what was drawn."""
    import builders
    from page_desk import pdf, scan, stored

    from app.domain.decisions import Standing
    from app.jobs.isolated import Child
    from app.workflow.show_pages import PageAsked, PagesOnScreen

    vault = builders.new_vault(folder)
    pages = [[f"Page {number}", *[LINE] * 15] for number in range(1, count + 1)]
    files = [
        stored(vault, "long.pdf", pdf(pages), "application/pdf"),
        stored(vault, "scan.tif", scan([LINE] * 18), "image/tiff"),
    ]
    ids = builders.hold(vault, [builders.message("see these")], [files])
    room = PagesOnScreen(vault, builders.new_request(vault, ids), Child())
    with vault.read() as work:
        record = work.records.get(ids[0])
    tell(f"open {count} pages", lambda: room.opened(record, 0, Standing(ids[0])))
    some = [1, 2, 3, count // 2, count]
    for number in some:
        tell(f"draw page {number}", lambda n=number: room.page(record, 0, PageAsked(n, WIDTH)))  # type: ignore[misc]  # mypy gives the default no type
    again = [tell("", lambda n=n: room.page(record, 0, PageAsked(n, WIDTH))) for n in some * 4]  # type: ignore[misc]  # as above
    print(f"drawn pages again: median {statistics.median(again):.0f} ms, most {max(again):.0f} ms")
    tell("draw a scan and recognise it", lambda: room.page(record, 1, PageAsked(1, WIDTH)))
    tell("the scan again", lambda: room.page(record, 1, PageAsked(1, WIDTH)))
    tell("the scan again, 1,920 wide", lambda: room.page(record, 1, PageAsked(1, 1_920)))
    room.close()
    vault.close()


def tell(name: str, act: Callable[[], object]) -> float:
    """Measure one act and print what it took."""
    began = time.perf_counter()
    act()
    took = (time.perf_counter() - began) * 1000
    if name:
        print(f"{name}: {took:.0f} ms")
    return took


if __name__ == "__main__":
    main()
