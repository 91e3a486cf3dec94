"""What hides in attachments, kept once found, and which of it nobody has looked at yet."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.documents.images import PICTURES
from app.documents.sheets import PAGED, engine
from app.domain.decisions import Standing
from app.domain.hidden import Hidden, HiddenKind
from app.domain.ids import BlobName, RecordId
from app.domain.records import Attachment, Record
from app.domain.redaction import WholeTarget
from app.domain.requests import Request
from app.jobs.isolated import Child
from app.vault.drawings import Drawing
from app.vault.folder import Vault
from app.workflow.find_words import records_of
from app.workflow.kept_sheets import KeptSheets, Tools, tools_in
from app.workflow.look_inside import LEAVES
from app.workflow.widen_regions import AttachmentWords

MERELY_TOLD = frozenset({
    HiddenKind.AUTHOR, HiddenKind.MACRO, HiddenKind.METADATA, HiddenKind.PLACE,
    HiddenKind.SCRIPT, HiddenKind.SIGNATURE, HiddenKind.THUMBNAIL,
})  # fmt: skip
"""What nearly every file has, or what has no words; it stays behind, and nobody need look."""


@dataclass(frozen=True, slots=True)
class Unseen:
    """Records that leave with attachments of which something is not known to the clerk.

    Attributes:
        hiding: something hides in so many attachments, and nobody has looked at it.
        unopened: so many attachments were never opened, so that nobody knows.
    """

    hiding: int = 0
    hiding_in: tuple[RecordId, ...] = ()
    unopened: int = 0
    unopened_in: tuple[RecordId, ...] = ()


def to_be_looked_at(found: Sequence[Hidden]) -> tuple[Hidden, ...]:
    """Pick what a person should look at before the file's pages leave."""
    return tuple(one for one in found if one.kind not in MERELY_TOLD)


class HiddenThings:
    """Names what hides in attachments; what was found stays in the vault.

    Args:
        vault: open.
        tools: open files in a process of their own, the first time only.
    """

    def __init__(self, vault: Vault, tools: Tools) -> None:
        self._vault = vault
        self._words = AttachmentWords(vault, tools)
        self._kept = KeptSheets(vault, tools)

    def found(self, record: Record, index: int) -> tuple[Hidden, ...]:
        """Name what hides in an attachment; opens it where nobody has yet."""
        attachment = record.attachments[index]
        known = self.known(attachment)
        if known is not None:
            return known
        hidden = self._words.hidden_in(record, index)
        if attachment.reflows:
            body = json.dumps([(one.kind.value, one.count, one.what, one.printed)
                               for one in hidden], ensure_ascii=False)  # fmt: skip
            with self._vault.write(durable=False) as work:
                work.drawings.keep(_key(attachment), Drawing(BlobName(""), body))
        return hidden

    def known(self, attachment: Attachment) -> tuple[Hidden, ...] | None:
        """Name what hides as far as the file was opened before; None where it was not."""
        if attachment.missing or not _opens(attachment):
            return ()
        if not attachment.reflows:
            pages = self._kept.known(attachment)
            return None if pages is None else pages.hidden
        with self._vault.read() as work:
            kept = work.drawings.find(_key(attachment))
        if kept is None:
            return None
        return tuple(
            Hidden(HiddenKind(kind), count, what, printed)
            for kind, count, what, printed in json.loads(kept.body)
        )


def unseen(vault: Vault, request: Request) -> Unseen:
    """Count the attachments that leave and hide what nobody looked at; opens no file."""
    things = HiddenThings(vault, tools_in(Child()))
    with vault.read() as work:
        standings = work.decisions.standings(request.id)
        seen = {(one.record, one.attachment) for one in work.decisions.looked_at(request.id)}
    hiding: list[RecordId] = []
    unopened: list[RecordId] = []
    for record, index in _leaving(vault, request, standings):
        known = things.known(record.attachments[index])
        if known is None:
            unopened.append(record.id)
        elif to_be_looked_at(known) and (record.id, index) not in seen:
            hiding.append(record.id)
    return Unseen(
        len(hiding), tuple(dict.fromkeys(hiding)), len(unopened), tuple(dict.fromkeys(unopened))
    )


def _leaving(
    vault: Vault, request: Request, standings: dict[RecordId, Standing]
) -> Iterator[tuple[Record, int]]:
    """Give each attachment that leaves with its record."""
    with vault.read() as work:
        ids = work.requests.record_ids(request.id)
    held = [one for one in ids if one in standings and standings[one].outcome in LEAVES]
    for record in records_of(vault, held):
        targets = (one.target for one in standings[record.id].redactions)
        withheld = {one.attachment for one in targets if isinstance(one, WholeTarget)}
        for index, attachment in enumerate(record.attachments):
            if index not in withheld and not attachment.missing and _may_hide(attachment):
                yield record, index


def _may_hide(attachment: Attachment) -> bool:
    """Say whether files of this kind can hide more than metadata: pictures and texts do not."""
    kind = attachment.media_type
    if attachment.reflows:
        return kind == "text/html" or not kind.startswith("text/")
    return kind in PAGED


def _opens(attachment: Attachment) -> bool:
    return attachment.reflows or attachment.media_type in PAGED | PICTURES


def _key(attachment: Attachment) -> str:
    told = ["hidden things", attachment.sha256, attachment.media_type, engine()]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()
