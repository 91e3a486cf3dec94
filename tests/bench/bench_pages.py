"""Suggestions on drawn pages: ``uv run tests/bench/bench_pages.py [--pages N]``.

Sets the marked texts of ``tests/gold`` on pages of a PDF, broken into lines as a typewriter does.
Measures what it takes from the kept words of N pages to their suggestions (wanted for 36 pages: 1 s
of processor time), and how much of what is found in the same texts unbroken is found on the pages.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import textwrap
import time
from collections.abc import Sequence
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
WIDE, HIGH = 84, 44


def main() -> None:
    """Run the measurements."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=36)
    options = parser.parse_args()
    sys.path[:0] = [str(ROOT), str(ROOT / "tests"), str(ROOT / "tests" / "gold")]
    from texts import by_hand, held_out, made

    given = [one.text for one in (*by_hand(), *held_out(), *made())]
    lines = [line for text in given for line in wrapped(text)]
    pages = [lines[at : at + HIGH] for at in range(0, len(lines), HIGH)][: options.pages]
    left = sum(map(len, pages))
    taken = []
    for text in given:
        left -= len(wrapped(text))
        taken += [text] if left >= 0 else []
    with tempfile.TemporaryDirectory() as folder:
        measure(Path(folder), pages, taken)


def wrapped(text: str) -> list[str]:
    """Break a text into lines, with an empty one behind it."""
    return [part for line in text.splitlines() for part in textwrap.wrap(line, WIDE)] + [""]


def measure(folder: Path, pages: Sequence[Sequence[str]], texts: Sequence[str]) -> None:
    """Read the pages, then look through what was read."""
    import builders
    from fakes import Here
    from page_desk import pdf, stored

    from app.workflow.gather_pages import PageGathering
    from app.workflow.read_pages import PageReader
    from app.workflow.review import ReviewRoom

    vault = builders.new_vault(folder)
    file = stored(vault, "long.pdf", pdf(pages, leading=15), "application/pdf")
    ids = builders.hold(vault, [builders.message("see these")], [[file]])
    request = builders.new_request(vault, ids)
    room = ReviewRoom(vault, request)
    gathering = PageGathering(vault, request, room, PageReader(vault, Here()))
    began = time.perf_counter()
    for _ in gathering.reading().steps():
        pass
    print(f"draw and read {len(pages)} pages: {time.perf_counter() - began:.1f} s")
    began = time.process_time()
    gathering.read(gathering.left())
    took = time.process_time() - began
    found = gathering.open()
    print(f"look through their words: {took:.2f} s of processor time, {len(found)} suggestions")
    began = time.process_time()
    plain = [(t[o.span.start : o.span.end], o) for t in texts for o in room.suggesting().find(t)]
    alone = time.process_time() - began
    print(f"the same texts unbroken: {alone:.2f} s, {len(plain)} suggestions")
    said = {"".join(one.words.split()).replace("-", "") for _, one in found}
    missed = [words for words, _ in plain if "".join(words.split()).replace("-", "") not in said]
    print(f"found in the texts and not on the pages: {len(missed)}")
    for words in missed:
        print(f"  {' '.join(words.split())}")
    vault.close()


if __name__ == "__main__":
    main()
