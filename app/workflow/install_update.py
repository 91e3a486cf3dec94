"""Says how a checked update is installed on this computer, and starts it where that is possible."""

from __future__ import annotations

import base64
import binascii
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import app
from app import paths
from app.domain.updates import Kind
from app.errors import AppError
from app.settings.policy import Policy
from app.workflow.update_file import Judge, Taken

KEY = "update.key"
RESTART = "/RESTART"
"""Asks the installer to start the program again."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be done with a checked update.

    Attributes:
        command: the installer to be started once the program has ended; empty where somebody
            has to do it, as ``words`` say.
    """

    words: str
    command: tuple[str, ...] = ()


def judge_for(policy: Policy, built_in: Path | None = None) -> Judge:
    """Give by what updates are judged: the policy's key, else the one that the build brought."""
    if policy.update_key is not None or policy.no_updates:
        return Judge(policy.update_key, app.__version__)
    return Judge(_built_in(built_in or paths.resource(KEY)), app.__version__)


def plan(taken: Taken) -> Plan:
    """Say what is to be done."""
    version, installer = taken.update.version, taken.installer
    if taken.update.kind is Kind.WINDOWS_USER and is_own_install():
        return Plan(
            f"Version {version} is checked. It is installed once the program has ended, within a "
            "minute.",
            (str(installer), "/S"),
        )
    return Plan(f"Version {version} is checked. {_BY_HAND[taken.update.kind]} {installer}")


def start(command: tuple[str, ...]) -> subprocess.Popen[bytes]:
    """Start an installer that outlives this program; nobody here waits for it.

    Raises:
        AppError: the system does not let it start.
    """
    apart = 0
    if sys.platform == "win32":
        apart = subprocess.DETACHED_PROCESS | subprocess.CREATE_NEW_PROCESS_GROUP
    try:
        return subprocess.Popen(  # noqa: S603 - a program whose bytes were checked, no shell
            command, cwd=Path(command[0]).parent, creationflags=apart, stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, close_fds=True,
        )  # fmt: skip
    except OSError as reason:
        raise AppError(
            "The installer could not be started.", f"Ask your IT department to run {command[0]}"
        ) from reason


def is_own_install() -> bool:
    """Say whether this program was installed for one person, who may replace it.

    An installer lays its uninstaller beside; a program that was only unpacked there has none.
    """
    own = os.environ.get("LOCALAPPDATA")
    if os.name != "nt" or not getattr(sys, "frozen", False) or not own:
        return False
    home = paths.program_folder()
    return (home / "uninstall.exe").is_file() and home.is_relative_to(Path(own).resolve())


def _built_in(file: Path) -> bytes | None:
    try:
        key = base64.b64decode(file.read_text(encoding="ascii").strip(), validate=True)
    except (OSError, ValueError, binascii.Error):
        return None
    return key if len(key) == 32 else None


_COPIES = "Close the program; an administrator copies it to a folder of their own and"
"""Whatever runs as the clerk can change what lies in the clerk's."""
_OVER = "Close the program, remove the folder _internal beside it, then unpack over its folder"
"""What else lies there is the clerk's own; what an older version laid into that one would stay."""
_BY_HAND = {
    Kind.WINDOWS_USER: "This program was not installed for you alone: close it, then run",
    Kind.WINDOWS_MACHINE: f"{_COPIES} runs",
    Kind.WINDOWS_MSI: f"{_COPIES} installs",
    Kind.WINDOWS_PORTABLE: _OVER,
    Kind.DEB: "Close the program; an administrator then installs with apt",
    Kind.ARCHIVE: _OVER,
}
