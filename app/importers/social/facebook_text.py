r"""Repairs what Facebook's JSON does to text: UTF-8 bytes written as ``\u00xx`` each.

Each string is repaired once and by itself, after the JSON was read: text that was not damaged,
or that its author had damaged, does not fit and stays as it is.
"""

from __future__ import annotations


def repair(text: str) -> str:
    """Read a string's characters as the UTF-8 bytes they stand for, where they fit."""
    if text.isascii():
        return text
    try:
        return text.encode("latin-1").decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return text


def repaired(value: object) -> object:
    """Repair all strings inside a JSON value, keys and file references too."""
    if isinstance(value, str):
        return repair(value)
    if isinstance(value, dict):
        return {repair(key): repaired(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [repaired(inner) for inner in value]
    return value
