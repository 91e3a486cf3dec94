"""A second reader reads packets without pdfium, right-to-left words in the order of speech."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from unit.packet.made import recipe, record

from app.domain.redacted import RedactedRecord, released
from app.packet.checks.same import check_same_bytes
from app.packet.directions import logical, same_lines
from app.packet.verify import verify_packet
from app.packet.writer import build

SALAM = "\u0633\u0644\u0627\u0645"
MIXED = f"{SALAM} 12 - 30 (test) {SALAM[::-1]} ok. \u05e9\u05dc\u05d5\u05dd world, " * 5


def demand_read_back(*records: RedactedRecord) -> None:
    made = recipe(*records)
    packet = build(made)
    assert verify_packet(packet.data, made, packet, ()).findings == ()


def test_that_texts_of_both_directions_are_read_twice() -> None:
    demand_read_back(record(1, MIXED), record(2, f"hello {MIXED}"))


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
    demand_read_back(record(1, said), record(2, f"\u0939{mark}{mark} x"))


def test_that_the_same_recipe_gives_the_same_bytes_and_another_does_not() -> None:
    made = recipe(record(1, "hello"))
    data = build(made).data
    assert check_same_bytes(made, data) == []
    assert [found.kind for found in check_same_bytes(made, data + b" ")] == ["other_bytes"]


@pytest.mark.parametrize(
    "said",
    [
        "\u0652\uac00",
        "\u0e01\u0368\u0e31",
        "\u0e19\u05c2\uac00",
        "\u05dd\u064c\u05b4\u0644",
        "\u20e3\u20e3",
        "x\u0591\u4f60",
        "\u0e01\u0368\u0e31\u05c2\u0652\u0368\u0e31\u05c2\u0652",
        "1\u0300\u064e\u0300",
    ],
)
def test_that_marks_of_other_faces_are_no_shadows_of_the_letters_they_lie_on(said: str) -> None:
    """Signs of two faces at one place have codes that differ, or pdfium reads one of them."""
    demand_read_back(record(1, said))


@pytest.mark.parametrize(
    "said", ["-\u0483\u0483.", "aa]\u1ab0\u1ab0x", "\u4f60\u1ab0\u0369\U0001f44d"]
)
def test_that_marks_of_any_block_may_be_read_at_the_end_of_their_line(said: str) -> None:
    demand_read_back(record(1, said))


BASES = st.sampled_from([*"aei1. -()[]", *"हतथ", *"กข", "д", "你", "か", "가", "👍"])
MARKS = st.sampled_from(
    [
        *map(chr, range(0x300, 0x36F, 3)),
        *"\u064e\u0652\u05b4\u05c1\u093c\u0e31\u0e48\u20d7\u20e3\u0483\u1ab0\u0591\u3099",
    ]
)
HEAPS = st.lists(
    st.tuples(BASES, st.lists(MARKS, max_size=3)).map(lambda pair: pair[0] + "".join(pair[1])),
    min_size=1,
    max_size=10,
).map("".join)


@settings(max_examples=25, deadline=None)
@given(HEAPS)
def test_that_wild_heaps_of_marks_are_read_back(said: str) -> None:
    demand_read_back(record(1, said))
