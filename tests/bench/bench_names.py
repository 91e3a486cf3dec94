"""Measures names and "elsewhere": ``uv run tests/bench/bench_names.py [--records 5000]``.

Prints processor time: 1,000 names over 100,000 short messages; then, over a request of so many
records, where else a name and a number stand, and what the consistency report costs at first and
after one more redaction.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import builders

from app.detect.lexicon import Lexicon
from app.detect.names import Known, Names
from app.domain.decisions import Disposition
from app.domain.lists import EntryKind
from app.domain.redaction import SpanTarget
from app.domain.requests import Request
from app.domain.spans import Span
from app.domain.words import placed_words
from app.vault.folder import Vault
from app.workflow.consistency import Consistency
from app.workflow.decide import Decider
from app.workflow.elsewhere import Elsewhere
from app.workflow.known_words import KnownWords

NAMES, MESSAGES, WITHHELD = 1_000, 100_000, 40
_GIVEN = "Maria James Robert Linda Joanna William Susan Carlos Peter Alice Thomas Gregory"
_PARTS = "bra del mon ker lin vas tor hal wen qui sta fer dob ney son ford man ham gar"
_FILL = (
    "the of to and call me when you get there ok see at shift tonight traffic light was out again"
    " by school dog loose near pond copy that will do thanks report filed on monday about it can"
)
GIVEN, PARTS, FILL = _GIVEN.split(), _PARTS.split(), _FILL.split()


def made_names(dice: random.Random, number: int) -> list[str]:
    """Invent names."""
    return [
        f"{dice.choice(GIVEN)} {''.join(dice.choices(PARTS, k=3)).capitalize()}"
        for _ in range(number)
    ]


def made_text(dice: random.Random, names: list[str]) -> str:
    """Invent a short message; every fifth names somebody."""
    words = dice.choices(FILL, k=dice.randint(4, 16))
    if dice.random() < 0.2:
        name = dice.choice(names)
        words.insert(2, dice.choice([name, name.split()[1], name.upper(), name + "'s"]))
    return " ".join(words)


def spent(what: str, act: Callable[[], object]) -> float:
    """Do something and print the processor's time."""
    start = time.process_time()
    act()
    seconds = time.process_time() - start
    print(f"{what:44}{seconds * 1000:10,.0f} ms", flush=True)
    return seconds


def names_over_messages(dice: random.Random) -> None:
    """Look for many names in many messages."""
    known = made_names(dice, NAMES)
    texts = [made_text(dice, known) for _ in range(MESSAGES)]
    lexicon = Lexicon({word for text in texts for word, _, _ in placed_words(text)})
    entries = [Known(name, EntryKind.NAME, "look", "x") for name in known]
    made: list[Names] = []
    spent(f"forms of {NAMES:,} names", lambda: made.append(Names(entries, lexicon)))
    seconds = spent("all messages", lambda: [made[0].find(text) for text in texts])
    print(f"{'messages a second':44}{MESSAGES / seconds:10,.0f}")


def request_of(dice: random.Random, vault: Vault, names: list[str], records: int) -> Request:
    """Fill a vault with one request."""
    texts = [made_text(dice, names) for _ in range(records)]
    for at in range(7, records, 500):
        texts[at] = "ask Joanna Delaney, 850-555-0142, or Ms. Delany at (850) 555-0142"
    sent = [builders.message(text, n, sender=dice.choice(names)) for n, text in enumerate(texts)]
    return builders.new_request(vault, builders.hold(vault, sent))


def elsewhere(dice: random.Random, vault: Vault, records: int) -> None:
    """Look for words in one request, and keep its report."""
    names = made_names(dice, 300)
    request = request_of(dice, vault, names, records)
    words = KnownWords(vault)
    spent("words of the vault", lambda: words.lexicon(request.id))
    looks = Elsewhere(vault, request, words)
    looks.of_words("nobody")
    for wanted in ("Joanna Delaney", "850-555-0142", names[0]):
        what = "a sender" if wanted == names[0] else wanted
        spent(f"elsewhere: {what}", lambda wanted=wanted: looks.of_words(wanted))  # type: ignore[misc]
    decider = Decider(vault, request, "Pat")
    ids = decider.record_ids()
    decider.dispose(ids, Disposition.RELEASE)
    report = Consistency(vault, request, words)
    spent("report of nothing withheld", report.report)
    for name in names[:WITHHELD]:
        hits = [hit for hit in looks.of_words(name) if isinstance(hit.targets[0], SpanTarget)]
        decider.redact(hits[0].record, hits[0].targets, ["x"])
    spent(f"report after {WITHHELD} redactions", report.report)
    decider.redact(ids[3], [SpanTarget(Span(0, 8))], ["x"])
    spent("report after one more", report.report)


def main(arguments: list[str]) -> int:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--records", type=int, default=5000)
    options = parser.parse_args(arguments)
    dice = random.Random(5)
    names_over_messages(dice)
    with tempfile.TemporaryDirectory() as folder:
        vault = builders.new_vault(Path(folder))
        elsewhere(dice, vault, options.records)
        vault.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
