"""Joins the steps of a build, from a bare computer to signed installers."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from winbuild import (
    archive,
    closure,
    debian,
    freezing,
    handing_out,
    interpreter,
    licences,
    msi,
    nsis,
    sbom,
    stand_ins,
    wheels,
)
from winbuild.lightening import lighten, made_here
from winbuild.places import Places
from winbuild.shell import BuildFailed, Steps, at_once, run
from winbuild.signing import Signer, is_signed
from winbuild.source import Commit, note, take

LICENCES = f"{freezing.INNER}/resources/licences"


@dataclass(frozen=True, slots=True)
class Wishes:
    """What is asked of a build.

    Attributes:
        places: where it works and what it hands out.
        commit: git's name of what is built.
    """

    places: Places
    commit: str = "HEAD"


def make_program(wishes: Wishes, steps: Steps) -> Commit:
    """Make the program's folder, not signed yet, and the list of its hashes."""
    places = wishes.places
    places.work.mkdir(parents=True, exist_ok=True)
    places.out.mkdir(parents=True, exist_ok=True)
    steps.say("tools")
    debian.install()
    uv = debian.uv(places.work)
    commit = take(places.source, wishes.commit)
    steps.say(f"Python {interpreter.VERSION} for Windows, its signatures checked")
    interpreter.assemble(uv, places.python)
    steps.say("wheels for Windows, their hashes checked")
    site = places.python / "Lib" / "site-packages"
    wheels.locked(uv, places.source, site)
    stand_ins.make(places.stand_ins)
    _lay_runtime(site, places.python)
    steps.say("PyInstaller under Wine")
    freezing.freeze(places, commit)
    lighten(places.program / freezing.INNER)
    asked = closure.lacking(places.program)
    if asked:
        raise BuildFailed(f"Neither shipped nor part of Windows: {asked}")
    steps.say("licence texts, hashes, list of parts")
    parts = shipped_parts(uv, places, site)
    licences.write(parts, places.program / LICENCES)
    freezing.settle(places.program, commit.epoch)
    note(commit, places.out)
    handing_out.list_payload(places)
    sbom.write(_sbom(places, commit), commit, parts, places.source / "uv.lock", places.program)
    return commit


def take_in(wishes: Wishes, program: Path) -> Commit:
    """Take a program that was made on Windows, to be signed and packed like one made here."""
    places = wishes.places
    debian.install()
    commit = take(places.source, wishes.commit)
    shutil.rmtree(places.program, ignore_errors=True)
    shutil.copytree(program, places.program)
    lighten(places.program / freezing.INNER)
    places.out.mkdir(parents=True, exist_ok=True)
    freezing.settle(places.program, commit.epoch)
    note(commit, places.out)
    handing_out.list_payload(places)
    return commit


def shipped_parts(uv: Path, places: Places, site: Path) -> list[licences.Part]:
    """Give all that others made and that is shipped."""
    choice = ["--frozen", "--no-dev", "--no-emit-project", "--no-hashes", "--no-annotate"]
    told = run([uv, "export", "-q", "--no-header", *choice], folder=places.source).stdout
    wanted = {line.split("==")[0] for line in told.splitlines() if "==" in line}
    here = {one.name.split("-")[0].lower().replace("_", "-") for one in site.glob("*.dist-info")}
    parts = licences.of_wheels(site, (wanted & here) | {"pyinstaller"})
    text = places.python / "Lib" / "LICENSE.txt"
    parts.append(licences.of_files("CPython", interpreter.VERSION, "PSF-2.0", [text]))
    parts += licences.of_resources(places.source / "resources")
    return parts


def make_artefacts(wishes: Wishes, commit: Commit, signer: Signer, steps: Steps) -> None:
    """Sign what is ours, then make every form in which the program is handed out."""
    places = wishes.places
    steps.say("signatures")
    ours = [places.program / name for name in freezing.OURS]
    ours += made_here(places.program / freezing.INNER)
    for path in ours:
        if path.exists() and not is_signed(path):
            signer.sign(path)
    freezing.settle(places.program, commit.epoch)
    name = f"SunshineDesk-{commit.version}"
    steps.say("MSI")
    msi.make(places.program, places.out / f"{name}.msi", commit, signer)
    steps.say("portable ZIP")
    archive.make(places.program, places.out / f"{name}-portable.zip", commit.epoch)
    steps.say("installers")
    at_once(
        partial(
            nsis.make, places.program, places.out / f"{name}-{scope}.exe", commit, signer, scope
        )
        for scope in nsis.SCOPES
    )
    handing_out.list_artefacts(places)
    handing_out.tell_sizes(places)


def _lay_runtime(site: Path, python: Path) -> None:
    """Lay Microsoft's newest runtime, which comes with Qt, beside Python."""
    for path in (site / "shiboken6").glob("vcruntime140*.dll"):
        shutil.copyfile(path, python / path.name)


def _sbom(places: Places, commit: Commit) -> Path:
    return places.out / f"SunshineDesk-{commit.version}.cdx.json"
