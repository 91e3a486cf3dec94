"""A second reader reads packets without pdfium, right-to-left words in the order of speech."""

from __future__ import annotations

import dataclasses

import pytest
from unit.packet.made import recipe, record

from app.domain.redacted import released
from app.packet.checks.same import check_same_bytes
from app.packet.directions import logical, same_lines
from app.packet.verify import verify_packet
from app.packet.writer import build

SALAM = "\u0633\u0644\u0627\u0645"
MIXED = f"{SALAM} 12 - 30 (test) {SALAM[::-1]} ok. \u05e9\u05dc\u05d5\u05dd world, " * 5


def test_that_texts_of_both_directions_are_read_twice() -> None:
    made = recipe(record(1, MIXED), record(2, f"hello {MIXED}"))
    packet = build(made)
    assert verify_packet(packet.data, made, packet, ()).findings == ()


@pytest.mark.parametrize("other", [SALAM[::-1], SALAM[1] + SALAM[0] + SALAM[2:]])
def test_that_letters_of_a_word_in_another_order_are_seen_by_the_second_reader(other: str) -> None:
    made = recipe(record(1, f"{SALAM} one"))
    packet = build(made)
    forged = dataclasses.replace(
        made, records=(dataclasses.replace(made.records[0], text=released(f"{other} one")),)
    )
    kinds = {finding.kind for finding in verify_packet(packet.data, forged, packet, ()).findings}
    assert "second_reading" in kinds


def test_that_a_stretch_from_the_right_is_turned_and_the_rest_is_not() -> None:
    turned = SALAM[::-1]
    assert logical(["a", *turned, "1"]) == f"a{SALAM}1"
    assert logical(["a", "b"]) == "ab"


def test_that_a_word_on_another_line_is_not_the_same() -> None:
    assert same_lines(SALAM + "ab", "ab" + SALAM, [])
    assert not same_lines(SALAM + "ab", "ab" + SALAM, [4])
    assert not same_lines("ab", "abc", [])


def test_that_words_of_two_scripts_may_meet_in_a_line_that_is_turned_about() -> None:
    hindi = "\u0924\u0925"
    assert same_lines("to" + hindi + "]" + SALAM, SALAM + "to]" + hindi, [])
    assert not same_lines("ot" + hindi + "]" + SALAM, SALAM + "to]" + hindi, [])
    assert not same_lines("to" + hindi[::-1] + "]" + SALAM, SALAM + "to]" + hindi, [])


@pytest.mark.parametrize("mark", ["\u0301", "\u064e", "\u0323"])
def test_that_marks_that_lie_over_one_another_are_read_in_any_script(mark: str) -> None:
    said = f"he{mark}{mark}llo \u05e9{mark}{mark}\u05dc {SALAM}{mark}{mark} aa"
    made = recipe(record(1, said), record(2, f"\u0939{mark}{mark} x"))
    packet = build(made)
    assert verify_packet(packet.data, made, packet, ()).findings == ()


def test_that_the_same_recipe_gives_the_same_bytes_and_another_does_not() -> None:
    made = recipe(record(1, "hello"))
    data = build(made).data
    assert check_same_bytes(made, data) == []
    assert [found.kind for found in check_same_bytes(made, data + b" ")] == ["other_bytes"]
