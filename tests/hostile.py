"""Functions that do in a child process what parsers of hostile files may do."""

from __future__ import annotations

import ctypes
import os
import sys
import threading

from app.importers.files.told import told_by
from app.reading.msg import MAGIC
from app.reading.msg_child import msg_as_mail
from app.reading.pst_item import Names, item_as_mail
from app.reading.pst_pages import NodeBytes

PATIENCE = 20.0 if sys.platform == "win32" else 2.0
"""Seconds for one call: a new process, which has all to load, takes longer to begin on Windows."""


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


def parse_or_die(untrusted: bytes) -> object:
    """Do what the bytes say, as a parser with a fault would; others are parsed as they should."""
    if untrusted.startswith(MAGIC):
        _do_what_they_say(untrusted)
    return msg_as_mail(untrusted)


def tell_or_die(untrusted: bytes) -> dict[str, str]:
    """As :func:`parse_or_die`, of papers."""
    _do_what_they_say(untrusted)
    return told_by(untrusted)


def item_or_die(node: NodeBytes, names: Names, wide: bool) -> object:
    """As :func:`parse_or_die`, of an item of a mailbox file, which says it in its first block."""
    block = (node[1] or [b""])[0].replace(b"\0", b"")
    for word in (b"CRASH", b"HANG", b"EAT", b"LEAVE"):
        _do_what_they_say(word if word in block else b"")
    return item_as_mail(node, names, wide)


def do_or_die(deed: str) -> str:
    """As :func:`parse_or_die`, of a word; ``fail`` raises an error."""
    _do_what_they_say(deed.encode())
    if deed == "fail":
        fail(deed)
    return deed


def _do_what_they_say(untrusted: bytes) -> None:
    for word, deed in ((b"CRASH", crash), (b"HANG", hang), (b"EAT", _eat_all), (b"LEAVE", leave)):
        if untrusted.endswith(word):
            deed()


def _eat_all() -> None:
    eat_memory(50_000)
