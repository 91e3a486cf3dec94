"""Makes the files of attachments for a delivery: as they are released, and originals."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from app.delivery.entries import Enclosure
from app.delivery.names import attachment_name, ending_of
from app.documents.types import PDF, PLAIN
from app.domain.decisions import Disposition, Standing
from app.domain.hidden import Hidden, HiddenKind
from app.domain.ids import RecordId
from app.domain.packets import Contents, Density, PacketRecipe
from app.domain.records import Attachment
from app.domain.redacted import Encoding, Picture, RedactedAttachment, RedactedRecord, RedactedText
from app.domain.redaction import RegionTarget, WholeTarget
from app.errors import ChildFailed, PacketNotClean
from app.packet import verify, writer
from app.packet.checks.delivered import Wanted
from app.vault.folder import Vault
from app.workflow.find_words import records_of
from app.workflow.kept_sheets import KeptSheets, Tools

_PNG = b"\x89PNG"
_SAID = frozenset({"withheld_word", "hidden_word", "revision"})


@dataclass(frozen=True, slots=True)
class EnclosedFile:
    """A file of an attachment.

    Attributes:
        is_native: its bytes are those that were received.
    """

    name: str
    data: bytes = field(repr=False)
    is_native: bool = False


@dataclass(frozen=True, slots=True)
class Permitted:
    """What the clerk lets leave within originals, by an explicit word.

    Attributes:
        hidden: what may hide in them.
        unseen: endings, such as ``mp4``, of files that cannot be looked into.
        files: SHA-256 of originals that leave whatever hides in them.
    """

    hidden: frozenset[HiddenKind] = frozenset()
    unseen: frozenset[str] = frozenset()
    files: frozenset[str] = frozenset()


class Encloser:
    """Goes through the records of a delivery in order and numbers their attachments.

    Args:
        head: the packet's recipe; files of attachments are set as it says.
        words: withheld words; nothing may say them.
        natives: gives originals, where they are wanted.
        redacted: whether files as they are released are wanted.
    """

    def __init__(
        self,
        head: PacketRecipe,
        words: Sequence[str],
        natives: Natives | None = None,
        *,
        redacted: bool = True,
    ) -> None:
        self._head = head
        self._words = words
        self._natives = natives
        self._is_redacted_wanted = redacted
        self._number = 0

    def enclose(self, record: RedactedRecord) -> tuple[list[Enclosure], list[EnclosedFile]]:
        """Give what the index says of a record's attachments, and their files."""
        enclosures: list[Enclosure] = []
        files: list[EnclosedFile] = []
        for index, attachment in enumerate(record.attachments):
            self._number += 1
            stem = attachment_name(self._number)
            redacted = (
                self._redacted(record, attachment, stem) if self._is_redacted_wanted else None
            )
            native = self._natives.file(record, index, stem) if self._natives else None
            files += [one for one in (redacted, native) if one is not None]
            sha256 = hashlib.sha256(native.data).hexdigest() if native else ""
            file, original = (one.name if one else "" for one in (redacted, native))
            enclosures.append(Enclosure(attachment, file, original, sha256))
        return enclosures, files

    def _redacted(
        self, record: RedactedRecord, attachment: RedactedAttachment, stem: str
    ) -> EnclosedFile | None:
        if attachment.withheld is not None:
            return None
        if attachment.picture is not None:
            picture = attachment.picture()
            return EnclosedFile(f"attachments/{stem}.{_ending(picture)}", picture.data)
        if attachment.sheets or attachment.blocks:
            data = self._set(record, attachment, stem)
            return EnclosedFile(f"attachments/{stem}.pdf", data)
        return None

    def _set(self, record: RedactedRecord, attachment: RedactedAttachment, stem: str) -> bytes:
        """Set an attachment as a PDF of its own with the packet's writer, and prove it."""
        alone = replace(record, text=RedactedText(), attachments=(attachment,))
        layout = replace(self._head.layout, density=Density.ONE_A_PAGE, attachments=True)
        recipe = replace(
            self._head,
            letter=(),
            records=(alone,),
            layout=layout,
            bates_prefix=f"{stem}-",
            contents=Contents(letter=False, log=False),
            custody=None,
        )
        built = writer.build(recipe)
        verdict = verify.verify_packet(built.data, recipe, built, self._words)
        if not verdict.clean:
            raise PacketNotClean(
                f"Record {record.number}: the file of an attachment is not clean. "
                f"{verdict.findings[0].what}",
                "Look at that attachment in review, then deliver again.",
            )
        return built.data


