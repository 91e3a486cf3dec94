"""Files that are named on the command line: read and written in UTF-8, or a sentence why not."""

from __future__ import annotations

from pathlib import Path

from app.disk import of_any_length, to_be_made
from app.errors import AppError


def lines_of(file: Path) -> list[str]:
    """Give the lines of a text file; only line feeds end them, since a text may hold the others."""
    try:
        text = of_any_length(file).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise AppError(
            f"The file {file.name} cannot be read.", "Check its path; it must be text in UTF-8."
        ) from error
    return text.removesuffix("\n").split("\n") if text else []


def table_of(file: Path) -> str:
    """Give the text of a CSV table."""
    try:
        return of_any_length(file).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise AppError(
            f"The file {file.name} cannot be read.",
            "Check its path; it must be a CSV table in UTF-8.",
        ) from error


def write_text(file: Path, text: str, encoding: str = "utf-8") -> None:
    """Write a text file with its line ends as they are."""
    try:
        to_be_made(file).write_text(text, encoding=encoding, newline="")
    except OSError as error:
        raise AppError(
            f"The file {file.name} cannot be written.",
            "Choose another folder, or close the file if another program has it open.",
        ) from error
