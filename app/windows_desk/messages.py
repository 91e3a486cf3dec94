"""What the messages of Windows mean for an open vault; knows not what follows from them."""

from __future__ import annotations

import ctypes
from enum import Enum, auto

KIND = b"windows_generic_MSG"
"""How Qt calls the messages that a window is sent; those it only waits for are called otherwise."""

QUERY_END = 0x0011
END_SESSION = 0x0016
COLOURS = 0x0015
THEME = 0x031A
SETTING = 0x001A
POWER = 0x0218
SESSION = 0x02B1
_SUSPENDS = 0x0004
_SET_HIGH_CONTRAST = 0x0043


class Told(Enum):
    """What the system tells."""

    LOCKED = auto()
    UNLOCKED = auto()
    CUT_OFF = auto()
    JOINED = auto()
    SLEEPS = auto()
    ENDS = auto()
    LOOKS = auto()


_CHANGES = {
    1: Told.JOINED, 2: Told.CUT_OFF, 3: Told.JOINED, 4: Told.CUT_OFF,
    5: Told.UNLOCKED, 6: Told.LOCKED, 7: Told.LOCKED, 8: Told.UNLOCKED,
}  # fmt: skip
"""Screen and keyboard, or a remote desktop, join and go; log-on, log-off, lock, unlock."""


class Message(ctypes.Structure):
    """https://learn.microsoft.com/windows/win32/api/winuser/ns-winuser-msg."""

    _fields_ = (
        ("window", ctypes.c_void_p),
        ("number", ctypes.c_uint),
        ("wish", ctypes.c_size_t),
        ("more", ctypes.c_ssize_t),
        ("time", ctypes.c_uint32),
        ("across", ctypes.c_int32),
        ("down", ctypes.c_int32),
    )


def meaning(number: int, wish: int) -> Told | None:
    """Say what a message means; None where it is none of ours.

    That the session is asked whether it may end means nothing yet: another program, or the
    clerk, may still refuse. Only that it ends counts.
    """
    if number == SESSION:
        return _CHANGES.get(wish)
    if number == POWER and wish == _SUSPENDS:
        return Told.SLEEPS
    if number == END_SESSION and wish:
        return Told.ENDS
    looks = number in {COLOURS, THEME} or (number == SETTING and wish == _SET_HIGH_CONTRAST)
    return Told.LOOKS if looks else None


def read(address: int) -> Told | None:
    """Say what the message that lies at an address means."""
    message = Message.from_address(address)
    return meaning(message.number, message.wish)
