"""Opens files as other programs do, without the manners of POSIX; for tests on Windows."""

from __future__ import annotations

import ctypes
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.disk import of_any_length

ALONE, READERS, WRITERS, ANY = 0, 1, 3, 7
"""Who else may open it: nobody, who reads, who reads or writes; and who renames or deletes."""
_READ = 0x80000000
_OPEN_EXISTING = 3
_OFFLINE = 0x1000
_FOLDERS_TOO = 0x02000000


@contextmanager
def held(path: Path, sharing: int) -> Iterator[None]:
    """Keep a file open, as a program does that lets others do only so much with it.

    https://learn.microsoft.com/windows/win32/api/fileapi/nf-fileapi-createfilew
    """
    kernel, handle = _opened(path, sharing)
    try:
        yield
    finally:
        kernel.CloseHandle(handle)


@contextmanager
def held_for(path: Path, sharing: int, seconds: float) -> Iterator[None]:
    """Keep a file open for a moment, as a virus scanner does."""
    kernel, handle = _opened(path, sharing)
    closing = threading.Timer(seconds, kernel.CloseHandle, (handle,))
    closing.start()
    try:
        yield
    finally:
        closing.join()


def put_offline(path: Path) -> bool:
    """Mark a file as a placeholder; says whether the drive keeps such marks."""
    assert sys.platform == "win32"
    place = ctypes.c_wchar_p(str(of_any_length(path)))
    kernel = ctypes.WinDLL("kernel32")
    kernel.SetFileAttributesW(place, _OFFLINE)
    return bool(kernel.GetFileAttributesW(place) & _OFFLINE)


def _opened(path: Path, sharing: int) -> tuple[ctypes.CDLL, ctypes.c_void_p]:
    assert sys.platform == "win32"
    kernel = ctypes.WinDLL("kernel32", use_last_error=True)
    kernel.CreateFileW.restype = ctypes.c_void_p
    place = ctypes.c_wchar_p(str(of_any_length(path)))
    found = kernel.CreateFileW(place, _READ, sharing, None, _OPEN_EXISTING, _FOLDERS_TOO, None)
    if found in {None, ctypes.c_void_p(-1).value}:
        raise ctypes.WinError(ctypes.get_last_error())
    return kernel, ctypes.c_void_p(found)
