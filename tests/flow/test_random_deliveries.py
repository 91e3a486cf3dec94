"""Random deliveries are proved, and what breaks one is noticed; the bench does very many."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from bench import prove_no_leaks
from leaks import sabotage
from leaks.proof import Prover, Told

from app.domain.packets import Letterhead
from app.jobs.isolated import Child
from app.workflow.deliver import DeliveryWishes
from app.workflow.packet_recipe import PacketWishes


@pytest.fixture(scope="module")
def child() -> Iterator[Child]:
    with Child() as made:
        yield made


def said(told: Told) -> list[str]:
    return [*told.leaks, *told.refused, *told.missed, *told.lost]


def test_that_no_withheld_word_is_in_a_random_delivery(child: Child) -> None:
    told = Prover(4, 60, child).round(2)
    assert said(told) == []
    assert told.documents >= 60
    assert told.decisions > told.documents
    assert told.words > 200
    assert told.read_back > 50
    assert told.files


FOLDER = DeliveryWishes(PacketWishes(dt.date(2026, 11, 17), Letterhead("Millbrook Police")))


@pytest.mark.parametrize("way", sabotage.WAYS)
def test_that_what_is_broken_on_purpose_is_noticed(child: Child, way: str) -> None:
    with sabotage.way(way) as tamper:
        told = Prover(5, 24, child, tamper).round(0, wished=FOLDER)
    assert told.leaks or told.refused


def test_that_what_is_broken_was_whole_before(child: Child) -> None:
    assert said(Prover(5, 24, child).round(0, wished=FOLDER)) == []


def test_that_a_run_goes_on_after_its_last_whole_round(tmp_path: Path) -> None:
    path, head = tmp_path / "kept.jsonl", {"seed": 1, "of": 10}
    prove_no_leaks.keep(path, head)
    prove_no_leaks.keep(path, {"number": 0, "documents": 10})
    prove_no_leaks.keep(path, {"number": 1, "documents": 12, "leaks": ["a word"]})
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps({"number": 2, "documents": 10})[:9])
    done = prove_no_leaks.kept(path, head)
    assert sorted(done) == [0, 1]
    with pytest.raises(SystemExit, match="another seed"):
        prove_no_leaks.kept(path, {"seed": 2, "of": 10})


def test_that_a_leak_is_told_with_the_command_that_shows_it_again(
    capsys: pytest.CaptureFixture[str],
) -> None:
    wrong = Told(3, documents=10, leaks=["a word"])
    assert prove_no_leaks.sum_up([Told(2, documents=10)], 1.0) == 0
    assert prove_no_leaks.sum_up([Told(2, documents=10), wrong], 1.0) == 1
    assert "20 documents" in capsys.readouterr().out
