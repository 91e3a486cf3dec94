"""Measures a packet in parts: ``uv run tests/bench/bench_parts.py [--full] [records] [pages]``.

Made are a vault with invented messages, one in six redacted, and its packet in parts of so many
pages, end to end. Printed are the peak of memory after each part, of this process and of those
that it starts, pages a second and the time of a preview. ``--full`` takes 100,000 records.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import random
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import replace
from pathlib import Path
from typing import Self

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import builders
import psutil

from app.domain.decisions import Decision, Dispose, Disposition, Redact
from app.domain.ids import RecordId
from app.domain.packets import Letterhead, Limits
from app.domain.parsed import Parsed
from app.domain.redaction import SpanTarget
from app.domain.requests import Request
from app.domain.spans import Span
from app.vault.folder import Vault
from app.workflow.build_packet import PacketJob, Previewer, Verified
from app.workflow.law import Library
from app.workflow.packet_recipe import PacketWishes

WORDS = (
    *("report", "pothole", "Cedar", "Street", "dog", "school", "visit"),
    *("stop", "ticket", "parking", "overtime", "roster"),
)
WISHES = PacketWishes(dt.date(2026, 11, 17), Letterhead("Millbrook Police"))
BATCH = 5_000
SYLLABLES = ("bla", "wod", "kin", "ster", "mal", "ov", "rem", "tul", "han", "pes", "gor", "lin")


def filled(folder: Path, count: int) -> tuple[Vault, Request]:
    """Make a vault with decided messages."""
    chance = random.Random(7)
    vault = builders.new_vault(folder)
    ids: list[RecordId] = []
    for start in range(0, count, BATCH):
        numbers = range(start, min(start + BATCH, count))
        made = [_message(number, chance) for number in numbers]
        ids = builders.hold(vault, made, name=f"export {start}")
    request = builders.new_request(vault, ids)
    for start in range(0, count, BATCH):
        _decide(vault, request, ids[start : start + BATCH])
    return vault, request


def _message(number: int, chance: random.Random) -> Parsed:
    said = " ".join(chance.choice(WORDS) for _ in range(chance.choice((3, 8, 15, 25, 60))))
    return builders.message(
        f"{_name(number)} {said}", number, sender=f"Officer {number // 300}", title="Texts"
    )


def _name(number: int) -> str:
    """Invent a person's name, another for each number."""
    said = ""
    while number or len(said) < 6:
        number, at = divmod(number, len(SYLLABLES))
        said += SYLLABLES[at]
    return said.title()


def _decide(vault: Vault, request: Request, ids: list[RecordId]) -> None:
    with vault.read() as work:
        records = work.records.many(ids)
    decisions: list[Decision] = []
    for record in records:
        if record.id % 6:
            decisions.append(Dispose(record.id, Disposition.RELEASE, ()))
            continue
        end = record.text.index(" ")
        target = SpanTarget(Span(0, end))
        decisions.append(Redact(record.id, target, ("s. 119.071(2)(c)1",), record.text_hash))
        decisions.append(Dispose(record.id, Disposition.REDACT, ()))
    with vault.write() as work:
        work.decisions.append(request.id, "Pat", decisions)


def main(arguments: list[str]) -> int:
    """Print one JSON object a file, then the sums."""
    plain = [one for one in arguments if not one.startswith("--")]
    count = int(plain[0]) if plain else (100_000 if "--full" in arguments else 5_000)
    pages = int(plain[1]) if len(plain) > 1 else 500
    if len(plain) > 2:
        return measure(Path(plain[2]), pages)
    with tempfile.TemporaryDirectory() as folder:
        vault, _ = filled(Path(folder), count)
        vault.close()
        command = [sys.executable, __file__, str(count), str(pages), str(vault.path)]
        return subprocess.run(command, check=False).returncode


def measure(path: Path, pages: int) -> int:
    """Build in a fresh process, so that the making of the vault does not count."""
    vault = Vault.open(path, builders.PASSPHRASE)
    with vault.read() as work:
        request = work.requests.by_number("2026-014")
    if request is None:
        return 1
    law = Library.load()
    _say(opened_mb=round(psutil.Process().memory_info().rss / 1e6))
    _preview(vault, request, law)
    job = PacketJob(vault, request, law, replace(WISHES, limits=Limits(pages=pages)))
    peak = Peak()
    begun, used = time.perf_counter(), time.process_time()
    longest = last = 0.0
    with peak:
        for told in job.steps():
            now = time.perf_counter() - begun
            longest, last = max(longest, now - last), now
            if "verified" in told.note:
                _say(files=told.note, records=told.done, seconds=round(now, 1), **peak.figures())
    seconds = time.perf_counter() - begun
    result = job.result
    if isinstance(result, Verified):
        _say(
            pages=result.pages,
            megabytes=round(result.size / 1e6, 1),
            seconds=round(seconds, 1),
            cpu_seconds=round(time.process_time() - used, 1),
            pages_a_second=round(result.pages / seconds, 1),
            longest_between_yields=round(longest, 1),
            **peak.figures(),
        )
        result.drop()
    vault.close()
    return 0 if isinstance(result, Verified) else 1


def _preview(vault: Vault, request: Request, law: Library) -> None:
    with Previewer(vault, request, law) as previewer:
        previewer.first_pages(WISHES)
        begun, used = time.perf_counter(), time.process_time()
        previewer.first_pages(WISHES)
        _say(
            preview_ms=round((time.perf_counter() - begun) * 1000),
            preview_cpu_ms=round((time.process_time() - used) * 1000),
        )


class Peak:
    """Looks now and then how much memory this process and its children hold."""

    def __init__(self) -> None:
        self._own = self._children = 0
        self._end = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._end.set()
        self._thread.join()

    def figures(self) -> dict[str, int]:
        """Give the most of both so far."""
        own, children = round(self._own / 1e6), round(self._children / 1e6)
        return {"peak_mb": own, "peak_children_mb": children}

    def _watch(self) -> None:
        process = psutil.Process()
        while not self._end.wait(0.05):
            self._own = max(self._own, process.memory_info().rss)
            with contextlib.suppress(psutil.Error):
                held = sum(one.memory_info().rss for one in process.children(recursive=True))
                self._children = max(self._children, held)


def _say(**figures: object) -> None:
    sys.stdout.write(json.dumps(figures) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
