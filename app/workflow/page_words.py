"""Find words on the pages of attachments that are shown as pixels, as regions to withhold."""

from __future__ import annotations

from collections.abc import Iterator

from app.documents.images import PICTURES
from app.documents.regions import BoxMode
from app.documents.sheets import PAGED
from app.domain.records import Attachment, Record
from app.domain.redaction import RegionTarget
from app.domain.spans import Region
from app.errors import AppError
from app.jobs.isolated import Child
from app.vault.folder import Vault
from app.workflow.convert_office import Converted
from app.workflow.draw_attachments import MOST_SHEETS
from app.workflow.kept_sheets import tools_in
from app.workflow.widen_regions import AttachmentWords


class PageWords:
    """Turns words into regions of pages; drawn pages are kept in the vault.

    Args:
        vault: holds the attachments.
        child: opens them; it starts with the first page that must be drawn.
    """

    def __init__(self, vault: Vault, child: Child) -> None:
        self._words = AttachmentWords(vault, tools_in(child))
        self._converted = Converted(vault)

    def anywhere_in(self, record: Record, literal: str, mode: BoxMode) -> list[RegionTarget]:
        """Find a literal on the pages of all attachments of a record.

        Every page is looked at as it is shown, for a file's own words are not all that can be
        read on it. One that cannot be opened is shown on no page, so that nothing of it leaves.
        """
        return [
            RegionTarget(index, region)
            for index, attachment in enumerate(record.attachments)
            if _is_shown(attachment)
            for region in self._found(record, index, literal, mode)
        ]

    def on_pages(
        self, record: Record, index: int, literal: str, mode: BoxMode
    ) -> list[RegionTarget]:
        """Find a literal on the pages of one attachment; it must be there.

        Raises:
            AppError: it stands on none of them, or they cannot be drawn.
        """
        regions = self._words.regions_for_words(record, index, literal, mode)
        if not regions:
            raise AppError(
                "the words stand on no page of the attachment.",
                "Look at its pages, and give the place as a region.",
            )
        return [RegionTarget(index, region) for region in regions]

    def widened(self, record: Record, target: RegionTarget, mode: BoxMode) -> RegionTarget:
        """Give a region as wide as asked for, by the words of its page."""
        if mode is BoxMode.EXACT:
            return target
        wide = self._words.widen_regions(record, target.attachment, [target.region], mode)
        return RegionTarget(target.attachment, wide[0])

    def refuse_text(self, record: Record, target: RegionTarget) -> None:
        """Raise AppError where the attachment is shown by its text and has no pages."""
        attachment = record.attachments[target.attachment]
        if attachment.reflows and self._converted.of(attachment) is None:
            raise AppError(
                f"attachment {target.attachment} of record {record.id} is shown by its text.",
                "Withhold words of it: a span with the field attachment_text, or the whole of it.",
            )

    def _found(self, record: Record, index: int, literal: str, mode: BoxMode) -> Iterator[Region]:
        try:
            if self._words.pages(record, index) <= MOST_SHEETS:
                yield from self._words.regions_for_words(record, index, literal, mode)
        except AppError:
            return


def _is_shown(attachment: Attachment) -> bool:
    return not attachment.missing and attachment.media_type in PAGED | PICTURES
