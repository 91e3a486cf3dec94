"""Tries what was built as an office would: installs, runs, upgrades, removes, installs again."""

from __future__ import annotations

from winbuild.places import Places
from winbuild.shell import Steps


def try_all(places: Places, steps: Steps) -> None:
    """Try every form in which the program is handed out."""
    steps.say(f"tries of {places.out}")
