"""Reading JSON piece by piece: any shape, any break, any size, little memory."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Mapping

import pytest

from app.importers.base import Export
from app.importers.social.json_stream import (
    CUT_OFF,
    EMPTY,
    FORMATTED,
    NESTED,
    NOT_JSON,
    TOO_LONG,
    Broken,
    Entry,
    Piece,
    Value,
    encoding_of,
    read_json,
    read_member,
)

Tree = Callable[[Mapping[str, bytes]], Export]


def pieces(text: bytes, **how: bool) -> list[Piece]:
    return list(read_json(io.BytesIO(text), encoding_of(text[:4]), **how))


class Slow(io.BytesIO):
    """A stream that never gives more than it is asked for, and counts what it gave."""

    def __init__(self, text: bytes) -> None:
        super().__init__(text)
        self.largest = 0

    def read(self, size: int | None = -1, /) -> bytes:
        assert size is not None
        assert size > 0
        self.largest = max(self.largest, size)
        return super().read(size)


def test_that_a_list_gives_its_entries() -> None:
    assert pieces(b'[1, {"a": 2}, "x"]') == [
        Entry("", 1, 1),
        Entry("", 2, {"a": 2}),
        Entry("", 3, "x"),
    ]


def test_that_an_object_gives_values_and_the_entries_of_its_lists() -> None:
    assert pieces(b'{"t": "x", "m": [1, 2], "o": {"k": []}, "e": []}') == [
        Value("t", "x"),
        Entry("m", 1, 1),
        Entry("m", 2, 2),
        Value("o", {"k": []}),
    ]


@pytest.mark.parametrize(
    "text", [b"[1,]", b"[1 ]", b"\xef\xbb\xbf[1]", b"[1] trailing", b" \n[1"[:3] + b"1]"]
)
def test_that_harmless_faults_are_passed_over(text: bytes) -> None:
    assert pieces(text) == [Entry("", 1, 1)]


def test_that_what_came_before_a_cut_is_kept() -> None:
    assert pieces(b'[{"a": 1}, {"a": 2}, {"a": "thr') == [
        Entry("", 1, {"a": 1}),
        Entry("", 2, {"a": 2}),
        Broken("", 3, CUT_OFF),
    ]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (b"", EMPTY),
        (b"  ", EMPTY),
        (b"words", NOT_JSON),
        (b'{"a"', NOT_JSON),
        (b"{", CUT_OFF),
        (b'{"a": ', CUT_OFF),
        (b'{"a": [1], ', CUT_OFF),
        (b"[{bad}]" + b" " * 40, NOT_JSON),
        (b"[{a: 1}]" + b" " * 40, FORMATTED),
        (b"{a: 1}", FORMATTED),
        (b'{"m": [{"a": }]}' + b" " * 40, NOT_JSON),
        (b'[{"a": 1,}]', NOT_JSON),
        (b"[" * 5000, NESTED),
    ],
)
def test_that_a_break_has_one_sentence(text: bytes, reason: str) -> None:
    *_, last = pieces(text)
    assert isinstance(last, Broken)
    assert last.reason == reason


def test_that_numbers_are_not_cut_at_the_end_of_what_is_in_memory() -> None:
    numbers = list(range(10**15, 10**15 + 40_000))
    read = pieces(json.dumps(numbers).encode())
    assert [piece.value for piece in read if isinstance(piece, Entry)] == numbers


def test_that_entries_longer_than_a_chunk_are_whole() -> None:
    long = "é" * 700_000
    assert pieces(json.dumps([long, {"k": long}], ensure_ascii=False).encode()) == [
        Entry("", 1, long),
        Entry("", 2, {"k": long}),
    ]


def test_that_a_big_file_is_never_read_whole() -> None:
    stream = Slow(b"[" + b",".join(b'{"n": %d}' % n for n in range(300_000)) + b"]")
    count = sum(1 for _ in read_json(stream))
    assert count == 300_000
    assert stream.largest < 1 << 20


def test_that_an_entry_without_end_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.importers.social.json_stream._LONGEST_ENTRY", 1 << 20)
    *_, last = pieces(b'["' + b"x" * (5 << 20))
    assert last == Broken("", 1, TOO_LONG)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-8-sig"])
def test_that_the_encoding_is_told_by_the_first_bytes(encoding: str) -> None:
    assert pieces('["é"]'.encode(encoding)) == [Entry("", 1, "é")]


def test_that_bytes_that_are_no_text_do_not_stop_the_reading() -> None:
    assert pieces(b'["caf\xe9", 2]') == [Entry("", 1, "caf�"), Entry("", 2, 2)]


@pytest.mark.parametrize(
    "before",
    [b"", b"window.YTD.tweets.part0 = ", b"\xef\xbb\xbfYTD.x=", b"var x = ", b"; a.b$ =", b"??"],
)
def test_that_an_assignment_before_the_value_is_stepped_over(before: bytes) -> None:
    assert pieces(before + b"[1];", assigned=True) == [Entry("", 1, 1)]


@pytest.mark.parametrize(("text", "reason"), [(b"", EMPTY), (b"nothing", NOT_JSON)])
def test_that_a_script_without_a_value_has_one_sentence(text: bytes, reason: str) -> None:
    assert pieces(text, assigned=True) == [Broken("", 0, reason)]


def test_that_a_member_that_cannot_be_read_is_one_broken_piece(tree: Tree) -> None:
    export = tree({"a.json": b"[1]"})
    (export.paths[0] / "a.json").unlink()
    (piece,) = read_member(export, "a.json")
    assert isinstance(piece, Broken)
    assert piece.reason.endswith(".")
