"""How header fields are found and decoded, legal or not."""

from __future__ import annotations

import pytest

from app.reading.headers import (
    after_postmark,
    decode_words,
    from_base64,
    split_headers,
    with_parameters,
)


def test_that_fields_are_found_unfolded_and_the_body_begins_after_a_blank_line() -> None:
    mail = b"Subject: one\r\n two\r\n\tthree\r\nX-Empty:\r\nTo : b@example.com\r\n\r\nBody: no\r\n"
    headers, body = split_headers(mail)
    assert headers.first("subject") == "one two three"
    assert headers.first("x-empty") == ""
    assert headers.first("to") == "b@example.com"
    assert headers.all("none") == []
    assert mail[body:] == b"Body: no\r\n"


def test_that_a_line_that_is_no_field_begins_the_body() -> None:
    headers, body = split_headers(b"Subject: one\nno field here\nTo: x\n")
    assert [name for name, _ in headers.fields] == ["subject"]
    assert body == 13


def test_that_a_mail_may_have_no_headers_or_nothing_but_headers() -> None:
    assert split_headers(b"just text\n") == (split_headers(b"")[0], 0)
    assert not split_headers(b"\nbody")[0]
    headers, body = split_headers(b"Subject: one")
    assert headers.words("subject") == "one"
    assert body == 12


def test_that_eight_bit_and_nul_in_a_header_are_read() -> None:
    headers, _ = split_headers(b"Subject: caf\xe9\nFrom: Jos\xc3\xa9\nX-A: a\0b\n\n")
    assert headers.words("subject") == "café"
    assert headers.words("from") == "José"
    assert headers.first("x-a") == "a\ufffdb"


@pytest.mark.parametrize(
    "start",
    [
        b"From a@b Mon Jan 1\n",
        b">From a\n",
        b"\xef\xbb\xbf",
        b"\r\n\r\n",
        b"\xef\xbb\xbf\nFrom -\n",
    ],
)
def test_that_what_stands_before_the_headers_is_passed_over(start: bytes) -> None:
    assert after_postmark(start + b"Subject: x") == len(start)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("plain", "plain"),
        ("=?utf-8?Q?caf=C3=A9?=", "café"),
        ("=?UTF-8?b?Y2Fmw6k=?=", "café"),
        ("=?iso-8859-1?q?a_b=5F?= tail", "a b_ tail"),
        ("head =?utf-8?q?one?= =?utf-8?q?two?= tail", "head onetwo tail"),
        ("=?utf-8?q?one?=\r\n =?iso-8859-1?q?tw=F6?=", "onetwö"),
        ("=?utf-8?q?one?= and =?utf-8?q?two?=", "one and two"),
        ("=?utf-8?Q?caf=C3?= =?utf-8?Q?=A9?=", "café"),
        ("=?utf-8?B?Y2Fmw?= =?utf-8?B?6k=?=", "café"),
        ("=?utf-8?B?Y2E=?= =?utf-8?B?ZsOp?=", "café"),
        ("=?utf-8?Q?with blanks inside?=", "with blanks inside"),
        ("=?utf-8?Q?what?is?this?=", "what?is?this"),
        ("=?utf-8*en?Q?tongue?=", "tongue"),
        ("=?x-unknown?Q?caf=E9?=", "café"),
        ("=?gb2312?B?1tDOxA==?=", "中文"),
        ("=?utf-8?B?Y2Fmw6k?=", "café"),
        ("=?utf-8?Q?a=0Ab?=", "a b"),
        ("=?utf-8?X?no?=", "=?utf-8?X?no?="),
        ("=?utf-8?Q?never ends", "=?utf-8?Q?never ends"),
        ('"=?utf-8?q?quoted?="', '"quoted"'),
    ],
)
def test_that_encoded_words_are_decoded_as_they_are_met(written: str, read: str) -> None:
    assert decode_words(written) == read


def test_that_a_flood_of_broken_words_ends_soon() -> None:
    flood = "=?u?q?x" * 300_000
    assert decode_words(flood) == flood


@pytest.mark.parametrize(
    ("value", "main", "named"),
    [
        ("text/plain", "text/plain", {}),
        ('TEXT/Plain; Charset="utf-8"', "text/plain", {"charset": "utf-8"}),
        (
            "text/plain;charset=utf-8;format=flowed",
            "text/plain",
            {"charset": "utf-8", "format": "flowed"},
        ),
        ('a/b; name="x;y\\"z"', "a/b", {"name": 'x;y"z'}),
        ("a/b; name=a b.txt", "a/b", {"name": "a b.txt"}),
        ('a/b; name="never ends', "a/b", {"name": "never ends"}),
        ("a/b; name==?utf-8?q?caf=C3=A9?=", "a/b", {"name": "café"}),
        ("a/b; filename*=utf-8'en'caf%C3%A9.txt", "a/b", {"filename": "café.txt"}),
        ("a/b; filename*=caf%C3%A9", "a/b", {"filename": "café"}),
        (
            "a/b; filename*0*=iso-8859-1''caf%E9; filename*1=\" and \"; filename*2*=t%E9",
            "a/b",
            {"filename": "café and té"},
        ),
        ('a/b; filename*1="two"; filename*0="one"', "a/b", {"filename": "onetwo"}),
        ("multipart/mixed boundary=x", "multipart/mixed", {}),
        ("text/plain (comment); charset=x", "text/plain", {"charset": "x"}),
        ("", "", {}),
    ],
)
def test_that_parameters_are_put_together(value: str, main: str, named: dict[str, str]) -> None:
    assert with_parameters(value) == (main, named)


@pytest.mark.parametrize(
    ("coded", "data"),
    [
        (b"aGVsbG8=", b"hello"),
        (b"aGVs\r\nbG8=", b"hello"),
        (b"aGVsbG8", b"hello"),
        (b"aG!Vs*bG8=", b"hello"),
        (b"aGVsbG8=\nfooter", b"hello"),
        (b"aGVsb", b"hel"),
        (b"", b""),
    ],
)
def test_that_base64_is_mended(coded: bytes, data: bytes) -> None:
    assert from_base64(coded) == data
