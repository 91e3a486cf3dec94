"""Notices and calls of Signal's plaintext export put into words; fields as in Backup.proto."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.importers.social.taking import Entry
from app.importers.text import clean

_WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
_CALLS = {"individualCall": "call", "groupCall": "group call"}
_DIRECTIONS = {"INCOMING": "Incoming", "OUTGOING": "Outgoing", "1": "Incoming", "2": "Outgoing"}
_VIDEO = frozenset({"VIDEO_CALL", "2"})
_MOST = 40
_ENDINGS = ("chat update", "update")


def call_words(update: Entry) -> str:
    """Say what kind of call an update tells of; empty where it is none."""
    for name, words in _CALLS.items():
        call = update.get(name)
        if not isinstance(call, dict):
            continue
        direction = _DIRECTIONS.get(str(call.get("direction", "")), "")
        video = "video " if str(call.get("type", "")) in _VIDEO else ""
        state = str(call.get("state", "")).replace("_", " ").lower()
        told = f" ({clean(state)[:40]})" if state and not state.isdigit() else ""
        said = f"{direction} {video}{words}".strip()
        return said[:1].upper() + said[1:] + told
    return ""


def update_words(update: Entry) -> str:
    """Say what happened in a conversation, with the names and texts that are told of it."""
    lines = []
    for name, told in update.items():
        changes = told.get("updates") if isinstance(told, dict) else None
        if isinstance(changes, list):
            inner = (one for one in changes[:_MOST] if isinstance(one, dict))
            lines += [_one(key, value) for change in inner for key, value in change.items()]
        else:
            lines.append(_one(name, told))
    return "\n".join(lines) or "[notice]"


def _one(name: str, told: object) -> str:
    words = " ".join(word.lower() for word in _WORDS.findall(name[:80]))
    for ending in _ENDINGS:
        words = words.removesuffix(ending).strip()
    said = ", ".join(_leaves(told, 0))
    return clean(f"[{words or 'notice'}] {said}".strip())


def _leaves(told: object, depth: int) -> Iterator[str]:
    """Give texts that people read; ids in base64 and flags are left out."""
    if isinstance(told, dict) and depth < 4:
        for key, value in list(told.items())[:_MOST]:
            if not key.endswith(("Aci", "aci", "Id", "Pni", "Key")):
                yield from _leaves(value, depth + 1)
    elif isinstance(told, str) and told:
        plain = told.replace("_", " ").lower() if told.isupper() and "_" in told else told
        yield plain[:1_000]
