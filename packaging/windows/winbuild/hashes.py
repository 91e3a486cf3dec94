"""Lists of SHA-256 hashes beside what they are of, and what differs between two; no signatures."""

from __future__ import annotations

import hashlib
from pathlib import Path

from winbuild.freezing import files

PAYLOAD = "payload.sha256"
"""The program's files as they were before they were signed: the same commit gives the same list."""
ARTEFACTS = "SHA256SUMS"


def of_file(path: Path) -> str:
    """Give the hash of one file."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def of_folder(folder: Path) -> str:
    """Give the list for all files of a folder, as ``sha256sum`` writes and checks it."""
    lines = [f"{of_file(path)}  {path.relative_to(folder).as_posix()}" for path in files(folder)]
    return "".join(f"{line}\n" for line in lines)


def differing(one: str, other: str) -> list[str]:
    """Give the names that two lists do not agree on."""
    first, second = _read(one), _read(other)
    return sorted(name for name in {*first, *second} if first.get(name) != second.get(name))


def compare(one: Path, other: Path) -> int:
    """Print what two builds do not agree on; gives 1 where there is something.

    Args:
        one: a list, a folder that holds one, or a program's folder.
        other: likewise.
    """
    first, second = _list(one), _list(other)
    names = differing(first, second)
    for name in names:
        print(f"differs: {name}")
    print(f"{len(first.splitlines())} files, {len(names)} differ")
    return 1 if names else 0


def _list(path: Path) -> str:
    if path.is_dir() and not (path / PAYLOAD).exists():
        return of_folder(path)
    return (path / PAYLOAD if path.is_dir() else path).read_text(encoding="utf-8")


def _read(text: str) -> dict[str, str]:
    pairs = (line.split("  ", 1) for line in text.splitlines())
    return {name: found for found, name in pairs}
