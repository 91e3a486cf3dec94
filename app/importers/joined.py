"""An export joined with archives that lie in it, so that one list finds files in all of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import partial
from typing import Protocol, runtime_checkable

from app.importers.base import Export, Ignored, Importer, Unreadable
from app.importers.members import Member
from app.importers.tree import Tree

JOINED = "An archive whose files are read together with those beside it."


@runtime_checkable
class Joining(Protocol):
    """An importer that reads some archives in an export as if they were unpacked there."""

    def joined(self, export: Export) -> Export:
        """Give the export with these archives; the same one where there are none."""


def joined_for(importer: Importer, export: Export) -> Export:
    """Give an export as an importer shall read it."""
    return importer.joined(export) if isinstance(importer, Joining) else export


def joined_with(export: Export, archives: Mapping[str, Export]) -> Export:
    """Give an export in which the members of archives stand behind the archives' names."""
    if not archives:
        return export
    members = {
        name: _member(export, name, name) for name in export.members() if name not in archives
    }
    rejected: list[Ignored | Unreadable] = [*export.rejected()]
    for archive, tree in archives.items():
        rejected.append(Ignored(archive, JOINED))
        for name in tree.members():
            shown = f"{archive}/{name}"
            while shown in members:
                shown = f"{archive}/{shown}"
            members[shown] = _member(tree, name, shown)
        rejected += _placed(tree.rejected(), archive)
    return Tree(export.paths, dict(sorted(members.items())), tuple(rejected))


def _member(tree: Export, name: str, shown: str) -> Member:
    return Member(shown, shown, tree.size(name), -1, partial(tree.open, name))


def _placed(
    rejected: Iterable[Ignored | Unreadable], archive: str
) -> Iterable[Ignored | Unreadable]:
    return (replace(one, locator=f"{archive}/{one.locator}") for one in rejected)
