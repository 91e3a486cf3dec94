"""Turn decided records into those of a marked copy: every word, and outlines for what is withheld.

Nothing that makes the released copy may import this.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from app.domain.decisions import Disposition, Standing
from app.domain.ids import DecisionId
from app.domain.marked import Outlined, outlined, uncover, uncover_blocks
from app.domain.places import text_at
from app.domain.records import Record
from app.domain.redacted import (
    Extent,
    RedactedAttachment,
    RedactedBlock,
    RedactedRecord,
    RedactedText,
    Sheet,
    SheetMark,
)
from app.domain.redaction import (
    Field,
    Place,
    Redaction,
    RegionTarget,
    SpanTarget,
    WholeTarget,
    spans_of,
)
from app.domain.spans import Region, Span
from app.workflow.redact_records import Redactor

_WHOLE_PAGE = Region(1, 0.0, 0.0, 1.0, 1.0)
_NO_TEXT = "(no text)"
_NO_NAME = "(no name)"


@dataclass(frozen=True, slots=True)
class Marker(Redactor):
    """Shows what a redactor withholds; its drawing of attachments must burn nothing."""

    def apply(self, record: Record, standing: Standing) -> RedactedRecord:
        """Give one record of the marked copy; it must be decided and responsive."""
        whole = standing.codes if standing.outcome is Disposition.WITHHOLD else None
        redactions = tuple(_redactions(record, standing, whole))
        drawn = tuple(_regions(record, redactions))
        shown = Redactor.apply(self, record, Standing(record.id, Disposition.RELEASE, (), drawn))
        texts = _Texts(record, redactions, whole)
        sender, recipients = _parties(record, texts, shown)
        titles = self.titles.get(record.heading, ())
        text = texts.at(Place(Field.TEXT))
        if whole is not None and not text.pieces:
            text = outlined(_NO_TEXT, whole)
        return replace(
            shown,
            title=texts.at(Place(Field.TITLE), () if whole is not None else titles),
            sender=sender,
            recipients=recipients,
            subject=texts.at(Place(Field.SUBJECT)),
            text=text,
            attachments=tuple(
                _attachment(one, index, texts) for index, one in enumerate(shown.attachments)
            ),
            remarks=(*shown.remarks, *_remark(whole)),
        )


@dataclass(frozen=True, slots=True)
class _Texts:
    """The texts of a record with their outlines; ``whole`` has its codes if it is withheld."""

    record: Record
    redactions: tuple[Redaction, ...]
    whole: tuple[str, ...] | None

    def at(self, place: Place, more: Sequence[Redaction] = ()) -> RedactedText:
        text = text_at(self.record, place)
        if self.whole is not None:
            return outlined(text, self.whole)
        return uncover(text, (*spans_of(self.redactions, place), *more))

    def whole_of(self, index: int) -> tuple[str, ...] | None:
        """Give the codes under which an attachment is withheld as a whole."""
        if self.whole is not None:
            return self.whole
        found = [one.codes for one in self.redactions if one.target == WholeTarget(index)]
        return tuple(sorted({code for codes in found for code in codes})) if found else None


def _redactions(
    record: Record, standing: Standing, whole: tuple[str, ...] | None
) -> Iterator[Redaction]:
    """Give the record's redactions; of a withheld record one for each whole attachment."""
    if whole is None:
        yield from standing.redactions
        return
    for index in range(len(record.attachments)):
        yield Redaction(DecisionId(0), record.id, WholeTarget(index), whole)


def _regions(record: Record, redactions: Sequence[Redaction]) -> Iterator[Redaction]:
    """Give what is outlined in pixels: regions, and a whole attachment's first page."""
    texts = {at for at, attachment in enumerate(record.attachments) if attachment.reflows}
    for one in redactions:
        if isinstance(one.target, WholeTarget) and one.target.attachment in texts:
            continue
        if isinstance(one.target, WholeTarget):
            yield replace(one, target=RegionTarget(one.target.attachment, _WHOLE_PAGE))
        elif isinstance(one.target, RegionTarget):
            yield one


def _parties(
    record: Record, texts: _Texts, shown: RedactedRecord
) -> tuple[RedactedText, tuple[RedactedText, ...]]:
    made = [texts.at(Place(Field.PARTY, index)) for index in range(len(record.parties))]
    at = record.parties.index(record.author) if record.author in record.parties else None
    sender = shown.sender if at is None else made[at]
    return sender, tuple(text for index, text in enumerate(made) if index != at)


def _attachment(shown: RedactedAttachment, index: int, texts: _Texts) -> RedactedAttachment:
    whole = texts.whole_of(index)
    name = texts.at(Place(Field.ATTACHMENT_NAME, index))
    if whole is not None:
        label = text_at(texts.record, Place(Field.ATTACHMENT_NAME, index)) or _NO_NAME
        name = outlined(label, whole)
    regions = tuple(
        Outlined(bar.codes, bar.extent, f"outlined part {nth}")
        for nth, bar in enumerate(shown.regions, start=1)
    )
    blocks = _blocks(shown, index, texts)
    sheets = tuple(_sheet(sheet, whole) for sheet in shown.sheets)
    return replace(shown, name=name, regions=regions, blocks=blocks, sheets=sheets)


def _sheet(sheet: Sheet, whole: tuple[str, ...] | None) -> Sheet:
    """Outline the marks of a page; of an attachment that is withheld, the page as a whole."""
    if whole is not None:
        bar = Outlined(tuple(sorted(set(whole))), Extent.WHOLE)
        return replace(sheet, marks=(SheetMark(bar, (0.0, 0.0, 1.0, 1.0)),))
    marks = (SheetMark(Outlined(mark.bar.codes, mark.bar.extent), mark.box) for mark in sheet.marks)
    return replace(sheet, marks=tuple(marks))


def _blocks(shown: RedactedAttachment, index: int, texts: _Texts) -> tuple[RedactedBlock, ...]:
    text = texts.record.attachments[index].text
    if not shown.blocks or not text:
        return shown.blocks
    place = Place(Field.ATTACHMENT_TEXT, index)
    redactions = spans_of(texts.redactions, place)
    whole = texts.whole_of(index)
    if whole is not None:
        everything = SpanTarget(Span(0, len(text)), place)
        redactions = (Redaction(DecisionId(0), texts.record.id, everything, whole),)
    return uncover_blocks(text, shown.blocks, redactions)


def _remark(whole: tuple[str, ...] | None) -> Iterator[str]:
    """Say of a withheld record what becomes of it in the copy that is released."""
    if whole is not None:
        codes = ", ".join(sorted(set(whole)))
        yield f"withheld in full under {codes}" if codes else "withheld in full"
