"""Reads one damaged export and says what is wrong with how it was read."""

from __future__ import annotations

import functools
import os
import random
import shutil
import sys
import tempfile
import time
import zoneinfo
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from fuzz.mutations import Mutation, mutate_sample
from importer_samples import OPTIONS, SAMPLES, Sample, assert_sentence, assert_sound, comparable

from app.errors import AppError
from app.importers.base import (
    Cursor,
    Export,
    Importer,
    ImportOptions,
    Item,
    MemberUnreadable,
    Parsed,
)
from app.importers.export_tree import open_export
from app.importers.registry import IMPORTERS, read_all, recognising

LARGEST = 300_000
"""Samples of more bytes are left out, for they would only cost time."""

_OF_THE_PROGRAM = (
    sys.prefix,
    sys.base_prefix,
    str(Path(__file__).resolve().parents[2]),
    *zoneinfo.TZPATH,
)


_PART = "[Content_Types].xml"
"""A workbook is a ZIP inside, but its parts are no members that could be lost."""


_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
_DEEDS = frozenset({
    *("os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.link", "os.symlink", "os.truncate"),
    *("os.system", "subprocess.Popen", "socket.connect", "sqlite3.connect"),
})  # fmt: skip


class Wrong(Exception):
    """What an importer did with a damaged export that it may not do."""


def samples_of(key: str) -> list[Sample]:
    """Give the samples of an importer that are small enough."""
    return [one for one in SAMPLES if one.importer.key == key and _size(one.paths) <= LARGEST]


def keys() -> list[str]:
    """Name all importers."""
    return [importer.key for importer in IMPORTERS]


def try_one(
    key: str, seed: int, options: ImportOptions = OPTIONS, ways: tuple[Mutation, ...] = ()
) -> float:
    """Damage a sample of an importer by a seed and read it; gives the seconds of processor time.

    Args:
        key: the importer's.
        seed: what the dice begin with.
        options: how it is read.
        ways: to damage it; as :func:`fuzz.mutations.mutated` does where none are given.

    Raises:
        Wrong: when it crashed, lost a member, touched a file elsewhere, gave unsound items, or
            others when it was taken up again.
    """
    dice = random.Random(f"{key} {seed}")
    sample = dice.choice(samples_of(key))
    with tempfile.TemporaryDirectory() as folder:
        copies = _copied(sample, Path(folder))
        mutate_sample(copies, dice, ways)
        began = time.process_time()
        try:
            with _watched(Path(folder)):
                whole, again = dice.random() < 0.3, dice.random() < 0.15
                _Reading(sample, copies, options).check(whole=whole, again=again)
        except Wrong:
            raise
        except Exception as crash:
            raise Wrong(f"{type(crash).__name__} in {sample}: {crash!s:.300}") from crash
        return time.process_time() - began


@dataclass(frozen=True, slots=True)
class _Reading:
    """The reading of one damaged sample."""

    sample: Sample
    paths: list[Path]
    options: ImportOptions

    def check(self, *, whole: bool, again: bool) -> None:
        """Read with the sample's importer, or as the program does; ``again`` from the middle.

        What the importer knows no longer is read as the program reads it.
        """
        try:
            export = open_export(self.paths)
            if self.sample.importer.recognises(export):
                self._read(self.sample.importer, export, whole=whole, again=again)
            else:
                for first in recognising(export)[:1]:
                    self._read(first, export, whole=True, again=again)
        except AppError as refused:
            assert_sentence(f"Refused: {refused.what}")  # it may begin with the name of a file
            assert_sentence(refused.remedy)

    def _read(self, first: Importer, export: Export, *, whole: bool, again: bool) -> None:
        reader = functools.partial(read_all, first) if whole else first.read
        items = list(reader(export, self.options, None))
        assert_sound(items)
        _open_attachments(items)
        lost = sorted(set(export.members()) - set(_accounted(export, items)))
        if lost and _PART not in export.members():
            raise Wrong(f"{self.sample} lost {lost[:3]}")
        if again:
            middle = len(items) // 2
            rest = reader(export, self.options, Cursor(middle))
            if [*map(comparable, rest)] != [*map(comparable, items[middle:])]:
                raise Wrong(f"{self.sample} goes on otherwise after {middle} of {len(items)}")


def _accounted(export: Export, items: list[Item]) -> Iterator[str]:
    """Give the members that an item names or that a record holds as attachment."""
    places = sorted(item.locator for item in items)
    for member in export.members():
        at = _first_from(places, member)
        if at < len(places) and places[at].startswith(member):
            yield member
    for item in items:
        for attachment in item.attachments if isinstance(item, Parsed) else ():
            if isinstance(attachment.open, functools.partial):
                yield from (one for one in attachment.open.args if isinstance(one, str))


def _first_from(places: list[str], member: str) -> int:
    low, high = 0, len(places)
    while low < high:
        middle = (low + high) // 2
        if places[middle] < member:
            low = middle + 1
        else:
            high = middle
    return low


def _open_attachments(items: list[Item]) -> None:
    for item in items:
        for attachment in item.attachments if isinstance(item, Parsed) else ():
            if attachment.open is not None:
                try:
                    with attachment.open() as stream:
                        stream.read(1 << 16)
                except MemberUnreadable as fault:
                    assert_sentence(fault.reason)


class _Watch:
    """Notes which files are opened; Python keeps such a hook until it ends."""

    def __init__(self) -> None:
        self.opened: list[str] | None = None
        sys.addaudithook(self._hook)

    def _hook(self, event: str, arguments: tuple[object, ...]) -> None:
        if self.opened is None:
            return
        if event == "open" and isinstance(arguments[0], str | Path):
            is_written = isinstance(arguments[2], int) and bool(arguments[2] & _WRITING)
            self.opened.append(f"{'+' * is_written}{arguments[0]}")
        elif event in _DEEDS:
            self.opened.append(f"+{event} {arguments[0]!s}")


_watch = functools.cache(_Watch)


@contextmanager
def _watched(folder: Path) -> Iterator[None]:
    """Refuse that a file is opened that is not of the sample, or anything is written or begun."""
    watch = _watch()
    opened = watch.opened = []
    try:
        yield
    finally:
        watch.opened = None
        _refuse_strange(opened, str(folder))


def _refuse_strange(opened: list[str], folder: str) -> None:
    allowed = (f"{folder}{os.sep}", *_OF_THE_PROGRAM, *(f"+{path}" for path in _OF_THE_PROGRAM))
    strange = [path for path in opened if not path.startswith(allowed)]
    if strange:
        raise Wrong(f"it opened {strange[:3]}")


def _copied(sample: Sample, folder: Path) -> list[Path]:
    copies = []
    for path in sample.paths:
        copy = folder / path.name
        shutil.copytree(path, copy) if path.is_dir() else shutil.copyfile(path, copy)
        copies.append(copy)
    return copies


@functools.cache
def _size(paths: tuple[Path, ...]) -> int:
    return sum(
        file.stat().st_size
        for path in paths
        for file in ([path] if path.is_file() else path.rglob("*"))
        if file.is_file()
    )
