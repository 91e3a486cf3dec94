"""Shows on the taskbar's button how far long work is; knows not what the work is."""

from __future__ import annotations

import ctypes
from enum import IntEnum
from uuid import UUID

from app.windows_desk.com import shell_object
from app.windows_desk.system import Libraries, library

_LIST = UUID("56fdf344-fd6d-11d0-958a-006097c9a090")
_LIST_3 = UUID("ea1afb91-9e28-4b86-90e9-9e9f8a5eefaf")
_BEGIN, _VALUE, _STATE = 3, 9, 10
WHOLE = 1000


class Shade(IntEnum):
    """How the button looks: https://learn.microsoft.com/windows/win32/api/shobjidl_core/."""

    NONE = 0
    UNKNOWN = 1
    NORMAL = 2
    FAILED = 4


class TaskbarButton:
    """The button of one window; nothing is shown where there is no such taskbar."""

    def __init__(self, window: int, libraries: Libraries = library) -> None:
        self._window = ctypes.c_void_p(window)
        self._list = shell_object(_LIST, _LIST_3, libraries)
        if self._list is not None and not self._list.call(_BEGIN):
            self._list.release()
            self._list = None

    def show(self, shade: Shade, parts: int = 0) -> None:
        """Show how far work is, in thousandths."""
        if self._list is None:
            return
        self._list.call(_STATE, self._window, ctypes.c_uint(shade))
        if shade in {Shade.NORMAL, Shade.FAILED}:
            done, whole = ctypes.c_uint64(parts), ctypes.c_uint64(WHOLE)
            self._list.call(_VALUE, self._window, done, whole)

    def close(self) -> None:
        """Give the taskbar back."""
        if self._list is not None:
            self._list.release()
            self._list = None
