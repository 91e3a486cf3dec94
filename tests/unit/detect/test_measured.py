"""Figures of the detectors as a clerk reads them."""

from __future__ import annotations

import json

from app.detect.figures import Tally, measured, share, table
from app.detect.kinds import Kind


def test_that_every_kind_has_its_figures() -> None:
    assert set(measured()) >= set(Kind)


def test_that_misses_are_said_and_never_rounded_away(tmp_path) -> None:
    cells = {"label": "plate", "wanted": 1000, "found": 999, "given": 10, "right": 9}
    path = tmp_path / "figures.json"
    path.write_text(json.dumps({"by_hand": {"kinds": {"plate": cells}}}), encoding="utf-8")
    one = measured(path)["plate"]
    assert one.sentence.startswith("Finds 99 of 100 in our test texts and 0 of 0")
    assert one.sentence.endswith("What it misses it does not show.")
    assert "| plate | 99 | 90 | 0 of 0 |" in table({"plate": one})


def test_that_texts_never_seen_are_counted_apart() -> None:
    one = measured()["card"]
    assert one.unseen.wanted < one.known.wanted
    assert share(0, 0) == "–"
    assert share(0, 5) == "0"
    assert Tally(1, 1, 1, 1) + Tally(2, 1, 1, 0) == Tally(3, 2, 2, 1)
