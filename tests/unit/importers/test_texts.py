"""Bytes of unknown encoding become clean text."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.importers.text import clean, decode, fold_for_matching, plain_blanks


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", codecs.BOM_UTF8),
        ("utf-16-le", codecs.BOM_UTF16_LE),
        ("utf-16-be", codecs.BOM_UTF16_BE),
        ("utf-32-le", codecs.BOM_UTF32_LE),
        ("utf-32-be", codecs.BOM_UTF32_BE),
    ],
)
def test_that_a_byte_order_mark_wins_over_the_declaration(encoding: str, mark: bytes) -> None:
    found = decode(mark + "Größe 😀".encode(encoding), "latin-1")
    assert (found.text, found.charset, found.doubtful) == ("Größe 😀", encoding, False)


def test_that_a_fitting_declaration_is_believed() -> None:
    assert decode("日本".encode("shift_jis"), "Shift_JIS").text == "日本"


def test_that_latin_1_is_read_as_the_web_reads_it() -> None:
    assert decode(b"\x93quoted\x94", "iso-8859-1").text == "“quoted”"


@pytest.mark.parametrize("declared", ["us-ascii", "idna", "rot13", "no-such", "a\0b", "undefined"])
def test_that_a_declaration_that_does_not_fit_is_passed_over(declared: str) -> None:
    assert decode("Größe".encode(), declared if declared != "us-ascii" else "").text == "Größe"


def test_that_stray_bytes_are_read_as_cp1252() -> None:
    found = decode(b"caf\xe9 \x96 bar")
    assert (found.text, found.charset, found.doubtful) == ("café – bar", "cp1252", True)


def test_that_bytes_of_no_encoding_still_give_a_text() -> None:
    found = decode(b"\x81\x8d\x8f\xff")
    assert found.charset == "latin-1"
    assert len(found.text) == 4


def test_that_a_long_text_is_guessed_by_its_letters() -> None:
    russian = "Это длинный текст про остановку машины на улице. " * 60
    assert decode(russian.encode("koi8-r")).text == russian


@given(st.binary(max_size=200), st.sampled_from(["", "utf-16", "utf-7", "big5", "ascii"]))
def test_that_any_bytes_become_clean_text(untrusted: bytes, declared: str) -> None:
    text = clean(decode(untrusted, declared).text)
    text.encode("utf-8")
    assert not {"\0", "\r"} & set(text)


def test_that_halves_of_a_pair_are_joined_and_lone_ones_replaced() -> None:
    assert clean("\ud83d\ude00 \ud83d x \udc00") == "😀 \ufffd x \ufffd"


def test_that_line_ends_become_one_kind() -> None:
    assert clean("a\r\nb\rc\n\0") == "a\nb\nc\n\ufffd"


def test_that_matching_overlooks_case_direction_and_composition() -> None:
    assert fold_for_matching("\u200eCafe\u0301\u202fBar") == fold_for_matching("CAFÉ bar")


def test_that_thin_blanks_of_a_date_become_blanks() -> None:
    assert plain_blanks("\u200e3:04\u202fPM ") == "3:04 PM"
