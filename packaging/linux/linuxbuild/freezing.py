"""Lets PyInstaller make the one-folder program; the same commit gives the same files."""

from __future__ import annotations

import shutil

from winbuild import freezing as windows
from winbuild.places import Places
from winbuild.shell import BuildFailed, run
from winbuild.source import Commit

PROGRAM = "sunshine-desk"
INNER = windows.INNER


def freeze(places: Places, commit: Commit) -> None:
    """Make the program from the files of a commit."""
    shutil.rmtree(places.program.parent, ignore_errors=True)
    shutil.rmtree(places.work / "freezing", ignore_errors=True)
    settings = {**windows.settings(commit), "QT_QPA_PLATFORM": "offscreen"}
    start = [str(places.python / "bin" / "python"), "-m", "PyInstaller", "--noconfirm"]
    where = [str(places.program.parent), "--workpath", str(places.work / "freezing")]
    spec = str(places.source / "packaging" / "windows" / "desk.spec")
    done = run([*start, "--log-level", "WARN", "--distpath", *where, spec], more=settings)
    (places.work / "freezing.log").write_text(done.stdout, encoding="utf-8")
    if not (places.program / PROGRAM).exists():
        raise BuildFailed(f"PyInstaller made no {PROGRAM}.")
    settle(places, commit)


def settle(places: Places, commit: Commit) -> None:
    """Give all files one time and their modes, so that archives of them are alike."""
    windows.settle(places.program, commit.epoch)
    (places.program / PROGRAM).chmod(0o755)
