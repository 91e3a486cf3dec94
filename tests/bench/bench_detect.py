"""Measures suggestions: ``uv run tests/bench/bench_detect.py [--check] [--presidio FILE]``.

Prints recall and precision by kind, for the texts written by hand, for those that no detector was
tuned against, and for those that a script made; then how many short messages and how many
characters a second of the processor's time are read. Writes ``resources/detect/figures.json``,
which the program shows; ``--check`` only compares. ``--presidio`` measures a file such as
``data/synth_dataset_v2.json`` of microsoft/presidio-research (also in the source archive of the
package ``presidio-evaluator``) and writes nothing.
"""

from __future__ import annotations

import json
import random
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from gold.presidio import KINDS, presidio
from gold.score import Tally, tallies
from gold.texts import Gold, by_hand, held_out, made, strangers, strangers_held_out

from app.detect.kinds import label_of
from app.detect.strangers import find as find_strangers
from app.detect.suggest import Finder

ROOT = Path(__file__).resolve().parents[2]
FIGURES = ROOT / "resources" / "detect" / "figures.json"
SETS = {"by_hand": by_hand, "held_out": held_out, "made": made}
NAMES = {"by_hand": strangers, "held_out": strangers_held_out}
"""Texts in which nothing but names of people was marked, and nothing else is looked for."""

ORDINARY = (
    "can you swing by the station when you get a sec", "10-4", "ok", "ETA 15 min on Cedar",
    "the chief asked for a copy of the policy by Friday", "is the school visit still on for 0900",
    "two lanes open on Main Street", "copy, show me en route", "lunch at 12?", "😂😂 no way",
    "report is due tomorrow, did you finish it", "Unit 7 traffic stop Cedar and Delaney",
    "that pothole by the library again", "thanks sarge", "the lost dog is back with its owner",
    "who has the overtime roster for march", "see you at 6", "hearing moved to the 14th",
)  # fmt: skip


def figures() -> dict[str, dict[str, Any]]:
    """Count what is found in each set of gold texts."""
    find = Finder("FL").suggestions
    result: dict[str, dict[str, Any]] = {}
    for name, texts in SETS.items():
        gold = texts()
        counted = tallies(gold, find)
        result[name] = {
            "texts": len(gold),
            "stretches": sum(len(one.spans) for one in gold),
            "kinds": {kind: _row(kind, tally) for kind, tally in counted.items()},
        }
        if name in NAMES:
            result[name]["kinds"]["name"] = _row("name", names_in(NAMES[name]()))
    return result


def names_in(gold: Sequence[Gold]) -> Tally:
    """Count the names of people of whom nothing is known beforehand."""
    return tallies(gold, lambda text: list(find_strangers(text)))["name"]


def _row(kind: str, tally: Tally) -> dict[str, object]:
    return {
        "label": label_of(kind), "wanted": tally.wanted, "found": tally.found,
        "given": tally.given, "right": tally.right,
    }  # fmt: skip


def as_json(counted: Mapping[str, object]) -> str:
    """Write the figures as they are kept."""
    return json.dumps(counted, indent=1, ensure_ascii=False) + "\n"


def speed(texts: list[str], name: str) -> None:
    """Print how fast texts are read."""
    finder = Finder("FL")
    start = time.process_time()
    for text in texts:
        finder.suggestions(text)
    spent = time.process_time() - start
    size = sum(map(len, texts))
    print(f"{name:34}{len(texts) / spent:10,.0f} texts/s{size / spent / 1e6:8.2f} M characters/s")


def show(name: str, gold: Sequence[Gold], counted: Mapping[str, Tally], *, each: bool) -> None:
    """Print a table of kinds, and all of them together; of each what was missed or is wrong."""
    print(f"== {name}: {len(gold)} texts, {sum(len(one.spans) for one in gold)} stretches")
    print(f"{'kind':16}wanted  recall  given  precision")
    for kind, tally in [*counted.items(), ("all", _together(counted))]:
        print(f"{kind:16}{tally.wanted:6}{tally.recall:8.3f}{tally.given:7}{tally.precision:11.3f}")
        for line in tally.missed + tally.wrong if each else ():
            print("   ", line)


def _together(counted: Mapping[str, Tally]) -> Tally:
    names = ("wanted", "found", "given", "right")
    return Tally(*(sum(getattr(tally, name) for tally in counted.values()) for name in names))


def of_presidio(path: Path) -> dict[str, Tally]:
    """Count what is found in the synthetic set of presidio-research, of the kinds it marks."""
    find = Finder("", (find_strangers,)).suggestions
    counted = tallies(presidio(path), find)
    return {kind: tally for kind, tally in counted.items() if kind in KINDS.values()}


def main(arguments: list[str]) -> int:
    """Print tables; fail where the kept figures are not what the code gives."""
    each = "--show" in arguments
    if "--presidio" in arguments:
        path = Path(arguments[arguments.index("--presidio") + 1])
        show(path.name, presidio(path), of_presidio(path), each=each)
        return 0
    for name, texts in SETS.items():
        gold = texts()
        show(name, gold, tallies(gold, Finder("FL").suggestions), each=each)
    for name, texts in NAMES.items():
        tally = names_in(texts())
        print(f"== names, {name}: {tally.recall:.3f} found, {tally.precision:.3f} right")
    _speeds(by_hand() + made())
    now = as_json(figures())
    if "--check" in arguments:
        return int(FIGURES.read_text(encoding="utf-8") != now)
    FIGURES.parent.mkdir(exist_ok=True)
    FIGURES.write_text(now, encoding="utf-8")
    return 0


def _speeds(gold: Iterable[Gold]) -> None:
    chance = random.Random(1)
    hits = [one.text for one in gold if len(one.text) < 200]
    mixed = [chance.choice(hits if chance.random() < 0.15 else ORDINARY) for _ in range(20_000)]
    speed([chance.choice(ORDINARY) for _ in range(20_000)], "ordinary short messages")
    speed(mixed, "of which 15 % hold an identifier")
    speed(hits, "short gold texts alone")
    speed(["\n".join(mixed[at : at + 400]) for at in range(0, 4000, 400)], "long texts of such")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
