"""Numbers of accounts and signs of answers as Skype and Teams write them for a person."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from app.importers.social.taking import Entry, take_list, take_text

_NUMBER = re.compile(r"^\d+:")


def plain_number(number: str) -> str:
    """Take the sort of account off its number, such as ``8:live:``."""
    return _NUMBER.sub("", number).removeprefix("live:").removeprefix("orgid:")


def listed(told: object) -> list[str]:
    """Give a list of texts, which may be written as JSON in a text."""
    if isinstance(told, str):
        try:
            told = json.loads(told)
        except (ValueError, RecursionError):
            return []
    return [one for one in told if isinstance(one, str)] if isinstance(told, list) else []


def emotion_lines(known: Entry) -> Iterator[str]:
    """Say who answered with which sign."""
    for one in take_list(known, "emotions"):
        if isinstance(one, dict):
            people = [
                plain_number(take_text(user, "mri"))
                for user in take_list(one, "users")
                if isinstance(user, dict)
            ]
            yield f"[reaction] {take_text(one, 'key')} {', '.join(people)}".rstrip()
