"""Blobs: what goes in comes out, and nothing that was touched comes out."""

from __future__ import annotations

import errno
import hashlib
import io
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.ids import BlobName
from app.errors import VaultDamaged, VaultRefused
from app.vault.blobs import CHUNK, Blobs

KEY, NAMES = b"k" * 32, b"n" * 32


@pytest.fixture
def blobs(tmp_path: Path) -> Blobs:
    return Blobs(tmp_path / "blobs", KEY, NAMES)


def file_of(blobs: Blobs, name: BlobName) -> Path:
    return blobs._path(name)


def pattern(size: int) -> bytes:
    return (bytes(range(251)) * (size // 251 + 1))[:size]


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 3 * CHUNK + 7])
def test_that_bytes_come_out_as_they_went_in(blobs: Blobs, size: int) -> None:
    data = pattern(size)
    put = blobs.put(io.BytesIO(data))
    assert put.size == size
    assert put.sha256 == hashlib.sha256(data).hexdigest()
    assert blobs.read(put.name) == data
    assert blobs.hash_of(put.name) == put.sha256


def test_that_a_fault_of_what_is_read_is_not_told_as_one_of_the_vault(blobs: Blobs) -> None:
    class Failing(io.BytesIO):
        def read(self, _: int | None = -1) -> bytes:
            raise OSError(errno.EIO, "the drive that is read from")

    with pytest.raises(OSError, match="read from"):
        blobs.put(Failing())
    assert list(blobs.names()) == []
    assert blobs.clear_parts() == 0


def test_that_the_same_bytes_are_kept_once(blobs: Blobs) -> None:
    first = blobs.put(io.BytesIO(b"same"))
    second = blobs.put(io.BytesIO(b"same"))
    assert first == second
    assert list(blobs.names()) == [first.name]


def test_that_neither_name_nor_file_shows_the_bytes(blobs: Blobs) -> None:
    data = b"the quick brown fox" * 50
    put = blobs.put(io.BytesIO(data))
    assert put.name != put.sha256
    assert b"quick brown" not in file_of(blobs, put.name).read_bytes()


def test_that_a_stream_that_gives_little_at_a_time_is_read_whole(blobs: Blobs) -> None:
    class Dribble(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            return super().read(min(size or 0, 70_001))

    data = pattern(CHUNK + 99)
    assert blobs.read(blobs.put(Dribble(data)).name) == data


def test_that_it_can_be_read_from_any_place(blobs: Blobs) -> None:
    data = pattern(2 * CHUNK + 500)
    with blobs.open(blobs.put(io.BytesIO(data)).name) as stream:
        stream.seek(CHUNK - 3)
        assert stream.read(6) == data[CHUNK - 3 : CHUNK + 3]
        stream.seek(-5, io.SEEK_END)
        assert stream.read() == data[-5:]
        assert stream.tell() == len(data)
        stream.seek(10)
        stream.seek(5, io.SEEK_CUR)
        assert stream.read(1) == data[15:16]
        stream.seek(len(data) + 10)
        assert stream.read(1) == b""


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_that_any_changed_byte_is_noticed(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    blobs = Blobs(tmp_path_factory.mktemp("b"), KEY, NAMES)
    put = blobs.put(io.BytesIO(b"some words that matter"))
    path = file_of(blobs, put.name)
    sealed = bytearray(path.read_bytes())
    place = data.draw(st.integers(0, len(sealed) - 1))
    sealed[place] ^= data.draw(st.integers(1, 255))
    path.write_bytes(sealed)
    with pytest.raises(VaultDamaged):
        blobs.read(put.name)


def test_that_a_file_cut_at_a_chunk_is_noticed(blobs: Blobs) -> None:
    put = blobs.put(io.BytesIO(pattern(3 * CHUNK)))
    path = file_of(blobs, put.name)
    with path.open("r+b") as file:
        file.truncate(20 + 2 * (CHUNK + 16))
    with pytest.raises(VaultDamaged):
        blobs.read(put.name)


def test_that_swapped_chunks_are_noticed(blobs: Blobs) -> None:
    put = blobs.put(io.BytesIO(pattern(3 * CHUNK)))
    path = file_of(blobs, put.name)
    sealed, size = path.read_bytes(), CHUNK + 16
    first, second, rest = sealed[20 : 20 + size], sealed[20 + size : 20 + 2 * size], sealed[20:]
    path.write_bytes(sealed[:20] + second + first + rest[2 * size :])
    with pytest.raises(VaultDamaged):
        blobs.read(put.name)


@pytest.mark.parametrize("left", [b"", b"SDB1", b"SDB1" + b"s" * 16, b"XXXX" + b"s" * 64])
def test_that_a_stump_is_noticed(blobs: Blobs, left: bytes) -> None:
    put = blobs.put(io.BytesIO(b"data"))
    file_of(blobs, put.name).write_bytes(left)
    with pytest.raises(VaultDamaged, match="damaged"):
        blobs.open(put.name)


def test_that_an_empty_blob_is_checked_too(blobs: Blobs) -> None:
    put = blobs.put(io.BytesIO(b""))
    path = file_of(blobs, put.name)
    path.write_bytes(path.read_bytes()[:-1] + b"?")
    with pytest.raises(VaultDamaged):
        blobs.read(put.name)


def test_that_a_missing_file_is_one_sentence(blobs: Blobs) -> None:
    put = blobs.put(io.BytesIO(b"data"))
    file_of(blobs, put.name).unlink()
    assert not blobs.has(put.name)
    with pytest.raises(VaultDamaged, match="missing from the vault"):
        blobs.open(put.name)


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "A" * 64, "0" * 63])
def test_that_a_name_cannot_lead_elsewhere(blobs: Blobs, name: str) -> None:
    with pytest.raises(ValueError, match="not the name"):
        blobs.open(BlobName(name))


def test_that_half_written_files_are_cleared(blobs: Blobs, tmp_path: Path) -> None:
    (tmp_path / "blobs" / "0123.part").write_bytes(b"half")
    put = blobs.put(io.BytesIO(b"whole"))
    assert blobs.clear_parts() == 1
    assert blobs.clear_parts() == 0
    assert blobs.read(put.name) == b"whole"


def test_that_a_stream_that_breaks_leaves_nothing(blobs: Blobs, tmp_path: Path) -> None:
    class Breaks(io.BytesIO):
        def read(self, _: int | None = -1) -> bytes:
            raise ValueError("torn")

    with pytest.raises(ValueError, match="torn"):
        blobs.put(Breaks())
    assert list((tmp_path / "blobs").iterdir()) == []


@pytest.mark.parametrize(
    ("number", "told"),
    [(errno.ENOSPC, "full"), (errno.EIO, "cannot be read or written now"), (errno.EACCES, "now")],
)
def test_that_a_fault_of_the_drive_is_one_sentence(
    blobs: Blobs,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    number: int,
    told: str,
) -> None:
    def full(_: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(VaultRefused, match=told):
        blobs.put(io.BytesIO(b"data"))
    assert list((tmp_path / "blobs").iterdir()) == []


def test_that_a_name_fits_only_its_own_bytes(blobs: Blobs) -> None:
    put = blobs.put(io.BytesIO(b"data"))
    assert blobs.fits(put.name, put.sha256)
    assert not blobs.fits(put.name, hashlib.sha256(b"other").hexdigest())


def test_that_strange_files_in_the_folder_are_no_blobs(blobs: Blobs, tmp_path: Path) -> None:
    (tmp_path / "blobs" / "ab").mkdir()
    (tmp_path / "blobs" / "ab" / "Thumbs.db").write_bytes(b"x")
    assert list(blobs.names()) == []
