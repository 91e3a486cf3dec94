"""Keeps imports as Python has them while PySide6 is loaded; no PySide6 itself."""

from __future__ import annotations

import builtins
from collections.abc import Generator
from contextlib import contextmanager


@contextmanager
def plain_imports() -> Generator[None]:
    """Load PySide6 inside, and undo that it looks into every module imported after it.

    PySide6 puts a function of its own in the place of ``__import__``, which reads the source of
    each later module to serve a switch (``__feature__``) that this program does not use. Every
    import then takes longer, and every source text is kept in memory.
    """
    plain = builtins.__import__
    try:
        yield
    finally:
        builtins.__import__ = plain
