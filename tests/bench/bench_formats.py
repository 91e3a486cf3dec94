"""Every importer's rate and memory: ``uv run tests/bench/bench_formats.py [--only KEY]``.

Makes exports of ``--items`` 20000 100000 of each format with a fixed seed, reads them, and imports
them into a fresh vault, each in a process of its own; prints records a second of processor time (of
the program and of the process that opens files, together), what was asked, and peak memory as a
table, and with ``--json FILE`` as JSON too. ``--how read`` leaves the vault out. Where ``notmuch``
or ``readpst`` is installed, it takes the same mails in the same run, and how many times as long the
import took is told. ``--large mbox`` and ``--large json`` make 2 GB and 1 GB and tell how memory
went; each reading ends after ``--minutes``.
"""

from __future__ import annotations

import argparse
import json
import mailbox
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent.parent), str(HERE.parent), str(HERE)]

from made_exports import LARGE, MAKINGS, Making  # noqa: E402 - after the path

from app.importers.registry import IMPORTERS  # noqa: E402 - as above

CHATS = (
    *("slack", "discord", "teams", "google_chat", "hangouts"),
    *("facebook", "instagram", "x_archive"),
)
ASKED = {"sms_backup": 8_000, **dict.fromkeys(CHATS, 5_000)}
"""Records a second that were asked for."""

AT_MOST = 3.0
"""How many times as long as ``notmuch new`` or ``readpst -r`` an import may take."""

HEAD = (
    f"{'format':18}{'file':18}{'how':7}{'MB':>8}{'records':>9}{'a second':>10}{'asked':>7}"
    f"{'here s':>8}{'child s':>8}{'passed s':>9}{'MB held':>8}{'child':>6}"
)

SIZES = {"mbox": 2_000_000_000, "json": 1_000_000_000}
MOST_MB = 500


def main() -> int:
    """Run the measurements and print a line each; 1 when a format has no export or memory grew."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--items", type=int, nargs="+", default=[20_000, 100_000])
    parser.add_argument("--only", nargs="+", choices=sorted(one.key for one in IMPORTERS))
    parser.add_argument("--how", nargs="+", choices=("read", "import"), default=["read", "import"])
    parser.add_argument("--large", choices=sorted(SIZES))
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    told: list[dict[str, Any]] = []
    print(HEAD)
    with tempfile.TemporaryDirectory() as folder:
        if options.large:
            told += _large(options, Path(folder))
        else:
            for making in MAKINGS:
                if not options.only or making.key in options.only:
                    told += _measured(making, options, Path(folder))
    if options.json:
        options.json.write_text(json.dumps(told, indent=1), encoding="utf-8")
    missing = {one.key for one in IMPORTERS} - {one.key for one in MAKINGS}
    if missing:
        print(f"no export is made for: {', '.join(sorted(missing))}")
    too_much = options.large and any(one["peak_mb"] > MOST_MB for one in told)
    return int(bool(missing or too_much))


def _measured(making: Making, options: argparse.Namespace, folder: Path) -> list[dict[str, Any]]:
    """Measure one format, with all numbers of items."""
    told = []
    for count in options.items:
        export = folder / making.name
        _made(making.key, count, folder)
        for how in options.how:
            told.append(_taken(how, making.key, export, folder))
            _print(told[-1])
        if making.key == "mbox":
            settings = _unpacked(export, folder)
            _compare(["notmuch", "new", "--quiet"], folder, settings, told[-1])
        if making.key == "pst":
            place = folder / "readpst"
            place.mkdir(exist_ok=True)
            # Several processes of it at a time lose mails.
            readpst = ["readpst", "-j", "0", "-r", "-q", "-o", str(place), str(export)]
            _compare(readpst, folder, {}, told[-1])
        export.unlink()
    return told


def _large(options: argparse.Namespace, folder: Path) -> list[dict[str, Any]]:
    asked = f"large_{options.large}"
    key, name, _ = LARGE[asked]
    _made(asked, SIZES[options.large], folder)
    told = [_taken(how, key, folder / name, folder, options.minutes) for how in options.how]
    for one in told:
        _print(one)
        print("  " + ", ".join(f"{records:,}: {held} MB" for records, held in one["curve"][::4]))
    return told


def _made(key: str, count: int, folder: Path) -> None:
    """Make exports in a process of its own, whose memory would be counted with the reader's."""
    maker = [sys.executable, str(HERE / "made_exports.py"), key, str(count), str(folder)]
    subprocess.run(maker, check=True)


def _taken(how: str, key: str, export: Path, folder: Path, minutes: float = 60) -> dict[str, Any]:
    """Read or import an export in a process of its own."""
    with tempfile.TemporaryDirectory(dir=folder) as place:
        script = [str(HERE / "one_reading.py"), how, key, str(export), place, str(minutes)]
        done = subprocess.run(
            [sys.executable, *script], check=False, capture_output=True, text=True
        )
    if done.returncode:
        raise SystemExit(f"{key}: {done.stderr[-2_000:]}")
    size = round(export.stat().st_size / 1e6, 1)
    return {"key": key, "file": export.name, "how": how, "mb": size, **json.loads(done.stdout)}


def _print(told: dict[str, Any]) -> None:
    asked = ASKED.get(told["key"], 0)
    print(
        f"{told['key']:18}{told['file']:18}{told['how']:7}{told['mb']:8.1f}{told['records']:9,}"
        f"{told['rate']:10,}{asked or '':>7}{told['cpu_seconds']:8.1f}"
        f"{told['child_cpu_seconds']:8.1f}{told['seconds']:9.1f}{told['peak_mb']:8}"
        f"{told['peak_children_mb']:6}{'  SLOW' if told['rate'] < asked else ''}",
        flush=True,
    )


def _unpacked(mbox: Path, folder: Path) -> dict[str, str]:
    """Write each mail as a file of its own, as notmuch wants them; give what it must be told."""
    mails = folder / "mails" / "cur"
    shutil.rmtree(folder / "mails", ignore_errors=True)
    mails.mkdir(parents=True)
    if shutil.which("notmuch"):
        for number, message in enumerate(mailbox.mbox(mbox)):
            (mails / f"{number}.eml").write_bytes(message.as_bytes())
    config = folder / "config"
    config.write_text(f"[database]\npath={folder / 'mails'}\n", encoding="utf-8")
    return {"NOTMUCH_CONFIG": str(config)}


def _compare(
    command: list[str], folder: Path, settings: dict[str, str], ours: dict[str, Any]
) -> None:
    """Let another program take the same mails; print its time, and ours by it."""
    if shutil.which(command[0]) is None:
        print(f"{command[0]} is not installed: no comparison")
        return
    before, begun = os.times(), time.perf_counter()
    subprocess.run(command, env={**os.environ, **settings}, check=True, cwd=folder)
    after, passed = os.times(), time.perf_counter() - begun
    used = sum(after[2:4]) - sum(before[2:4])
    mine = ours["cpu_seconds"] + ours["child_cpu_seconds"]
    print(
        f"{command[0]}: {used:.2f} s of processor time, {passed:.1f} s passed; {ours['how']} here "
        f"took {mine / max(used, 0.01):.1f} and {ours['seconds'] / passed:.1f} times as long "
        f"(asked {AT_MOST:g})"
    )


if __name__ == "__main__":
    sys.exit(main())
