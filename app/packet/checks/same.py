"""Proves that a packet's bytes are a function of its recipe: it is built again and compared."""

from __future__ import annotations

import hashlib

from app.domain.packets import Finding, PacketRecipe
from app.packet.writer import build


def check_same_bytes(recipe: PacketRecipe, data: bytes) -> list[Finding]:
    """Build the packet once more; costs as much as building it the first time."""
    again = hashlib.sha256(build(recipe).data).digest()
    if again == hashlib.sha256(data).digest():
        return []
    return [Finding("other_bytes", 0, "The same recipe gives another file.")]
