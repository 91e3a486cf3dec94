"""What runs inside the child process: it does the calls it is sent, and imports little itself."""

from __future__ import annotations

import importlib
import os
import pickle
import threading
from collections.abc import Callable
from contextlib import suppress
from multiprocessing import parent_process
from multiprocessing.connection import wait
from typing import Protocol

from app.jobs.limits import limit_memory

READY = "ready"
DONE = "done"
NO_MEMORY = "memory"
BROKEN = "broken"


class Line(Protocol):
    """One end of a pipe; its class has another name on each system."""

    def send_bytes(self, data: bytes, /) -> None:
        """Send one message."""

    def recv_bytes(self, most: int | None = None, /) -> bytes:
        """Wait for one message of at most so many bytes."""

    def poll(self, seconds: float, /) -> bool:
        """Wait for a message to come; say whether one did."""

    def close(self) -> None:
        """Close this end."""


def live(connection: Line, memory_mb: int) -> None:  # pragma: no cover - in the child only
    """Be the child process: bound its memory, tie its life to the parent's, then serve."""
    _be_silent()
    _die_with_parent()
    limit_memory(memory_mb)
    serve(connection)


def serve(connection: Line) -> None:
    """Do the calls that arrive until the other end is closed.

    What arrives is ``("package.module", "function", [arguments, …])``; each of these calls gets
    an answer of its own, a kind and a value.
    """
    with suppress(EOFError, BrokenPipeError, ConnectionResetError):
        connection.send_bytes(pickle.dumps((READY, None)))
        while True:
            module, name, calls = pickle.loads(connection.recv_bytes())  # noqa: S301 - sent by our own parent
            for arguments in calls:
                connection.send_bytes(_answer(module, name, arguments))


def _answer(module: str, name: str, arguments: tuple[object, ...]) -> bytes:
    try:
        function: Callable[..., object] = getattr(importlib.import_module(module), name)
        return pickle.dumps((DONE, function(*arguments)))
    except MemoryError:
        return pickle.dumps((NO_MEMORY, None))
    except Exception as error:  # noqa: BLE001 - the runner of this process: one bad file must not cost a new process
        if is_crash(error):
            os._exit(1)
        from app.jobs.runner import trace

        return pickle.dumps((BROKEN, trace(error)))


def is_crash(error: Exception) -> bool:
    """Say whether a library broke, which ctypes tells as an error on Windows alone.

    Its memory cannot be trusted after that: this process must not read another file.
    """
    words = str(error.args[0]) if isinstance(error, OSError) and error.args else ""
    return words.startswith("exception: ")


def _be_silent() -> None:  # pragma: no cover - in the child only
    """Let nothing that a parser prints, which may quote a record, reach a console or a file."""
    with suppress(OSError):
        nowhere = os.open(os.devnull, os.O_RDWR)
        for standard in (1, 2):
            os.dup2(nowhere, standard)


def _die_with_parent() -> None:  # pragma: no cover - in the child only
    parent = parent_process()
    if parent is None:
        return

    def watch(sentinel: int) -> None:
        wait([sentinel])
        os._exit(1)

    threading.Thread(target=watch, args=(parent.sentinel,), daemon=True).start()
