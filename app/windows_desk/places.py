"""Where Windows keeps what is for all users, asked of the system and not of a variable."""

from __future__ import annotations

import ctypes
from pathlib import Path
from uuid import UUID

from app.windows_desk.system import Libraries, library

_PROGRAM_DATA = UUID("62ab5d82-fdc1-4dc3-a9dd-070d1d495d97")


def program_data(libraries: Libraries = library) -> Path | None:
    """Give the folder for all users' data; None where the system has none.

    Whoever starts the program can set its variables, and so could lead it past a policy.
    https://learn.microsoft.com/windows/win32/api/shlobj_core/nf-shlobj_core-shgetknownfolderpath
    """
    shell, ole = libraries("shell32"), libraries("ole32")
    if shell is None or ole is None:
        return None
    told = ctypes.c_wchar_p()
    kind = ctypes.c_char_p(_PROGRAM_DATA.bytes_le)
    result = shell.SHGetKnownFolderPath(kind, 0, None, ctypes.byref(told))
    place = Path(told.value) if result >= 0 and told.value else None
    ole.CoTaskMemFree(told)
    return place
