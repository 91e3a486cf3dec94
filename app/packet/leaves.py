"""Lists the pages of attachments that a record brings into the packet; it draws nothing."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.redacted import RedactedAttachment, RedactedRecord, Sheet
from app.packet.attachment_words import sheet_alt, sheet_head


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page of an attachment and where it belongs; all its numbers are one-based."""

    sheet: Sheet
    attachment: RedactedAttachment
    record: int
    index: int
    page: int

    @property
    def head(self) -> str:
        """Give the line that stands above it."""
        return sheet_head(self.record, self.index, self.page, len(self.attachment.sheets))

    @property
    def alt(self) -> str:
        """Give what is read aloud in place of its pixels; empty where its words are read."""
        if self.sheet.words:
            return ""
        return sheet_alt(self.attachment, (self.record, self.index, self.page))


def leaves_of(record: RedactedRecord) -> list[Leaf]:
    """List all pages of a record's attachments, in order."""
    return [
        Leaf(sheet, attachment, record.number, index, page)
        for index, attachment in enumerate(record.attachments, start=1)
        if record.withheld is None and attachment.withheld is None
        for page, sheet in enumerate(attachment.sheets, start=1)
    ]
