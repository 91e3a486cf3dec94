"""Asks Windows to tell a window of lock, sleep and log-off, and why it must wait a moment."""

from __future__ import annotations

import ctypes

from app.windows_desk.system import Libraries, library

_THIS_SESSION = 0
_TO_WINDOW = 0


class Session:
    """What one window has to do with the session in which it runs.

    Windows shows the sentence of ``hold_up`` while it waits for the window at a log-off, in
    place of ending it after five seconds.
    """

    def __init__(self, window: int, libraries: Libraries = library) -> None:
        self._window = ctypes.c_void_p(window)
        self._user = libraries("user32")
        self._terminal = libraries("wtsapi32")
        self._holds = False
        self._sleep: ctypes.c_void_p | None = None

    def listen(self) -> bool:
        """Ask to be told; says whether a lock of the session will be."""
        if self._user is None or self._terminal is None:
            return False
        ask = self._user.RegisterSuspendResumeNotification
        ask.restype = ctypes.c_void_p  # type: ignore[attr-defined]  # a function of ctypes, which must not cut a handle short
        self._sleep = ctypes.c_void_p(ask(self._window, _TO_WINDOW))
        told = self._terminal.WTSRegisterSessionNotification(self._window, _THIS_SESSION)
        return bool(told)

    def rest(self) -> None:
        """Be told no longer; the reason to wait goes as well."""
        self.let_go()
        if self._terminal is not None:
            self._terminal.WTSUnRegisterSessionNotification(self._window)
        if self._user is not None and self._sleep:
            self._user.UnregisterSuspendResumeNotification(self._sleep)
            self._sleep = None

    def hold_up(self, sentence: str) -> None:
        """Say why a log-off has to wait; said once until ``let_go``."""
        if self._user is not None and not self._holds:
            words = ctypes.c_wchar_p(sentence)
            self._holds = bool(self._user.ShutdownBlockReasonCreate(self._window, words))

    def let_go(self) -> None:
        """Take the reason back."""
        if self._user is not None and self._holds:
            self._holds = False
            self._user.ShutdownBlockReasonDestroy(self._window)
