"""The option that says in which languages the words of scans are read."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from app import paths
from app.domain.languages import Languages
from app.settings.file import load

_NAMES = {one.told.lower().replace(" and ", "+"): one for one in Languages}


def add_language(command: ArgumentParser) -> None:
    """Add the option to a command."""
    command.add_argument(
        "--language",
        choices=_NAMES,
        help="of scans and pictures; without it, that of the preferences",
    )


def languages_of(options: Namespace) -> Languages:
    """Give the languages that are asked for, or those of the preferences."""
    if options.language is None:
        return load(paths.settings_file()).settings.scans
    return _NAMES[options.language]
