"""The commit that is built: its files, time and version; nothing of what is not committed."""

from __future__ import annotations

import json
import shutil
import tomllib
from dataclasses import asdict, dataclass
from pathlib import Path

from winbuild.places import ROOT
from winbuild.shell import run
from winbuild.unpacking import unpack

NOTE = "build.json"


@dataclass(frozen=True, slots=True)
class Commit:
    """What is built.

    Attributes:
        name: git's name of it.
        epoch: when it was made, in seconds; every time in a build is this one.
        version: as the program calls itself.
    """

    name: str
    epoch: int
    version: str

    @property
    def four_numbers(self) -> str:
        """Give the version as Windows writes it, such as ``0.1.0.0``."""
        numbers = [part for part in self.version.split(".") if part.isdigit()]
        return ".".join([*numbers, "0", "0", "0", "0"][:4])


def take(folder: Path, wished: str = "HEAD") -> Commit:
    """Lay the files of a commit into a folder of their own."""
    name = run(["git", "rev-parse", wished], folder=ROOT).stdout.strip()
    epoch = int(run(["git", "log", "-1", "--format=%ct", name], folder=ROOT).stdout)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    archive = folder.with_suffix(".tar")
    run(["git", "archive", "--output", archive, name], folder=ROOT)
    unpack(archive, folder)
    archive.unlink()
    return Commit(name, epoch, version_of(folder))


def note(commit: Commit, folder: Path) -> None:
    """Write down beside the artefacts what they were built from."""
    told = json.dumps(asdict(commit), indent=1)
    (folder / NOTE).write_text(told + "\n", encoding="utf-8")


def recall(folder: Path) -> Commit:
    """Read what artefacts were built from."""
    return Commit(**json.loads((folder / NOTE).read_text(encoding="utf-8")))


def version_of(folder: Path) -> str:
    """Give the version that the project file tells."""
    project = tomllib.loads((folder / "pyproject.toml").read_text(encoding="utf-8"))
    return str(project["project"]["version"])
