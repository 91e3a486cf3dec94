"""Joins the steps of a build, from a bare Debian 12 to what is handed out."""

from __future__ import annotations

from pathlib import Path

from linuxbuild import appimage, closure, deb, desktop, freezing, packing, parts, tools, wheels
from linuxbuild.packing import Member
from winbuild import debian, handing_out, licences, sbom
from winbuild.freezing import INNER
from winbuild.places import Places
from winbuild.shell import Steps
from winbuild.source import Commit, note, recall, take

HOME = f"usr/lib/{desktop.PACKAGE}"
LICENCES = f"{INNER}/resources/licences"


def make_program(places: Places, wished: str, steps: Steps) -> Commit:
    """Make the program's folder, the list of its hashes and of its parts."""
    for folder in (places.work, places.out):
        folder.mkdir(parents=True, exist_ok=True)
    steps.say("tools")
    debian.install([*tools.TO_FREEZE, *tools.TO_RESOLVE, *tools.TO_PACK])
    uv = debian.uv(places.work)
    commit = take(places.source, wished)
    steps.say("wheels for Debian's Python, their hashes checked")
    site = wheels.lay(uv, places.source, places.python)
    steps.say("PyInstaller")
    freezing.freeze(places, commit)
    steps.say("licence texts, hashes, list of parts")
    found = parts.shipped(uv, places, site)
    licences.write(found, places.program / LICENCES)
    freezing.settle(places, commit)
    note(commit, places.out)
    handing_out.list_payload(places)
    _tell_parts(places, commit, found, site)
    return commit


def make_artefacts(places: Places, steps: Steps, runtime: Path | None = None) -> None:
    """Make every form in which the program is handed out; an AppImage needs its runtime."""
    commit = recall(places.out)
    code = closure.code_of(places.program)
    depends = closure.dependencies(code)
    print(f"         asks for {', '.join(depends)}", flush=True)
    steps.say("package for Debian")
    deb.make(places.out / deb_name(commit), installed(places, commit), commit, depends)
    steps.say("archive")
    packing.tar(carried(places, commit), places.out / archive_name(commit), commit.epoch)
    if runtime:
        steps.say("AppImage")
        made = places.out / f"SunshineDesk-{commit.version}-x86_64.AppImage"
        appimage.make(made, installed(places, commit), commit, runtime)
    handing_out.list_artefacts(places)
    handing_out.tell_sizes(places)


def deb_name(commit: Commit) -> str:
    """Give the name of the package, as Debian writes it."""
    return f"{desktop.PACKAGE}_{commit.version}_{deb.ARCHITECTURE}.deb"


def archive_name(commit: Commit) -> str:
    """Give the name of the archive that is unpacked anywhere."""
    return f"SunshineDesk-{commit.version}-linux-x86_64.tar.xz"


def installed(places: Places, commit: Commit) -> list[Member]:
    """Give all that the package lays down, named from the root of the system."""
    program = packing.folder_members(places.program, HOME, [freezing.PROGRAM])
    command = Member(f"usr/bin/{desktop.COMMAND}", f"../lib/{desktop.PACKAGE}/{freezing.PROGRAM}")
    return [*program, command, *desktop.members(places.source, commit)]


def carried(places: Places, commit: Commit) -> list[Member]:
    """Give all that the archive holds: the program, and beside it what a desktop can be told."""
    program = packing.folder_members(places.program, desktop.PACKAGE, [freezing.PROGRAM])
    share = desktop.members(places.source, commit)
    moved = [
        Member(f"{desktop.PACKAGE}/{one.name.removeprefix('usr/')}", one.content, one.mode)
        for one in share
    ]
    return [*program, *moved]


def _tell_parts(places: Places, commit: Commit, found: list[licences.Part], site: Path) -> None:
    made = places.out / f"SunshineDesk-{commit.version}-linux.cdx.json"
    came_in = wheels.installed(site, places.source / "uv.lock")
    code = closure.code_of(places.program)
    told = [*sbom.of_parts(found, came_in), *sbom.of_code(code, places.program)]
    sbom.save(made, commit, told)
