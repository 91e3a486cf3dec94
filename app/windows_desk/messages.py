"""What the messages of Windows mean for an open vault; knows not what follows from them."""

from __future__ import annotations

import ctypes
from enum import Enum, auto

KIND = b"windows_generic_MSG"
"""How Qt calls the messages that a window is sent; those it only waits for are called otherwise."""

QUERY_END = 0x0011
END_SESSION = 0x0016
COLOURS = 0x0015
POWER = 0x0218
SESSION = 0x02B1
_SUSPENDS = 0x0004
_SESSION_ENDS_HERE = frozenset({2, 4, 6, 7})
"""Console and remote disconnect, log-off, lock."""
_SESSION_IS_BACK = frozenset({1, 3, 5, 8})


class Told(Enum):
    """What the system tells."""

    AWAY = auto()
    BACK = auto()
    SLEEPS = auto()
    ENDS = auto()
    LOOKS = auto()


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
        return _of_session(wish)
    if number == POWER and wish == _SUSPENDS:
        return Told.SLEEPS
    if number == END_SESSION and wish:
        return Told.ENDS
    return Told.LOOKS if number == COLOURS else None


def read(address: int) -> Told | None:
    """Say what the message that lies at an address means."""
    message = Message.from_address(address)
    return meaning(message.number, message.wish)


def _of_session(change: int) -> Told | None:
    if change in _SESSION_ENDS_HERE:
        return Told.AWAY
    return Told.BACK if change in _SESSION_IS_BACK else None
