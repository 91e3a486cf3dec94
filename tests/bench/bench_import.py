"""Import speed and memory: ``uv run tests/bench/bench_import.py [--messages N] [--mbox FILE]``.

Makes an SMS export with a fixed seed, imports it into a fresh encrypted vault in a process of
its own, and prints records a second, processor seconds and peak memory. With ``--mbox`` a mailbox
is imported too, and, where the program ``notmuch`` is installed, compared with its indexing of
the same mails in the same run.
"""

from __future__ import annotations

import argparse
import mailbox
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
ONE_IMPORT = """
import pathlib, resource, sys, threading, time
import builders
from app.importers.base import ImportOptions
from app.jobs.events import Finished
from app.jobs.runner import run
from app.workflow.import_export import ImportJob, look_at

def main():
    vault = builders.new_vault(pathlib.Path(sys.argv[2]))
    (what,) = look_at([pathlib.Path(sys.argv[1])])
    job = ImportJob(vault, what, ImportOptions("Bench", "UTC"))
    events, began, used = [], time.perf_counter(), time.process_time()
    run(job, events.append, threading.Event())
    seconds = time.perf_counter() - began
    assert isinstance(events[-1], Finished), events[-1]
    counts = job.result.counts
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(counts.records, seconds, time.process_time() - used, peak)
    vault.close()

if __name__ == "__main__":
    main()
"""


def main() -> None:
    """Run the measurements and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--messages", type=int, default=100_000)
    parser.add_argument("--mbox", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        export = Path(folder) / "sms-bench.xml"
        maker = [sys.executable, str(HERE / "make_sms.py"), str(options.messages), str(export)]
        subprocess.run(maker, check=True, stdout=subprocess.DEVNULL)
        _print("SMS XML", _imported(export, Path(folder) / "sms"))
        if options.mbox:
            ours = _imported(options.mbox, Path(folder) / "mail")
            _print("mbox", ours)
            _compare(options.mbox, Path(folder) / "notmuch", ours[1])


def _imported(export: Path, folder: Path) -> tuple[int, float, float, float]:
    folder.mkdir()
    script = folder / "one_import.py"
    script.write_text(ONE_IMPORT, encoding="utf-8")
    paths = os.pathsep.join((str(ROOT), str(ROOT / "tests")))
    done = subprocess.run(
        [sys.executable, str(script), str(export), str(folder)],
        env={**os.environ, "PYTHONPATH": paths},
        check=True,
        capture_output=True,
        text=True,
    )
    records, seconds, used, peak = done.stdout.split()
    return int(records), float(seconds), float(used), float(peak)


def _print(what: str, figures: tuple[int, float, float, float]) -> None:
    records, seconds, used, peak = figures
    print(
        f"{what}: {records:,} records in {seconds:.2f} s = {records / seconds:,.0f} records/s; "
        f"processor {used:.2f} s; peak {peak:.0f} MB"
    )


def _compare(mbox: Path, folder: Path, ours: float) -> None:
    """Index the same mails with notmuch, from files of their own as it wants them."""
    if shutil.which("notmuch") is None:
        print("notmuch is not installed: no comparison")
        return
    mails = folder / "mails" / "cur"
    mails.mkdir(parents=True)
    for number, message in enumerate(mailbox.mbox(mbox)):
        (mails / f"{number}.eml").write_bytes(message.as_bytes())
    config = folder / "config"
    config.write_text(f"[database]\npath={folder / 'mails'}\n", encoding="utf-8")
    began = time.perf_counter()
    subprocess.run(
        ["notmuch", "new", "--quiet"],
        env={**os.environ, "NOTMUCH_CONFIG": str(config)},
        check=True,
    )
    theirs = time.perf_counter() - began
    print(f"notmuch new: {theirs:.2f} s; ours / theirs = {ours / theirs:.2f}")


if __name__ == "__main__":
    main()
