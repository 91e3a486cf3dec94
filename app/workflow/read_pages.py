"""Read the words of drawn pages once for a whole request, so that suggestions need not wait."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Generator, Sequence
from contextlib import AbstractContextManager, nullcontext, suppress
from dataclasses import dataclass, field, replace
from typing import TypeVar

from app.documents.base import Isolated
from app.documents.sheets import PAGED, engine
from app.domain.decisions import Disposition, Standing
from app.domain.ids import BlobName, SourceId
from app.domain.languages import FilesRead, Languages
from app.domain.records import Attachment, Record
from app.domain.redacted import SheetWord
from app.domain.redaction import WholeTarget
from app.domain.requests import Request
from app.domain.words import placed_words
from app.errors import AppError
from app.jobs.events import Progress
from app.vault.drawings import Drawing
from app.vault.folder import Vault
from app.vault.work import Work
from app.workflow.draw_attachments import MOST_SHEETS
from app.workflow.find_words import records_of
from app.workflow.kept_sheets import Hashed, tools_in
from app.workflow.page_likeness import SHOWN
from app.workflow.page_text import lines_of
from app.workflow.suggest_on_pages import PageSuggestion, further, on_page
from app.workflow.suggesting import Suggesting
from app.workflow.widen_regions import AttachmentWords

Result = TypeVar("Result")

_KINDS = (frozenset(PAGED), frozenset(SHOWN) - PAGED)
NOT_SHOWN = frozenset({Disposition.WITHHOLD, Disposition.NOT_RESPONSIVE})


class PageReader:
    """Reads pages that are shown as pixels; what was read stays in the vault.

    Args:
        vault: holds the attachments, and their pages once drawn.
        child: opens them; it starts with the first page that must be drawn.
    """

    def __init__(self, vault: Vault, child: Isolated) -> None:
        self._vault = vault
        self._words = AttachmentWords(vault, tools_in(child))

    def count(self, record: Record, index: int) -> int:
        """Count the pages that are read of an attachment; of one that does not open, none."""
        if not is_drawn(record.attachments[index]):
            return 0
        count = _twice(lambda: self._words.pages(record, index)) or 0
        return count if count <= MOST_SHEETS else 0

    def read(self, record: Record, index: int, page: int) -> str:
        """Read one page, and keep its words; one that cannot be drawn says none.

        Gives the lines that say more than the text that was found in the file.
        """
        found = _twice(lambda: self._words.both_words(record, index, page))
        return _further_lines(record.attachments[index].text, found or ())

    def read_file(
        self, record: Record, index: int, languages: Languages = Languages.ENGLISH
    ) -> Generator[str, None, bool]:
        """Read all pages of an attachment that is there, unless they were read before.

        What was read in fewer languages is read again. Tells how far it is; ends with whether it
        read something.
        """
        record = _in(languages, record, index)
        attachment = record.attachments[index]
        if not is_drawn(attachment) or self._is_kept(attachment, languages):
            return False
        count, lines = self.count(record, index), []
        for page in range(1, count + 1):
            lines.append(self.read(record, index, page))
            yield f"page {page:,} of {count:,}"
        self.remember(attachment, count, "\n".join(filter(None, lines)))
        return True

    def suggestions(
        self, record: Record, where: tuple[int, int], now: Suggesting
    ) -> list[PageSuggestion]:
        """Give what is suggested on a page; ``where`` is the attachment and its page.

        Eyes look only where the page may show other words than its own, or once all was read.
        """
        attachment = record.attachments[where[0]]
        if not is_drawn(attachment):
            return []
        try:
            is_read = self.pages_read(attachment) is not None
            if is_read or self._words.is_doubtful(record, *where):
                words, seen = self._words.both_words(record, *where)
            else:
                words, seen = self._words.words(record, *where), ()
        except AppError:
            return []
        own = on_page(where, words, now)
        return [*own, *further(own, on_page(where, seen, now))] if seen else own

    def remember(self, attachment: Attachment, count: int, recognised: str = "") -> None:
        """Remember that all pages of an attachment were read, how many, and their words."""
        with self._vault.write(durable=False) as work:
            work.drawings.keep(_key(attachment), Drawing(BlobName(""), json.dumps(count)))
            languages = attachment.languages or Languages.ENGLISH
            work.recognised.keep(attachment.sha256, recognised, count, languages)

    def _is_kept(self, attachment: Attachment, languages: Languages) -> bool:
        """Say whether it was read as a whole; older vaults remember that without the words."""
        with self._vault.read() as work:
            read = work.recognised.languages([attachment.sha256]).get(attachment.sha256)
            is_enough = read is not None and read.holds(languages)
            return is_enough and pages_read(work, attachment) is not None

    def pages_read(self, attachment: Attachment) -> int | None:
        """Count the pages of an attachment that was read as a whole; None of another."""
        with self._vault.read() as work:
            return pages_read(work, attachment)


def pages_read(work: Work, file: Hashed) -> int | None:
    """Count the pages of a file that was read as a whole; None of another."""
    kept = work.drawings.find(_key(file))
    return None if kept is None else int(json.loads(kept.body))


def is_drawn(attachment: Attachment) -> bool:
    """Say whether an attachment is there and shown as pixels."""
    return not attachment.missing and attachment.media_type in SHOWN


def may_leave(standing: Standing, index: int) -> bool:
    """Say whether an attachment leaves with its record as things stand, or may yet."""
    targets = (one.target for one in standing.redactions)
    return standing.outcome not in NOT_SHOWN and not any(
        isinstance(one, WholeTarget) and one.attachment == index for one in targets
    )


@dataclass
class ReadPages:
    """Long work: read the pages of the whole request. Stopped, it goes on where it was.

    Attributes:
        languages: in which words are recognised where a page has none of its own.
        result: how many files were read now.
    """

    vault: Vault
    request: Request
    reader: PageReader
    languages: Languages = Languages.ENGLISH
    result: int = 0

    @property
    def title(self) -> str:
        """Say what is done."""
        return _titled("Reading pages", self.languages)

    def steps(self) -> Generator[Progress, None, None]:
        """Read one page after another, each kept before the next; photographs come last."""
        with self.vault.read() as work:
            kinds = [(k, work.printed.with_files(self.request.id, tuple(k))) for k in _KINDS]
            standings = work.decisions.standings(self.request.id)
        done, total = 0, sum(len(ids) for _, ids in kinds)
        for kind, ids in kinds:
            for record in records_of(self.vault, ids):
                standing = standings.get(record.id, Standing(record.id))
                for index, attachment in enumerate(record.attachments):
                    if attachment.media_type in kind and may_leave(standing, index):
                        yield from self._file(record, index, (done, total))
                done += 1
                yield Progress(done, total)

    def _file(
        self, record: Record, index: int, at: tuple[int, int]
    ) -> Generator[Progress, None, None]:
        reading = self.reader.read_file(record, index, self.languages)
        self.result += yield from _told(reading, at)


@dataclass
class RecogniseWords:
    """Long work: read the pages and pictures of a source, or of all, so that they are found.

    Stopped, it goes on where it was: what was read stays.

    Attributes:
        source: whose files are read; None for those of all sources.
        languages: in which; files that were read in fewer are read again.
        closing: what is let go of at the end, such as the process that opens files.
        result: how many files were read now.
    """

    vault: Vault
    reader: PageReader
    source: SourceId | None = None
    languages: Languages = Languages.ENGLISH
    closing: AbstractContextManager[object] = field(default_factory=nullcontext)
    result: int = 0

    @property
    def title(self) -> str:
        """Say what is done."""
        return _titled("Recognising words", self.languages)

    def steps(self) -> Generator[Progress, None, None]:
        """Read papers first, then photographs; each file is kept before the next."""
        with self.closing:
            yield from self._steps()

    def _steps(self) -> Generator[Progress, None, None]:
        with self.vault.read() as work:
            unread = work.recognised.unread
            kinds = [(kind, unread(kind, self.source, self.languages)) for kind in _KINDS]
        done, total = 0, sum(len(ids) for _, ids in kinds)
        for kind, ids in kinds:
            for record in records_of(self.vault, ids):
                for index, attachment in enumerate(record.attachments):
                    if attachment.media_type in kind:
                        reading = self.reader.read_file(record, index, self.languages)
                        self.result += yield from _told(reading, (done, total))
                done += 1
                yield Progress(done, total)


def files_read(vault: Vault) -> dict[SourceId, FilesRead]:
    """Count the files with pages or pictures of each source by how they were read."""
    with vault.read() as work:
        return work.recognised.files_read(SHOWN)


def _titled(what: str, languages: Languages) -> str:
    return what if languages is Languages.ENGLISH else f"{what} in {languages.told}"


def _in(languages: Languages, record: Record, index: int) -> Record:
    """Give a record of which one file is read in some languages, not as it was read before."""
    files = list(record.attachments)
    files[index] = replace(files[index], languages=languages)
    return replace(record, attachments=tuple(files))


def _told(
    reading: Generator[str, None, bool], at: tuple[int, int]
) -> Generator[Progress, None, bool]:
    """Tell of the pages of a file as of a part of the work."""
    while True:
        try:
            note = next(reading)
        except StopIteration as end:
            return bool(end.value)
        yield Progress(*at, note)


def _twice(read: Callable[[], Result]) -> Result | None:
    """Try once more where a process ended for a reason of its own; None where it fails again."""
    for _ in range(2):
        with suppress(AppError):
            return read()
    return None


def _further_lines(known: str, pages: Sequence[Sequence[SheetWord]]) -> str:
    """Give the lines of a page in which a word stands that the file's own text does not hold."""
    words = {word for word, _, _ in placed_words(known)}
    lines = (line for page in pages for line in lines_of(page).text.splitlines())
    return "\n".join(
        dict.fromkeys(
            line for line in lines if any(w not in words for w, _, _ in placed_words(line))
        )
    )


def _key(file: Hashed) -> str:
    told = [file.sha256, file.media_type, engine(), "all pages read"]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()
