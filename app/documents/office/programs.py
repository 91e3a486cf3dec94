"""Which programs on this computer can turn office documents into PDF, and where they are."""

from __future__ import annotations

import importlib.util
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

LIBREOFFICE = "LibreOffice"
MICROSOFT = "Microsoft Office"

_NAMES = ("soffice", "libreoffice")
_PLACES = (
    Path("/usr/bin/soffice"), Path("/usr/lib/libreoffice/program/soffice"),
    Path("/opt/libreoffice/program/soffice"),
    Path("/Applications/LibreOffice.app/Contents/MacOS/soffice"),
)  # fmt: skip
_WINDOWS_FOLDERS = ("ProgramFiles", "ProgramFiles(x86)", "ProgramW6432")


def programs() -> tuple[str, ...]:
    """Name the programs that are installed, the one that shows documents best first."""
    found = [MICROSOFT] if has_microsoft_office() else []
    return (*found, LIBREOFFICE) if find_libreoffice() else tuple(found)


def find_libreoffice(system: str = sys.platform) -> Path | None:
    """Give the path of LibreOffice's program where it is installed.

    On Windows it stands on no path, and whoever looks there looks into the folder first in which
    the program was started: whatever lies there by that name must not be run.
    """
    for name in () if system == "win32" else _NAMES:
        found = shutil.which(name)
        if found:
            return Path(found)
    return next((place for place in _places() if place.is_file()), None)


def has_microsoft_office() -> bool:
    """Say whether Word can be driven on this computer."""
    return importlib.util.find_spec("win32com") is not None and _is_registered("Word.Application")


def _places() -> Iterator[Path]:
    for variable in _WINDOWS_FOLDERS:
        folder = os.environ.get(variable)
        if folder:
            yield Path(folder) / "LibreOffice" / "program" / "soffice.exe"
    yield from _PLACES


def _is_registered(program_id: str) -> bool:  # pragma: no cover - on Windows only
    if sys.platform == "win32":
        import winreg

        try:
            winreg.CloseKey(winreg.OpenKey(winreg.HKEY_CLASSES_ROOT, program_id))
        except OSError:
            return False
        return True
    return False
