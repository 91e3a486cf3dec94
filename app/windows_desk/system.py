"""Loads the libraries of Windows; on other systems there are none, and nothing is asked."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Protocol


class Library(Protocol):
    """A library of the system: its functions by their names."""

    def __getattr__(self, name: str, /) -> Callable[..., int]:
        """Give one of its functions."""


Libraries = Callable[[str], Library | None]
"""Gives a library by its name; None where the system has none of that name."""


if sys.platform == "win32":  # pragma: no cover - on Windows only
    import ctypes

    _SYSTEM_FOLDER_ONLY = 0x800

    def library(name: str) -> Library | None:
        """Load a library of Windows, from its own folder and no other."""
        try:
            return ctypes.WinDLL(name, winmode=_SYSTEM_FOLDER_ONLY)
        except OSError:
            return None

else:

    def library(name: str) -> Library | None:  # noqa: ARG001 - the same interface as on Windows
        """Give nothing: this is no Windows."""
        return None