class Natives:
    """Says which attachments may leave as they were received, and gives them.

    Only attachments of records that are released whole leave, whose bytes are nowhere in the
    request withheld in part, and in which nothing hides that the clerk did not permit.

    Args:
        vault: open.
        tools: look into attachments.
        standings: of all records of the request.
        unsaid: withheld words that the packet says nowhere.
        permitted: what may hide.
    """

    def __init__(
        self,
        vault: Vault,
        tools: Tools,
        standings: Mapping[RecordId, Standing],
        unsaid: Sequence[str],
        permitted: Permitted,
    ) -> None:
        self._vault = vault
        self._tools = tools
        self._kept = KeptSheets(vault, tools)
        self._standings = standings
        self._unsaid = unsaid
        self._wanted = Wanted(unsaid)
        self._permitted = permitted
        self._barred = barred(vault, standings)

    def file(self, record: RedactedRecord, index: int, stem: str) -> EnclosedFile | None:
        """Give the original of the attachment at a zero-based index; None where it stays."""
        if not is_whole(self._standings[RecordId(record.number)]):
            return None
        attachment = self._attachment(record, index)
        if attachment.missing or attachment.sha256 in self._barred:
            return None
        ending = ending_of(attachment.media_type)
        if self._hides(attachment, ending):
            return None
        data = self._vault.blobs.read(attachment.blob)
        self._refuse_leaking(record.number, data, attachment)
        return EnclosedFile(f"natives/{stem}.{ending}", data, is_native=True)

    def _attachment(self, record: RedactedRecord, index: int) -> Attachment:
        with self._vault.read() as work:
            return work.records.get(RecordId(record.number)).attachments[index]

    def _hides(self, attachment: Attachment, ending: str) -> bool:
        if attachment.sha256 in self._permitted.files:
            return False
        found = self._hidden_in(attachment)
        if found is None:
            return ending not in self._permitted.unseen
        return any(one.kind not in self._permitted.hidden for one in found)

    def _hidden_in(self, attachment: Attachment) -> tuple[Hidden, ...] | None:
        """Name what hides; None where nobody can look into it, so that anything may."""
        try:
            if attachment.reflows:
                return self._hidden_in_text(attachment)
            if self._tools.sheets.draws(attachment.media_type) or self._tools.cleaner.draws(
                attachment.media_type
            ):
                return self._kept.pages(attachment).hidden
        except ChildFailed:
            return None
        return None

    def _hidden_in_text(self, attachment: Attachment) -> tuple[Hidden, ...] | None:
        if attachment.media_type == PLAIN:
            return ()
        if self._tools.office is None:
            return None
        data = self._vault.blobs.read(attachment.blob)
        return self._tools.office.read(data, attachment.media_type, attachment.name).hidden

    def _refuse_leaking(self, number: int, data: bytes, attachment: Attachment) -> None:
        says = self._wanted.in_text(attachment.text)
        if attachment.media_type == PDF and not says:
            verdict = verify.verify_pdf(data, self._unsaid)
            says = any(one.kind in _SAID for one in verdict.findings)
        if says:
            raise PacketNotClean(
                f"Record {number}: an original that was to leave says a withheld word.",
                "Redact that attachment, or deliver without originals.",
            )


def barred(vault: Vault, standings: Mapping[RecordId, Standing]) -> frozenset[str]:
    """List the hashes of attachments of which something is withheld in any record."""
    touched = [
        number
        for number, one in standings.items()
        if one.redactions or one.outcome is Disposition.WITHHOLD
    ]
    return frozenset(
        attachment.sha256
        for record in records_of(vault, touched)
        for index, attachment in enumerate(record.attachments)
        if _is_withheld(attachment, index, standings[record.id])
    )


def _is_withheld(attachment: Attachment, index: int, standing: Standing) -> bool:
    if standing.outcome is Disposition.WITHHOLD:
        return True
    for redaction in standing.redactions:
        target = redaction.target
        if isinstance(target, WholeTarget | RegionTarget) and target.attachment == index:
            return True
    return attachment.reflows and bool(standing.redactions)


def is_whole(standing: Standing) -> bool:
    """Say whether a record is released and nothing of it is withheld."""
    return standing.outcome is Disposition.RELEASE and not standing.redactions


def _ending(picture: Picture) -> str:
    is_png = picture.encoding is Encoding.PNG or picture.data.startswith(_PNG)
    return "png" if is_png else "jpg"
