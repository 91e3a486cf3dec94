"""Gives what a desktop is told of the program: menu, icons, kinds of files, manual, licence."""

from __future__ import annotations

import gzip
import struct
import time
from email.utils import formatdate
from pathlib import Path

from linuxbuild.packing import Member
from winbuild.source import Commit

PACKAGE = "sunshine-desk"
COMMAND = "sunshine-desk"
MAINTAINER = "The Sunshine Desk contributors <packages@sunshine-desk.example>"
SUMMARY = "workstation for answering public-records requests, offline"
FILES = Path(__file__).resolve().parent.parent / "files"
_LEAST_COMMON = {20, 40}
"""Sides of icons that Windows asks for and no desktop does."""


def members(source: Path, commit: Commit) -> list[Member]:
    """Give all files of ``usr/share``, by the texts of a commit."""
    share = "usr/share"
    documents = f"{share}/doc/{PACKAGE}"
    files = source / "packaging" / "linux" / "files"
    manual = packed(told(files / "sunshine-desk.1", commit))
    readme = packed((source / "packaging" / "README.md").read_bytes())
    changes = packed((source / "CHANGELOG.md").read_bytes())
    overrides = files / "lintian-overrides"
    found = [
        Member(f"{share}/applications/{PACKAGE}.desktop", files / "sunshine-desk.desktop"),
        Member(
            f"{share}/file-manager/actions/{PACKAGE}-vault.desktop",
            files / "sunshine-desk-vault.desktop",
        ),
        Member(f"{share}/mime/packages/{PACKAGE}.xml", files / "sunshine-desk.xml"),
        Member(f"{share}/metainfo/{PACKAGE}.metainfo.xml", told(files / "metainfo.xml", commit)),
        Member(f"{share}/man/man1/{COMMAND}.1.gz", manual),
        Member(f"{documents}/copyright", files / "copyright"),
        Member(f"{documents}/changelog.gz", packed(release(commit).encode())),
        Member(f"{documents}/CHANGELOG.md.gz", changes),
        Member(f"{share}/lintian/overrides/{PACKAGE}", overrides),
        Member(f"{documents}/README.md.gz", readme),
    ]
    return found + icons(source)


def icons(source: Path) -> list[Member]:
    """Give the icon in the sizes of desktops, as the icon for Windows holds them, and as drawn."""
    home = "usr/share/icons/hicolor"
    drawn = (source / "packaging" / "windows" / "desk.ico").read_bytes()
    found = [
        Member(f"{home}/{side}x{side}/apps/{PACKAGE}.png", picture)
        for side, picture in pictures(drawn).items()
        if side not in _LEAST_COMMON
    ]
    sun = source / "resources" / "icons" / "sun.svg"
    return [*found, Member(f"{home}/scalable/apps/{PACKAGE}.svg", sun)]


def pictures(icon: bytes) -> dict[int, bytes]:
    """Give the PNG of each side that a Windows icon holds."""
    (count,) = struct.unpack_from("<H", icon, 4)
    found = {}
    for one in range(count):
        side, _, _, _, _, _, size, at = struct.unpack_from("<BBBBHHII", icon, 6 + 16 * one)
        found[side or 256] = icon[at : at + size]
    return found


def told(path: Path, commit: Commit) -> bytes:
    """Give a text with the version and the day of the commit."""
    day = time.strftime("%Y-%m-%d", time.gmtime(commit.epoch))
    text = path.read_text(encoding="utf-8")
    return text.replace("@VERSION@", commit.version).replace("@DATE@", day).encode("utf-8")


def release(commit: Commit) -> str:
    """Give the list of releases as Debian writes it: this one, and where more is told."""
    day = formatdate(commit.epoch)
    return (
        f"{PACKAGE} ({commit.version}) stable; urgency=medium\n\n"
        f"  * What is new stands in CHANGELOG.md.gz.\n\n -- {MAINTAINER}  {day}\n"
    )


def packed(data: bytes) -> bytes:
    """Pack a text as manuals and change logs are kept, without a time."""
    return gzip.compress(data, 9, mtime=0)
