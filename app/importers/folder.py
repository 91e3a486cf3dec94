"""Plain files and folders as members of an export; follows no link."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from app.disk import is_in_cloud, of_any_length
from app.importers.base import MemberUnreadable
from app.importers.members import Gathering, Member, unreadable_because

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

LINK = "It is only a link to another place, which was not followed."
NO_FILE = "It is neither a file nor a folder."
IN_CLOUD = "It lies in the cloud and could not be brought to this computer."
CLOSED_FOLDER = "The computer does not permit this folder to be read."

_BUFFER = 1 << 16
_NAME_SURROGATE = 0x20000000


class _FileReading(io.FileIO):
    """A file whose faults are told as :class:`MemberUnreadable`."""

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        try:
            return super().readinto(buffer)
        except OSError as cause:
            raise _unreadable(Path(self.name), cause) from cause

    def readall(self) -> bytes:
        try:
            return super().readall()
        except OSError as cause:
            raise _unreadable(Path(self.name), cause) from cause


def open_file(path: Path) -> BinaryIO:
    """Open a file for reading, also at a long path.

    Raises:
        MemberUnreadable: when it is gone, forbidden or on a failing drive.
    """
    try:
        return io.BufferedReader(_FileReading(of_any_length(path)), _BUFFER)
    except OSError as cause:
        raise _unreadable(path, cause) from cause


def gather_file(path: Path, into: Gathering) -> None:
    """Add one file under its own name."""
    _gather(path, path.name, of_any_length(path).stat().st_size, into)


def gather_folder(path: Path, into: Gathering) -> None:
    """Add all files below a folder, by name, without following links."""
    for entry, name in _walk(path, into):
        if not _is_plain_file(entry):
            if into.accepts(name):
                into.ignore(name, LINK if _is_link(entry) else NO_FILE)
            continue
        _gather(Path(entry.path), name, entry.stat(follow_symlinks=False).st_size, into)


def files_as_they_lie(path: Path) -> list[Path]:
    """Give every file below a folder, whatever it is called, in the order of names; no links."""
    found = _walk(path, Gathering())
    return sorted(Path(entry.path) for entry, _ in found if _is_plain_file(entry))


def _gather(path: Path, name: str, size: int, into: Gathering) -> None:
    safe = into.accepts(name)
    if safe:
        into.take(Member(safe, name, size, -1, partial(open_file, path)))


def _walk(top: Path, into: Gathering) -> Iterator[tuple[os.DirEntry[str], str]]:
    """Give every entry that is no folder, with its name from the top."""
    waiting = [(of_any_length(top), "")]
    while waiting:
        folder, before = waiting.pop()
        try:
            with os.scandir(folder) as listing:
                entries = sorted(listing, key=lambda entry: entry.name)
        except OSError:
            into.fail(before or top.name, CLOSED_FOLDER)
            continue
        for entry in entries:
            name = f"{before}{_one_name(entry.name)}"
            if not _is_link(entry) and entry.is_dir(follow_symlinks=False):
                waiting.append((Path(entry.path), f"{name}/"))
            else:
                yield entry, name


def _unreadable(path: Path, cause: OSError) -> MemberUnreadable:
    return MemberUnreadable(IN_CLOUD) if is_in_cloud(path) else unreadable_because(cause)


def _one_name(name: str) -> str:
    """Keep a backslash, which Linux permits in a name, from looking like a folder."""
    return name.replace("\\", "_")


def _is_link(entry: os.DirEntry[str]) -> bool:
    """Say whether it is a symbolic link, a junction or a mount point."""
    if entry.is_symlink():
        return True
    tag = getattr(entry.stat(follow_symlinks=False), "st_reparse_tag", 0)
    return bool(tag & _NAME_SURROGATE)


def _is_plain_file(entry: os.DirEntry[str]) -> bool:
    return not _is_link(entry) and entry.is_file(follow_symlinks=False)
