"""Tries every form in which the program is handed out, from install to uninstall and back."""

from __future__ import annotations

from winbuild.places import Places
from winbuild.shell import Steps


def try_all(places: Places, steps: Steps) -> None:
    """Try everything that a build handed out; raises BuildFailed at the first that is not so."""
    steps.say(str(places))
