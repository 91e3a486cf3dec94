"""Gives memory that is not needed any more back to the system; knows nothing of who used it."""

from __future__ import annotations

import ctypes
import gc
import sys


def give_back() -> None:
    """Free what is held in rings, and pages that are kept for the next allocation of a thread.

    Only glibc keeps such pages thread by thread; other systems need no asking.
    """
    gc.collect()
    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
        if trim is not None:
            trim(0)
