"""Measures large requests: ``uv run tests/bench/bench_large.py [--records 100000] [--million]``.

Prints processor time over one request: where words stand elsewhere (first answer and all of it),
the groups of suggestions of its first 5,000 records, and what each key of the review costs once
the log holds 2,000 decisions. ``--million`` fills the vault with 1,000,000 records for a minute.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import builders
from bench_names import made_names, request_of, spent

from app.domain.decisions import Disposition
from app.domain.ids import RecordId
from app.domain.redaction import SpanTarget
from app.domain.requests import Request
from app.domain.spans import Span
from app.vault.folder import Vault
from app.workflow.count_review import outcomes
from app.workflow.decide import Decider
from app.workflow.elsewhere import Elsewhere
from app.workflow.gather_suggestions import Gathering
from app.workflow.known_words import KnownWords
from app.workflow.looking import Looking, Wanted
from app.workflow.review import ReviewRoom

MILLION, GROUPED, DECIDED, PORTION = 1_000_000, 5_000, 2_000, 250
PHRASES = ("traffic light was out", "call me when you get there", "nobody")


def elsewhere(vault: Vault, request: Request, names: list[str]) -> None:
    """Look for names, a number and phrases; the likeliest places are the first answer."""
    words = KnownWords(vault)
    spent("make ready", lambda: (words.lexicon(request.id), vault.index.holding(request.id)))
    looks = Elsewhere(vault, request, words)
    first: list[float] = []
    for wanted in ("Joanna Delaney", "850-555-0142", *PHRASES, *names[:12]):
        begun: list[Looking] = []
        first.append(
            spent(
                f"first answer: {wanted}",
                lambda wanted=wanted, begun=begun: (  # type: ignore[misc]
                    begun.append(looks.looking(Wanted(wanted))), begun[0].hits()
                ),
            )
        )  # fmt: skip
        spent(f"  all {len(looks.of_words(wanted)):,} places", lambda w=wanted: looks.of_words(w))  # type: ignore[misc]
    worst = sorted(first)[round(0.95 * (len(first) - 1))]
    print(f"{'first answer, 95 of 100':44}{worst * 1000:10,.0f} ms")


def groups(vault: Vault, ids: list[RecordId]) -> None:
    """Gather the suggestions of some records, then once more after one decision."""
    request = builders.new_request(vault, ids[:GROUPED], number="2026-900")
    room = ReviewRoom(vault, request)
    gathering = Gathering(vault, request, room)
    spent("people and lists", room.suggesting)

    def read(most: int) -> None:
        gathering.read(gathering.left()[:most])
        gathering.groups()

    spent(f"first groups, {PORTION} records", lambda: read(PORTION))
    spent(f"all groups, {GROUPED:,} records", lambda: read(GROUPED))
    Decider(vault, request, "Pat").redact(ids[0], [SpanTarget(Span(0, 3))], ["x"])
    spent("groups after one decision", gathering.groups)


def keys(vault: Vault, request: Request, ids: list[RecordId]) -> None:
    """Press each key of the review once, in a request in which much is decided."""
    decider, room = Decider(vault, request, "Pat"), ReviewRoom(vault, request)
    decider.dispose(ids[:DECIDED], Disposition.RELEASE)
    here = iter(ids[DECIDED:])
    decider.can(), room.look(ids[0])
    spent("release", lambda: decider.dispose([next(here)], Disposition.RELEASE))
    spent("redact", lambda: decider.redact(next(here), [SpanTarget(Span(0, 3))], ["x"]))
    spent("undo", decider.undo)
    spent("do again", decider.redo)
    spent("recent exemptions", decider.recent_codes)
    spent("look at a record", lambda: room.look(next(here)))
    spent("next suggestion", lambda: room.first_suggested([next(here) for _ in range(50)]))
    spent("60 lines of the queue", lambda: room.rows([next(here) for _ in range(60)]))
    spent("how all records stand", lambda: outcomes(vault, request))


def main(arguments: list[str]) -> int:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--records", type=int, default=100_000)
    parser.add_argument("--million", action="store_true")
    options = parser.parse_args(arguments)
    dice = random.Random(5)
    with tempfile.TemporaryDirectory() as folder:
        vault = builders.new_vault(Path(folder))
        names = made_names(dice, 300)
        request = request_of(dice, vault, names, MILLION if options.million else options.records)
        ids = Decider(vault, request, "Pat").record_ids()
        elsewhere(vault, request, names)
        groups(vault, ids)
        keys(vault, request, ids)
        vault.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
