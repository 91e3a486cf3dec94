"""Makes the package for Debian and Ubuntu: https://manpages.debian.org/deb.5 and deb-control.5."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from linuxbuild import packing
from linuxbuild.desktop import MAINTAINER, PACKAGE, SUMMARY
from linuxbuild.packing import Member
from winbuild.source import Commit

ARCHITECTURE = "amd64"
_TEXT = """ Imports exports of messages, mail and social media into one encrypted vault,
 searches them, redacts what the law exempts, and builds a PDF packet that is
 proved to hold nothing that was withheld. It opens no connection."""


def make(
    made: Path,
    members: Sequence[Member],
    commit: Commit,
    depends: Iterable[str],
    *,
    quick: bool = False,
) -> None:
    """Write the package.

    Args:
        made: the file.
        members: all that is installed, named from the root of the system.
        commit: what it was built from.
        depends: other packages, as the control file says them.
        quick: leave the files as they are, for a package that is only tried.
    """
    size = sum(len(_bytes(one)) for one in members)
    told = control(commit.version, depends, size)
    with tempfile.TemporaryDirectory() as folder:
        about = Path(folder) / "control.tar.xz"
        data = Path(folder) / ("data.tar" if quick else "data.tar.xz")
        own = [Member("control", told.encode()), Member("md5sums", sums(members).encode())]
        packing.tar(own, about, commit.epoch, "./")
        packing.tar(members, data, commit.epoch, "./")
        parts = [("debian-binary", b"2.0\n")]
        parts += [(path.name, path.read_bytes()) for path in (about, data)]
        made.write_bytes(_archive(parts, commit.epoch))


def control(version: str, depends: Iterable[str], size: int) -> str:
    """Give what the package says of itself.

    Args:
        version: of the program.
        depends: other packages.
        size: of all files, in bytes.
    """
    fields = {
        "Package": PACKAGE,
        "Version": version,
        "Architecture": ARCHITECTURE,
        "Maintainer": MAINTAINER,
        "Installed-Size": str(-(-size // 1024)),
        "Depends": ", ".join(depends),
        "Recommends": "cups-client, xdg-desktop-portal",
        "Suggests": "libgtk-3-0",
        "Section": "misc",
        "Priority": "optional",
        "Description": f"{SUMMARY}\n{_TEXT}",
    }
    return "".join(f"{name}: {value}\n" for name, value in fields.items())


def sums(members: Iterable[Member]) -> str:
    """Give the hashes by which a system finds files that were changed since."""
    ordered = sorted(members, key=lambda one: one.name)
    lines = [
        f"{hashlib.md5(_bytes(one), usedforsecurity=False).hexdigest()}  {one.name}\n"
        for one in ordered
        if not isinstance(one.content, str)
    ]
    return "".join(lines)


def _bytes(member: Member) -> bytes:
    if isinstance(member.content, str):
        return b""
    return member.content if isinstance(member.content, bytes) else member.content.read_bytes()


def _archive(parts: Iterable[tuple[str, bytes]], epoch: int) -> bytes:
    """Join files as ``ar`` does: a head of 60 characters, then the bytes, even in number."""
    whole = b"!<arch>\n"
    for name, data in parts:
        head = f"{name:<16}{epoch:<12}{0:<6}{0:<6}{'100644':<8}{len(data):<10}`\n"
        whole += head.encode("ascii") + data + b"\n" * (len(data) % 2)
    return whole
