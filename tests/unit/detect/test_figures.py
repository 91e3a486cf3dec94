"""The figures that the program shows of its suggestions are what its code gives."""

from __future__ import annotations

import json

import pytest
from gold.make_frames import HALVES, frames, lines
from gold.make_frames import SETS as SETS_OF_FRAMES
from gold.make_gold import lines as made_lines
from gold.score import tallies
from gold.texts import HERE, by_hand, held_out, made, strangers, strangers_held_out
from gold.vocabulary import DEV, HELD_OUT

from app.detect.kinds import label_of
from app.detect.strangers import find
from app.detect.suggest import Finder
from app.paths import resource

SETS = {"by_hand": by_hand, "held_out": held_out, "made": made}
NAMES = {"by_hand": strangers, "held_out": strangers_held_out}


def test_that_the_kept_figures_are_what_the_code_gives() -> None:
    """Where they are not: ``uv run tests/bench/bench_detect.py`` writes them."""
    kept = json.loads((resource("detect") / "figures.json").read_text(encoding="utf-8"))
    assert list(kept) == list(SETS)
    for name, texts in SETS.items():
        gold = texts()
        assert kept[name]["texts"] == len(gold)
        assert kept[name]["stretches"] == sum(len(one.spans) for one in gold)
        counted = tallies(gold, Finder("FL").suggestions)
        if name in NAMES:
            counted["name"] = tallies(NAMES[name](), lambda text: list(find(text)))["name"]
        assert kept[name]["kinds"] == {
            kind: {
                "label": label_of(kind), "wanted": one.wanted, "found": one.found,
                "given": one.given, "right": one.right,
            }
            for kind, one in counted.items()
        }  # fmt: skip


def test_that_the_made_texts_are_what_their_script_makes() -> None:
    kept = (HERE / "made.txt").read_text(encoding="utf-8").splitlines()
    assert kept[1:] == made_lines()


@pytest.mark.parametrize("half", list(HALVES))
@pytest.mark.parametrize("kind", SETS_OF_FRAMES)
def test_that_the_filled_frames_are_what_their_script_fills(half: str, kind: str) -> None:
    kept = (HERE / f"frames_{kind}_{half}.txt").read_text(encoding="utf-8").splitlines()
    assert kept[1:] == lines(kind, half)


def test_that_forty_documents_are_marked_and_half_of_them_held_out() -> None:
    counted = {half: len(frames(f"documents_{half}")) for half in HALVES}
    assert min(counted.values()) >= 20
    assert sum(counted.values()) >= 40


def test_that_the_halves_share_no_name_and_hardly_a_frame() -> None:
    for kind in SETS_OF_FRAMES:
        ours, others = ({body for _, body in frames(f"{kind}_{half}")} for half in HALVES)
        assert len(ours & others) <= len(ours) // 20
    assert not set(DEV.firsts) & set(HELD_OUT.firsts)
    assert not set(DEV.lasts) & set(HELD_OUT.lasts)
