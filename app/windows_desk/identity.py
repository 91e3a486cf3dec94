"""By what name Windows knows the program, and that it keeps no list of what was opened."""

from __future__ import annotations

import ctypes
from uuid import UUID

from app.windows_desk.com import shell_object
from app.windows_desk.system import Libraries, library

NAME = "SunshineDesk.SunshineDesk"
_DESTINATIONS = UUID("86c14003-4d6b-4ef3-a7b4-0506663b2e68")
_APPLICATION_DESTINATIONS = UUID("12337d35-94c6-48a0-bce7-6a9c69d4d600")
_OF_PROGRAM, _REMOVE_ALL = 3, 5


def introduce(libraries: Libraries = library) -> None:
    """Name this process; to be called before its first window stands."""
    shell = libraries("shell32")
    if shell is not None:
        shell.SetCurrentProcessExplicitAppUserModelID(ctypes.c_wchar_p(NAME))


def forget_opened(libraries: Libraries = library) -> bool:
    """Empty the jump list: the names of vaults and exports are nobody's at the next chair.

    The program never adds to it; Explorer and the system's dialogs do so of their own.
    Says whether it was done.
    """
    made = shell_object(_DESTINATIONS, _APPLICATION_DESTINATIONS, libraries)
    if made is None:
        return False
    done = made.call(_OF_PROGRAM, ctypes.c_wchar_p(NAME)) and made.call(_REMOVE_ALL)
    made.release()
    return done
