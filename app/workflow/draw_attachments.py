"""Decide how each attachment is shown in a packet, and draw it with what is withheld left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from app.documents.images import kind_in_words
from app.documents.sheets import Burn
from app.domain.content import Block, Content, Run, redact_content
from app.domain.records import Attachment
from app.domain.redacted import (
    Bar,
    Box,
    Encoding,
    RedactedAttachment,
    RedactedText,
    Role,
    Sheet,
    SheetMark,
)
from app.domain.redaction import Field, Place, Redaction, RegionTarget, spans_of
from app.domain.spans import Region, Span
from app.errors import ChildFailed
from app.vault.folder import Vault
from app.workflow.convert_office import Converted
from app.workflow.kept_sheets import KeptSheet, KeptSheets, Painted, Tools
from app.workflow.redact_records import size_in_words

NOT_DRAWN = "Not reproduced in this packet; provided separately on request."
MOST_SHEETS = 2_000

_NO_SUCH_PAGE = "Something is withheld on a page that the file does not have; it is not reproduced."
_REGION_OF_TEXT = "Something is withheld on a page of it that is not drawn; it is not reproduced."
_LEAST_SIDE = 1_000
_PAPER = (1.25, 1.48)
_FEWEST_WORDS = 8
_SAME = 0.7


class AttachmentDrawer:
    """Shows attachments of records.

    Args:
        vault: holds their bytes, and what was drawn of them.
        tools: open them in a process of its own.
        shown: False where attachments are only named.
    """

    def __init__(self, vault: Vault, tools: Tools, *, shown: bool = True) -> None:
        self._vault = vault
        self._tools = tools
        self._shown = shown
        self._kept = KeptSheets(vault, tools)
        self._converted = Converted(vault)

    def draw(
        self,
        attachment: Attachment,
        index: int,
        name: RedactedText,
        redactions: Sequence[Redaction],
    ) -> RedactedAttachment:
        """Show an attachment that is there and not withheld as a whole.

        Args:
            attachment: of the record, at the zero-based ``index``.
            index: tells which of the record's redactions fall on it.
            name: its name as it may be printed.
            redactions: all of the record.
        """
        kind = kind_in_words(attachment.media_type, attachment.name)
        size = size_in_words(attachment.size)
        boxes = [one for one in redactions if _is_on(one, index)]
        bars = tuple(_bar(one) for one in boxes)
        if not self._shown:
            return RedactedAttachment(name, kind, size, regions=bars, note=NOT_DRAWN)
        if attachment.reflows:
            spans = spans_of(redactions, Place(Field.ATTACHMENT_TEXT, index))
            paged = self._converted.of(attachment)
            if boxes and (spans or paged is None):
                return RedactedAttachment(name, kind, size, note=_REGION_OF_TEXT)
            if spans or paged is None:
                content = self._content(attachment)
                blocks = redact_content(content, spans)
                return RedactedAttachment(name, kind, size, blocks=blocks, note=content.note)
            attachment = paged
        try:
            return self._pixels(attachment, RedactedAttachment(name, kind, size), boxes)
        except ChildFailed as failure:
            return RedactedAttachment(name, kind, size, note=failure.reason)

    def _pixels(
        self, attachment: Attachment, bare: RedactedAttachment, boxes: Sequence[Redaction]
    ) -> RedactedAttachment:
        if self._tools.sheets.draws(attachment.media_type):
            return replace(bare, sheets=self._sheets(attachment, boxes))
        if not self._tools.cleaner.draws(attachment.media_type):
            return replace(bare, note=NOT_DRAWN)
        if any(_region(one).page != 1 for one in boxes):
            raise ChildFailed(_NO_SUCH_PAGE)
        scan = self._scan(attachment, boxes)
        if scan is not None:
            return replace(bare, sheets=(scan,))
        kept = self._kept.picture(attachment, [_region(one) for one in boxes])
        bars = tuple(_bar(one) for one in boxes)
        return replace(bare, picture=kept.picture, regions=bars, note=kept.note)

    def _sheets(self, attachment: Attachment, boxes: Sequence[Redaction]) -> tuple[Sheet, ...]:
        count = self._kept.pages(attachment).count
        if count > MOST_SHEETS:
            raise ChildFailed(
                f"It has {count:,} pages, more than are reproduced in a packet; "
                "provided separately on request."
            )
        if not count:
            raise ChildFailed("It has no pages.")
        if any(_region(one).page > count for one in boxes):
            raise ChildFailed(_NO_SUCH_PAGE)
        return tuple(self._sheet(attachment, at, count, boxes) for at in range(1, count + 1))

    def _sheet(
        self, attachment: Attachment, number: int, count: int, boxes: Sequence[Redaction]
    ) -> Sheet:
        here = [one for one in boxes if _region(one).page == number]
        try:
            return _sheet_of(self._kept.page(attachment, number, painted(here)), here)
        except ChildFailed as failure:
            where = f" (Page {number} of {count}.)" if count > 1 else ""
            raise ChildFailed(f"{failure.reason}{where}") from failure

    def _scan(self, attachment: Attachment, boxes: Sequence[Redaction]) -> Sheet | None:
        """Give a picture as a page where it is one: like paper, with words on it."""
        if self._tools.ocr is None:
            return None
        if not is_scan(self._kept.page(attachment, 1, Painted())):
            return None
        return _sheet_of(self._kept.page(attachment, 1, painted(boxes)), boxes)

    def _content(self, attachment: Attachment) -> Content:
        """Read the document again, since its structure is not kept; else its lines alone."""
        if self._tools.office is not None:
            data = self._vault.blobs.read(attachment.blob)
            try:
                content = self._tools.office.read(data, attachment.media_type, attachment.name)
            except ChildFailed:
                return plain_content(attachment.text)
            if content.text == attachment.text:
                return content
        return plain_content(attachment.text)


def painted(redactions: Sequence[Redaction], *, grey: bool = False) -> Painted:
    """Give the boxes of a page with the codes that are printed on them."""
    burns = (Burn(_region(one), ", ".join(_bar(one).codes)) for one in redactions)
    return Painted(tuple(burns), grey)


def plain_content(text: str) -> Content:
    """Give a text as paragraphs, one a line."""
    blocks: list[Block] = []
    at = 0
    for line in text.split("\n"):
        end = at + len(line.rstrip("\r"))
        if line.strip():
            blocks.append(Block(Role.PARAGRAPH, (Run(Span(at, end)),)))
        at += len(line) + 1
    return Content(text, tuple(blocks))


def _sheet_of(kept: KeptSheet, boxes: Sequence[Redaction]) -> Sheet:
    marks = [SheetMark(_bar(one), mark) for one, mark in zip(boxes, kept.marks, strict=True)]
    return Sheet(*kept.points, kept.picture, kept.words, tuple(_joined(marks)), kept.read_by)


def _joined(marks: Sequence[SheetMark]) -> list[SheetMark]:
    """Make one mark of those in nearly the same place; readers would take them for one anyway."""
    kept: list[SheetMark] = []
    for mark in sorted(marks, key=lambda one: _size(one.box), reverse=True):
        same = next((at for at, one in enumerate(kept) if _is_same_place(mark.box, one.box)), None)
        if same is None:
            kept.append(mark)
        else:
            codes = {*kept[same].bar.codes, *mark.bar.codes}
            kept[same] = replace(kept[same], bar=Bar(tuple(sorted(codes))))
    return sorted(kept, key=lambda mark: (mark.box[1], mark.box[0]))


def _is_same_place(small: Box, large: Box) -> bool:
    across = min(small[2], large[2]) - max(small[0], large[0])
    down = min(small[3], large[3]) - max(small[1], large[1])
    return across > 0 and down > 0 and across * down >= _SAME * _size(large)


def _size(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def is_scan(kept: KeptSheet) -> bool:
    """Say whether a picture is one of a page: like paper, with words on it."""
    return _is_like_paper(kept) and len(kept.words) >= _FEWEST_WORDS


def _is_like_paper(kept: KeptSheet) -> bool:
    short, long = sorted(kept.size)
    if short < _LEAST_SIDE:
        return False
    return kept.encoding is Encoding.G4 or _PAPER[0] <= long / short <= _PAPER[1]


def _is_on(redaction: Redaction, index: int) -> bool:
    return isinstance(redaction.target, RegionTarget) and redaction.target.attachment == index


def _region(redaction: Redaction) -> Region:
    if not isinstance(redaction.target, RegionTarget):
        raise TypeError("not a region")
    return redaction.target.region


def _bar(redaction: Redaction) -> Bar:
    return Bar(tuple(sorted(redaction.codes)))
