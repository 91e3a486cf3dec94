"""Measures packets end to end: ``uv run tests/bench/bench_parts.py [--full] [records pages]``.

Made are a vault with invented messages, one in six redacted, and its packet, with eyes and with
the second building: 5,000 records in one file; with ``--full`` also 100,000 in parts of 500
pages; or so many records in parts of so many pages, 0 for one file. Printed are, for each part,
the most memory that this process and those that it starts held, and the processor's time; then
pages a second, the longest silences between two yields with what was told before each, and the
time of a preview. It fails where a packet is not clean.
"""

from __future__ import annotations

import datetime as dt
import json
import random
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import builders
import psutil
from bench.figures import Clock, Peak

from app.domain.decisions import Decision, Dispose, Disposition, Redact
from app.domain.ids import RecordId
from app.domain.packets import Letterhead, Limits
from app.domain.parsed import Parsed
from app.domain.redaction import SpanTarget
from app.domain.requests import Request
from app.domain.spans import Span
from app.jobs.events import Progress
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


ONE_FILE = (5_000, 0)
IN_PARTS = (100_000, 500)


def main(arguments: list[str]) -> int:
    """Print one JSON object a file, then the sums, for each packet."""
    plain = [one for one in arguments if not one.startswith("--")]
    if len(plain) > 2:
        return measure(Path(plain[2]), int(plain[1]))
    runs = [ONE_FILE, IN_PARTS] if "--full" in arguments else [ONE_FILE]
    if plain:
        runs = [(int(plain[0]), int(plain[1]) if len(plain) > 1 else IN_PARTS[1])]
    return max(_run(count, pages) for count, pages in runs)


def _run(count: int, pages: int) -> int:
    """Build in a fresh process, so that the making of the vault does not count."""
    _say(records=count, pages_a_part=pages)
    with tempfile.TemporaryDirectory() as folder:
        vault, _ = filled(Path(folder), count)
        vault.close()
        command = [sys.executable, __file__, str(count), str(pages), str(vault.path)]
        return subprocess.run(command, check=False).returncode


def measure(path: Path, pages: int) -> int:
    """Build the packet of a vault that is there."""
    vault = Vault.open(path, builders.PASSPHRASE)
    with vault.read() as work:
        request = work.requests.by_number("2026-014")
    if request is None:
        return 1
    law = Library.load()
    _say(opened_mb=round(psutil.Process().memory_info().rss / 1e6))
    _preview(vault, request, law)
    job = PacketJob(vault, request, law, replace(WISHES, limits=Limits(pages=pages)))
    begun, peak, silences = Clock(), Peak(), Silences()
    with peak:
        part = Clock()
        for told in job.steps():
            silences.heard(told)
            if "verified" in told.note:
                _say(files=told.note, records=told.done, **part.figures(), **peak.figures())
                part = Clock()
    result = job.result
    if isinstance(result, Verified):
        _say(
            pages=result.pages,
            megabytes=round(result.size / 1e6, 1),
            pages_a_second=round(result.pages / begun.seconds, 1),
            pages_a_cpu_second=round(result.pages / begun.cpu, 1),
            **begun.figures(),
            **peak.of_all(),
            silences=silences.longest(),
        )
        result.drop()
    else:
        _say(clean=False, findings=[one.what for one in result.verdict.findings[:5]])
    vault.close()
    return 0 if isinstance(result, Verified) else 1


class Silences:
    """Notes how long nothing was told; a stop is heard only when something is."""

    def __init__(self) -> None:
        self._before, self._clock = "the beginning", Clock()
        self._noted: list[tuple[float, float, str]] = []

    def heard(self, told: Progress) -> None:
        """Note the silence that ends."""
        self._noted.append((self._clock.seconds, self._clock.cpu, f"{self._before} → {told.note}"))
        self._noted = sorted(self._noted, reverse=True)[:6]
        self._before, self._clock = told.note, Clock()

    def longest(self) -> list[str]:
        """Give the longest, with the processor's time of each."""
        return [f"{wall:.1f} s ({cpu:.1f} cpu): {what}" for wall, cpu, what in self._noted]


def _preview(vault: Vault, request: Request, law: Library) -> None:
    with Previewer(vault, request, law) as previewer:
        previewer.first_pages(WISHES)
        clock = Clock()
        previewer.first_pages(WISHES)
        _say(preview_ms=round(clock.seconds * 1000), preview_cpu_ms=round(clock.cpu * 1000))


def _say(**figures: object) -> None:
    sys.stdout.write(json.dumps(figures) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
