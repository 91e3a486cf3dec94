"""Libraries of Windows that only note what they are asked; for tests on other systems."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any

from app.windows_desk.messages import Message


class FakeLibrary:
    """A library that notes every call; answers 1 unless told otherwise."""

    def __init__(self, **answers: Callable[..., int]) -> None:
        self.calls: list[tuple[str, tuple[Any, ...]]] = []
        self._answers = answers

    def __getattr__(self, name: str) -> Callable[..., int]:
        def function(*arguments: Any) -> int:
            plain = tuple(getattr(one, "value", one) for one in arguments)
            self.calls.append((name, plain))
            return self._answers[name](*arguments) if name in self._answers else 1

        return function

    def names(self) -> list[str]:
        return [name for name, _ in self.calls]


class ShellTable:
    """An object of the shell as it lies in memory: a table of functions that note their calls."""

    def __init__(self, *kinds: tuple[type[Any], ...], answer: int = 0) -> None:
        self.calls: list[tuple[int, tuple[Any, ...]]] = []
        self.answer = answer
        self._kept = [
            ctypes.CFUNCTYPE(ctypes.c_int32, ctypes.c_void_p, *of)(self._noting(place))
            for place, of in enumerate(kinds)
        ]
        places = [ctypes.cast(function, ctypes.c_void_p).value for function in self._kept]
        self._table = (ctypes.c_void_p * len(places))(*places)
        self._object = ctypes.c_void_p(ctypes.addressof(self._table))
        self.address = ctypes.addressof(self._object)

    def _noting(self, place: int) -> Callable[..., int]:
        def function(_own: int, *arguments: Any) -> int:
            self.calls.append((place, arguments))
            return self.answer

        return function

    def ole(self) -> FakeLibrary:
        """Give the library that makes this object."""

        def make(*arguments: Any) -> int:
            ctypes.cast(arguments[4], ctypes.POINTER(ctypes.c_void_p))[0] = self.address
            return 0

        return FakeLibrary(CoCreateInstance=make)


def taskbar_list() -> ShellTable:
    """Give a list of the taskbar."""
    none: tuple[type[Any], ...] = ()
    value = (ctypes.c_void_p, ctypes.c_uint64, ctypes.c_uint64)
    state = (ctypes.c_void_p, ctypes.c_uint)
    return ShellTable(*[none] * 9, value, state)


def posted(number: int, wish: int) -> Message:
    """Give a message as Windows sends it."""
    return Message(window=7, number=number, wish=wish)
