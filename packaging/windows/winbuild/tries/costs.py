"""What single steps cost on a system; a script that Python runs there, with nothing beside it.

Prints as JSON how long a file's status, opening a file and two computations take, in microseconds.
"""

from __future__ import annotations

import hashlib
import json
import re
import time
from collections.abc import Callable, Sequence
from pathlib import Path

_FILES = 150
_TIMES = 5
_WORDS = "storm truck bridge officer " * 20_000
_BYTES = bytes(8 << 20)


def costs() -> dict[str, float]:
    """Measure each step, the quickest of some times."""
    folder = Path(json.__file__).parents[1]
    files = [path for path in sorted(folder.iterdir()) if path.is_file()][:_FILES]
    return {
        "status of a file": _quickest(Path.stat, files),
        "opening a file": _quickest(_open, files),
        "SHA-256 of 8 MiB": _quickest(hashlib.sha256, [_BYTES]),
        "words by a pattern": _quickest(re.compile(r"tr\w+").findall, [_WORDS]),
    }


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
