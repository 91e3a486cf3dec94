"""Gather what is open on the pages of a request that were read, portion by portion."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from app.domain.decisions import Standing
from app.domain.ids import RecordId, RequestId
from app.domain.languages import Languages
from app.domain.records import Attachment
from app.domain.requests import Request
from app.vault.folder import Vault
from app.vault.work import Work
from app.workflow.find_words import CHUNK
from app.workflow.page_likeness import SHOWN
from app.workflow.read_pages import PageReader, ReadPages, is_drawn, may_leave, pages_read
from app.workflow.suggest_on_pages import PageSuggestion, settled_on_pages
from app.workflow.suggesting import Suggesting


class KnowsSuggesting(Protocol):
    """Whoever knows what is suggested."""

    def suggesting(self) -> Suggesting:
        """Give what is suggested now; another value once people or lists changed."""


class PageOf(NamedTuple):
    """One page of the attachment at a zero-based index of a record."""

    record: RecordId
    attachment: int
    page: int


@dataclass(frozen=True, slots=True)
class _File:
    record: RecordId
    index: int
    sha256: str
    media_type: str

    @property
    def key(self) -> tuple[str, str]:
        return self.sha256, self.media_type


class PageGathering:
    """Keeps what is suggested on each page, as long as names and lists stay as they are.

    Args:
        vault: holds the records.
        request: is looked through.
        room: knows what is suggested.
        reader: knows the words of pages.
    """

    def __init__(
        self, vault: Vault, request: Request, room: KnowsSuggesting, reader: PageReader
    ) -> None:
        self._vault = vault
        self._request = request
        self._room = room
        self._reader = reader
        self._lock = threading.Lock()
        self._now: Suggesting | None = None
        self._files: dict[RecordId, tuple[_File, ...]] = {}
        self._counts: dict[tuple[str, str], int] = {}
        self._found: dict[PageOf, list[PageSuggestion]] = {}
        self._read: dict[str, Languages] = {}

    def reading(self, languages: Languages = Languages.ENGLISH) -> ReadPages:
        """Make the job that reads the pages of those files."""
        return ReadPages(self._vault, self._request, self._reader, languages)

    def unread(self, languages: Languages = Languages.ENGLISH) -> int:
        """Count the files whose pages are still to be read; copies of one file are one."""
        shown = self._shown()
        read = self._languages(shown)
        return len({file.key for file in shown if not self._is_enough(file, read, languages)})

    def left(self) -> list[PageOf]:
        """Give the pages, of files that were read, that are still to be looked through."""
        now, shown = self._room.suggesting(), self._shown()
        read = self._languages(shown)
        with self._lock:
            if now is not self._now:
                self._now, self._found = now, {}
            self._forget(shown, read)
            known = set(self._found)
        return [
            page
            for file in shown
            if self._is_read(file)
            for page in self._pages(file)
            if page not in known
        ]

    def read(self, pages: Sequence[PageOf]) -> None:
        """Look through a portion of what is left."""
        now = self._now
        if now is None:
            return
        with self._vault.read() as work:
            ids = list(dict.fromkeys(page.record for page in pages))
            records = {record.id: record for record in work.records.many(ids)}
        found = {
            one: self._reader.suggestions(records[one.record], (one.attachment, one.page), now)
            for one in pages
        }
        with self._lock:
            if now is self._now:
                self._found.update(found)

    def open(self) -> list[tuple[RecordId, PageSuggestion]]:
        """Give what is suggested on the pages looked through and not settled."""
        with self._lock:
            found = dict(self._found)
        if not found:
            return []
        with self._vault.read() as work:
            standings = _standings(work, self._request.id, sorted({at.record for at in found}))
            settled = settled_on_pages(work, self._request)
        shown = {(file.record, file.index) for file in self._shown()}
        return [
            (at.record, left)
            for at in sorted(found)
            if (at.record, at.attachment) in shown
            for one in found[at]
            if (left := settled.left(one, standings.get(at.record, Standing(at.record))))
        ]

    def _shown(self) -> list[_File]:
        """Give the files that leave as pixels, or may yet, in the order of their records."""
        ids = self._vault.index.holding(self._request.id).with_files(SHOWN)
        if not ids:
            return []
        with self._vault.read() as work:
            standings = _standings(work, self._request.id, ids)
            for record in work.records.many([one for one in ids if one not in self._files]):
                self._files[record.id] = tuple(
                    _file(record.id, index, one)
                    for index, one in enumerate(record.attachments)
                    if is_drawn(one)
                )
        return [
            file
            for one in ids
            for file in self._files[one]
            if may_leave(standings.get(one, Standing(one)), file.index)
        ]

    def _forget(self, files: Sequence[_File], read: dict[str, Languages]) -> None:
        """Forget what was found in files that were read in other languages since."""
        again = {
            (file.record, file.index)
            for file in files
            if self._read.get(file.sha256, read.get(file.sha256)) != read.get(file.sha256)
        }
        for at in [at for at in self._found if again and (at.record, at.attachment) in again]:
            del self._found[at]
        self._read = read

    def _languages(self, files: Sequence[_File]) -> dict[str, Languages]:
        """Say in which languages files were read."""
        with self._vault.read() as work:
            return work.recognised.languages(file.sha256 for file in files)

    def _is_enough(self, file: _File, read: Mapping[str, Languages], languages: Languages) -> bool:
        """Say whether a file was read in all languages; older vaults did not keep the words."""
        known = read.get(file.sha256, Languages.ENGLISH)
        return self._is_read(file) and known.holds(languages)

    def _is_read(self, file: _File) -> bool:
        if file.key not in self._counts:
            with self._vault.read() as work:
                count = pages_read(work, file)
            if count is None:
                return False
            self._counts[file.key] = count
        return True

    def _pages(self, file: _File) -> list[PageOf]:
        count = self._counts[file.key]
        return [PageOf(file.record, file.index, page) for page in range(1, count + 1)]


def _standings(
    work: Work, request: RequestId, records: Sequence[RecordId]
) -> dict[RecordId, Standing]:
    found: dict[RecordId, Standing] = {}
    for at in range(0, len(records), CHUNK):
        found.update(work.decisions.standings_of(request, records[at : at + CHUNK]))
    return found


def _file(record: RecordId, index: int, attachment: Attachment) -> _File:
    return _File(record, index, attachment.sha256, attachment.media_type)
