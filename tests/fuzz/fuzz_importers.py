"""Damages every importer's samples and reads them: ``uv run tests/fuzz/fuzz_importers.py``.

``--mutations N`` of each importer (20,000), ``--only KEY``, ``--from SEED``; ``--again KEY SEED``
reads one case once more. ``--way swollen`` repeats a few bytes to half a megabyte instead, which
finds what takes the square of a length; ``--way child`` takes binary files apart in a process of
their own, as the program does, and not in this one. A case that takes longer than ten seconds of
processor time, crashes, loses a member of the export, goes on otherwise from its middle, opens a
file elsewhere or writes one is told with its seed; the exit code says whether there was one. It
goes on where it was stopped.
"""

from __future__ import annotations

import argparse
import dataclasses
import functools
import json
import multiprocessing
import os
import sys
import time
from multiprocessing.connection import Connection
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parents[1]), str(HERE.parent)]

from fuzz.mutations import SWELLING  # noqa: E402 - after the path
from fuzz.reading_damaged import Wrong, keys, samples_of, try_one  # noqa: E402 - as above
from importer_samples import OPTIONS  # noqa: E402 - as above

from app.jobs.isolated import Child  # noqa: E402 - as above

MOST_CPU, MOST_WALL = 10.0, 120.0
_STEP = 100
_MOST_TOLD = 20


def work(line: Connection, way: str) -> None:
    """Read the cases that are asked for, one after another."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # parsers in C talk
    while True:
        key, seed = line.recv()
        try:
            line.send((try_in(way, key, seed), ""))
        except Wrong as wrong:
            line.send((0.0, str(wrong)))


@functools.cache
def _child() -> Child:
    return Child()


def try_in(way: str, key: str, seed: int) -> float:
    """Try one case; see the module for the ways."""
    if way == "swollen":
        return try_one(key, seed, ways=SWELLING)
    if way == "child":
        return try_one(key, seed, dataclasses.replace(OPTIONS, isolated=_child()))
    return try_one(key, seed)


class Worker:
    """A process that reads damaged exports and may die of one."""

    def __init__(self, way: str) -> None:
        self._way = way
        self._start()

    def _start(self) -> None:
        context = multiprocessing.get_context("spawn")
        self._line, theirs = context.Pipe()
        self._process = context.Process(
            target=work, args=(theirs, self._way), daemon=self._way != "child"
        )
        self._process.start()
        theirs.close()

    def close(self) -> None:
        """End it."""
        self._process.kill()

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
    parser.add_argument("--way", choices=("", "swollen", "child"), default="")
    parser.add_argument("--kept", type=Path, default=HERE / ".kept")
    options = parser.parse_args()
    if options.again:
        print(try_in(options.way, options.again[0], int(options.again[1])))
        return 0
    options.kept.mkdir(exist_ok=True)
    worker, wrong = Worker(options.way), 0
    for key in options.only or keys():
        kept = options.kept / f"{key}{options.way}.json"
        done = json.loads(kept.read_text("utf-8"))["done"] if kept.exists() else 0
        first = done if options.first is None else options.first
        told = fuzz(key, first, options.mutations, worker, kept)
        wrong += int(str(told["wrong"]))
        print(json.dumps(told), flush=True)
    worker.close()
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
