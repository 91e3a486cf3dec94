"""Attachments' bytes, encrypted, named by what they hold; knows no records.

A file is ``SDB1``, a random salt, then chunks of one MiB, each sealed with AES-256-GCM. The
file's own key is derived from the salt, so a nonce is simply the chunk's number. A chunk is
bound to its number and to whether it is the last, so that a file cut short, grown or shuffled
does not open.
"""

from __future__ import annotations

import hashlib
import hmac
import io
import os
import re
import secrets
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, NamedTuple, cast

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from app.disk import give_name
from app.domain.ids import BlobName
from app.errors import VaultDamaged
from app.vault.faults import files_in_words, held_back

CHUNK = 1 << 20
_MAGIC = b"SDB1"
_SALT = 16
_HEADER = len(_MAGIC) + _SALT
_TAG = 16
_PART = ".part"
_FILE = "A file that came with a record"
_NAME = re.compile(r"[0-9a-f]{64}")


class Put(NamedTuple):
    """What became of a stream of bytes.

    Attributes:
        size: bytes.
        sha256: of the bytes as they came, hexadecimal.
    """

    name: BlobName
    size: int
    sha256: str


class Blobs:
    """Keeps bytes; the same bytes are kept once.

    Args:
        folder: where the files lie; made where it is missing.
        content_key: 32 bytes that seal what is in them.
        name_key: 32 bytes that make their names, so that a name tells nothing.
    """

    def __init__(self, folder: Path, content_key: bytes, name_key: bytes) -> None:
        self._folder = folder
        self._content_key = content_key
        self._name_key = name_key
        self._folder.mkdir(exist_ok=True)

    def put(self, stream: BinaryIO, begun: bytes = b"") -> Put:
        """Put bytes away; gives their name, their number and their hash.

        Args:
            stream: gives the bytes.
            begun: what was read from it before; a chunk at most.
        """
        part = self._folder / f"{secrets.token_hex(16)}{_PART}"
        try:
            digest, size = self._seal_to(part, stream, begun)
            name = self._name_of(digest)
            with files_in_words(_FILE):
                self._settle(part, self._path(name))
        finally:
            _take_away(part)
        return Put(name, size, digest.hex())

    def told(self, data: bytes) -> Put:
        """Give what :meth:`put` gives of bytes, without putting them away."""
        digest = hashlib.sha256(data).digest()
        return Put(self._name_of(digest), len(data), digest.hex())

    def open(self, name: BlobName) -> BinaryIO:
        """Open bytes for reading, at any place; a missing file raises VaultDamaged."""
        return cast(
            "BinaryIO", io.BufferedReader(_Unsealing(_opened(self._path(name)), self._content_key))
        )

    def read(self, name: BlobName) -> bytes:
        """Give all bytes of a blob."""
        with self.open(name) as stream:
            return stream.read()

    def has(self, name: BlobName) -> bool:
        """Say whether the file is there; whether it is whole is found by reading it."""
        return self._path(name).is_file()

    def names(self) -> Iterator[BlobName]:
        """Give the names of all blobs."""
        for path in sorted(self._folder.glob("??/*")):
            if _NAME.fullmatch(path.name):
                yield BlobName(path.name)

    def hash_of(self, name: BlobName) -> str:
        """Give the SHA-256 of a blob's bytes, hexadecimal, reading a chunk at a time."""
        hashed = hashlib.sha256()
        with self.open(name) as stream:
            while piece := stream.read(CHUNK):
                hashed.update(piece)
        return hashed.hexdigest()

    def fits(self, name: BlobName, sha256: str) -> bool:
        """Say whether a name belongs to bytes with this hash."""
        return hmac.compare_digest(name, self._name_of(bytes.fromhex(sha256)))

    def clear_parts(self) -> int:
        """Take away what an interrupted program left half written; gives how many."""
        parts = list(self._folder.glob(f"*{_PART}"))
        for part in parts:
            _take_away(part)
        return len(parts)

    def _seal_to(self, part: Path, stream: BinaryIO, begun: bytes) -> tuple[bytes, int]:
        """Seal a stream into a new file; gives hash and size of what was read.

        Only what befalls the file is told in words of the vault: faults of the stream are not its.
        """
        salt = secrets.token_bytes(_SALT)
        cipher = AESGCM(_file_key(self._content_key, salt))
        hashed = hashlib.sha256()
        size = 0
        with files_in_words(_FILE):
            file = part.open("xb")
        with file:
            written = _MAGIC + salt
            for number, chunk, is_last in _chunks(stream, begun):
                hashed.update(chunk)
                size += len(chunk)
                written += cipher.encrypt(_nonce(number), chunk, _bound(number, last=is_last))
                with files_in_words(_FILE):
                    file.write(written)
                written = b""
            with files_in_words(_FILE):
                file.flush()
                os.fsync(file.fileno())
        return hashed.digest(), size

    def _settle(self, part: Path, path: Path) -> None:
        """Put a finished file in its place, unless the same bytes lie there already."""
        if not path.exists():
            path.parent.mkdir(exist_ok=True)
            give_name(part, path)

    def _name_of(self, digest: bytes) -> BlobName:
        return BlobName(hmac.new(self._name_key, digest, hashlib.sha256).hexdigest())

    def _path(self, name: BlobName) -> Path:
        if not _NAME.fullmatch(name):
            raise ValueError("not the name of a blob")
        return self._folder / name[:2] / name


