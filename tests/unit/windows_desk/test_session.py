"""What the session tells a window, and what a window asks of it."""

from __future__ import annotations

import ctypes
import sys

import pytest
from windows_fakes import FakeLibrary, posted

from app.windows_desk.messages import (
    COLOURS,
    END_SESSION,
    POWER,
    QUERY_END,
    SESSION,
    SETTING,
    THEME,
    Message,
    Told,
    read,
)
from app.windows_desk.session import Session
from app.windows_desk.system import library


@pytest.mark.parametrize(
    ("number", "wish", "told"),
    [
        (SESSION, 1, Told.JOINED),
        (SESSION, 2, Told.CUT_OFF),
        (SESSION, 3, Told.JOINED),
        (SESSION, 4, Told.CUT_OFF),
        (SESSION, 5, Told.UNLOCKED),
        (SESSION, 6, Told.LOCKED),
        (SESSION, 7, Told.LOCKED),
        (SESSION, 8, Told.UNLOCKED),
        (SESSION, 9, None),
        (POWER, 4, Told.SLEEPS),
        (POWER, 18, None),
        (END_SESSION, 1, Told.ENDS),
        (END_SESSION, 0, None),
        (QUERY_END, 0, None),
        (COLOURS, 0, Told.LOOKS),
        (THEME, 0, Told.LOOKS),
        (SETTING, 0x43, Told.LOOKS),
        (SETTING, 0, None),
        (0x0200, 7, None),
    ],
)
def test_that_messages_of_the_session_are_understood(
    number: int, wish: int, told: Told | None
) -> None:
    message = posted(number, wish)
    assert read(ctypes.addressof(message)) is told


def test_that_a_message_lies_in_memory_as_windows_lays_it() -> None:
    assert ctypes.sizeof(Message) == 48
    assert Message.wish.offset == 16


def test_that_a_window_asks_to_be_told_and_no_longer() -> None:
    long_handle = 0x1_0000_0007
    user = FakeLibrary(RegisterSuspendResumeNotification=lambda *_: long_handle)
    terminal = FakeLibrary()
    session = Session(7, {"user32": user, "wtsapi32": terminal}.get)
    assert session.listen()
    session.rest()
    session.rest()
    terminal.calls.pop()
    assert user.calls == [
        ("RegisterSuspendResumeNotification", (7, 0)),
        ("UnregisterSuspendResumeNotification", (long_handle,)),
    ]
    assert terminal.calls == [
        ("WTSRegisterSessionNotification", (7, 0)),
        ("WTSUnRegisterSessionNotification", (7,)),
    ]


def test_that_the_reason_to_wait_is_said_once_and_taken_back() -> None:
    user = FakeLibrary()
    session = Session(7, {"user32": user}.get)
    session.hold_up("An import comes to a safe place.")
    session.hold_up("An import comes to a safe place.")
    session.rest()
    session.let_go()
    assert user.calls == [
        ("ShutdownBlockReasonCreate", (7, "An import comes to a safe place.")),
        ("ShutdownBlockReasonDestroy", (7,)),
    ]


def test_that_nothing_is_asked_where_there_is_no_windows() -> None:
    session = Session(7, {}.get)
    assert not session.listen()
    session.hold_up("An import comes to a safe place.")
    session.rest()


@pytest.mark.skipif(sys.platform == "win32", reason="there it has libraries")
def test_that_another_system_has_no_libraries_of_windows() -> None:
    assert library("user32") is None
