"""Items that are made only when they are wanted, so that going on is cheap; knows no format."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Protocol, runtime_checkable

from app.importers.base import Cursor, Export, Importer, ImportOptions, Item

Pending = Item | Callable[[], Item]
"""An item, or what makes it; that is called before the next one is asked for, or never."""


@runtime_checkable
class Deferring(Protocol):
    """An importer that can leave items out without making them."""

    def pending(self, export: Export, options: ImportOptions) -> Iterator[Pending]:
        """Give in order what ``read`` gives; a foreign member as an item, never as its making."""


def pending_of(importer: Importer, export: Export, options: ImportOptions) -> Iterator[Pending]:
    """Give all items of an importer, made where it cannot do otherwise."""
    if isinstance(importer, Deferring):
        return importer.pending(export, options)
    return importer.read(export, options, None)


def made(pending: Pending) -> Item:
    """Give the item."""
    return pending() if callable(pending) else pending


def made_after(pending: Iterable[Pending], after: Cursor | None) -> Iterator[Item]:
    """Make the items after the cursor; those before it are not made."""
    return map(made, islice(iter(pending), after.items if after else 0, None))
