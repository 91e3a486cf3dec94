"""Proves a finished file: opens it as a stranger and compares it with what may be in it."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Sequence

from app.domain.packets import BuiltPacket, Finding, PacketRecipe, Verdict
from app.packet.comparing import (
    Body,
    body_of,
    compare_bodies,
    compare_feet,
    compare_log,
    compare_marks,
)
from app.packet.expected import sections
from app.packet.reading import NotReadable, read_pages


def verify_packet(
    data: bytes, recipe: PacketRecipe, built: BuiltPacket, withheld_words: Sequence[str]
) -> Verdict:
    """Check a packet against its recipe; only a clean verdict lets it be saved."""
    start = time.perf_counter()
    bodies: list[Body] = []
    findings: list[Finding] = []
    try:
        for page in read_pages(data):
            bodies.append(body_of(page))
    except NotReadable:
        findings.append(Finding("unreadable", 0, "The file cannot be opened."))
    wanted = sections(recipe, built)
    findings += compare_bodies(bodies, wanted)
    findings += compare_marks(bodies, wanted)
    findings += compare_log(bodies, recipe, built)
    findings += compare_feet(bodies, recipe)
    sha256 = hashlib.sha256(data).hexdigest()
    return Verdict(tuple(findings), len(bodies), sha256, (), time.perf_counter() - start)
