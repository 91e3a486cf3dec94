"""Makes an AppImage where somebody brings the runtime that one begins with; none is shipped here.

https://github.com/AppImage/AppImageSpec/blob/master/draft.md, type 2: a program for Linux that
mounts the file system behind it and starts ``AppRun`` there.
"""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from linuxbuild import packing
from linuxbuild.desktop import PACKAGE
from linuxbuild.elf import MAGIC
from linuxbuild.packing import Member
from winbuild.shell import BuildFailed
from winbuild.source import Commit

_MARK = slice(8, 11)
_TYPE_2 = b"AI\x02"
_ICON = "usr/share/icons/hicolor/256x256/apps/sunshine-desk.png"


def make(made: Path, members: Sequence[Member], commit: Commit, runtime: Path) -> None:
    """Write it: the runtime, and behind it the files as the package lays them down.

    Args:
        made: the file.
        members: what the package installs.
        commit: what it was built from.
        runtime: a runtime of type 2 for this processor.
    """
    head = runtime.read_bytes()
    if not head.startswith(MAGIC) or head[_MARK] != _TYPE_2:
        raise BuildFailed(f"{runtime} is no runtime of an AppImage of type 2.")
    with tempfile.TemporaryDirectory() as folder:
        plain, packed = Path(folder) / "files.tar", Path(folder) / "files.squashfs"
        packing.tar([*members, *entrance(members)], plain, commit.epoch)
        _squash(plain, packed, commit.epoch)
        made.write_bytes(head + packed.read_bytes())
    made.chmod(packing.PROGRAM_MODE)


def entrance(members: Sequence[Member]) -> list[Member]:
    """Give what an AppImage has at its top: what is started, its menu entry and its icon."""
    found = {one.name: one for one in members}
    menu = found[f"usr/share/applications/{PACKAGE}.desktop"].content
    return [
        Member("AppRun", f"usr/lib/{PACKAGE}/{PACKAGE}"),
        Member(f"{PACKAGE}.desktop", menu),
        Member(f"{PACKAGE}.png", found[_ICON].content),
        Member(".DirIcon", f"{PACKAGE}.png"),
    ]


def _squash(plain: Path, packed: Path, epoch: int) -> None:
    """Turn a tar into a file system of which every runtime knows the packing."""
    times = ["-mkfs-time", str(epoch), "-root-time", str(epoch)]
    options = ["-comp", "zstd", *times, "-root-mode", "755", "-all-root"]
    with plain.open("rb") as stream:
        done = subprocess.run(  # noqa: S603 - Debian's own
            ["sqfstar", *options, str(packed)],  # noqa: S607
            stdin=stream,
            capture_output=True,
            text=True,
            check=False,
        )
    if done.returncode:
        raise BuildFailed(f"sqfstar ended with {done.returncode}:\n{done.stderr[-2000:]}")
