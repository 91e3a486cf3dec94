"""Makes the small program that does for installers what their own words cannot; never installed."""

from __future__ import annotations

from pathlib import Path

from winbuild.places import HERE
from winbuild.shell import run
from winbuild.signing import Signer
from winbuild.stand_ins import COMPILER

APPLICATION = "SunshineDesk.SunshineDesk"
"""By what name Windows knows the program; it gives itself the same when it runs."""
_NAME = "arrange.exe"
_LIBRARIES = ("-lole32", "-luuid", "-ladvapi32", "-lshell32")


def make(folder: Path, signer: Signer) -> Path:
    """Compile it into a folder and sign it: installers start it on other people's computers."""
    made = folder / _NAME
    plain = ["-O2", "-s", "-Wall", "-Wextra", "-Werror", "-municode", "-mwindows"]
    source = HERE / "arranger" / "arrange.c"
    run([COMPILER, *plain, "-Wl,--no-insert-timestamp", "-o", made, source, *_LIBRARIES])
    signer.sign(made)
    return made
