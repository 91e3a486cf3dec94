"""Reads or imports one export and tells what that took; started anew for each export.

``uv run tests/bench/one_reading.py read|import KEY FILE FOLDER [MINUTES]`` prints JSON. In FOLDER
the vault is made. After MINUTES it stops and tells how far it came.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent.parent), str(HERE.parent), str(HERE)]

import builders  # noqa: E402 - after the path
import psutil  # noqa: E402 - as above
from figures import Clock, Peak  # noqa: E402 - as above

from app.importers.base import ImportOptions, Parsed  # noqa: E402 - as above
from app.importers.export_tree import open_export  # noqa: E402 - as above
from app.importers.registry import by_key, recognise  # noqa: E402 - as above
from app.jobs.isolated import Child  # noqa: E402 - as above
from app.workflow.import_export import ImportJob, look_at  # noqa: E402 - as above


class Curve:
    """How much memory was held after how many records; a point is a tenth further than the last."""

    def __init__(self, minutes: float) -> None:
        self.points: list[tuple[int, int]] = []
        self._end = time.monotonic() + minutes * 60
        self._next = 1_000
        self._process = psutil.Process()

    def at(self, records: int) -> bool:
        """Note where it stands; True when the time is over."""
        if records >= self._next:
            self._next = max(records + 1, records * 11 // 10)
            self.points.append((records, round(self._process.memory_info().rss / 1e6)))
        return time.monotonic() > self._end


def reading(key: str, path: Path, curve: Curve) -> int:
    """Read without a vault; give the number of records."""
    records = 0
    with Child() as child:
        options = ImportOptions("Bench", "UTC", isolated=child)
        for number, item in enumerate(by_key(key).read(open_export([path]), options, None)):
            records += isinstance(item, Parsed)
            if number % 500 == 0 and curve.at(records):
                break
    return records


def importing(path: Path, folder: Path, curve: Curve) -> int:
    """Import into a fresh vault; give the number of records."""
    vault = builders.new_vault(folder)
    job = ImportJob(vault, look_at([path])[0], ImportOptions("Bench", "UTC"))  # type: ignore[arg-type]  # what is made is recognised
    steps = job.steps()
    for progress in steps:
        if progress.total is None and curve.at(progress.done):
            break
    steps.close()
    records = job.result.counts.records
    vault.close()
    return records


def main() -> None:
    """Measure and print."""
    how, key, path, folder, *rest = sys.argv[1:]
    found = recognise(open_export([Path(path)])).key
    if found != key:
        raise SystemExit(f"{path} is recognised as {found}, not as {key}.")
    curve = Curve(float(rest[0]) if rest else 1e9)
    with Peak() as peak:
        clock = Clock()
        if how == "read":
            records = reading(key, Path(path), curve)
        else:
            records = importing(Path(path), Path(folder), curve)
        told = clock.figures()
        cpu = clock.cpu
    told["child_cpu_seconds"] = round(peak.children_cpu, 1)
    cpu += peak.children_cpu
    print(
        json.dumps(
            {"records": records, "rate": round(records / cpu), **told, **peak.of_all(),
             "curve": curve.points}
        )
    )  # fmt: skip


if __name__ == "__main__":
    main()
