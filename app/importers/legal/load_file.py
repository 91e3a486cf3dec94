"""Production sets of electronic discovery: load file, natives, texts and page images.

Concordance DAT, Opticon OPT and IPRO LFP, CSV load files, and those of Purview's review sets.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.importers.base import Cursor, Export, ImportOptions, Item, after_cursor
from app.importers.legal.load_images import is_image_list
from app.importers.legal.load_rows import LoadFile, load_file_of
from app.importers.legal.set_archives import with_archives
from app.importers.legal.set_reading import SetReading
from app.importers.social.account import natural
from app.importers.times import Clock, wall_clock


class LoadFileImporter:
    """Reads production sets; an :class:`app.importers.base.Importer`."""

    key = "load_file"
    label = "Production set (Concordance DAT, Opticon, Purview)"
    needs_zone = True
    experimental = False

    def __init__(self, clock: Clock = wall_clock) -> None:
        self._clock = clock

    def recognises(self, export: Export) -> bool:
        """Look for a load file or a list of page images."""
        return any(
            is_image_list(export, member) or load_file_of(export, member) is not None
            for member in export.members()
            if _may_be(member)
        )

    def joined(self, export: Export) -> Export:
        """Give the set together with its archives; see :class:`app.importers.joined.Joining`."""
        return with_archives(export, load_files)

    def read(self, export: Export, options: ImportOptions, after: Cursor | None) -> Iterator[Item]:
        """Give the documents of each load file, then those that only have pictures."""
        return after_cursor(_items(export, options, self._clock), after)


def _items(export: Export, options: ImportOptions, clock: Clock) -> Iterator[Item]:
    loads, lists = load_files(export), image_lists(export)
    yield from SetReading(export, options, clock).items(loads, lists)


def image_lists(export: Export) -> list[str]:
    """Give the lists of page images in a set."""
    return [one for one in _members(export) if is_image_list(export, one)]


def load_files(export: Export) -> list[LoadFile]:
    """Give the load files of a set; one without headings has those of another as wide."""
    members = _members(export)
    found = [load for one in members if (load := load_file_of(export, one)) is not None]
    headed = {load.width: load for load in found if not load.is_headless}
    return [
        load.with_headings(headed.get(load.width, load)) if load.is_headless else load
        for load in found
    ]


def _members(export: Export) -> list[str]:
    return [one for one in sorted(export.members(), key=natural) if _may_be(one)]


def _may_be(member: str) -> bool:
    """Say whether a name may be that of a load file or list of images."""
    named = member.casefold().endswith((".dat", ".csv", ".opt", ".lfp", ".txt", ".tsv", ".log"))
    return named and not _is_text_of_set(member)


def _is_text_of_set(member: str) -> bool:
    """Say whether a name is that of a document's words: of such there are thousands."""
    folded = f"/{member.casefold()}"
    return folded.endswith(".txt") and any(one in folded for one in ("/text", "/ocr", "extracted"))
