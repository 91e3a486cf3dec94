"""Functions that do in a child process what parsers of hostile files may do."""

from __future__ import annotations

import ctypes
import os
import threading


def double(number: int) -> int:
    return number * 2


def process_id() -> int:
    return os.getpid()


def crash() -> None:
    ctypes.string_at(0)


def eat_memory(megabytes: int) -> int:
    return len(bytearray(megabytes << 20))


def hang() -> None:
    threading.Event().wait()


def leave() -> None:
    os._exit(3)


def fail(words: str) -> None:
    raise ValueError(words)


def echo(data: bytes) -> bytes:
    return data


class Forged:
    """A value whose pickle names a function."""

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.system, ("exit 1",)


def forge() -> Forged:
    return Forged()


def print_words(words: str) -> None:
    os.write(1, words.encode())
    os.write(2, words.encode())
