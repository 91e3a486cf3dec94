"""The passphrase: from a file, the environment or the terminal; never an argument."""

from __future__ import annotations

import getpass
import os
import sys
from pathlib import Path

from app.errors import AppError

VARIABLE = "SUNSHINE_DESK_PASSPHRASE"


def passphrase(file: Path | None, *, twice: bool = False) -> str:
    """Give the passphrase, asking on a terminal where neither file nor variable has it."""
    if file is not None:
        return _from_file(file)
    given = os.environ.get(VARIABLE)
    if given:
        return given
    if not sys.stdin.isatty():
        raise AppError(
            "No passphrase was given.",
            f"Use --passphrase-file, or set the variable {VARIABLE}.",
        )
    first = getpass.getpass("Passphrase: ")
    if twice and getpass.getpass("Once more: ") != first:
        raise AppError("The two passphrases differ.", "Type the same one twice.")
    return first


def _from_file(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig").rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        raise AppError(
            f"The passphrase file {file.name} cannot be read.",
            "Check its path; it holds one line in UTF-8.",
        ) from error
