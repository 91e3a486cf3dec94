"""Find words like given ones on the pages of attachments that are shown as pixels."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.detect.forms import Forms
from app.detect.lexicon import Lexicon
from app.detect.variants import forms_of
from app.documents.images import PICTURES
from app.documents.sheets import PAGED
from app.domain.ids import RecordId
from app.domain.lists import EntryKind
from app.domain.records import Attachment, Record
from app.domain.redacted import SheetWord
from app.domain.redaction import RegionTarget
from app.domain.spans import Region
from app.domain.words import placed_words
from app.errors import AppError
from app.jobs.isolated import Child
from app.vault.folder import Vault
from app.workflow.alike import Hit
from app.workflow.draw_attachments import MOST_SHEETS
from app.workflow.kept_sheets import tools_in
from app.workflow.page_text import by_line, is_same_place, lines_of
from app.workflow.widen_regions import AttachmentWords

SHOWN = tuple(sorted(PAGED | PICTURES))
"""Media types of files that are shown as pixels."""

_Page = tuple[SheetWord, ...]


class PageLikeness:
    """Looks at pages; those that were drawn once come from the vault, and stay in memory here.

    Args:
        vault: holds the attachments.
        child: opens them; it starts with the first page that must be drawn.
    """

    def __init__(self, vault: Vault, child: Child) -> None:
        self._vault = vault
        self._words = AttachmentWords(vault, tools_in(child))
        self._known: dict[tuple[RecordId, int], list[tuple[int, _Page]]] = {}

    def hits(
        self, records: Sequence[RecordId], words: str, kind: EntryKind | None = None
    ) -> list[Hit]:
        """Give the places on all pages of some records; a file that does not open has none."""
        with self._vault.read() as work:
            whole = work.records.many(records)
        return [hit for record in whole for hit in self._in_record(record, words, kind)]

    def around(self, target: RegionTarget, record: Record) -> tuple[str, str, str]:
        """Give what stands before a region in its line, in it, and after it."""
        before: list[str] = []
        inside: list[str] = []
        after: list[str] = []
        for page, words in self._pages(record, target.attachment):
            if page != target.region.page:
                continue
            lines = {word.line for word in words if _is_in(word, target.region)}
            for word in words:
                if _is_in(word, target.region):
                    inside.append(word.text)
                elif word.line in lines:
                    (after if inside else before).append(word.text)
            if inside:
                break
        return " ".join(before), " ".join(inside), " ".join(after)

    def _in_record(self, record: Record, words: str, kind: EntryKind | None) -> Iterator[Hit]:
        for index, attachment in enumerate(record.attachments):
            if not _is_shown(attachment):
                continue
            pages = self._pages(record, index)
            said = (t for _, page in pages for word in page for t, _, _ in placed_words(word.text))
            forms = forms_of(words, Lexicon(said), kind)
            seen: set[tuple[RegionTarget, ...]] = set()
            for number, page in pages if forms is not None else ():
                for hit in _on_page(record.id, index, number, page, forms) if forms else ():
                    if not _is_known(hit.targets, seen):
                        seen.add(tuple(t for t in hit.targets if isinstance(t, RegionTarget)))
                        yield hit

    def _pages(self, record: Record, index: int) -> list[tuple[int, _Page]]:
        key = (record.id, index)
        if key not in self._known:
            try:
                self._known[key] = list(self._read(record, index))
            except AppError:
                self._known[key] = []
        return self._known[key]

    def _read(self, record: Record, index: int) -> Iterator[tuple[int, _Page]]:
        """Give each page's own words, and apart from them what eyes read there."""
        count = self._words.pages(record, index)
        for page in range(1, count + 1) if count <= MOST_SHEETS else ():
            yield page, self._words.words(record, index, page)
            if seen := self._words.seen_words(record, index, page):
                yield page, seen


def _on_page(
    record: RecordId, index: int, number: int, words: _Page, forms: Forms
) -> Iterator[Hit]:
    laid = lines_of(words)
    for found in forms.find(laid.text):
        regions = by_line(number, [words[at] for at in laid.under(found.span)])
        if regions:
            targets = tuple(RegionTarget(index, region) for region in regions)
            yield Hit(record, targets, found.likeness)


def _is_known(targets: Sequence[object], seen: set[tuple[RegionTarget, ...]]) -> bool:
    """Say whether a place was found by the page's own words before eyes found it too."""
    regions = [one.region for one in targets if isinstance(one, RegionTarget)]
    return any(is_same_place(regions, [other.region for other in others]) for others in seen)


def _is_in(word: SheetWord, region: Region) -> bool:
    across, down = (word.box[0] + word.box[2]) / 2, (word.box[1] + word.box[3]) / 2
    return region.left <= across <= region.right and region.top <= down <= region.bottom


def _is_shown(attachment: Attachment) -> bool:
    return not attachment.missing and attachment.media_type in SHOWN
