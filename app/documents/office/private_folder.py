"""A folder that only its owner may read, for a program that needs files; emptied and removed."""

from __future__ import annotations

import os
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from app.disk import take_away
from app.errors import AppError

_PIECE = 1 << 20
_MARK = "showing-"


@contextmanager
def private_folder(within: Path) -> Iterator[Path]:
    """Give a new folder; whatever lies in it is overwritten and removed in the end.

    Overwriting is the best that can be done: a drive of flash memory may keep old blocks. So
    the folder lies beside the vault, on a drive that the office has chosen for such things.

    Raises:
        AppError: the folder cannot be made, or something in it cannot be removed.
    """
    clear_leftovers(within)
    folder = within / f"{_MARK}{secrets.token_hex(8)}"
    try:
        folder.mkdir(mode=stat.S_IRWXU)
    except OSError as error:
        raise AppError(
            "The document cannot be laid out for the other program.",
            "Check that the vault's folder can be written to.",
        ) from error
    try:
        yield folder
    finally:
        remove(folder)
    if folder.exists():
        raise AppError(
            "A working copy of a document could not be removed from the vault's folder.",
            "Close the program that has it open, then remove the folder whose name begins with "
            f"“{_MARK}”.",
        )


def clear_leftovers(within: Path) -> None:
    """Remove what a computer that lost power left behind."""
    for folder in sorted(within.glob(f"{_MARK}*")):
        remove(folder)


def write_private(path: Path, data: bytes) -> None:
    """Write a file that only its owner may read."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(path, flags, stat.S_IRUSR | stat.S_IWUSR), "wb") as file:
        file.write(data)


def remove(folder: Path) -> None:
    """Overwrite all files in a folder with zeros and remove it, as far as that can be done."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink():
            with suppress(OSError):
                _overwrite(path)
    with suppress(OSError):
        take_away(folder)


def _overwrite(path: Path) -> None:
    path.chmod(stat.S_IRUSR | stat.S_IWUSR)
    left = path.stat().st_size
    with path.open("r+b") as file:
        while left > 0:
            left -= file.write(bytes(min(left, _PIECE)))
        file.flush()
        os.fsync(file.fileno())
