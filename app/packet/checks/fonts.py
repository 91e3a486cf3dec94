"""Checks that a packet's fonts hold no character that cannot be read on its pages."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from app.domain.packets import Finding
from app.packet.checks.objects import Contents
from app.packet.normal import seen, unmirrored

_ENTRY = re.compile(rb"^<[0-9A-F]{2}> <([0-9A-F]{4,})>$", re.MULTILINE)


def check_fonts(found: Contents, shown: str) -> Iterator[Finding]:
    """Compare the characters that fonts can show with those that the pages do show.

    All of ASCII is in each packet on purpose and tells nothing.
    """
    known = set(_parts(shown))
    for _, data in found.streams:
        if b"beginbfchar" not in data:
            continue
        for coded in _ENTRY.findall(data):
            text = bytes.fromhex(coded.decode("ascii")).decode("utf-16-be", "replace")
            if not text.isascii() and not set(_parts(seen(text))) <= known:
                yield Finding("font", 0, "A font holds a character that no page shows.")
                return


def _parts(text: str) -> str:
    """Take signs apart, since letters and marks may have been read as one or as two."""
    return unmirrored(unicodedata.normalize("NFKD", text))
