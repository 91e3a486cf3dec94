"""Speed and memory of importers by themselves: ``uv run tests/bench/bench_formats.py [--items N]``.

Makes an export of each kind with a fixed seed and reads it in a process of its own, without a
vault; prints records a processor second and peak memory. ``--only KEY`` reads one kind. Where the
program ``readpst`` is installed, it reads the same mailbox in the same run.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from exports import (  # noqa: E402 - after the path
    discord_files,
    facebook_html_files,
    google_chat_files,
    instagram_files,
    personal_files,
    pst_files,
    slack_files,
    teams_files,
)
from exports.zipped import zipped  # noqa: E402

MAKERS: dict[str, tuple[str, Callable[[int], bytes]]] = {
    "pst": ("mail.pst", pst_files.many),
    "calendar": ("office.ics", personal_files.many_events),
    "contacts": ("phone.vcf", personal_files.many_cards),
    "slack": ("slack.zip", lambda count: zipped(slack_files.many(count))),
    "google_chat": ("takeout.zip", lambda count: zipped(google_chat_files.many(count))),
    "discord": ("chat.json", discord_files.many),
    "facebook_html": (
        "facebook.zip",
        lambda count: zipped(facebook_html_files.ordinary(count)),
    ),
    "instagram": ("instagram.zip", lambda count: zipped(instagram_files.many(count))),
    "teams": ("page.json", teams_files.many),
}
ONE_READING = """
import pathlib, resource, sys, time
from app.importers.base import ImportOptions, Parsed
from app.importers.export_tree import open_export
from app.importers.registry import by_key

began, used = time.perf_counter(), time.process_time()
items = by_key(sys.argv[1]).read(
    open_export([pathlib.Path(sys.argv[2])]), ImportOptions("Bench", "UTC"), None
)
records = sum(isinstance(item, Parsed) for item in items)
seconds, used = time.perf_counter() - began, time.process_time() - used
print(records, seconds, used, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


def main() -> None:
    """Run the measurements and print a line each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--items", type=int, default=20_000)
    parser.add_argument("--only", choices=sorted(MAKERS))
    parser.add_argument("--make", type=Path, help="only make the export of one kind")
    options = parser.parse_args()
    if options.make:
        options.make.write_bytes(MAKERS[options.only][1](options.items))
        return
    with tempfile.TemporaryDirectory() as folder:
        for key, (name, _) in MAKERS.items():
            if options.only in {None, key}:
                export = Path(folder) / name
                _make(key, options.items, export)
                _print(key, export.stat().st_size, _read(key, export))
                if key == "pst":
                    _compare(export, Path(folder) / "readpst")


def _make(key: str, count: int, export: Path) -> None:
    """Make an export in a process of its own, whose memory would be counted with the reader's."""
    asked = ["--only", key, "--items", str(count), "--make", str(export)]
    subprocess.run([sys.executable, __file__, *asked], check=True)


def _read(key: str, export: Path) -> tuple[int, float, float, float]:
    done = subprocess.run(
        [sys.executable, "-c", ONE_READING, key, str(export)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=True,
        capture_output=True,
        text=True,
    )
    records, seconds, used, peak = done.stdout.split()
    return int(records), float(seconds), float(used), float(peak)


def _print(key: str, size: int, figures: tuple[int, float, float, float]) -> None:
    records, seconds, used, peak = figures
    print(
        f"{key}: {records:,} records of {size / 1e6:.1f} MB in {seconds:.2f} s; processor "
        f"{used:.2f} s = {records / used:,.0f} records a second; peak {peak:.0f} MB"
    )


def _compare(export: Path, folder: Path) -> None:
    if shutil.which("readpst") is None:
        print("readpst is not installed: no comparison")
        return
    folder.mkdir()
    began = time.perf_counter()
    subprocess.run(["readpst", "-r", "-q", "-o", str(folder), str(export)], check=True)
    print(f"readpst -r: {time.perf_counter() - began:.2f} s")


if __name__ == "__main__":
    main()
