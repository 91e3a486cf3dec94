"""Papers, pictures, sound and film that lie as files in a folder or an archive."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial
from itertools import islice

from app.domain.parsed import Parsed, ParsedAttachment
from app.domain.provenance import Problem
from app.domain.records import Kind
from app.errors import ChildFailed
from app.importers.base import (
    Cursor,
    Export,
    Ignored,
    ImportOptions,
    Item,
    MemberUnreadable,
    Unreadable,
)
from app.importers.files.film import told_by_film
from app.importers.files.kinds import ending_of, is_record, why_left
from app.importers.files.told import CREATED, MODIFIED, Told, told_by
from app.importers.pending import Pending, made_after
from app.importers.text import clean
from app.importers.times import MISSING, Clock, Timed, TimeReader, wall_clock

PLATFORM = "document"
ITS_OWN_DATE = Problem(
    "date_of_file", "The date is the one that the file gives of itself; copying may change it."
)

_MOST_ASKED = 2_000
_LARGEST_LOOKED_INTO = 64 << 20
_SECONDS = 30.0
_FILMS = frozenset({"mp4", "m4v", "mov", "m4a", "3gp", "3g2"})


class DocumentsImporter:
    """Takes every file as a record of its own; see :class:`app.importers.base.Importer`."""

    key = "files"
    label = "Files (PDF, office, pictures, sound, film)"
    needs_zone = False
    experimental = False

    def __init__(self, clock: Clock = wall_clock) -> None:
        self._clock = clock

    def recognises(self, export: Export) -> bool:
        """Say whether a file in it is a paper, a picture, a sound or a film, or holds such."""
        return any(is_record(export, one) for one in islice(export.members(), _MOST_ASKED))

    def read(self, export: Export, options: ImportOptions, after: Cursor | None) -> Iterator[Item]:
        """Give the files in the order of their names."""
        return made_after(self.pending(export, options), after)

    def pending(self, export: Export, options: ImportOptions) -> Iterator[Pending]:
        """Give each item, or what makes it; see :class:`app.importers.pending.Deferring`."""
        reading = _Reading(export, options, TimeReader(options.zone, self._clock))
        yield from export.rejected()
        for member in export.members():
            yield partial(reading.item, member)


class _Reading:
    """One pass over the files of an export."""

    def __init__(self, export: Export, options: ImportOptions, times: TimeReader) -> None:
        self._export = export
        self._isolated = options.isolated
        self._times = times

    def item(self, member: str) -> Item:
        """Give a file as a record, or say why it is none."""
        left = why_left(self._export, member)
        if left:
            return Ignored(member, left)
        try:
            told = self._told(member)
        except MemberUnreadable as fault:
            return Unreadable(member, fault.reason)
        timed = self._dated(told)
        folder, _, name = member.rpartition("/")
        file = ParsedAttachment(
            clean(name), partial(self._export.open, member), size=self._export.size(member)
        )
        return Parsed(
            locator=member,
            platform=PLATFORM,
            kind=Kind.DOCUMENT,
            subject=clean(name),
            sent=timed.moment,
            conversation_key=f"{self._export.name}/{folder}",
            conversation_title=clean(folder or self._export.name),
            attachments=(file,),
            flags=timed.flags,
            problems=timed.problems,
            raw=json.dumps(told, ensure_ascii=False, sort_keys=True) if told else "",
        )

    def _told(self, member: str) -> Told:
        """Ask the file about itself; what only a parser of pictures or papers knows, in the child.

        Raises:
            MemberUnreadable: the file cannot be opened or its beginning not be read.
        """
        with self._export.open(member) as file:
            if ending_of(member) in _FILMS:
                return told_by_film(file) if file.seekable() else {}
            if self._export.size(member) > _LARGEST_LOOKED_INTO:
                file.read(1)
                return {}
            untrusted = file.read()
        try:
            if self._isolated is None:
                return told_by(untrusted)
            return self._isolated.call(told_by, untrusted, seconds=_SECONDS)
        except ChildFailed:
            return {}

    def _dated(self, told: Told) -> Timed:
        written = told.get(CREATED) or told.get(MODIFIED, "")
        if not written:
            return Timed(self._times.iso("").moment, (MISSING,))
        timed = self._times.iso(written)
        return Timed(timed.moment, (*timed.problems, ITS_OWN_DATE))
