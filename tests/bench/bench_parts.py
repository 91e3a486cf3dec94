"""Measures a packet in parts: ``uv run tests/bench/bench_parts.py [records] [pages a part]``.

Made are a vault with invented messages, one in six redacted, and its packet, verified part by
part; pages are not read as they look, which costs the same for every page. Printed are the peak
of memory so far after each part, pages a second and the time of a preview.
"""

from __future__ import annotations

import datetime as dt
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

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
from app.jobs.isolated import Child
from app.packet.parts import Parts
from app.packet.verify import verify_packet
from app.vault.folder import Vault
from app.workflow.build_packet import Previewer
from app.workflow.kept_sheets import tools_in
from app.workflow.law import Library
from app.workflow.packet_recipe import PacketWishes, RecipeMaker

WORDS = (
    *("report", "pothole", "Cedar", "Street", "dog", "school", "visit"),
    *("stop", "ticket", "parking", "overtime", "roster"),
)
WISHES = PacketWishes(dt.date(2026, 11, 17), Letterhead("Millbrook Police"))
BATCH = 5_000
SECRET = "Quorgle"


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
        f"{SECRET}{number} {said}", number, sender=f"Officer {number // 300}", title="Texts"
    )


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
        decisions.append(Redact(record.id, target, ("119.071(2)(c)1.",), record.text_hash))
        decisions.append(Dispose(record.id, Disposition.REDACT, ()))
    with vault.write() as work:
        work.decisions.append(request.id, "Pat", decisions)


def main() -> int:
    """Print one JSON object a part, then the sums."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    pages = int(sys.argv[2]) if len(sys.argv) > 2 else 500
    if len(sys.argv) > 3:
        return measure(Path(sys.argv[3]), pages)
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
    with Previewer(vault, request, law) as previewer:
        previewer.first_pages(WISHES)
        begun = time.perf_counter()
        previewer.first_pages(WISHES)
        _say(preview_ms=round((time.perf_counter() - begun) * 1000))
    begun = time.perf_counter()
    maker = RecipeMaker(vault, request, law.get("FL"), tools_in(Child()))
    stream = maker.stream(WISHES)
    _say(words=len(stream.withheld_words), seconds=round(time.perf_counter() - begun, 1), **_peak())
    parts = Parts(stream.head, stream.records, Limits(pages=pages))
    records = laid = size = 0
    is_clean = True
    while parts.more:
        part = parts.next_part()
        verdict = verify_packet(part.built.data, part.recipe, part.built, stream.withheld_words)
        is_clean = is_clean and verdict.clean
        records, laid = records + len(part.recipe.records), laid + part.built.pages
        size += len(part.built.data)
        _say(part=part.recipe.part, records=records, pages=laid, clean=verdict.clean, **_peak())
        del part
    seconds = time.perf_counter() - begun
    _say(
        pages=laid,
        seconds=round(seconds, 1),
        pages_a_second=round(laid / seconds, 1),
        mb=round(size / 1e6, 1),
    )
    vault.close()
    return 0 if is_clean else 1


def _peak() -> dict[str, float]:
    now = psutil.Process().memory_info().rss
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return {"rss_mb": round(now / 1e6), "peak_mb": round(most / 1e6)}


def _say(**figures: object) -> None:
    sys.stdout.write(json.dumps(figures) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    raise SystemExit(main())
