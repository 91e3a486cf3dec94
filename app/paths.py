"""Where files lie: the program's own data and the user's settings; nothing else knows."""

from __future__ import annotations

import sys
from pathlib import Path

from platformdirs import (
    site_config_path,
    user_cache_path,
    user_config_path,
    user_documents_path,
    user_log_path,
)

NAME = "Sunshine Desk"
POLICY = "policy.json"
PORTABLE = "portable.txt"
"""Beside the programs it says: what the program keeps of itself lies in ``data``, beside it too."""


def resource(name: str) -> Path:
    """Give the path of a bundled file, in a checkout or in a frozen program."""
    frozen = getattr(sys, "_MEIPASS", None)
    base = Path(frozen) if frozen else Path(__file__).resolve().parent.parent
    return base / "resources" / name


def program_folder() -> Path:
    """Give the folder in which the program that runs lies."""
    return Path(sys.executable).resolve().parent


def settings_file() -> Path:
    """Give the path of the settings; it need not exist."""
    return (_carried() or user_config_path(NAME, appauthor=False, roaming=True)) / "settings.toml"


def log_folder() -> Path:
    """Give the folder of the program's own log."""
    carried = _carried()
    return carried / "Logs" if carried else user_log_path(NAME, appauthor=False)


def documents_folder() -> Path:
    """Give the folder in which new vaults and packets are offered to be kept.

    A program that is carried about offers the folder that its own lies in: the stick.
    """
    carried = _carried()
    return carried.parent.parent if carried else user_documents_path()


def policy_files() -> tuple[Path, ...]:
    """List where an IT department's policy may lie, the weightiest last; none need exist.

    On Linux that is the fixed place of the system: a variable can point elsewhere.
    """
    machine = site_config_path(NAME, appauthor=False) / POLICY
    places = [program_folder() / POLICY] if _is_frozen() else []
    places.append(machine)
    if sys.platform == "linux":
        places.append(Path("/etc/xdg") / NAME / POLICY)
    return tuple(dict.fromkeys(places))


def update_folder() -> Path:
    """Give the folder in which a checked update waits until it is installed."""
    return (_carried() or user_cache_path(NAME, appauthor=False)) / "Update"


def _is_frozen() -> bool:
    return bool(getattr(sys, "frozen", False))


def _carried() -> Path | None:
    """Give the folder for what a program keeps that leaves nothing on a stranger's computer."""
    home = program_folder()
    return home / "data" if _is_frozen() and (home / PORTABLE).is_file() else None
