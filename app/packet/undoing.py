"""Takes back what was added at the ends of lists, dictionaries and a tree of tags; draws nothing.

What is taken back leaves no trace, so that a file is byte for byte what it were without it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from app.packet.tags import Tag

Undo = Callable[[], None]


def lists_undo(*lists: list[Any]) -> Undo:
    """Give what cuts lists that only grow back to their length of now."""
    held = [(one, len(one)) for one in lists]

    def undo() -> None:
        for one, length in held:
            del one[length:]

    return undo


def dicts_undo(*dicts: dict[Any, Any]) -> Undo:
    """Give what takes out the keys that come to dictionaries, of which none is ever replaced."""
    held = [(one, len(one)) for one in dicts]

    def undo() -> None:
        for one, length in held:
            while len(one) > length:
                one.popitem()

    return undo


def tags_undo(root: Tag, parent: Tag) -> Undo:
    """Give what takes out the tags and marks that come behind all others, or into a parent."""
    return lists_undo(*(tag.kids for tag in _last_ones(root)), parent.kids)


def all_undo(*undoes: Undo) -> Undo:
    """Give what does several one after the other."""

    def undo() -> None:
        for one in undoes:
            one()

    return undo


def _last_ones(root: Tag) -> Iterator[Tag]:
    """Give the tags to which more may come: from each, the last one within it."""
    tag: Tag | None = root
    while tag is not None:
        yield tag
        tag = next((kid for kid in reversed(tag.kids) if isinstance(kid, Tag)), None)
