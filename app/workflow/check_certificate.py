"""Check a certificate and the files that it names; it needs no vault and believes nothing."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import TypeVar

from app.domain.certificate import (
    ALGORITHM,
    FORMAT,
    CertificateCheck,
    FileCheck,
    FileState,
    canonical,
    fingerprint_of,
)
from app.errors import AppError
from app.reading.deep import undisturbed
from app.vault.signing import is_signed

_MOST = 64 * 1024 * 1024
_CHUNK = 1024 * 1024
_NO_CERTIFICATE = (
    "This file is no certificate of Sunshine Desk.",
    "Choose the JSON file that came with the packet.",
)

Untrusted = dict[str, object]
_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class _Read:
    """A certificate as it was read, not believed yet.

    Attributes:
        said: the form of it that is signed.
    """

    untrusted: Untrusted
    said: bytes
    public_key: str
    value: str
    algorithm: str
    files: Mapping[str, str]

    @property
    def fingerprint(self) -> str:
        return fingerprint_of(self.public_key)

    @property
    def is_signed(self) -> bool:
        """Say whether the key that is named signed exactly this."""
        names_key = self.untrusted.get("fingerprint") == self.fingerprint
        is_known = self.algorithm == ALGORITHM and self.untrusted.get("format") == FORMAT
        return is_known and names_key and is_signed(self.said, self.value, self.public_key)


def check_certificate(envelope: bytes, files: Mapping[str, Path | bytes]) -> CertificateCheck:
    """Say whether a certificate is signed and whether files are those that it names.

    A file is known by its hash, so that it may have been renamed. What is no certificate at all
    raises AppError; one that was changed is told as such.

    Args:
        envelope: the bytes of the JSON file.
        files: under their names; those that the certificate names and that are not here are
            missing.
    """
    read = _read(envelope)
    hashes = {name: _hash_of(name, file) for name, file in files.items()}
    checks = tuple(_compared(read.files, hashes))
    signed = read.is_signed
    return CertificateCheck(
        signed=signed,
        fingerprint=read.fingerprint if signed else "",
        number=str(read.untrusted.get("request", "")),
        files=checks,
        sentence=_sentence(read, checks, signed=signed),
    )


def files_beside(envelope: bytes, folder: Path) -> dict[str, Path | bytes]:
    """Find the files that a certificate names in a folder; a name never leads out of it."""
    found: dict[str, Path | bytes] = {}
    for name in _read(envelope).files:
        path = _inside(folder, name)
        if path is not None and path.is_file():
            found[name] = path
    return found


def _inside(folder: Path, untrusted_name: str) -> Path | None:
    posix, windows = PurePosixPath(untrusted_name), PureWindowsPath(untrusted_name)
    if posix.is_absolute() or windows.drive or windows.root or ".." in windows.parts:
        return None
    return folder.joinpath(*posix.parts)


def _compared(named: Mapping[str, str], found: Mapping[str, str]) -> Iterator[FileCheck]:
    """Compare by name, then by hash; a file that nobody certified is told too."""
    known = set(found.values())
    for name, sha256 in named.items():
        if found.get(name, sha256 if sha256 in known else "") == sha256:
            yield FileCheck(name, FileState.SAME)
        else:
            state = FileState.CHANGED if name in found else FileState.MISSING
            yield FileCheck(name, state)
    for name, sha256 in found.items():
        if name not in named and sha256 not in set(named.values()):
            yield FileCheck(name, FileState.UNNAMED)


def _sentence(read: _Read, checks: tuple[FileCheck, ...], *, signed: bool) -> str:
    if not signed:
        return (
            "The signature does not fit: the certificate was changed, or it was not signed by the "
            "key that it names. Do not rely on it; ask the office for another one."
        )
    key = (
        f"The signature is sound. Ask the office on the telephone whether the fingerprint of its "
        f"vault is {read.fingerprint}."
    )
    wrong = [one for one in checks if one.state is not FileState.SAME]
    if not wrong:
        count = len(checks)
        files = "The file is the one" if count == 1 else f"All {count:,} files are those"
        return f"{files} that the certificate names. {key}"
    told = "; ".join(f"{one.name}: {one.state.value}" for one in wrong[:5])
    more = f" and {len(wrong) - 5:,} more" if len(wrong) > 5 else ""
    return f"Not every file is the one that was certified: {told}{more}. {key}"


# Reading what came from anybody


def _read(untrusted_bytes: bytes) -> _Read:
    try:
        with undisturbed():
            whole = json.loads(
                untrusted_bytes[:_MOST].decode("utf-8-sig"),
                object_pairs_hook=_once,
                parse_float=_refused,
                parse_constant=_refused,
            )
        told, signature = _table(whole, "certificate"), _table(whole, "signature")
        return _Read(
            untrusted=told,
            said=canonical(told),
            public_key=_text(signature, "public_key"),
            value=_text(signature, "value"),
            algorithm=_text(signature, "algorithm"),
            files=_files(told),
        )
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise AppError(*_NO_CERTIFICATE) from error


def _files(told: Untrusted) -> dict[str, str]:
    listed = told["files"]
    if not isinstance(listed, list):
        raise TypeError("files")
    pairs = [(_text(one, "name"), _text(one, "sha256")) for one in listed]
    return _once(pairs)


def _once(pairs: list[tuple[str, _Value]]) -> dict[str, _Value]:
    """Refuse a name that is given twice: programs differ in which of the two they take."""
    table = dict(pairs)
    if len(table) != len(pairs):
        raise ValueError("a name twice")
    return table


def _refused(_: str) -> object:
    raise ValueError("a number that is not whole")


def _table(told: object, key: str) -> Untrusted:
    found: object = told[key] if isinstance(told, dict) else None
    if isinstance(found, dict):
        return found
    raise TypeError(key)


def _text(told: object, key: str) -> str:
    found: object = told[key] if isinstance(told, dict) else None
    if isinstance(found, str):
        return found
    raise TypeError(key)


def _hash_of(name: str, file: Path | bytes) -> str:
    if isinstance(file, bytes):
        return hashlib.sha256(file).hexdigest()
    digest = hashlib.sha256()
    try:
        with file.open("rb") as stream:
            while chunk := stream.read(_CHUNK):
                digest.update(chunk)
    except OSError as error:
        raise AppError(
            f"{name} cannot be read.", "See that it is still there, and try again."
        ) from error
    return digest.hexdigest()
