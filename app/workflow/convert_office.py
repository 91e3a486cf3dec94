"""Have an office document laid out by a program of this computer, on the clerk's wish only."""

from __future__ import annotations

import hashlib
import io
from dataclasses import replace

from app.documents.office import outside
from app.domain.records import Attachment, Record
from app.errors import AppError
from app.vault.drawings import Drawing
from app.vault.folder import Vault

_PDF = "application/pdf"


def programs() -> tuple[str, ...]:
    """Name the programs of this computer that can lay out office documents."""
    return outside.programs()


class Converted:
    """Keeps the PDF of office documents in the vault, beside the documents themselves.

    A document with such a PDF is shown by its pages, unless words of its text are withheld.
    """

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def of(self, attachment: Attachment) -> Attachment | None:
        """Give the PDF in the attachment's place, where there is one."""
        if attachment.media_type not in outside.ENDINGS:
            return None
        with self._vault.read() as work:
            kept = work.drawings.find(_key(attachment))
        if kept is None or not self._vault.blobs.has(kept.blob):
            return None
        return replace(attachment, blob=kept.blob, sha256=kept.body, media_type=_PDF, text="")

    def make(self, record: Record, index: int, program: str) -> Attachment:
        """Let a program lay the document out; its bytes lie in the clear while it works.

        Args:
            record: that the attachment came with.
            index: zero-based.
            program: one of :func:`programs`.

        Raises:
            AppError: there is no such document or program, or it cannot be laid out.
        """
        attachment = _at(record, index)
        if self._vault.home != self._vault.path:
            raise AppError(
                "The document cannot be laid out: the vault's folder has a path that is too long "
                "for the other program.",
                "Close the vault and move its folder to a place with a shorter path.",
            )
        data = self._vault.blobs.read(attachment.blob)
        made = outside.to_pdf(data, attachment.media_type, self._vault.path, program)
        put = self._vault.blobs.put(io.BytesIO(made))
        with self._vault.write() as work:
            work.drawings.keep(_key(attachment), Drawing(put.name, put.sha256))
            work.audit.append(
                self._vault.who,
                "attachment.laid_out",
                record=record.id,
                attachment=index,
                program=program,
                sha256=put.sha256,
            )
        return replace(
            attachment, blob=put.name, sha256=put.sha256, media_type=_PDF, size=put.size, text=""
        )

    def forget(self, record: Record, index: int) -> None:
        """Show the document by its text again."""
        with self._vault.write() as work:
            work.drawings.forget(_key(_at(record, index)))


def _at(record: Record, index: int) -> Attachment:
    if not 0 <= index < len(record.attachments) or record.attachments[index].missing:
        raise AppError(
            "The record has no such attachment, or the export lacks its file.",
            "Choose an attachment whose file is there.",
        )
    return record.attachments[index]


def _key(attachment: Attachment) -> str:
    return hashlib.sha256(f"laid out {attachment.sha256}".encode()).hexdigest()
