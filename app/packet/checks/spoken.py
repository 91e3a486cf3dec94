"""Checks what a packet says to screen readers: only the codes of its bars."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.domain.packets import Finding
from app.packet.checks.objects import Contents
from app.packet.ink import literal

_SAID = re.compile(
    rb"/(Alt|ActualText|E)\s*(\((?:\\.|[^\\()]|\([^()]*\))*\)|<[0-9A-Fa-f]*>)", re.DOTALL
)


def check_spoken(found: Contents, allowed: set[str]) -> Iterator[Finding]:
    """Compare all replacement texts with those that bars may have."""
    known = {literal(text).encode("ascii") for text in allowed}
    in_objects = any(
        key in {"/ActualText", "/E"} or (key == "/Alt" and text not in allowed)
        for key, text in found.strings
    )
    in_pages = any(
        entry != b"Alt" or said not in known
        for kind, data in found.streams
        if kind != "/Font"
        for entry, said in _SAID.findall(data)
    )
    if in_objects or in_pages:
        yield Finding("spoken", 0, "A text for screen readers is not one of a bar.")
