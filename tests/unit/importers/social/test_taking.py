"""Taking keys out of untrusted objects: right types only, big ids whole, the rest kept."""

from __future__ import annotations

import json

import pytest

from app.importers.social.taking import (
    as_bytes,
    leftover,
    looks_garbled,
    take_entries,
    take_list,
    take_number,
    take_text,
    take_texts,
    take_truth,
)


@pytest.mark.parametrize(
    ("value", "text"),
    [("a\r\nb", "a\nb"), (2**62 + 1, str(2**62 + 1)), (True, ""), (None, ""), (1.5, ""), ({}, "")],
)
def test_that_texts_and_ids_are_taken_as_text(value: object, text: str) -> None:
    assert take_text({"k": value}, "k") == text


@pytest.mark.parametrize(
    ("value", "number"),
    [(7, 7), (7.9, 7), (" -7 ", -7), ("7x", None), (True, None), (1e300, None), (None, None)],
)
def test_that_whole_numbers_are_taken_in_any_writing(value: object, number: int | None) -> None:
    assert take_number({"k": value}, "k") == number


@pytest.mark.parametrize(
    ("value", "truth"), [(True, True), (False, False), ("true", True), ("false", False), (1, False)]
)
def test_that_yes_and_no_are_taken(value: object, truth: object) -> None:
    assert take_truth({"k": value}, "k") is truth


def test_that_a_lone_object_counts_as_a_list_of_one() -> None:
    assert take_list({"k": {"a": 1}}, "k") == [{"a": 1}]


def test_that_what_is_of_the_wrong_type_stays() -> None:
    entry: dict[str, object] = {"k": [{"a": 1}, 5, "x"], "n": {"deep": 1}, "t": 9.5}
    assert take_entries(entry, "k") == [{"a": 1}]
    assert take_text(entry, "n") == ""
    assert json.loads(leftover(entry)) == {"k": [5, "x"], "n": {"deep": 1}, "t": 9.5}


def test_that_lists_of_texts_take_numbers_as_texts() -> None:
    assert take_texts({"k": ["a", 2**60, None, True, {}]}, "k") == ["a", str(2**60)]


def test_that_nothing_is_left_of_what_says_nothing() -> None:
    assert leftover({"a": "", "b": [[], {}], "c": {"d": None}, "e": False, "f": 0}) == ""
    assert leftover({}) == ""


def test_that_lone_surrogates_never_leave() -> None:
    left = leftover({"a": "x\ud83d", "b": "\0"})
    left.encode("utf-8")
    assert "\0" not in left
    assert as_bytes({"a": "\ud83d"}) == b'{"a": "?"}'


@pytest.mark.parametrize(
    ("text", "garbled"), [("cafÃ©", True), ("café", False), ("ascii", False), ("Ãa", False)]
)
def test_that_letters_read_twice_are_seen(text: str, *, garbled: bool) -> None:
    assert looks_garbled(text) is garbled
