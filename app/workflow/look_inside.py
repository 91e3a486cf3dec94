"""Say before a packet is built what hides in its attachments, and which cannot be drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from app.documents.images import kind_in_words
from app.domain.decisions import Disposition, Standing
from app.domain.hidden import Hidden
from app.domain.ids import RecordId
from app.domain.records import Attachment, Record
from app.domain.redaction import WholeTarget
from app.domain.requests import Request
from app.errors import ChildFailed
from app.vault.folder import Vault
from app.workflow.enclose import barred, is_whole
from app.workflow.find_words import records_of
from app.workflow.kept_sheets import KeptSheets, Tools
from app.workflow.widen_regions import AttachmentWords

LEAVES = (Disposition.RELEASE, Disposition.REDACT)
CANNOT = "Files of this kind cannot be drawn."
NO_FILE = "The export lacks this file."


@dataclass(frozen=True, slots=True)
class Insight:
    """What the clerk should know of one attachment that leaves with its record.

    Attributes:
        number: one-based place of the attachment in its record.
        kind: what sort of file it is, in words.
        left: what hides in it and stays behind; ``shown`` is what the packet prints of it.
        slip: why a slip sheet takes its place; empty where it is shown.
        name: of its file; ``sha256`` of its bytes.
        may_leave: nothing of it is withheld anywhere in the request, so that its original may
            be delivered where a person permits what hides in it.
    """

    record: RecordId
    number: int
    kind: str
    left: tuple[Hidden, ...] = ()
    shown: tuple[Hidden, ...] = ()
    slip: str = ""
    name: str = field(default="", repr=False)
    sha256: str = ""
    may_leave: bool = False


class Inside:
    """Looks into the attachments of the records that leave.

    Args:
        vault: open.
        tools: open files in a process of their own.
    """

    def __init__(self, vault: Vault, tools: Tools) -> None:
        self._vault = vault
        self._tools = tools
        self._words = AttachmentWords(vault, tools)
        self._kept = KeptSheets(vault, tools)
        self._barred: frozenset[str] = frozenset()

    def records(self, request: Request) -> list[RecordId]:
        """List the records that leave and have attachments, in the request's order."""
        with self._vault.read() as work:
            ids = work.requests.record_ids(request.id)
            standings = work.decisions.standings(request.id)
        self._barred = barred(self._vault, standings)
        held = [one for one in ids if standings.get(one, Standing(one)).outcome in LEAVES]
        return [one.id for one in records_of(self._vault, held) if one.attachments]

    def of_record(self, request: Request, number: RecordId) -> list[Insight]:
        """Tell of each attachment of a record of which there is something to tell."""
        with self._vault.read() as work:
            (record,) = work.records.many([number])
            standing = work.decisions.standing(request.id, number)
        withheld = _withheld(standing)
        told = (
            replace(
                self._of(record, at, attachment),
                name=attachment.name,
                sha256=attachment.sha256,
                may_leave=is_whole(standing) and self._may_leave(attachment),
            )
            for at, attachment in enumerate(record.attachments)
            if at not in withheld
        )
        return [one for one in told if one.left or one.shown or one.slip]

    def _may_leave(self, attachment: Attachment) -> bool:
        return not attachment.missing and attachment.sha256 not in self._barred

    def _of(self, record: Record, at: int, attachment: Attachment) -> Insight:
        kind = kind_in_words(attachment.media_type, attachment.name)
        slip = self._slip(attachment)
        if slip:
            return Insight(record.id, at + 1, kind, slip=slip)
        found = self._words.hidden_in(record, at)
        left = tuple(one for one in found if not one.printed)
        shown = tuple(one for one in found if one.printed)
        return Insight(record.id, at + 1, kind, left, shown)

    def _slip(self, attachment: Attachment) -> str:
        if attachment.missing:
            return NO_FILE
        if attachment.reflows:
            return ""
        tools, kind = self._tools, attachment.media_type
        if not tools.sheets.draws(kind):
            return "" if tools.cleaner.draws(kind) else CANNOT
        try:
            return "" if self._kept.pages(attachment).count else "It has no pages."
        except ChildFailed as failure:
            return failure.reason


def many_in_words(insights: Sequence[Insight], *, shown: bool = False) -> list[tuple[str, int]]:
    """Sum up what hides in attachments, each kind with its count, the most frequent first."""
    sums: dict[str, int] = {}
    for insight in insights:
        for one in insight.shown if shown else insight.left:
            name = one.kind.value
            sums[name] = sums.get(name, 0) + max(one.count, 1)
    return sorted(sums.items(), key=lambda pair: (-pair[1], pair[0]))


def _withheld(standing: Standing) -> set[int]:
    targets = (one.target for one in standing.redactions)
    return {one.attachment for one in targets if isinstance(one, WholeTarget)}
