"""Base64 as phones write it is decoded while it is read."""

from __future__ import annotations

import base64
import io
from pathlib import Path

import pytest
from exports.bad_zips import DEFLATED, Piece, write_zip
from hypothesis import given
from hypothesis import strategies as st

from app.importers import base64_stream
from app.importers.base import MemberUnreadable
from app.importers.base64_stream import decoding, slice_of
from app.importers.export_tree import open_export


def decoded(text: bytes, length: int = -1) -> bytes:
    with decoding(io.BytesIO(text), length) as stream:
        return stream.read()


@given(st.binary(max_size=300))
def test_that_what_was_encoded_comes_back(plain: bytes) -> None:
    assert decoded(base64.b64encode(plain)) == plain
    assert decoded(base64.urlsafe_b64encode(plain).rstrip(b"=")) == plain
    assert decoded(base64.encodebytes(plain).replace(b"\n", b"&#13;&#10;")) == plain


@pytest.mark.parametrize("step", [1, 2, 3, 5, 64])
def test_that_pieces_of_any_size_give_the_same(monkeypatch: pytest.MonkeyPatch, step: int) -> None:
    monkeypatch.setattr(base64_stream, "_STEP", step)
    plain = bytes(range(256)) * 3
    assert decoded(base64.encodebytes(plain).replace(b"\n", b"&#10;\n")) == plain


@pytest.mark.parametrize("text", [b"QUJ*", b"QUJDR", "QÜJD".encode(), b"<part"])
def test_that_what_is_no_base64_says_so(text: bytes) -> None:
    with pytest.raises(MemberUnreadable, match="not base64"):
        decoded(text)


def test_that_only_the_given_length_is_read() -> None:
    assert decoded(b'QUJDREVG" more', 8) == b"ABCDEF"
    assert decoded(b"", 0) == b""


def test_that_a_source_that_ends_too_early_says_so() -> None:
    with pytest.raises(MemberUnreadable, match="changed since"):
        decoded(b"QUJD", 100)


@pytest.mark.parametrize("name", ["x.xml", "x.zip"])
def test_that_a_slice_of_a_member_is_decoded(tmp_path: Path, name: str) -> None:
    plain = b"picture" * 1_000
    whole = b"before" * 9_000 + base64.b64encode(plain) + b'" after'
    path = tmp_path / name
    if name == "x.zip":
        write_zip(path, [Piece(b"x.xml", whole, DEFLATED)])
    else:
        path.write_bytes(whole)
    length = len(base64.b64encode(plain))
    with slice_of(open_export([path]), "x.xml", 54_000, length) as stream:
        assert stream.read() == plain


class OneWay(io.BytesIO):
    """Bytes that can only be read on."""

    def seekable(self) -> bool:
        return False


class OneFile:
    def __init__(self, plain: bytes) -> None:
        self.stream = OneWay(plain)

    def open(self, _: str) -> OneWay:
        return self.stream


def test_that_a_stream_that_cannot_seek_is_read_over() -> None:
    export = OneFile(b"x" * 10 + b"QUJD")
    with slice_of(export, "any", 10, 4) as stream:  # type: ignore[arg-type]  # opens is enough
        assert stream.read() == b"ABC"
    short = OneFile(b"x" * 5)
    with pytest.raises(MemberUnreadable, match="changed since"):
        slice_of(short, "any", 10, 4)  # type: ignore[arg-type]  # opens is enough
    assert short.stream.closed
