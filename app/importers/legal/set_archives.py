"""Archives beside a load file that hold the files it names, as Purview hands them out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from app.importers.base import Export, MemberUnreadable
from app.importers.joined import joined_with
from app.importers.legal.load_rows import NATIVE, PATH, TEXT, LoadRow
from app.importers.legal.set_reading import Listing
from app.importers.nesting import Room
from app.importers.portion import is_archive, open_nested

_MOST_ARCHIVES = 500
_MOST_ROWS = 2_000
_MOST_LISTS = 100
_LONGEST_PATH = 2_000
_PATHS = (NATIVE, TEXT, PATH)


def with_archives(export: Export, lists: Callable[[Export], Sequence[Listing]]) -> Export:
    """Join an export with those of its archives that hold files which its lists name.

    One that claims to hold more than there is room for is left, and told by who reads it then.
    """
    archives = [one for one in export.members() if is_archive(export, one)][:_MOST_ARCHIVES]
    named = frozenset(map(_end, _paths(export, lists))) if archives else frozenset()
    if not named:
        return export
    trees = {one: tree for one in archives if (tree := _opened(export, one)) is not None}
    fitting = {
        _pattern(one)
        for one, tree in trees.items()
        if any(not named.isdisjoint(_ends(one, member)) for member in tree.members())
    }
    room = Room.of(export)
    return joined_with(
        export,
        {one: tree for one, tree in trees.items() if _pattern(one) in fitting and room.takes(tree)},
    )


def _opened(export: Export, archive: str) -> Export | None:
    try:
        return open_nested(export, archive)
    except MemberUnreadable:
        return None


def _pattern(archive: str) -> str:
    """Give what the names of an archive's parts have in common."""
    return re.sub(r"\d+", "#", archive.casefold())


def _ends(archive: str, member: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give by what a member may be named: with its folder, or that of the archive, or alone."""
    end = _end(f"{archive.rpartition('.')[0]}/{member}")
    return end, end[1:]


def _end(path: str) -> tuple[str, ...]:
    """Give the last folder and the name of a path, or the name alone."""
    parts = [part for part in re.split(r"[\\/]+", path.casefold()) if part not in {"", "."}]
    return tuple(parts[-2:])


def _paths(export: Export, lists: Callable[[Export], Sequence[Listing]]) -> Iterator[str]:
    """Give the paths that the first rows of each list name."""
    for load in lists(export)[:_MOST_LISTS]:
        for row in islice(load.rows(export), _MOST_ROWS):
            for told in _told(row) if isinstance(row, LoadRow) else ():
                if "." in told and "\n" not in told and re.search(r"\w", told[:_LONGEST_PATH]):
                    yield told[:_LONGEST_PATH]


def _told(row: LoadRow) -> Iterator[str]:
    yield from (row.fields.get(name, "") for name in _PATHS)
    for file in row.listed.files:
        yield from file.paths
