"""Damages every importer's samples and reads them: ``uv run tests/fuzz/fuzz_importers.py``.

``--mutations N`` of each importer (20,000), ``--only KEY``, ``--from SEED``; ``--again KEY SEED``
reads one case once more. A case that takes longer than ten seconds of processor time, crashes,
loses a member of the export or opens a file elsewhere is told with its seed; the exit code says
whether there was one. It goes on where it was stopped.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import sys
import time
from multiprocessing.connection import Connection
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parents[1]), str(HERE.parent)]

from fuzz.reading_damaged import Wrong, keys, samples_of, try_one  # noqa: E402 - after the path

MOST_CPU, MOST_WALL = 10.0, 120.0
_STEP = 100
_MOST_TOLD = 20


def work(line: Connection) -> None:
    """Read the cases that are asked for, one after another."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # parsers in C talk
    while True:
        key, seed = line.recv()
        try:
            line.send((try_one(key, seed), ""))
        except Wrong as wrong:
            line.send((0.0, str(wrong)))


class Worker:
    """A process that reads damaged exports and may die of one."""

    def __init__(self) -> None:
        self._start()

    def _start(self) -> None:
        context = multiprocessing.get_context("spawn")
        self._line, theirs = context.Pipe()
        self._process = context.Process(target=work, args=(theirs,), daemon=True)
        self._process.start()
        theirs.close()

    def try_one(self, key: str, seed: int) -> tuple[float, str]:
        """Give the seconds that a case took and what was wrong with it."""
        self._line.send((key, seed))
        try:
            if self._line.poll(MOST_WALL):
                seconds, wrong = self._line.recv()
                return seconds, wrong or ("it took too long" if seconds > MOST_CPU else "")
            wrong = "it never came back"
        except (EOFError, ConnectionError):
            wrong = "the process died"
        self._process.kill()
        self._process.join()
        self._start()
        return MOST_WALL, wrong


def fuzz(key: str, first: int, last: int, worker: Worker, kept: Path) -> dict[str, object]:
    """Try the cases of one importer."""
    began, slowest, wrongs = time.monotonic(), (0.0, -1), {}
    for seed in range(first, last):
        seconds, wrong = worker.try_one(key, seed)
        slowest = max(slowest, (seconds, seed))
        if wrong:
            wrongs[seed] = wrong
            if len(wrongs) <= _MOST_TOLD:
                print(f"  {key} {seed}: {wrong[:200]}", flush=True)
        if seed % _STEP == _STEP - 1:
            kept.write_text(json.dumps({"done": seed + 1}), encoding="utf-8")
    return {
        "key": key,
        "samples": len(samples_of(key)),
        "from": first,
        "to": last,
        "wrong": len(wrongs),
        "seeds": list(wrongs)[:50],
        "slowest_cpu_seconds": round(slowest[0], 2),
        "slowest_seed": slowest[1],
        "seconds": round(time.monotonic() - began),
    }


def main() -> int:
    """Fuzz all importers, or one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mutations", type=int, default=20_000)
    parser.add_argument("--only", choices=keys(), nargs="*")
    parser.add_argument("--from", dest="first", type=int)
    parser.add_argument("--again", nargs=2)
    parser.add_argument("--kept", type=Path, default=HERE / ".kept")
    options = parser.parse_args()
    if options.again:
        print(try_one(options.again[0], int(options.again[1])))
        return 0
    options.kept.mkdir(exist_ok=True)
    worker, wrong = Worker(), 0
    for key in options.only or keys():
        kept = options.kept / f"{key}.json"
        done = json.loads(kept.read_text("utf-8"))["done"] if kept.exists() else 0
        first = done if options.first is None else options.first
        told = fuzz(key, first, options.mutations, worker, kept)
        wrong += int(str(told["wrong"]))
        print(json.dumps(told), flush=True)
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
