"""Keeps collections away from parsers that go as deep as the interpreter lets them."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def undisturbed() -> Iterator[None]:
    """Let nothing be collected meanwhile.

    Hostile text is nested until the parser stops with RecursionError, which is caught. A
    collection that falls into that moment runs what others do when a thing of theirs goes, such
    as a database's pool; there it fails for want of depth, and nobody hears of it.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
