"""The hash by which the same export is known again; tells on the way how far it is."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Generator
from functools import partial
from pathlib import Path
from typing import BinaryIO

from app.disk import of_any_length
from app.errors import ExportUnreadable
from app.importers.base import Export, MemberUnreadable
from app.importers.folder import files_as_they_lie, gather_folder, open_file
from app.importers.members import Gathering, Member

_STEP = 1 << 20


def export_hash(export: Export) -> Generator[int, None, str]:
    """Hash an export, giving the bytes done after each piece, and the hash at the end.

    One file gives the SHA-256 of its bytes. A folder gives that of its sorted names with
    their files' hashes, several parts that of their sorted hashes.

    Raises:
        ExportUnreadable: when a chosen file can no longer be read.
    """
    done = 0
    digests: list[str] = []
    for path in export.paths:
        try:
            done, digest = yield from _path(path, done)
        except MemberUnreadable as fault:
            raise ExportUnreadable(
                f"{path.name} can no longer be read: {fault.reason}",
                "Bring the file or drive back, then try once more.",
            ) from fault
        digests.append(digest)
    if len(digests) == 1:
        return digests[0]
    return hashlib.sha256("\n".join(sorted(digests)).encode("ascii")).hexdigest()


def own_files(export: Export) -> list[Callable[[], BinaryIO]]:
    """Give what opens each file that was chosen or lies in a chosen folder, as it is."""
    return [
        partial(open_file, file)
        for path in export.paths
        for file in (files_as_they_lie(path) if of_any_length(path).is_dir() else [path])
    ]


def _path(path: Path, done: int) -> Generator[int, None, tuple[int, str]]:
    if of_any_length(path).is_dir():
        return (yield from _folder(path, done))
    return (yield from _file(open_file(path), done))


def _folder(path: Path, done: int) -> Generator[int, None, tuple[int, str]]:
    gathering = Gathering()
    gather_folder(path, gathering)
    total = hashlib.sha256()
    for member in sorted(gathering.members.values(), key=lambda member: member.name):
        done, digest = yield from _member(member, done)
        total.update(f"{member.name}\0{digest}\n".encode())
    return done, total.hexdigest()


def _member(member: Member, done: int) -> Generator[int, None, tuple[int, str]]:
    """Hash a file of a folder; one that cannot be read counts by its name alone."""
    try:
        return (yield from _file(member.open(), done))
    except MemberUnreadable:
        return done, "unreadable"


def _file(file: BinaryIO, done: int) -> Generator[int, None, tuple[int, str]]:
    digest = hashlib.sha256()
    with file:
        while piece := file.read(_STEP):
            digest.update(piece)
            done += len(piece)
            yield done
    return done, digest.hexdigest()
