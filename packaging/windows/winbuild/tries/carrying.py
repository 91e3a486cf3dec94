"""The portable form: on a stick, at a stranger's computer, leaving nothing there."""

from __future__ import annotations

import shutil
from pathlib import Path, PureWindowsPath

from winbuild.places import NAME
from winbuild.tries.computer import Computer, demand
from winbuild.tries.office import Office
from winbuild.tries.trial import SECRET, Trial

STICK = PureWindowsPath(r"C:\Stick of the office")
_PROFILES = PureWindowsPath(r"C:\users")


def unpack(trial: Trial, computer: Computer) -> Office:
    """Unpack what was handed out, and give the program with a vault on the stick."""
    packed = trial.artefact("portable", ".zip")
    shutil.unpack_archive(packed, computer.real(STICK))
    return Office(computer, STICK / NAME, SECRET, STICK / "Carried.vault")


def try_out(trial: Trial, office: Office) -> None:
    """Work with it, and look what it wrote where."""
    computer = office.computer
    trial.steps.say("portable: work, the program's own test")
    before = _of_people(computer)
    office.work()
    told = office.prove("sunshine-desk.exe", "self-test", "--window")
    trial.steps.say(f"portable: {told}")
    with computer.running([office.home / "SunshineDesk.exe"]):
        logs = computer.real(office.home / "data" / "Logs")
        computer.wait_for(lambda: logs.is_dir() and any(logs.iterdir()), "a log on the stick")
    computer.wine.wait()
    left = sorted(_of_people(computer) - before)
    demand(not left, f"nothing is left with the person who is logged on: {left}")


def _of_people(computer: Computer) -> set[Path]:
    """Give the files of all profiles; a window that is ended leaves its icons in TEMP."""
    found = (path for path in computer.real(_PROFILES).rglob("*") if path.is_file())
    return {path for path in found if "Temp" not in path.parts}
