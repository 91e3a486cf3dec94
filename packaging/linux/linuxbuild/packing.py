"""Packs files into archives that are the same for the same files, whatever these are."""

from __future__ import annotations

import io
import tarfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from winbuild.shell import run

PROGRAM_MODE, FILE_MODE = 0o755, 0o644


@dataclass(frozen=True, slots=True)
class Member:
    """One file of an archive.

    Attributes:
        name: where it lies, without a slash before it.
        content: its bytes, the file that holds them, or the name that a link leads to.
        mode: its rights.
    """

    name: str
    content: bytes | Path | str
    mode: int = FILE_MODE


def folder_members(folder: Path, home: str, programs: Iterable[str]) -> list[Member]:
    """Give all files and links of a folder.

    Args:
        folder: what is packed.
        home: the folder of the archive that it becomes.
        programs: names within the folder that people start.
    """
    programs = set(programs)
    found = []
    for path in sorted(folder.rglob("*")):
        within = path.relative_to(folder).as_posix()
        name = f"{home}/{within}"
        if path.is_symlink():
            found.append(Member(name, str(path.readlink())))
        elif path.is_file():
            found.append(Member(name, path, PROGRAM_MODE if within in programs else FILE_MODE))
    return found


def tar(members: Iterable[Member], made: Path, epoch: int, before: str = "") -> None:
    """Write a tar with its folders, all of one time and of root.

    Args:
        members: what it holds, in any order.
        made: the file that is written; packed by xz where it is named so.
        epoch: the time of everything.
        before: what stands before each name, such as ``./``.
    """
    plain = made.with_suffix("") if made.suffix == ".xz" else made
    with tarfile.open(plain, "w", format=tarfile.GNU_FORMAT) as archive:
        for member in _with_folders(members):
            _add(archive, member, epoch, before)
    if plain != made:
        pack(plain)


def pack(file: Path) -> None:
    """Pack a file by xz, with the same bytes on any number of cores, and remove it.

    With the filter for programs the quickest preset but one packs better than the third without.
    """
    filters = ["--x86", "--lzma2=preset=1,dict=32MiB"]
    run(["xz", "--force", "--threads=2", *filters, "--block-size=96MiB", file])


def _with_folders(members: Iterable[Member]) -> Iterator[Member | str]:
    """Give members in the order of their names, each folder once before what it holds."""
    seen: set[PurePosixPath] = set()
    for member in sorted(members, key=lambda one: one.name):
        for parent in reversed(PurePosixPath(member.name).parents):
            if parent not in seen and parent.name:
                seen.add(parent)
                yield str(parent)
        yield member


def _add(archive: tarfile.TarFile, member: Member | str, epoch: int, before: str) -> None:
    told = tarfile.TarInfo(before + (member if isinstance(member, str) else member.name))
    told.mtime, told.uname, told.gname = epoch, "root", "root"
    if isinstance(member, str):
        told.type, told.mode = tarfile.DIRTYPE, PROGRAM_MODE
        archive.addfile(told)
    elif isinstance(member.content, str):
        told.type, told.mode, told.linkname = tarfile.SYMTYPE, 0o777, member.content
        archive.addfile(told)
    else:
        data = member.content
        data = data if isinstance(data, bytes) else data.read_bytes()
        told.mode, told.size = member.mode, len(data)
        archive.addfile(told, io.BytesIO(data))
