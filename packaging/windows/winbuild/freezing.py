"""Lets PyInstaller make the one-folder program under Wine; the same commit gives the same files."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from winbuild.places import DRIVE, NAME, Places
from winbuild.shell import BuildFailed
from winbuild.source import Commit
from winbuild.wine import Wine

PROGRAMS = ("SunshineDesk.exe", "sunshine-desk.exe")
INNER = "_internal"
"""The folder beside the programs that holds all else."""
_KEPT = 3000
OURS = (*PROGRAMS, f"{INNER}/python3.dll")
"""What is made here, and so is signed here."""


def freeze(places: Places, commit: Commit) -> None:
    """Make the program from the files of a commit."""
    wine = Wine(places.prefix)
    wine.make(places.stand_ins)
    wine.mount(DRIVE, places.work)
    shutil.rmtree(places.program.parent, ignore_errors=True)
    shutil.rmtree(places.work / "freezing", ignore_errors=True)
    folders = ["--distpath", f"{DRIVE}\\frozen", "--workpath", f"{DRIVE}\\freezing"]
    spec = f"{DRIVE}\\source\\packaging\\windows\\desk.spec"
    start = [
        f"{DRIVE}\\python\\python.exe",
        "-m",
        "PyInstaller",
        "--noconfirm",
        "--log-level",
        "WARN",
    ]
    done = wine.run([*start, *folders, spec], more=settings(commit), may_fail=True)
    (places.work / "freezing.log").write_text(done.stdout, encoding="utf-8")
    lacking = [name for name in OURS if not (places.program / name).exists()]
    if done.returncode or lacking:
        raise BuildFailed(
            f"PyInstaller made no {', '.join(lacking) or 'program'}:\n{done.stdout[-_KEPT:]}"
        )
    wine.wait()
    settle(places.program, commit.epoch)


def settings(commit: Commit) -> dict[str, str]:
    """Give the variables under which the same commit gives the same files, on any system."""
    return {
        "PYTHONHASHSEED": "0",
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONUTF8": "1",
        "SOURCE_DATE_EPOCH": str(commit.epoch),
        "DESK_FOLDER": NAME,
    }


def settle(folder: Path, epoch: int) -> None:
    """Give all files of a folder one time and one mode, so that archives of it are alike."""
    for path in [*folder.rglob("*"), folder]:
        path.chmod(0o755 if path.is_dir() else 0o644)
        os.utime(path, (epoch, epoch))


def files(folder: Path) -> list[Path]:
    """Give the files of a folder in one order, on whatever disk it lies."""
    found = (path for path in folder.rglob("*") if path.is_file())
    return sorted(found, key=lambda path: path.relative_to(folder).as_posix())
