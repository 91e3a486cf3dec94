"""What single steps cost on a system; a script that Python runs there, with nothing beside it.

Prints as JSON how long each takes, in microseconds. On Windows SQLite names the offset with every
call that reads; what the same bytes cost after a seek stands beside.
"""

from __future__ import annotations

import hashlib
import json
import re
import sqlite3
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

_FILES = 150
_TIMES = 5
_PAGE, _PAGES = 4096, 2_000
_WORDS = "storm truck bridge officer " * 20_000
_BYTES = bytes(8 << 20)


def costs() -> dict[str, float]:
    """Measure each step, the quickest of some times."""
    folder = Path(json.__file__).parents[1]
    files = [path for path in sorted(folder.iterdir()) if path.is_file()][:_FILES]
    with TemporaryDirectory() as place:
        pages = _pages(Path(place) / "pages.bin"), _pages_of_database(Path(place) / "pages.db")
    return {
        "page of a file": pages[0],
        "page of a database": pages[1],
        "status of a file": _quickest(Path.stat, files),
        "opening a file": _quickest(_open, files),
        "SHA-256 of 8 MiB": _quickest(hashlib.sha256, [_BYTES]),
        "words by a pattern": _quickest(re.compile(r"tr\w+").findall, [_WORDS]),
    }


def _pages(path: Path) -> float:
    """Give what it costs to read a page of a file after a seek."""
    path.write_bytes(bytes(_PAGE * _PAGES))
    with path.open("rb", buffering=0) as file:

        def read(number: int) -> None:
            file.seek(number * _PAGE)
            file.read(_PAGE)

        return _quickest(read, range(_PAGES))


def _pages_of_database(path: Path) -> float:
    """Give what it costs to read a page of a database that is opened anew."""
    with closing(sqlite3.connect(path)) as made:
        made.execute("CREATE TABLE pages(content BLOB)")
        rows = [(bytes(_PAGE - 200),)] * _PAGES
        made.executemany("INSERT INTO pages VALUES(?)", rows)
        made.commit()

    def read(_: int) -> None:
        with closing(sqlite3.connect(path)) as opened:
            opened.execute("SELECT max(content) FROM pages").fetchall()

    return _quickest(read, range(1)) / _PAGES


def _open(path: Path) -> None:
    with path.open("rb"):
        pass


def _quickest(do: Callable[..., object], things: Sequence[object]) -> float:
    """Give the microseconds that one of some things takes."""
    times = []
    for _ in range(_TIMES):
        began = time.perf_counter()
        for one in things:
            do(one)
        times.append(time.perf_counter() - began)
    return min(times) / len(things) * 1e6


if __name__ == "__main__":
    print(json.dumps(costs()))
