"""Where files lie: the program's own data and the user's settings; nothing else knows."""

from __future__ import annotations

import sys
from pathlib import Path

from platformdirs import user_config_path, user_documents_path, user_log_path


def resource(name: str) -> Path:
    """Give the path of a bundled file, in a checkout or in a frozen program."""
    frozen = getattr(sys, "_MEIPASS", None)
    base = Path(frozen) if frozen else Path(__file__).resolve().parent.parent
    return base / "resources" / name


def settings_file() -> Path:
    """Give the path of the settings; it need not exist."""
    return user_config_path("Sunshine Desk", appauthor=False, roaming=True) / "settings.toml"


def log_folder() -> Path:
    """Give the folder of the program's own log."""
    return user_log_path("Sunshine Desk", appauthor=False)


def documents_folder() -> Path:
    """Give the folder in which new vaults and packets are offered to be kept."""
    return user_documents_path()
