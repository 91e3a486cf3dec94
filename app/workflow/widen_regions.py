"""Turn words on pages of attachments into regions, and name what hides in a file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.documents.regions import BoxMode, find_words, widen
from app.domain.decisions import Disposition, Standing
from app.domain.hidden import Hidden
from app.domain.records import Attachment, Record
from app.domain.redacted import SheetWord
from app.domain.redaction import RegionTarget
from app.domain.spans import Region
from app.errors import AppError, ChildFailed
from app.vault.folder import Vault
from app.workflow.convert_office import Converted
from app.workflow.kept_sheets import KeptSheets, Painted, Tools

NO_FILE = "The record has no such attachment, or the export lacks its file."
_LEAST_WORD = 7
_LEAST_NAME = 4
_POINTS = ".,;:!?()[]\"'\u2018\u2019\u201c\u201d"
_SAME = 0.9


class AttachmentWords:
    """Looks for words on the pages of attachments as a viewer shows them.

    Args:
        vault: holds the attachments, and their pages once drawn.
        tools: draw pages that were not drawn yet.
    """

    def __init__(self, vault: Vault, tools: Tools) -> None:
        self._vault = vault
        self._tools = tools
        self._kept = KeptSheets(vault, tools)
        self._converted = Converted(vault)

    def pages(self, record: Record, index: int) -> int:
        """Count the pages of the attachment at a zero-based index; pictures have one."""
        try:
            return self._kept.pages(self._shown(record, index)).count
        except ChildFailed as failure:
            raise _not_drawn(failure) from failure

    def words(self, record: Record, index: int, page: int) -> tuple[SheetWord, ...]:
        """Give the words of a page (one-based), nothing withheld; a scan's are recognised."""
        try:
            return self._kept.page(self._shown(record, index), page, Painted()).words
        except ChildFailed as failure:
            raise _not_drawn(failure) from failure

    def seen_words(self, record: Record, index: int, page: int) -> tuple[SheetWord, ...]:
        """Give the words that eyes read on a page where its own may not be all of them."""
        return self._looked_at(record, index, page)

    def both_words(
        self, record: Record, index: int, page: int
    ) -> tuple[tuple[SheetWord, ...], tuple[SheetWord, ...]]:
        """Give what :meth:`words` and :meth:`seen_words` give, at one look."""
        try:
            return self._kept.both(self._shown(record, index), page)
        except ChildFailed as failure:
            raise _not_drawn(failure) from failure

    def is_doubtful(self, record: Record, index: int, page: int) -> bool:
        """Say whether a page may show words that its own do not say."""
        try:
            return self._kept.page(self._shown(record, index), page, Painted()).doubtful
        except ChildFailed as failure:
            raise _not_drawn(failure) from failure

    def regions_for_words(
        self, record: Record, index: int, literal: str, mode: BoxMode = BoxMode.EXACT
    ) -> list[Region]:
        """Find a literal on all pages, each place as wide as asked for."""
        regions: list[Region] = []
        for page in range(1, self.pages(record, index) + 1):
            regions += self.regions_on_page(record, (index, page), literal, mode)
        return list(dict.fromkeys(regions))

    def regions_on_page(
        self, record: Record, at: tuple[int, int], literal: str, mode: BoxMode = BoxMode.EXACT
    ) -> list[Region]:
        """Find a literal on one page: zero-based index of the attachment, one-based page."""
        index, page = at
        words = self.words(record, index, page)
        seen = self._looked_at(record, index, page)
        found = find_words(words, literal, page)
        more = find_words(seen, literal, page)
        found += [one for one in more if not any(_covers(other, one) for other in found)]
        return [widen(one, mode, (*words, *seen)) for one in found]

    def withheld_in(self, record: Record, standing: Standing) -> list[str]:
        """Give what regions withhold as the pages have it, one text for each line."""
        if standing.outcome is Disposition.WITHHOLD:
            return []
        targets = [redaction.target for redaction in standing.redactions]
        texts = [
            text
            for target in targets
            if isinstance(target, RegionTarget)
            for text in self._withheld_by(record, target)
        ]
        return list(dict.fromkeys(texts))

    def _withheld_by(self, record: Record, target: RegionTarget) -> list[str]:
        region = target.region
        try:
            words = self.words(record, target.attachment, region.page)
            seen = self._looked_at(record, target.attachment, region.page)
        except AppError:
            return []
        lines = [*_in_region(words, region), *_in_region(seen, region)]
        return [*lines, *(word for line in lines for word in _words_in(line))]

    def _looked_at(self, record: Record, index: int, page: int) -> tuple[SheetWord, ...]:
        try:
            return self._kept.looked_at(self._shown(record, index), page)
        except ChildFailed as failure:
            raise _not_drawn(failure) from failure

    def widen_regions(
        self, record: Record, index: int, regions: list[Region], mode: BoxMode
    ) -> list[Region]:
        """Give regions as wide as asked for, by the words of their pages."""
        return [widen(one, mode, self.words(record, index, one.page)) for one in regions]

    def hidden_in(self, record: Record, index: int) -> tuple[Hidden, ...]:
        """Name what hides in an attachment; nothing where it does not open or is not drawn."""
        attachment = _at(record, index)
        if attachment.reflows:
            return self._hidden_in_document(attachment)
        is_drawn = self._tools.sheets.draws(attachment.media_type)
        if not is_drawn and not self._tools.cleaner.draws(attachment.media_type):
            return ()
        try:
            return self._kept.pages(attachment).hidden
        except ChildFailed:
            return ()

    def _shown(self, record: Record, index: int) -> Attachment:
        """Give the file whose pages are shown: of a document that was laid out, its PDF."""
        attachment = _at(record, index)
        return self._converted.of(attachment) or attachment

    def _hidden_in_document(self, attachment: Attachment) -> tuple[Hidden, ...]:
        if self._tools.office is None:
            return ()
        data = self._vault.blobs.read(attachment.blob)
        try:
            return self._tools.office.read(data, attachment.media_type, attachment.name).hidden
        except ChildFailed:
            return ()


