"""Installs what the build needs on a bare Debian 12; knows nothing of the build itself."""

from __future__ import annotations

import fcntl
import os
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from winbuild.shell import run

TO_BUILD = (
    "ca-certificates",
    "gcc-mingw-w64-x86-64",
    "git",
    "msitools",
    "nsis",
    "openssl",
    "osslsigncode",
    "wine",
    "wine64",
    "wixl",
    "xauth",
    "xvfb",
)


_TURNS = Path(tempfile.gettempdir()) / f"sunshine-desk-build-{os.geteuid()}.lock"
"""Two builds at once, for Windows and for Linux, install one after the other."""


def install(packages: Sequence[str] = TO_BUILD) -> None:
    """Install those packages that are not there yet."""
    missing = [name for name in packages if run(["dpkg", "-s", name], may_fail=True).returncode]
    if not missing:
        return
    as_root = [] if os.geteuid() == 0 else ["sudo"]
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    options = ["install", "-y", "-qq", "--no-install-recommends"]
    with _TURNS.open("w", encoding="utf-8") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        run([*as_root, "apt-get", "update", "-qq"], more=quiet)
        run([*as_root, "apt-get", *options, *missing], more=quiet)


def uv(work: Path) -> Path:
    """Give uv: the one that is there, or one installed into the folder of work."""
    found = shutil.which("uv")
    if found:
        return Path(found)
    home = work / "uv"
    if not (home / "bin" / "uv").exists():
        if run([sys.executable, "-c", "import ensurepip, venv"], may_fail=True).returncode:
            install(["python3-venv"])
        run([sys.executable, "-m", "venv", home])
        run([home / "bin" / "pip", "-q", "install", "uv"])
    return home / "bin" / "uv"
