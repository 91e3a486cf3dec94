"""What a clerk dropped, sorted into exports that are imported one by one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from app.disk import of_any_length
from app.errors import AppError
from app.importers.base import Export, Importer
from app.importers.joined import joined_for
from app.importers.member_names import is_housekeeping
from app.importers.registry import ACCOUNT_FILES, LISTING, LOOSE, OF_ONE_PERSON, recognising
from app.importers.safe_tar import is_tar
from app.importers.safe_zip import is_zip
from app.importers.tree import open_export, part_of

Group = tuple[Path, ...]

_DEEPEST = 8
_HEAD = 600
_PAPERS = "files"
_TOGETHER = frozenset({"eml", "emlx", "msg", "calendar", "contacts", _PAPERS})
_BESIDE = _TOGETHER | {"table"}


def split(paths: Sequence[Path]) -> list[list[Path]]:
    """Make one group of files of each export that is meant.

    Parts of one export come together, as do single mails of one folder. A folder that holds
    exports of several kinds is taken apart. What no importer knows comes last, so that it can
    be listed.
    """
    found = _sorted_out(sorted(paths), 0)
    return [list(group) for group in (*found.known, *found.unknown)]


@dataclass(slots=True)
class _Found:
    known: list[Group] = field(default_factory=list)
    unknown: list[Group] = field(default_factory=list)

    def add(self, other: _Found) -> None:
        """Add what another look found."""
        self.known += other.known
        self.unknown += other.unknown


def _sorted_out(paths: Sequence[Path], depth: int) -> _Found:
    found = _Found()
    mails: dict[str, list[Path]] = {}
    for group in _parts_together(paths):
        if len(group) == 1 and of_any_length(group[0]).is_dir():
            found.add(_folder(group[0], depth))
            continue
        importers = _importers(group)
        if len(group) > 1 and not importers:
            found.add(_one_by_one(group, depth))
        elif importers and importers[0].key in _TOGETHER and not _is_archive(group[0]):
            mails.setdefault(importers[0].key, []).extend(group)
        else:
            (found.known if importers else found.unknown).append(group)
    found.known += map(tuple, mails.values())
    return found


def _one_by_one(group: Group, depth: int) -> _Found:
    """Look at parts alone that made no export together."""
    found = _Found()
    for path in group:
        if of_any_length(path).is_dir():
            found.add(_folder(path, depth))
        else:
            (found.known if _importers((path,)) else found.unknown).append((path,))
    return found


def _folder(path: Path, depth: int) -> _Found:
    importers = _importers((path,))
    children = _children(path)
    if depth >= _DEEPEST or not children:
        return _Found([(path,)], []) if importers else _Found([], [(path,)])
    apart = [child for child in children if _is_archive(child) and _of_a_format(child)]
    alone = _not_joined(path, importers, apart)
    if alone:
        joined = [child for child in children if child not in alone]
        if len(alone) == len(apart):
            return _sorted_out(children, depth + 1)
        found = _sorted_out(alone, depth + 1)
        return _Found([tuple(joined), *found.known], found.unknown)
    is_mixed = len(importers) > 1 and importers[0].key in LOOSE
    if importers and not is_mixed and not _holds_several(importers, children):
        return _Found([(path,)], [])
    found = _sorted_out(children, depth + 1)
    return found if found.known else _Found([], [(path,)])


def _not_joined(path: Path, importers: Sequence[Importer], archives: Sequence[Path]) -> list[Path]:
    """Give those of a folder's archives that are not read with a list beside them."""
    export = _opened(path) if archives and importers else None
    if export is None:
        return [*archives]
    members = frozenset(joined_for(importers[0], export).members())
    return [archive for archive in archives if archive.name in members]


def _holds_several(importers: Sequence[Importer], children: Sequence[Path]) -> bool:
    """Say whether a folder holds several accounts or mailboxes, each in a folder of its own.

    One account stays whole, with all that lies beside its data: whatever the first importer
    leaves is read by the others.
    """
    key = importers[0].key
    opened = [_opened(child) for child in children if of_any_length(child).is_dir()]
    if sum(_is_account(export) for export in opened) > 1:
        return True
    if key in LISTING or (len(importers) == 1 and key not in OF_ONE_PERSON):
        return False
    known = [(child, {one.key for one in _importers((child,))} - _BESIDE) for child in children]
    first = [child for child, keys in known if key in keys]
    if key in OF_ONE_PERSON:
        return len(first) > 1 and all(of_any_length(child).is_dir() for child in first)
    others = any(keys and key not in keys for _, keys in known)
    return others and len(first) == 1 and of_any_length(first[0]).is_dir()


def _is_account(export: Export | None) -> bool:
    names = export.members() if export is not None else ()
    return any(name.rpartition("/")[2].casefold() in ACCOUNT_FILES for name in names)


def _parts_together(paths: Sequence[Path]) -> list[Group]:
    """Group the parts of multi-part exports; all else stands alone."""
    groups: dict[tuple[str, str], list[Path]] = {}
    for path in paths:
        part = part_of(path.name)
        key = ("part", part[0]) if part else ("alone", str(path))
        groups.setdefault(key, []).append(path)
    return [tuple(group) for group in groups.values()]


def _children(path: Path) -> list[Path]:
    try:
        names = sorted(child.name for child in of_any_length(path).iterdir())
    except OSError:
        return []
    return [path / name for name in names if not is_housekeeping(name)]


def _importers(group: Group) -> tuple[Importer, ...]:
    try:
        return recognising(open_export(group))
    except AppError:
        return ()


def _opened(path: Path) -> Export | None:
    try:
        return open_export((path,))
    except AppError:
        return None


def _of_a_format(path: Path) -> bool:
    """Say whether an archive is an export by itself; one of papers is read with its folder."""
    return any(importer.key != _PAPERS for importer in _importers((path,)))


def _is_archive(path: Path) -> bool:
    try:
        with of_any_length(path).open("rb") as file:
            head = file.read(_HEAD)
    except OSError:
        return False
    return is_zip(path, head) or is_tar(path, head)
