"""Puts older versions of the program together, which upgrades start from; installs nothing.

The program's modules lie as files, so an older version is the present one with the modules and data
of an older commit, compiled by the very Python of the build.
"""

from __future__ import annotations

import os
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from winbuild.freezing import INNER
from winbuild.places import DRIVE, NAME, ROOT, Places
from winbuild.shell import BuildFailed, Steps, run
from winbuild.unpacking import unpack
from winbuild.wine import Wine

COMMIT = "a738ef4c5bd107e772695b205b21295062e01702"
"""The newest commit before vaults remember sightings (migration 0012), with the present lock."""
VERSION = "0.0.9"
ONLY_THE_OLDER = f"{INNER}/of_the_older_only.txt"
_TOLD = re.compile(r'^__version__ = ".*"$', re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Olders:
    """Two older versions.

    Attributes:
        real: of an older commit: its vaults have an older schema; the present one where this
            clone has no such commit.
        has_older_schema: says whether it has.
        relabelled: the present one, which calls itself older.
    """

    real: Path
    has_older_schema: bool
    relabelled: Path


def make(places: Places, wine: Wine, steps: Steps) -> Olders:
    """Make both in the folder of work; Wine sees that folder only as long as this takes."""
    if not (places.python / "python.exe").exists():
        raise BuildFailed(f"Tries need the Python of a build in {places.work}: build there first.")
    folder = places.work / "older"
    shutil.rmtree(folder, ignore_errors=True)
    wine.mount(DRIVE, places.work)
    relabelled = _program(places, wine, folder / "relabelled", places.source)
    known = run(["git", "cat-file", "-e", f"{COMMIT}^{{commit}}"], folder=ROOT, may_fail=True)
    if known.returncode:
        steps.say(f"{COMMIT[:7]} is not in this clone: upgrades start from the present files")
        real = relabelled
    else:
        real = _program(places, wine, folder / "real", _sources(folder / "sources"))
    wine.take_away(DRIVE)
    return Olders(real, not known.returncode, relabelled)


def relabel(text: str) -> str:
    """Let the module that tells the version tell the older one."""
    told, times = _TOLD.subn(f'__version__ = "{VERSION}"', text)
    if times != 1:
        raise BuildFailed("The program tells its version elsewhere than it did.")
    return told


def _sources(into: Path) -> Path:
    into.mkdir(parents=True)
    archive = into.with_suffix(".tar")
    run(["git", "archive", "--output", archive, COMMIT, "app", "resources"], folder=ROOT)
    unpack(archive, into)
    archive.unlink()
    return into


def _program(places: Places, wine: Wine, into: Path, sources: Path) -> Path:
    """Lay the present program down, and over it the modules and data of some sources."""
    program = into / NAME
    shutil.copytree(places.program, program, copy_function=os.link)
    inner = program / INNER
    shutil.rmtree(inner / "app")
    shutil.copytree(sources / "app", inner / "app")
    own = inner / "app" / "__init__.py"
    own.write_text(relabel(own.read_text(encoding="utf-8")), encoding="utf-8")
    _compile(places, wine, inner / "app")
    for path in (sources / "resources").iterdir():
        goal = inner / "resources" / path.name
        if path.is_dir():
            shutil.rmtree(goal, ignore_errors=True)
            shutil.copytree(path, goal)
        else:
            goal.unlink(missing_ok=True)
            shutil.copyfile(path, goal)
    (program / ONLY_THE_OLDER).write_text("It goes with the version that had it.\n", "utf-8")
    return program


def _compile(places: Places, wine: Wine, app: Path) -> None:
    """Compile modules where they lie; steps of migrations stay as they are, as in the program."""
    told = str(app.relative_to(places.work)).replace("/", "\\")
    python = f"{DRIVE}\\python\\python.exe"
    words = ["-m", "compileall", "-q", "-b", "-x", "migrations", f"{DRIVE}\\{told}"]
    wine.run([python, *words], more={"PYTHONUTF8": "1"})
    if not (app / "__init__.pyc").exists():
        raise BuildFailed("The older version's modules could not be compiled.")
    for path in app.rglob("*.py"):
        if "migrations" not in path.parts:
            path.unlink()
