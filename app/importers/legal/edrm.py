"""Production sets whose list is EDRM XML 1.0 to 1.2, with natives, texts and page images."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.importers.base import Cursor, Export, ImportOptions, Item, after_cursor
from app.importers.legal.edrm_rows import EdrmFile
from app.importers.legal.load_file import image_lists, load_files
from app.importers.legal.set_archives import with_archives
from app.importers.legal.set_reading import SetReading
from app.importers.legal.xml_archive import heads
from app.importers.social.account import natural
from app.importers.times import Clock, wall_clock

_ROOT = re.compile(rb"<((?:\w{1,40}:)?)Root[\s>]")
_TELLING = re.compile(
    rb"\sDataInterchangeType\s*=|<(?:\w{1,40}:)?Document\s[^<>]*\bDocID\s*=", re.IGNORECASE
)


class EdrmImporter:
    """Reads EDRM XML; an :class:`app.importers.base.Importer`.

    Made by the documentation of the schema's version 1.2 (EDRM, 31 October 2010).
    """

    key = "edrm_xml"
    label = "Production set in EDRM XML"
    needs_zone = True
    experimental = True

    def __init__(self, clock: Clock = wall_clock) -> None:
        self._clock = clock

    def recognises(self, export: Export) -> bool:
        """Say whether a file in it begins as EDRM XML does."""
        return any(True for _ in _found(export))

    def joined(self, export: Export) -> Export:
        """Give the set together with its archives; see :class:`app.importers.joined.Joining`."""
        return with_archives(export, _lists)

    def read(self, export: Export, options: ImportOptions, after: Cursor | None) -> Iterator[Item]:
        """Give the documents of each list, those attached with those they were attached to."""
        return after_cursor(_items(export, options, self._clock), after)


def _items(export: Export, options: ImportOptions, clock: Clock) -> Iterator[Item]:
    reading = SetReading(export, options, clock)
    yield from reading.items(_lists(export), image_lists(export), again=load_files(export))


def _lists(export: Export) -> list[EdrmFile]:
    return sorted(_found(export), key=lambda one: natural(one.member))


def _found(export: Export) -> Iterator[EdrmFile]:
    for member, head in heads(export):
        root = _ROOT.search(head)
        if root and _TELLING.search(head, root.start()):
            yield EdrmFile(member, root[1].decode("ascii"))
