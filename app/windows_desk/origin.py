"""Sets the Mark of the Web on a file that came from outside, so that it is opened with care."""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path

STREAM = ":Zone.Identifier"
MARK = b"[ZoneTransfer]\r\nZoneId=3\r\n"
"""The zone of the Internet, and nothing of where it came from."""


def mark_from_outside(path: Path, *, has_streams: bool = sys.platform == "win32") -> None:
    """Mark a file as one from outside; a drive without streams keeps it unmarked.

    A stream has no name of its own in the folder: it goes where the file goes, and with it.
    """
    if not has_streams:
        return
    with suppress(OSError):
        Path(f"{path}{STREAM}").write_bytes(MARK)
