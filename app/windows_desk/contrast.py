"""The colours of Windows while its high contrast is on; knows not what wears them."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass

from app.windows_desk.system import Libraries, Library, library

_GET_HIGH_CONTRAST = 0x0042
_IS_ON = 0x0001
_NUMBERS = (5, 8, 13, 14, 17, 26)


@dataclass(frozen=True, slots=True)
class SystemColours:
    """The few colours of high contrast, each as ``#rrggbb``.

    Attributes:
        ground: behind everything.
        text: on it.
        chosen: behind what is chosen.
        on_chosen: on that.
        idle: of what cannot be pressed now.
        link: of what leads elsewhere.
    """

    ground: str
    text: str
    chosen: str
    on_chosen: str
    idle: str
    link: str


class _HighContrast(ctypes.Structure):
    """https://learn.microsoft.com/windows/win32/api/winuser/ns-winuser-highcontrastw."""

    _fields_ = (
        ("size", ctypes.c_uint),
        ("flags", ctypes.c_uint32),
        ("scheme", ctypes.c_void_p),
    )


def high_contrast(libraries: Libraries = library) -> SystemColours | None:
    """Give the colours of high contrast; None where it is off or the system has no such thing."""
    user = libraries("user32")
    if user is None or not _is_on(user):
        return None
    return SystemColours(*(_written(user.GetSysColor(number)) for number in _NUMBERS))


def _is_on(user: Library) -> bool:
    asked = _HighContrast(size=ctypes.sizeof(_HighContrast))
    given = user.SystemParametersInfoW(_GET_HIGH_CONTRAST, asked.size, ctypes.byref(asked), 0)
    return bool(given and asked.flags & _IS_ON)


def _written(colour: int) -> str:
    """Write a colour of Windows, which has red in its lowest byte."""
    red, green, blue = colour & 0xFF, colour >> 8 & 0xFF, colour >> 16 & 0xFF
    return f"#{red:02x}{green:02x}{blue:02x}"
