"""The desk of pages: ``uv run tests/bench/bench_desk.py [--pages N]``.

Measures, with a text and a black and white scan of 36 pages: opening it and drawing its first page
(wanted: 300 ms at most), when the process that opens files is started by that, and when it was got
ready while the record was read. Beside the time stands what was computed, here and there. Then,
with a PDF of N pages: opening it, the first drawing of a page, the same page once it is drawn
(wanted: 150 ms at most), and the same of a scan, whose words are recognised.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from functools import cache
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
    sys.path[:0] = [str(ROOT), str(ROOT / "tests"), str(HERE)]
    with tempfile.TemporaryDirectory() as folder:
        for name, kind in (("text", ""), ("scan", "scan")):
            for is_ready in (False, True):
                place = Path(folder) / f"{name} {is_ready}"
                place.mkdir()
                first_page(place, name, made(kind), is_ready=is_ready)
        measure(Path(folder), options.pages)


@cache
def made(kind: str) -> bytes:
    """Make the manual of 36 pages, or its scan."""
    from bench_sheets import made_manual, made_scan

    return made_scan(36, grey=False) if kind else made_manual(36)


def first_page(folder: Path, name: str, data: bytes, *, is_ready: bool) -> None:
    """Open a file that nobody opened before, by the window's door, and draw its first page."""
    import builders
    from bench_sheets import Watch
    from page_desk import stored

    from app.domain.decisions import Standing
    from app.jobs.isolated import Child
    from app.workflow.show_pages import PageAsked, PagesOnScreen

    vault = builders.new_vault(folder)
    files = [stored(vault, "manual.pdf", data, "application/pdf")]
    ids = builders.hold(vault, [builders.message("see this")], [files])
    child = Child()
    room = PagesOnScreen(vault, builders.new_request(vault, ids), child)
    with vault.read() as work:
        record = work.records.get(ids[0])
    if is_ready:
        room.get_ready()
    watch = Watch(child)
    room.opened(record, 0, Standing(ids[0]))
    room.page(record, 0, PageAsked(1, WIDTH))
    watch.told(f"first page of a {name}, {'ready' if is_ready else 'cold'}")
    room.page(record, 0, PageAsked(2, WIDTH))
    watch.told("its second page")
    room.close()
    vault.close()


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
