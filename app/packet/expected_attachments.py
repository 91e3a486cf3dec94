"""Says what a stranger must read of attachments, from the recipe alone; it knows no layout."""

from __future__ import annotations

from app.domain.redacted import Bar, RedactedAttachment, RedactedText
from app.packet import wording
from app.packet.normal import seen


class Said:
    """Collects what is said, and the words on bars."""

    def __init__(self) -> None:
        self.said: list[str] = []
        self.bars: list[str] = []

    def text(self, text: RedactedText) -> None:
        """Say a text with its bars."""
        for piece in text.pieces:
            if isinstance(piece, Bar):
                self.bar(piece)
            else:
                self.said.append(piece.text)

    def bar(self, bar: Bar) -> None:
        """Say a bar."""
        self.said.append(wording.mark_of(bar))
        self.bars.append(seen(wording.mark_of(bar)))


def say_attachment(said: Said, attachment: RedactedAttachment, index: int) -> None:
    """Say what stands for the attachment at a one-based place of a record."""
    said.said.append(f"{wording.ATTACHMENT} {index}:")
    said.text(attachment.name)
    about = ", ".join(part for part in (attachment.kind, attachment.size) if part)
    said.said.append(f"·{about}" if about else "")
    if attachment.withheld is not None:
        said.said.append(wording.WITHHELD_ATTACHMENT)
        said.bar(attachment.withheld)
    elif attachment.picture is None:
        said.said.append(f"·{attachment.note or wording.NOT_SHOWN}")
    elif attachment.regions:
        said.said.append(wording.PARTLY_WITHHELD)
        for region in attachment.regions:
            said.bar(region)
