"""Media that some X archives keep in a ZIP inside the archive; nothing is unpacked to disk."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from functools import partial
from typing import BinaryIO

from app.importers.base import (
    Export,
    Ignored,
    MemberUnreadable,
    ParsedAttachment,
    Unreadable,
)
from app.importers.members import Reading
from app.importers.social.account import UNUSED
from app.importers.text import clean

LARGEST = 256 << 20
LARGEST_FILE = 1 << 30
LOOKED_UP = "A ZIP of media; its files were looked up by the records that they belong to."
TOO_LARGE = "A ZIP inside the archive that is too large; unpack it there and import the folder."
BROKEN = "A ZIP inside the archive that is damaged."
FILE_BROKEN = "A file in a ZIP inside the archive that is damaged or locked."

_FILE = re.compile(r"(?:^|/)([0-9]+)-[^/]+$")
_FAULTS = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError)


class NestedZip:
    """One ZIP of media inside an archive; it is held in memory only while a file is read."""

    def __init__(self, export: Export, member: str) -> None:
        self._export = export
        self._member = member
        self._used: set[str] = set()
        self._fault = ""
        self._files: dict[str, zipfile.ZipInfo] = {}
        self._look()

    def ids(self) -> Iterator[tuple[str, str]]:
        """Give each file with the id that its name begins with."""
        for name in self._files:
            found = _FILE.search(name)
            if found:
                yield found[1], name

    def attachment(self, name: str) -> ParsedAttachment:
        """Take a file as an attachment."""
        self._used.add(name)
        shown = clean(name.rpartition("/")[2])
        return ParsedAttachment(shown, partial(self._open, name), size=self._files[name].file_size)

    def left(self) -> Iterator[Ignored | Unreadable]:
        """Account for the ZIP and for the files in it that no record refers to."""
        if self._fault:
            yield Unreadable(self._member, self._fault)
            return
        yield Ignored(self._member, LOOKED_UP)
        for number, name in enumerate(self._files, 1):
            if name not in self._used:
                yield Ignored(f"{self._member}!{number} {clean(name)}", UNUSED)

    def _look(self) -> None:
        if self._export.size(self._member) > LARGEST:
            self._fault = TOO_LARGE
            return
        try:
            with zipfile.ZipFile(self._bytes()) as archive:
                entries = archive.infolist()
        except MemberUnreadable as error:
            self._fault = error.reason
        except _FAULTS:
            self._fault = BROKEN
        else:
            self._files = {e.filename: e for e in entries if not e.is_dir()}

    def _bytes(self) -> io.BytesIO:
        with self._export.open(self._member) as file:
            return io.BytesIO(file.read())

    def _open(self, name: str) -> BinaryIO:
        if self._files[name].file_size > LARGEST_FILE:
            raise MemberUnreadable(TOO_LARGE)
        try:
            archive = zipfile.ZipFile(self._bytes())
            stream = archive.open(self._files[name])
        except _FAULTS as cause:
            raise MemberUnreadable(FILE_BROKEN) from cause

        def give(length: int) -> bytes:
            try:
                return stream.read(length)
            except _FAULTS as cause:
                raise MemberUnreadable(FILE_BROKEN) from cause

        return io.BufferedReader(Reading(give, archive.close))
