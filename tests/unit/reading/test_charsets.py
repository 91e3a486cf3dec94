"""How bytes become text whatever is declared."""

from __future__ import annotations

import pytest

from app.reading.charsets import Decoded, clean, decode


@pytest.mark.parametrize(
    ("data", "declared", "text"),
    [
        (b"plain", "us-ascii", "plain"),
        (b"caf\xe9 \x96", "iso-8859-1", "café –"),
        (b"caf\xe9", "us-ascii", "café"),
        ("naïve".encode(), "us-ascii", "naïve"),
        ("naïve".encode(), "iso-2022-jp", "naïve"),
        (b"\x93quoted\x94", "unknown-8bit", "“quoted”"),
        ("中文".encode("gbk"), "gb2312", "中文"),
        ("①".encode("cp932"), "shift_jis", "①"),
        ("똠".encode("cp949"), "ks_c_5601-1987", "똠"),
        ("日本".encode("iso-2022-jp"), "iso-2022-jp", "日本"),
        ("שלום".encode("iso8859-8"), "iso-8859-8-i", "שלום"),
        ("ไทย".encode("cp874"), "windows-874", "ไทย"),
        ("é".encode("cp850"), "cp-850", "é"),
        ("Grüße".encode(), "utf8mb4", "Grüße"),
        (b"Gr+APwA3w-e", "utf-7", "Grüße"),
        ("Grüße".encode("utf-16"), "", "Grüße"),
        ("Grüße an".encode("utf-16-be"), "utf-16", "Grüße an"),
        ("Grüße an".encode("utf-16-le"), "utf-16", "Grüße an"),
        ("Grüße an".encode("utf-32-be"), "utf-32", "Grüße an"),
        ("Grüße an".encode("utf-32-le"), "utf-32", "Grüße an"),
        ("plain words".encode("utf-16-le"), "us-ascii", "plain words"),
        (b"\xef\xbb\xbfmarked", "latin-1", "marked"),
        (b"caf\xc3\xa9", "base64", "café"),
        (b"caf\xc3\xa9", "unicode_escape", "café"),
        (b"caf\xc3\xa9", "no\0name", "café"),
        (b"caf\xc3\xa9", '"UTF-8"', "café"),
        (b"one\r\ntwo\rthree\n", "", "one\ntwo\nthree\n"),
        (b"a\0b", "", "a\ufffdb"),
    ],
)
def test_that_bytes_are_read_as_they_were_meant(data: bytes, declared: str, text: str) -> None:
    assert decode(data, declared).text == text


def test_that_a_cut_in_a_character_keeps_the_rest_of_utf8() -> None:
    whole = "Grüße aus Köln, schöne Straße, süß".encode()
    found = decode(whole + b"\xc3", "utf-8")
    assert found == Decoded(whole.decode() + "\ufffd", "utf-8", doubtful=True)


def test_that_a_long_text_of_an_old_set_is_guessed() -> None:
    words = "Съешь же ещё этих мягких французских булок, да выпей чаю. " * 60
    found = decode(words.encode("koi8-r"))
    assert found.doubtful
    assert "французских" in found.text


def test_that_bytes_no_set_knows_are_kept_one_by_one() -> None:
    found = decode(b"\x81\x8d\xff")
    assert found.charset == "latin-1"
    assert len(found.text) == 3
    assert found.doubtful


def test_that_halves_of_pairs_are_joined_or_replaced() -> None:
    assert clean("\ud83d\ude00 \ud83d") == "😀 \ufffd"
    assert decode(b"+2D0-x", "utf-7").text == "\ufffdx"
