"""Checks a signed update that was carried in, and takes the checked installer out of it."""

from __future__ import annotations

import hashlib
import shutil
import struct
import tempfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZIP_STORED, BadZipFile, ZipFile

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from app.domain.updates import Update, numbers, read_manifest
from app.errors import AppError

MANIFEST = "manifest.json"
SIGNATURE = "manifest.sig"
MOST_MANIFEST = 16_384
SIGNATURE_BYTES = 64
_PIECE = 1 << 20
_BROKEN = (
    BadZipFile, EOFError, KeyError, OverflowError, RuntimeError, ValueError,
    struct.error, zlib.error,
)  # fmt: skip
Write = Callable[[bytes], object]


class UpdateRefused(AppError):
    """The file is no update that may be installed here."""


@dataclass(frozen=True, slots=True)
class Judge:
    """By what updates are judged.

    Attributes:
        key: Ed25519 public key; None where none is known, so that nothing is installed.
        current: the version that is installed.
    """

    key: bytes | None
    current: str


@dataclass(frozen=True, slots=True)
class Taken:
    """A checked update, and where its installer lies now."""

    update: Update
    installer: Path


def check(path: Path, judge: Judge) -> Update:
    """Check an update to its last byte, and write nothing.

    Raises:
        UpdateRefused: it is not to be installed here.
        AppError: it cannot be read, or no key is known by which it could be checked.
    """
    with _opened(path, judge) as (archive, update):
        _copy(archive, update, path, lambda _: None)
        return update


def take(path: Path, judge: Judge, folder: Path) -> Taken:
    """Check an update and keep its installer in a folder of this user's alone.

    The bytes that are hashed are those that are written: what happens to the file afterwards, or
    while it is read, makes no difference. Whatever an earlier update left in the folder goes.

    Raises:
        UpdateRefused: it is not to be installed here; nothing of it is left.
        AppError: it cannot be read or kept, or no key is known.
    """
    with _opened(path, judge) as (archive, update):
        home = _fresh(folder)
        installer = home / update.file
        try:
            _copy(archive, update, path, _written(installer))
        except BaseException:
            shutil.rmtree(home, ignore_errors=True)
            raise
        return Taken(update, installer)


def _written(installer: Path) -> Write:
    """Give what adds to a new file; raises AppError where there is no room."""

    def write(piece: bytes) -> None:
        try:
            with installer.open("ab") as stream:
                stream.write(piece)
        except OSError as reason:
            raise _no_room(installer.parent.parent) from reason

    return write


@contextmanager
def _opened(path: Path, judge: Judge) -> Iterator[tuple[ZipFile, Update]]:
    if judge.key is None:
        raise AppError(
            "No key is known by which updates are checked, so none is installed.",
            "Ask your IT department: they name the key in the policy of this computer.",
        )
    try:
        with path.open("rb") as stream, ZipFile(stream) as archive:
            yield archive, _signed(archive, path, judge)
    except _BROKEN as reason:
        raise _refused(path, "is no update, or was cut short or changed") from reason
    except OSError as reason:
        raise AppError(
            f"The file {path.name} cannot be read.", "Check that the stick is still plugged in."
        ) from reason


def _signed(archive: ZipFile, path: Path, judge: Judge) -> Update:
    """Give what was signed, once its signature, its version and its members are right."""
    manifest = _small(archive, MANIFEST, MOST_MANIFEST)
    signature = _small(archive, SIGNATURE, SIGNATURE_BYTES)
    try:
        Ed25519PublicKey.from_public_bytes(judge.key or b"").verify(signature, manifest)
    except (InvalidSignature, ValueError) as reason:
        raise _refused(path, "is not signed with the key of your updates") from reason
    update = read_manifest(manifest)
    if update is None:
        raise _refused(path, "is signed, but for no version of this program that is understood")
    _refuse_version(update, judge.current)
    members = sorted(one.filename for one in archive.infolist())
    whole = archive.getinfo(update.file)
    is_plain = whole.compress_type == ZIP_STORED and whole.file_size == update.size
    if members != sorted((MANIFEST, SIGNATURE, update.file)) or not is_plain:
        raise _refused(path, "holds something else than what was signed")
    return update


def _small(archive: ZipFile, name: str, most: int) -> bytes:
    with archive.open(name) as stream:
        data = stream.read(most + 1)
    if len(data) > most:
        raise BadZipFile
    return data


def _refuse_version(update: Update, current: str) -> None:
    if numbers(update.version) <= numbers(current):
        raise UpdateRefused(
            f"This update holds version {update.version}, and {current} is installed.",
            "Nothing that is older or the same is installed over it.",
        )
    if numbers(update.min_version) > numbers(current):
        raise UpdateRefused(
            f"Version {update.version} is installed over {update.min_version} or a newer one, and "
            f"{current} is installed.",
            f"Install version {update.min_version} first.",
        )


def _copy(archive: ZipFile, update: Update, path: Path, write: Write) -> None:
    hashed, size = hashlib.sha256(), 0
    with archive.open(update.file) as stream:
        while piece := stream.read(_PIECE):
            hashed.update(piece)
            size += len(piece)
            write(piece)
    if size != update.size or hashed.hexdigest() != update.sha256:
        raise _refused(path, "holds another installer than the one that was signed")


def _fresh(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return Path(tempfile.mkdtemp(dir=folder))
    except OSError as reason:
        raise _no_room(folder) from reason


def _no_room(folder: Path) -> AppError:
    return AppError(
        "The update could not be kept on this computer.",
        f"Make room, and check that you may write to {folder}.",
    )


def _refused(path: Path, why: str) -> UpdateRefused:
    return UpdateRefused(
        f"{path.name} {why}.", "Nothing was installed. Ask your IT department for the file again."
    )
