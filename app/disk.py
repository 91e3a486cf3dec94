"""What a drive does to paths and files, above all on Windows; knows not what is in them."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

_EXACT, _DEVICE, _SHARE = "\\\\?\\", "\\\\.\\", "\\\\"
_ROOM = 130
"""Longest path of a folder in which files may still be made at ordinary length."""
_HELD = frozenset({5, 32, 33, 145})
"""What Windows answers while somebody has a file open: denied, shared, locked, not empty yet."""
_DEVICES = frozenset(
    {"CON", "PRN", "AUX", "NUL", "CLOCK$", "CONIN$", "CONOUT$"}
    | {f"{port}{number}" for port in ("COM", "LPT") for number in "0123456789¹²³"}
)
_ONE_DRIVE = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")
_AWAY = 0x1000 | 0x40000 | 0x400000
"""Attributes of a placeholder: offline, recalled when opened, recalled when read."""
PAUSES = (0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.8)
"""Seconds between tries; a virus scanner lets go of a new file within them."""


def of_any_length(path: Path) -> Path:
    r"""Give the form of a path that Windows opens at any length: with ``\\?\`` before it.

    Every name stands for itself then, also ``CON`` or one that ends in a dot, but not ``..``:
    that is gone before.
    """
    if os.name != "nt":
        return path
    plain = os.path.abspath(path) if ".." in path.parts else str(path.absolute())  # noqa: PTH100 - Windows' own form
    return Path(exact(plain))


def exact(plain: str) -> str:
    r"""Write ``\\?\`` before an absolute path of Windows, where nothing of the kind is there."""
    if plain.startswith((_EXACT, _DEVICE)):
        return plain
    return f"{_EXACT}UNC\\{plain[2:]}" if plain.startswith(_SHARE) else _EXACT + plain


def to_be_made(path: Path) -> Path:
    """Give the form of a path under which Windows makes a file that every program can open.

    A dot or blank at the end of a name is dropped, as Windows itself does: what keeps it can
    be neither opened nor deleted by others.
    """
    if os.name != "nt":
        return path
    return of_any_length(Path(os.path.abspath(path)))  # noqa: PTH100 - asks Windows for its form


def with_room(path: Path) -> Path:
    """Give the form of a folder's path under which files can be made in it, however deep.

    A short one stays as it is.
    """
    return path if len(str(path.absolute())) <= _ROOM else to_be_made(path)


def names_a_device(name: str) -> bool:
    """Say whether Windows takes a file's name for a device, whatever ending it has."""
    return name.split(".", maxsplit=1)[0].rstrip(" ").upper() in _DEVICES


def is_in_cloud(path: Path) -> bool:
    """Say whether only a placeholder lies here, whose bytes a cloud client has yet to bring.

    https://learn.microsoft.com/windows/win32/fileio/file-attribute-constants
    """
    try:
        told = of_any_length(path).stat()
    except OSError:
        return False
    return bool(getattr(told, "st_file_attributes", 0) & _AWAY)


def is_in_one_drive(path: Path) -> bool:
    """Say whether OneDrive keeps a place in step with the cloud; its client tells its folders."""
    told = [os.environ.get(name, "") for name in _ONE_DRIVE]
    return any(path.absolute().is_relative_to(folder) for folder in told if folder)


def outside_one_drive(folder: Path) -> Path:
    """Give a folder, or the user's own where OneDrive keeps that one."""
    return Path.home() if is_in_one_drive(folder) else folder


def give_name(part: Path, path: Path, pauses: Sequence[float] = PAUSES) -> None:
    """Give a finished file or folder its name; what stood there before is replaced.

    Windows refuses that while another program has one of them open. Virus scanners and
    indexers open everything new for a moment, so it is tried again before OSError is raised.
    """
    _patiently(lambda: part.replace(path), pauses)


def take_file_away(path: Path, pauses: Sequence[float] = PAUSES) -> None:
    """Remove a file that need not be there; a folder of that name is somebody's and stays."""
    _patiently(lambda: path.unlink(missing_ok=True), pauses)


def take_away(path: Path, pauses: Sequence[float] = PAUSES) -> None:
    """Remove a file, or a folder with all in it, that need not be there; as patient as above."""
    _patiently(lambda: _remove(path), pauses)


def _remove(path: Path) -> None:
    """Remove as much as can be; where something stays, OSError tells why."""
    if not path.is_dir() or path.is_symlink():
        path.unlink(missing_ok=True)
        return
    try:
        shutil.rmtree(path)
    except OSError:
        shutil.rmtree(path, ignore_errors=True)
        raise


def _patiently(act: Callable[[], object], pauses: Sequence[float]) -> None:
    """Do something once nobody has the file open; at other faults, and in the end, OSError."""
    for pause in pauses:
        try:
            act()
        except OSError as error:
            if getattr(error, "winerror", None) not in _HELD:
                raise
            threading.Event().wait(pause)
        else:
            return
    act()
