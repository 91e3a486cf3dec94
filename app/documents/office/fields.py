"""Fields of Word documents and RTF: what of their instructions a reader should see."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from app.documents.office import inventory
from app.documents.office.inventory import Inventory

_WORD = re.compile(r'"((?:[^"\\]|\\.)*)"|(\S+)')
_LINKS = frozenset({
    "INCLUDETEXT", "INCLUDEPICTURE", "INCLUDE", "IMPORT", "LINK", "DDE", "DDEAUTO", "RD",
    "DATABASE",
})  # fmt: skip


@dataclass(slots=True)
class OpenField:
    """A field that has begun: its instruction, then its result."""

    instruction: list[str] = field(default_factory=list)
    result: list[str] = field(default_factory=list)
    in_result: bool = False


def told_of(instruction: str, result: str, found: Inventory) -> str:
    """Give what is set behind the result of a field: where it points to, unless that is said."""
    words = [quoted or plain for quoted, plain in _WORD.findall(instruction[:20_000])]
    kind = words[0].upper() if words else ""
    rest = [word.replace("\\\\", "\\") for word in words[1:] if not word.startswith("\\")]
    if kind == "HYPERLINK":
        return target_told(rest[0] if rest and "\\l" not in words[1:2] else "", result)
    if kind in _LINKS:
        found.add(inventory.LINKED_FILE)
        return f" <{' '.join(rest)}>" if rest else ""
    if re.search(r'"[^"]*\w[^"]*"', instruction):
        found.add(inventory.FIELD_WORDS)
    return ""


def target_told(target: str, words: str) -> str:
    """Give the address of a link as it is set behind its words, unless they say it."""
    plain = target.removeprefix("mailto:").removeprefix("tel:")
    if not plain or plain.startswith("#") or plain.rstrip("/") in words:
        return ""
    return f" <{target}>"
