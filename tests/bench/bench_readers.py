"""What readers of exports take: ``uv run tests/bench/bench_readers.py [--items N] [--only KEY]``.

Makes an export of each format with a fixed seed, reads it in a process of its own without a vault,
and prints records for each second of processor time and the growth of memory; a second export of
four times the size shows that memory does not grow with it.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from exports import android_files, exporter_files, signal_files, ufed_files  # noqa: E402 - path

ONE_READING = """
import re, sys, time
from pathlib import Path
from app.importers.base import ImportOptions, Parsed
from app.importers.export_tree import open_export
from app.importers.registry import recognise

def peak():
    told = Path("/proc/self/status").read_text(encoding="ascii")
    return int(re.search(r"VmHWM:\\s*(\\d+)", told)[1]) / 1024

export = open_export([Path(sys.argv[1])])
importer = recognise(export)
before, began = peak(), time.process_time()
items = importer.read(export, ImportOptions("Bench", "UTC"), None)
records = sum(isinstance(item, Parsed) for item in items)
print(importer.key, records, time.process_time() - began, peak() - before)
"""


def _excel(count: int) -> bytes:
    names, first, *_ = ufed_files.CHATS
    rows = [[*first[:11], str(n + 1), *first[12:]] for n in range(count)]
    return ufed_files.workbook({"Chats": [names, *rows]}, {})


MAKERS: dict[str, Callable[[int], bytes]] = {
    "report.xml": lambda count: ufed_files.many_messages(count).encode(),
    "report.xlsx": _excel,
    "main.jsonl": signal_files.many_messages,
    "+18505550142.txt": lambda count: exporter_files.many_messages(count).encode(),
    "+18505550142.html": lambda count: exporter_files.many_on_a_page(count).encode(),
    "messages.ndjson": android_files.many_messages,
}
"""File name and maker of each format."""


def main() -> None:
    """Run the measurements and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--items", type=int, default=20_000)
    parser.add_argument("--only", default="")
    options = parser.parse_args()
    for name, make in MAKERS.items():
        if options.only in name:
            for count in (options.items, options.items * 4):
                _measure(name, make(count))


def _measure(name: str, data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        done = subprocess.run(
            [sys.executable, "-c", ONE_READING, str(path)],
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            check=True,
            capture_output=True,
            text=True,
        )
    key, records, used, grown = done.stdout.split()
    rate = int(records) / float(used)
    print(
        f"{key:18} {name:18} {len(data) / 1e6:6.1f} MB {int(records):7,} records "
        f"{float(used):6.2f} s = {rate:7,.0f}/s; memory + {float(grown):.0f} MB"
    )


if __name__ == "__main__":
    main()
