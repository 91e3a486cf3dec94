"""Proves that no withheld word leaves: ``uv run tests/bench/prove_no_leaks.py``.

Makes random documents (records and attachments of all kinds), decides on each at random, delivers
them in random ways, and searches everything that was handed over for every word that was withheld
or never to be shown: with the program's own verifier, and with readers that the program does not
have (pypdf, pdfium's plain text, all strings and streams, office files, mails, names, metadata).

``--documents 10000`` in rounds ``--of 100``, each made from ``--seed`` and its number alone.
``--at FILE`` keeps every round that is done; the same command goes on after the last one.
``--only N`` makes one round again and tells all of it. ``--sabotage WAY`` breaks a redaction or
what was delivered, to see that it is found. The exit code is 1 where anything is wrong.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from functools import cache
from multiprocessing import get_context
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from leaks import sabotage  # noqa: E402 - found by the path above
from leaks.proof import Prover, Told  # noqa: E402 - as above

from app.jobs.isolated import Child  # noqa: E402 - as above

WRONG = ("leaks", "refused", "missed", "lost")
SUMMED = ("documents", "decisions", "files", "size", "words", "read_back", "boxes", "seconds")


@dataclass(frozen=True)
class Asked:
    """What one round needs to know."""

    seed: int
    number: int
    of: int
    eyes: bool
    way: str = ""


@cache
def _child() -> Child:
    """Give the process that opens files for all rounds of this one; it ends with this one."""
    return Child()


def made(asked: Asked) -> Told:
    """Make one round."""
    with sabotage.way(asked.way) as tamper:
        prover = Prover(asked.seed, asked.of, _child(), tamper)
        return prover.round(asked.number, eyes=asked.eyes)


def kept(path: Path | None, head: dict[str, int]) -> dict[int, Told]:
    """Read the rounds that are done; a line that a kill has torn is made again."""
    found: dict[int, Told] = {}
    lines = path.read_text("utf-8").splitlines() if path and path.exists() else []
    if lines and json.loads(lines[0]) != head:
        raise SystemExit(f"{path} belongs to another seed or size; name another file.")
    for line in lines[1:]:
        try:
            told = Told(**json.loads(line))
        except (ValueError, TypeError):
            continue
        found[told.number] = told
    return found


def keep(path: Path | None, line: object) -> None:
    """Write one line where rounds are kept."""
    if path is not None:
        with path.open("a", encoding="utf-8") as file:
            file.write(f"{json.dumps(line, ensure_ascii=False)}\n")


def tell(told: Told, options: argparse.Namespace) -> None:
    """Print a round; all of it where something is wrong."""
    state = "clean" if told.is_good else "WRONG"
    print(
        f"round {told.number}: {told.documents} documents, {told.decisions} decisions, "
        f"{told.files} files, {told.words} words, {told.seconds:.1f} s, {state}", flush=True,
    )  # fmt: skip
    if told.is_good:
        return
    for kind in WRONG:
        for one in getattr(told, kind)[:20]:
            print(f"  {kind}: {one}")
    print(f"  again: --seed {options.seed} --of {options.of} --only {told.number}", flush=True)


def sum_up(rounds: list[Told], seconds: float) -> int:
    """Print the sums; give the exit code."""
    total = {name: sum(getattr(one, name) for one in rounds) for name in SUMMED}
    wrong = {name: sum(len(getattr(one, name)) for one in rounds) for name in WRONG}
    print(
        f"{total['documents']:,} documents, {total['decisions']:,} decisions, "
        f"{len(rounds):,} deliveries, {total['files']:,} files of {total['size'] / 1e6:,.0f} MB\n"
        f"{total['words']:,} withheld or unseen words searched, {total['read_back']:,} released "
        f"words read back, {total['boxes']:,} boxes looked at\n"
        f"leaks {wrong['leaks']}, packets refused {wrong['refused']}, places missed "
        f"{wrong['missed']}, released words lost {wrong['lost']}; as any PDF "
        f"{sum(len(one.strange) for one in rounds)} doubts\n"
        f"{total['seconds']:,.0f} s of work, {seconds:,.0f} s in this run"
    )
    return int(any(wrong.values()))


def main(arguments: list[str]) -> int:
    """Make the rounds that are not done yet."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--of", type=int, default=100)
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--at", type=Path)
    parser.add_argument("--only", type=int)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--eyes", type=int, default=20, help="one of so many rounds is looked at")
    parser.add_argument("--sabotage", choices=sorted(sabotage.WAYS), default="")
    options = parser.parse_args(arguments)
    numbers = range(-(-options.documents // options.of))
    if options.only is not None:
        numbers = range(options.only, options.only + 1)
    began, head = time.perf_counter(), {"seed": options.seed, "of": options.of}
    done = kept(options.at, head)
    if not done and options.at and not options.at.exists():
        keep(options.at, head)
    asked = [
        Asked(options.seed, at, options.of, at % options.eyes == options.eyes - 1, options.sabotage)
        for at in numbers
        if at not in done
    ]
    apart = 12 * options.workers  # a pool that renews its processes by itself may wait for ever
    for first in range(0, len(asked), apart):
        with ProcessPoolExecutor(options.workers, get_context("spawn")) as pool:
            for told in pool.map(made, asked[first : first + apart]):
                done[told.number] = told
                keep(options.at, asdict(told))
                tell(told, options)
    return sum_up([done[at] for at in numbers], time.perf_counter() - began)


if __name__ == "__main__":
    os.environ.setdefault("OMP_THREAD_LIMIT", "1")
    sys.exit(main(sys.argv[1:]))
