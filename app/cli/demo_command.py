"""``demo``: the whole way on the bundled sample, with a table of what it did."""

from __future__ import annotations

import secrets
import time
from argparse import ArgumentParser, Namespace, _SubParsersAction
from pathlib import Path

from app.cli.desk import desk_over, finished
from app.cli.output import Output
from app.errors import AppError
from app.packet import reading
from app.packet.normal import seen
from app.workflow import sample as bundled
from app.workflow.demo import Demo, run_demo, save_demo
from app.workflow.more_messages import with_more
from app.workflow.open_vault import clerk_name, create

PACKET = "packet.pdf"


def add_to(commands: _SubParsersAction[ArgumentParser]) -> None:
    """Add this room's command."""
    demo = commands.add_parser("demo", help="go the whole way on the bundled sample")
    demo.add_argument("--out", type=Path, default=Path("demo"), metavar="DIR")
    demo.add_argument(
        "--records", type=int, default=0, metavar="N", help="import so many invented messages too"
    )
    demo.set_defaults(run=_demo)


def _demo(options: Namespace, output: Output) -> int:
    began = time.monotonic()
    folder = _fresh_folder(options.out)
    fresh = create(folder / "sample.vault", secrets.token_urlsafe(24), clerk_name())
    sample = bundled.load()
    if options.records > 0:
        sample = with_more(sample, folder, options.records)
    try:
        desk = desk_over(fresh.vault, clerk_name())
        demo = run_demo(
            fresh.vault, desk.law, desk.requests, sample, lambda job: finished(job, output)
        )
        packet = folder / PACKET
        save_demo(fresh.vault, desk.requests, sample, demo, packet)
    finally:
        fresh.vault.close()
    leaked, missing = _words_checked(packet, sample)
    agrees = all(row.agrees for row in demo.rows) and not leaked and not missing
    _print(output, demo, packet, {
        "seconds": round(time.monotonic() - began, 2),
        "agrees": agrees,
        "words_leaked": leaked,
        "words_missing": missing,
    })  # fmt: skip
    return 0 if agrees else 1


def _fresh_folder(wanted: Path) -> Path:
    """Make a folder for this run; a vault of an earlier run is never written over."""
    folder = wanted
    number = 1
    while (folder / "sample.vault").exists():
        number += 1
        folder = wanted.with_name(f"{wanted.name}-{number}")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise AppError(
            f"The folder {folder} cannot be made.", "Name another one with --out."
        ) from error
    return folder.resolve()


def _words_checked(packet: Path, sample: bundled.Sample) -> tuple[int, int]:
    """Count words that stand in the finished file and must not, and the other way round."""
    pages = reading.read_pages(packet.read_bytes())
    text = _folded("".join(page.characters for page in pages))
    expected = sample.expected
    leaked = [word for word in expected["words_in_no_page"] if _folded(word) in text]
    missing = [word for word in expected["words_that_must_appear"] if _folded(word) not in text]
    return len(leaked), len(missing)


def _folded(text: str) -> str:
    return seen(text).casefold()


def _print(output: Output, demo: Demo, packet: Path, sums: dict[str, object]) -> None:
    answer: dict[str, object] = {
        "packet": str(packet),
        "rows": [
            {"what": row.what, "expected": row.expected, "done": row.done, "agrees": row.agrees}
            for row in demo.rows
        ],
        **sums,
    }
    if demo.kept is not None and demo.packet is not None:
        answer["pages"] = demo.kept.pages
        answer["redactions"] = demo.kept.redactions
        answer["log_lines"] = len(demo.packet.built.log)
        answer["sha256"] = demo.kept.sha256
        answer["verified"] = True
        answer["verify_seconds"] = round(demo.packet.verdict.seconds, 2)
    if output.as_json:
        output.answer(answer, "")
        return
    output.table(
        [[row.what, row.expected, row.done, "" if row.agrees else "differs"] for row in demo.rows],
        ("What", "Expected", "Done", ""),
    )
    lines = [
        f"{name.replace('_', ' ')}: {value}" for name, value in answer.items() if name != "rows"
    ]
    lines += [f"note: {found.sentence}" for found in demo.findings]
    output.answer(answer, "\n" + "\n".join(lines))