class _Unsealing(io.RawIOBase):
    """Reads a sealed file, one chunk in memory at a time."""

    def __init__(self, file: BinaryIO, content_key: bytes) -> None:
        super().__init__()
        self._file = file
        with files_in_words(_FILE):
            header = self._file.read(_HEADER)
            length = os.fstat(self._file.fileno()).st_size - _HEADER
        if len(header) != _HEADER or not header.startswith(_MAGIC) or length < _TAG:
            self._file.close()
            raise _damaged()
        self._cipher = AESGCM(_file_key(content_key, header[len(_MAGIC) :]))
        self._count = -(-length // (CHUNK + _TAG))
        self._size = length - self._count * _TAG
        self._at = 0
        self._number = -1
        self._chunk = b""
        if not self._size:
            self._load(0)

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def seekable(self) -> bool:
        """Say that it can be read from any place."""
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go to a place."""
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence]
        self._at = max(0, base + offset)
        return self._at

    def tell(self) -> int:
        """Give the place."""
        return self._at

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # typeshed's Buffer
        """Fill a buffer from one chunk."""
        if self._at >= self._size:
            return 0
        number, within = divmod(self._at, CHUNK)
        if number != self._number:
            self._load(number)
        piece = self._chunk[within : within + len(buffer)]
        buffer[: len(piece)] = piece
        self._at += len(piece)
        return len(piece)

    def close(self) -> None:
        """Close the file."""
        self._file.close()
        super().close()

    def _load(self, number: int) -> None:
        with files_in_words(_FILE):
            self._file.seek(_HEADER + number * (CHUNK + _TAG))
            sealed = self._file.read(CHUNK + _TAG)
        bound = _bound(number, last=number == self._count - 1)
        try:
            self._chunk = self._cipher.decrypt(_nonce(number), sealed, bound)
        except InvalidTag:
            raise _damaged() from None
        self._number = number


def _take_away(part: Path) -> None:
    """Remove a half-written file; one that another program looks at goes when the vault opens."""
    with suppress(OSError):
        part.unlink(missing_ok=True)


def _opened(path: Path) -> BinaryIO:
    try:
        return path.open("rb")
    except FileNotFoundError:
        raise VaultDamaged(
            "A file that came with a record is missing from the vault.",
            "Restore the vault from a backup, or import the export again.",
        ) from None
    except OSError as error:
        raise held_back(_FILE) from error


def _damaged() -> VaultDamaged:
    return VaultDamaged(
        "A file that came with a record is damaged in the vault.",
        "Restore the vault from a backup, or import the export again.",
    )


def _chunks(stream: BinaryIO, begun: bytes) -> Iterator[tuple[int, bytes, bool]]:
    """Cut a stream into numbered chunks and say which is the last; an empty one has one."""
    number = 0
    chunk = filled(stream, begun)
    while True:
        following = filled(stream) if len(chunk) == CHUNK else b""
        yield number, chunk, not following
        if not following:
            return
        number, chunk = number + 1, following


def filled(stream: BinaryIO, begun: bytes = b"") -> bytes:
    """Read a whole chunk even from a stream that gives less than it is asked for."""
    pieces = [begun]
    wanted = CHUNK - len(begun)
    while wanted and (piece := stream.read(wanted)):
        pieces.append(piece)
        wanted -= len(piece)
    return b"".join(pieces)


def _file_key(content_key: bytes, salt: bytes) -> bytes:
    return HKDF(SHA256(), 32, salt, b"sunshine-desk blob 1").derive(content_key)


def _nonce(number: int) -> bytes:
    return number.to_bytes(12, "big")


def _bound(number: int, *, last: bool) -> bytes:
    return _MAGIC + number.to_bytes(8, "big") + bytes([last])
