"""Puts files into a folder or a ZIP that has its name only once it is whole."""

from __future__ import annotations

import hashlib
import os
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO, Protocol

import pyzipper

from app.disk import give_name, take_away, to_be_made
from app.errors import AppError
from app.windows_desk.origin import mark_from_outside

SHORTEST_PASSPHRASE = 12
PART = ".part"
_MARK = ".sunshine-desk"
_INNER = "delivery.zip"
_FIXED = (1980, 1, 1, 0, 0, 0)
_PACKED = frozenset({".pdf", ".jpg", ".jpeg", ".png", ".tif", ".xlsx", ".docx", ".pptx", ".zip"})
_CHUNK = 1 << 20
_ORIGINALS = "natives/"
_ELSEWHERE = "Choose another folder, or close the file if another program has it open."


class Target(Protocol):
    """Where a delivery is put, file by file.

    Attributes:
        scratch: a folder of its own that goes when it is finished; None where nothing may lie
            in the clear.
    """

    scratch: Path | None

    def add(self, name: str, data: bytes) -> None:
        """Write a file; its name has slashes between folders."""

    def read_back(self) -> Iterator[tuple[str, str]]:
        """Give name and SHA-256 of every file as it lies there."""

    def put_in_place(self) -> None:
        """Give the whole its name."""

    def abandon(self) -> None:
        """Leave nothing of it; nothing happens where it is in its place."""


class FolderTarget:
    """A folder that is not there yet, or is empty; originals in it are marked as from outside.

    Args:
        path: of the folder.
    """

    def __init__(self, path: Path) -> None:
        self._path = to_be_made(path)
        self._part = _begun(self._path)
        self.scratch: Path | None = self._part
        if self._path.exists() and (not self._path.is_dir() or any(self._path.iterdir())):
            _remove(self._part)
            raise AppError(
                f"There is something already in {path.name}.",
                "Choose a folder that is empty or not there yet.",
            )

    def add(self, name: str, data: bytes) -> None:
        """Write a file."""
        place = self._part.joinpath(*name.split("/"))
        place.parent.mkdir(parents=True, exist_ok=True)
        with place.open("xb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        if name.startswith(_ORIGINALS):
            mark_from_outside(place)

    def read_back(self) -> Iterator[tuple[str, str]]:
        """Give name and SHA-256 of every file."""
        for place in sorted(self._part.rglob("*")):
            name = place.relative_to(self._part).as_posix()
            if place.is_file() and name != _MARK:
                with place.open("rb") as stream:
                    yield name, _hash_of(stream)

    def put_in_place(self) -> None:
        """Give the folder its name."""
        (self._part / _MARK).unlink()
        if self._path.is_dir():
            self._path.rmdir()
        give_name(self._part, self._path)

    def abandon(self) -> None:
        """Leave nothing of it."""
        _remove(self._part)


class ZipTarget:
    """A ZIP file; Zip64 where it grows large.

    Without a passphrase the same files give the same bytes. With one, contents are sealed with
    AES-256 (WinZip AE-2); names of files are not, which is why they tell nothing. One that holds
    originals is marked as from outside: Windows hands the mark on to what is unpacked.

    Args:
        path: of the file; one that is there is replaced at the end.
        passphrase: at least 12 characters, or empty.
    """

    def __init__(self, path: Path, passphrase: str = "") -> None:
        if passphrase and len(passphrase) < SHORTEST_PASSPHRASE:
            raise AppError(
                "The passphrase for the ZIP is too short.",
                f"Give one of at least {SHORTEST_PASSPHRASE} characters.",
            )
        self._path = to_be_made(path)
        self._secret = passphrase.encode("utf-8")
        self._part = _begun(self._path)
        self.scratch: Path | None = None if passphrase else self._part
        self._inner = self._part / _INNER
        self._archive = self._opened("w")
        self._holds_originals = False

    def add(self, name: str, data: bytes) -> None:
        """Write a file."""
        is_packed = Path(name).suffix in _PACKED
        kind = zipfile.ZIP_STORED if is_packed else zipfile.ZIP_DEFLATED
        if self._secret:
            member = pyzipper.zipfile_aes.AESZipInfo(name, _FIXED)
        else:
            member = zipfile.ZipInfo(name, _FIXED)
        member.compress_type = kind
        member.create_system = 0
        self._holds_originals |= name.startswith(_ORIGINALS)
        self._archive.writestr(member, data)

    def read_back(self) -> Iterator[tuple[str, str]]:
        """Give name and SHA-256 of every file; no more can be added."""
        self._archive.close()
        with self._opened("r") as archive:
            for name in archive.namelist():
                with archive.open(name) as stream:
                    yield name, _hash_of(stream)

    def put_in_place(self) -> None:
        """Give the file its name."""
        self._archive.close()
        _synced(self._inner)
        give_name(self._inner, self._path)
        if self._holds_originals:
            mark_from_outside(self._path)
        _remove(self._part)

    def abandon(self) -> None:
        """Leave nothing of it."""
        self._archive.close()
        _remove(self._part)

    def _opened(self, mode: str) -> zipfile.ZipFile:
        if not self._secret:
            return zipfile.ZipFile(self._inner, "w" if mode == "w" else "r")
        archive = pyzipper.AESZipFile(self._inner, mode)
        archive.setpassword(self._secret)
        if mode == "w":
            archive.setencryption(pyzipper.WZ_AES, nbits=256)
        return archive  # type: ignore[no-any-return]  # the library has no types


def _begun(path: Path) -> Path:
    """Make the folder in which a delivery lies while it is made; what was left of one goes."""
    part = path.with_name(path.name + PART)
    try:
        if (part / _MARK).is_file():
            take_away(part)
        part.mkdir()
        (part / _MARK).touch()
    except OSError as error:
        raise _not_written(path) from error
    return part


def _not_written(path: Path) -> AppError:
    return AppError(f"The delivery could not be written to {path.name}.", _ELSEWHERE)


def _remove(part: Path) -> None:
    with suppress(OSError):
        take_away(part)


def _synced(path: Path) -> None:
    with path.open("rb+") as stream:
        os.fsync(stream.fileno())


def _hash_of(stream: IO[bytes]) -> str:
    digest = hashlib.sha256()
    while chunk := stream.read(_CHUNK):
        digest.update(chunk)
    return digest.hexdigest()
