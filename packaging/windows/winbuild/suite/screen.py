"""A screen that nobody sees, for tests of the real window; it ends with its use."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def screen() -> Iterator[str]:
    """Give the name of a display, on a number that nobody uses."""
    served = subprocess.Popen(
        ["/usr/bin/Xvfb", "-displayfd", "1", "-screen", "0", "1600x1200x24", "-nolisten", "tcp"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert served.stdout is not None  # noqa: S101 - it was asked for above
    try:
        yield f":{served.stdout.readline().strip()}"
    finally:
        served.terminate()
        served.wait()
