"""Objects of the Windows shell, called by the places of their functions in a table."""

from __future__ import annotations

import ctypes
from uuid import UUID

from app.windows_desk.system import Libraries

_IN_PROCESS = 1
_RELEASE = 2

Argument = ctypes.c_void_p | ctypes.c_uint | ctypes.c_uint64 | ctypes.c_wchar_p


class ShellObject:
    """One object; every call gives whether it went well.

    On the processors that the program is built for there is one way to call a function, so
    ``CFUNCTYPE`` serves.
    """

    def __init__(self, address: int) -> None:
        self._address = address

    def call(self, place: int, *arguments: Argument) -> bool:
        """Call the function at a place of the table."""
        kinds = [type(argument) for argument in arguments]
        table = ctypes.c_void_p.from_address(self._address).value or 0
        entry = ctypes.c_void_p.from_address(table + place * ctypes.sizeof(ctypes.c_void_p))
        function = ctypes.CFUNCTYPE(ctypes.c_int32, ctypes.c_void_p, *kinds)(entry.value or 0)
        result: int = function(ctypes.c_void_p(self._address), *arguments)
        return result >= 0

    def release(self) -> None:
        """Give it back; it must not be called after that."""
        self.call(_RELEASE)


def shell_object(made_by: UUID, spoken: UUID, libraries: Libraries) -> ShellObject | None:
    """Make an object of a class that speaks an interface; None where the system has none.

    https://learn.microsoft.com/windows/win32/api/combaseapi/nf-combaseapi-cocreateinstance
    """
    ole = libraries("ole32")
    if ole is None:
        return None
    ole.CoInitialize(None)
    found = ctypes.c_void_p()
    result = ole.CoCreateInstance(
        ctypes.c_char_p(made_by.bytes_le), None, _IN_PROCESS,
        ctypes.c_char_p(spoken.bytes_le), ctypes.byref(found),
    )  # fmt: skip
    return ShellObject(found.value) if result >= 0 and found.value else None