def _in_region(words: Sequence[SheetWord], region: Region) -> list[str]:
    """Join the words of each line whose middle lies in a region."""
    lines: dict[int, list[str]] = {}
    for word in words:
        across, down = (word.box[0] + word.box[2]) / 2, (word.box[1] + word.box[3]) / 2
        if region.left <= across <= region.right and region.top <= down <= region.bottom:
            lines.setdefault(word.line, []).append(word.text)
    return [" ".join(line) for line in lines.values()]


def _words_in(line: str) -> Iterator[str]:
    """Give the words of a line that was withheld as a whole, each to be searched by itself.

    Where one of them also stands in what is released, it is no withheld one there; short words
    that are no names or numbers would be found in others by chance.
    """
    for word in line.split():
        plain = word.strip(_POINTS)
        is_name = plain[:1].isupper() or any(map(str.isdigit, plain))
        if len(plain) >= (_LEAST_NAME if is_name else _LEAST_WORD) and plain != line:
            yield plain


def _covers(region: Region, other: Region) -> bool:
    across = min(region.right, other.right) - max(region.left, other.left)
    down = min(region.bottom, other.bottom) - max(region.top, other.top)
    size = (other.right - other.left) * (other.bottom - other.top)
    return across > 0 and down > 0 and across * down >= _SAME * size


def _at(record: Record, index: int) -> Attachment:
    if not 0 <= index < len(record.attachments) or record.attachments[index].missing:
        raise AppError(NO_FILE, "Choose an attachment whose file is there.")
    return record.attachments[index]


def _not_drawn(failure: ChildFailed) -> AppError:
    return AppError(failure.reason, "Withhold the attachment as a whole, or release it as it is.")
