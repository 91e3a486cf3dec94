"""Sets the Mark of the Web on a file that came from outside, so that it is opened with care."""

from __future__ import annotations

import ctypes
from contextlib import suppress
from pathlib import Path

from app.windows_desk.system import Libraries, library

STREAM = ":Zone.Identifier"
MARK = b"[ZoneTransfer]\r\nZoneId=3\r\n"
"""The zone of the Internet, and nothing of where it came from."""

_NAMED_STREAMS = 0x00040000


def mark_from_outside(path: Path, libraries: Libraries = library) -> None:
    """Mark a file as one from outside; on a drive without streams it stays unmarked.

    A stream has no name of its own in the folder: it goes where the file goes, and with it.
    https://learn.microsoft.com/openspecs/windows_protocols/ms-fscc/6e3f7352-d11c-4d76-8c39-2516a9df36e8
    """
    if _keeps_streams(path, libraries):
        with suppress(OSError):
            Path(f"{path}{STREAM}").write_bytes(MARK)


def _keeps_streams(path: Path, libraries: Libraries) -> bool:
    """Ask the drive: one that knows no streams could take the mark for a file of its own."""
    kernel = libraries("kernel32")
    if kernel is None:
        return False
    place = str(path.absolute())
    root, can = ctypes.create_unicode_buffer(len(place) + 2), ctypes.c_uint32()
    if not kernel.GetVolumePathNameW(ctypes.c_wchar_p(place), root, len(root)):
        return False
    none = None
    told = kernel.GetVolumeInformationW(root, none, 0, none, none, ctypes.byref(can), none, 0)
    return bool(told and can.value & _NAMED_STREAMS)
