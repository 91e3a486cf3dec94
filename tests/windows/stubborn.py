"""What a parser may do that hears nothing any more, and a program that waits for it."""

from __future__ import annotations

import ctypes
import subprocess
import sys
import threading

from app.jobs.isolated import Child

_LONG_MS = 600_000


def sleep_alone() -> None:
    """Hold the interpreter, so that no other thread of this process runs."""
    ctypes.PyDLL("kernel32").Sleep(_LONG_MS)


def start_another() -> int:
    """Start a process; gives 0 where that is refused."""
    try:
        return subprocess.Popen([sys.executable, "-c", ""]).pid
    except OSError:
        return 0


def main() -> None:
    """Read something that never comes to an end."""
    child = Child(seconds=600)
    child.call(abs, -1)
    threading.Thread(target=lambda: child.call(sleep_alone), daemon=True).start()
    print(child.pid, flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    main()
