"""Gives memory that is not needed any more back to the system; knows nothing of who used it."""

from __future__ import annotations

import ctypes
import gc
import sys

_MMAP_THRESHOLD = -3
"""The number of this setting in malloc.h of glibc."""
_LARGE = 1 << 20


def give_back() -> None:
    """Free what is held in rings, and pages that are kept for the next allocation of a thread.

    Only glibc keeps such pages thread by thread; other systems need no asking.
    """
    gc.collect()
    _ask("malloc_trim", 0)


def give_large_blocks_back_at_once() -> None:
    """Let blocks of a megabyte and more, such as pictures of pages, never be kept when freed.

    Windows does so by itself; glibc would begin to keep them after the first that was freed.
    """
    _ask("mallopt", _MMAP_THRESHOLD, _LARGE)


def _ask(name: str, *numbers: int) -> None:
    """Call a function of glibc, where there is one."""
    if sys.platform == "linux":
        call = getattr(ctypes.CDLL(None), name, None)
        if call is not None:
            call(*numbers)
