"""Small files put away side by side."""

from __future__ import annotations

import io
import threading
from pathlib import Path
from typing import BinaryIO

import pytest

from app.errors import VaultRefused
from app.vault.blobs import CHUNK, Blobs, Put
from app.vault.putting import Putting


@pytest.fixture
def blobs(tmp_path: Path) -> Blobs:
    return Blobs(tmp_path / "blobs", b"c" * 32, b"n" * 32)


def test_that_files_lie_sealed_in_the_vault_when_they_are_settled(blobs: Blobs) -> None:
    given = [b"", b"one", b"two" * 1000, bytes(CHUNK - 1)]
    with Putting(blobs) as putting:
        puts = [putting.put(io.BytesIO(data)) for data in given]
        putting.settle()
        assert [blobs.read(put.name) for put, _ in puts] == given
    assert [data for _, data in puts] == given
    assert [put for put, _ in puts] == [blobs.put(io.BytesIO(data)) for data in given]
    assert blobs.clear_parts() == 0


def test_that_a_large_file_is_not_held_and_lies_there_at_once(blobs: Blobs) -> None:
    data = bytes(range(256)) * (CHUNK // 256) + b"rest"
    with Putting(blobs) as putting:
        for whole in (data, data[:CHUNK]):
            put, held = putting.put(io.BytesIO(whole))
            assert held is None
            assert blobs.read(put.name) == whole
            assert put.size == len(whole)


class Counting(Blobs):
    """Counts what is written, and can be held up or fail."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, b"c" * 32, b"n" * 32)
        self.written = 0
        self.free = threading.Event()
        self.full = False

    def put(self, stream: BinaryIO, begun: bytes = b"") -> Put:
        self.free.wait()
        if self.full:
            raise VaultRefused("The drive that holds the vault is full.", "Make room on it.")
        self.written += 1
        return super().put(stream, begun)


def test_that_the_same_bytes_are_written_once(tmp_path: Path) -> None:
    blobs = Counting(tmp_path / "blobs")
    with Putting(blobs) as putting:
        first, _ = putting.put(io.BytesIO(b"same"))
        assert putting.put(io.BytesIO(b"same"))[0] == first
        blobs.free.set()
        putting.settle()
        assert putting.put(io.BytesIO(b"same"))[0] == first
        putting.settle()
    assert blobs.written == 1


def test_that_what_waits_is_bounded(tmp_path: Path) -> None:
    blobs = Counting(tmp_path / "blobs")
    blobs.free.set()
    with Putting(blobs) as putting:
        for number in range(17):
            putting.put(io.BytesIO(bytes([number]) * (CHUNK - 1)))
        assert blobs.written == 17


def test_that_a_full_drive_is_told_before_anything_points_to_the_file(tmp_path: Path) -> None:
    blobs = Counting(tmp_path / "blobs")
    blobs.full = True
    blobs.free.set()
    with Putting(blobs) as putting:
        putting.put(io.BytesIO(b"data"))
        with pytest.raises(VaultRefused, match="full"):
            putting.settle()
        putting.settle()
