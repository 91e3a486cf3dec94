"""Keep the files that came with a record: bytes sealed, type sniffed, text for search."""

from __future__ import annotations

from collections.abc import Sequence

from app.documents.text import Extractor
from app.documents.types import sniff
from app.domain.ids import BlobName
from app.importers.base import MemberUnreadable, ParsedAttachment
from app.vault.folder import Vault
from app.vault.incoming import StoredAttachment

HEAD = 4_096
LARGEST_WITH_TEXT = 64 * 1024 * 1024


class AttachmentStore:
    """Stores attachments one after another.

    Attributes:
        last_size: bytes stored since it was last set to zero, by which batches are cut.
    """

    def __init__(self, vault: Vault, extractor: Extractor) -> None:
        self._vault = vault
        self._extractor = extractor
        self.last_size = 0

    def kept(self, attachments: Sequence[ParsedAttachment]) -> tuple[StoredAttachment, ...]:
        """Store all attachments of one record; one that cannot be read says why."""
        return tuple(self._one(attachment) for attachment in attachments)

    def _one(self, attachment: ParsedAttachment) -> StoredAttachment:
        if attachment.open is None:
            return _missing(attachment, attachment.missing)
        try:
            with attachment.open() as stream:
                blob, size, digest = self._vault.blobs.put(stream)
        except MemberUnreadable as error:
            return _missing(attachment, error.reason)
        self.last_size += size
        return self._described(attachment, blob, size, digest)

    def _described(
        self, attachment: ParsedAttachment, blob: BlobName, size: int, digest: str
    ) -> StoredAttachment:
        with self._vault.blobs.open(blob) as stream:
            media_type = sniff(stream.read(HEAD), attachment.name)
        text, note = "", ""
        if size <= LARGEST_WITH_TEXT and self._extractor.reads(media_type):
            extracted = self._extractor.extract(
                self._vault.blobs.read(blob), media_type, attachment.name
            )
            text, note = extracted.text, extracted.note
        return StoredAttachment(
            name=attachment.name,
            size=size,
            media_type=media_type,
            sha256=digest,
            blob=blob,
            text=text,
            inline=attachment.inline,
            missing="",
            note=note,
        )


def _missing(attachment: ParsedAttachment, reason: str) -> StoredAttachment:
    return StoredAttachment(
        name=attachment.name,
        size=max(attachment.size, 0),
        media_type=attachment.claimed_type,
        sha256="",
        blob=BlobName(""),
        text="",
        inline=attachment.inline,
        missing=reason or "The export does not hold this file.",
        note="",
    )
