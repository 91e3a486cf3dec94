"""Archives beside a load file that hold the files it names, as Purview hands them out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from app.importers.base import Export, MemberUnreadable
from app.importers.joined import joined_with
from app.importers.legal.listed import NATIVE_FILE
from app.importers.legal.load_rows import NATIVE, PATH, TEXT, LoadRow
from app.importers.legal.set_reading import Listing
from app.importers.nesting import Room
from app.importers.portion import is_archive, open_nested

_MOST_ARCHIVES = 500
_MOST_ROWS, _MOST_ROWS_ALL = 2_000, 200_000
_MOST_LISTS = 100
_LONGEST_PATH = 2_000
_PATHS = (NATIVE, TEXT, PATH)


def with_archives(export: Export, lists: Callable[[Export], Sequence[Listing]]) -> Export:
    """Join an export with those of its archives that hold files which its lists name.

    One that claims to hold more than there is room for is left, and told by who reads it then.
    """
    archives = [one for one in export.members() if is_archive(export, one)][:_MOST_ARCHIVES]
    told = _named(export, lists, _MOST_ROWS) if archives else _Named()
    if not told.ends:
        return export
    opened = ((one, _opened(export, one)) for one in archives if _end(one) not in told.natives)
    trees = {one: tree for one, tree in opened if tree is not None}
    fitting = _fitting(trees, told)
    if any(_pattern(one) not in fitting for one in trees):
        told = _named(export, lists, _MOST_ROWS_ALL)
        trees = {one: tree for one, tree in trees.items() if _end(one) not in told.natives}
        fitting = _fitting(trees, told)
    room = Room.of(export)
    return joined_with(
        export,
        {one: tree for one, tree in trees.items() if _pattern(one) in fitting and room.takes(tree)},
    )


@dataclass(frozen=True, slots=True)
class _Named:
    """Ends of paths that lists name; ``natives`` are documents themselves, be they archives."""

    ends: frozenset[tuple[str, ...]] = frozenset()
    natives: frozenset[tuple[str, ...]] = frozenset()


def _named(export: Export, lists: Callable[[Export], Sequence[Listing]], most: int) -> _Named:
    ends: set[tuple[str, ...]] = set()
    natives: set[tuple[str, ...]] = set()
    for told, is_native in _paths(export, lists, most):
        end = _end(told)
        ends.add(end)
        if is_native:
            natives.add(end)
    return _Named(frozenset(ends), frozenset(natives))


def _fitting(trees: Mapping[str, Export], told: _Named) -> set[str]:
    """Give by their patterns those archives that hold what is named."""
    return {
        _pattern(one)
        for one, tree in trees.items()
        if any(not told.ends.isdisjoint(_ends(one, member)) for member in tree.members())
    }


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


def _paths(
    export: Export, lists: Callable[[Export], Sequence[Listing]], most: int
) -> Iterator[tuple[str, bool]]:
    """Give the paths that the first rows of each list name, and whether they are natives'."""
    for load in lists(export)[:_MOST_LISTS]:
        for row in islice(load.rows(export), most):
            for told, is_native in _told(row) if isinstance(row, LoadRow) else ():
                if "." in told and "\n" not in told and re.search(r"\w", told[:_LONGEST_PATH]):
                    yield told[:_LONGEST_PATH], is_native


def _told(row: LoadRow) -> Iterator[tuple[str, bool]]:
    for name in _PATHS:
        yield row.fields.get(name, ""), name == NATIVE
    for file in row.listed.files:
        yield from ((path, file.sort == NATIVE_FILE) for path in file.paths)
