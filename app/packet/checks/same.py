"""Proves that a packet's bytes are a function of its recipe: it is built again and compared."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import replace

from app.domain.packets import CheckDone, Finding, PacketRecipe, Verdict
from app.packet.writer import Book

KEY = "same_bytes"
_SENTENCE = "Built a second time from the same decisions, the file is the same to the last byte."


def _go_on() -> None:
    """Let the building go on."""


def check_same_bytes(
    recipe: PacketRecipe, data: bytes, pause: Callable[[], None] = _go_on
) -> list[Finding]:
    """Build the packet once more; costs as much as building it the first time.

    Args:
        recipe: of exactly what is in the file.
        data: the file.
        pause: called between records and pages of the log; what it raises ends the building.
    """
    book = Book(recipe)
    if recipe.contents.records:
        for _ in book.laying(recipe.records):
            pause()
    for _ in book.laying_rest(recipe):
        pause()
    again = hashlib.sha256(book.written(recipe).data).digest()
    if again == hashlib.sha256(data).digest():
        return []
    return [Finding("other_bytes", 0, "The same recipe gives another file.", check=KEY)]


def with_same_bytes(verdict: Verdict, found: Sequence[Finding]) -> Verdict:
    """Tell in a verdict that the file was built again, and what came of it."""
    made = CheckDone(KEY, _SENTENCE, len(found), 1)
    return replace(
        verdict,
        findings=(*verdict.findings, *found),
        checked=(*verdict.checked, made.sentence),
        checks=(*verdict.checks, made),
    )
