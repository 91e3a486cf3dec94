"""Keep the files that came with a record: bytes sealed, type sniffed, text for search."""

from __future__ import annotations

from collections.abc import Sequence

from app.documents.text import Extractor
from app.documents.types import sniff
from app.domain.ids import BlobName
from app.importers.base import MemberUnreadable, ParsedAttachment
from app.vault.blobs import Put
from app.vault.folder import Vault
from app.vault.incoming import StoredAttachment
from app.vault.putting import Putting

HEAD = 4_096
LARGEST_WITH_TEXT = 64 * 1024 * 1024


class AttachmentStore:
    """Stores attachments; their bytes lie safe when what puts them away has settled.

    Attributes:
        last_size: bytes stored since it was last set to zero, by which batches are cut.
    """

    def __init__(self, vault: Vault, putting: Putting, extractor: Extractor) -> None:
        self._vault = vault
        self._putting = putting
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
                put, data = self._putting.put(stream)
        except MemberUnreadable as error:
            return _missing(attachment, error.reason)
        self.last_size += put.size
        return self._described(attachment, put, data)

    def _described(
        self, attachment: ParsedAttachment, put: Put, data: bytes | None
    ) -> StoredAttachment:
        """Look into a file; one that is not at hand lies in the vault already."""
        media_type = sniff(self._head(put) if data is None else data[:HEAD], attachment.name)
        text, note = "", ""
        if put.size <= LARGEST_WITH_TEXT and self._extractor.reads(media_type):
            whole = self._vault.blobs.read(put.name) if data is None else data
            extracted = self._extractor.extract(whole, media_type, attachment.name)
            text, note = extracted.text, extracted.note
        return StoredAttachment(
            name=attachment.name,
            size=put.size,
            media_type=media_type,
            sha256=put.sha256,
            blob=put.name,
            text=text,
            inline=attachment.inline,
            missing="",
            note=note,
        )

    def _head(self, put: Put) -> bytes:
        with self._vault.blobs.open(put.name) as stream:
            return stream.read(HEAD)


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
