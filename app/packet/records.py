"""Lays out the records: conversation and day headings, who to whom, text, attachments."""

from __future__ import annotations

from collections.abc import Iterator

from app.domain.packets import Order, PacketRecipe
from app.domain.redacted import RedactedAttachment, RedactedRecord, RedactedText, Visible, released
from app.packet import wording
from app.packet.breaking import Inline
from app.packet.clusters import clean
from app.packet.flow import BODY, Flow, Place
from app.packet.fonts import Style

_TITLE = Style(13, 18, bold=True, ink="0.11 0.21 0.33 rg")
_DAY = Style(8.8, 13, bold=True, ink="0.36 g")
_SENDER = Style(9.8, 14, bold=True)
_RECIPIENT = Style(9, 14, ink="0.3 g")
_FACTS = Style(7.8, 11.6, ink="0.4 g")
_SUBJECT = Style(9.6, 14.2, bold=True)
_REMARK = Style(8.6, 12.6, italic=True, ink="0.3 g")
_CAPTION = Style(8.6, 12.6, ink="0.2 g")
_RULE = ("0.11 0.21 0.33 RG", 0.8)
_HAIR = ("0.86 G", 0.5)


def lay_records(flow: Flow, recipe: PacketRecipe) -> dict[int, int]:
    """Lay out all records in their order; give each one's first page."""
    flow.new_page()
    first_pages: dict[int, int] = {}
    flow.bookmark(wording.RECORDS_TITLE)
    if not recipe.records:
        flow.put(flow.set([(released(wording.NO_RECORDS), BODY)]))
    before: RedactedRecord | None = None
    told = ""
    for record in recipe.records:
        if _is_new_month(recipe, before, record):
            flow.need(90 + _head_height(flow, record))
            flow.bookmark(wording.month_title(record.day), 1)
        if before is None or before.thread != record.thread:
            _conversation(flow, recipe, record)
            before, told = None, record.source
        _day(flow, before, record)
        flow.need(_head_height(flow, record))
        first_pages[record.number] = flow.page
        _record(flow, record, told)
        before = record
    return first_pages


def _is_new_month(
    recipe: PacketRecipe, before: RedactedRecord | None, record: RedactedRecord
) -> bool:
    if recipe.layout.order is not Order.DATE:
        return False
    return before is None or wording.month_title(before.day) != wording.month_title(record.day)


def _conversation(flow: Flow, recipe: PacketRecipe, record: RedactedRecord) -> None:
    """Draw the heading of a conversation with the source that its records come from."""
    flow.parent = flow.root.child("Sect")
    title = _worded(record.title) if record.title.pieces else released(wording.UNTITLED)
    lines = flow.set([(title, _TITLE)])
    flow.gap(16)
    flow.need(sum(line.leading for line in lines) + 58 + _head_height(flow, record))
    if recipe.layout.order is not Order.DATE:
        flow.bookmark(title.spoken(wording.mark_of), 1)
    where = Place(record.number, f"record {record.number}, conversation title")
    flow.put(lines, _always(where), role="H2")
    if record.source:
        flow.put(flow.set([(released(record.source), _FACTS)]))
    flow.gap(3)
    flow.rule(_RULE)
    flow.gap(4)


def _day(flow: Flow, before: RedactedRecord | None, record: RedactedRecord) -> None:
    """Draw the heading of a day, or a thin line between two records of one day."""
    if before is None or before.day != record.day:
        flow.gap(5)
        flow.need(18 + _head_height(flow, record))
        flow.put(flow.set([(released(wording.day_heading(record.day)), _DAY)]), role="H3")
        flow.gap(3)
        return
    flow.need(8 + _head_height(flow, record))
    if not flow.at_top:
        flow.gap(4)
        flow.rule(_HAIR)
        flow.gap(4)


def _record(flow: Flow, record: RedactedRecord, told: str) -> None:
    number = record.number
    flow.put(flow.set(_who(record)), _who_places(record))
    flow.put(flow.set([(released(_facts(record, told)), _FACTS)]))
    flow.gap(2)
    if record.withheld is not None:
        words = released(f"{wording.WITHHELD_RECORD} ")
        bar = RedactedText((record.withheld,))
        lines = flow.set([(words, _CAPTION), (_worded(bar), BODY)], inset=20)
        flow.boxed(lines, _always(Place(number, f"record {number}, whole record")))
    else:
        if record.subject.pieces:
            subject = [
                (released(f"{wording.SUBJECT} "), _FACTS),
                (_worded(record.subject), _SUBJECT),
            ]
            flow.put(flow.set(subject), _always(Place(number, f"record {number}, subject")))
            flow.gap(3)
        if record.text.pieces:
            place = Place(number, f"record {number}, message text")
            flow.put(flow.set([(record.text, BODY)]), _always(place))
        elif not record.attachments:
            flow.put(flow.set([(released(wording.NO_TEXT), _REMARK)]))
        for index, attachment in enumerate(record.attachments, start=1):
            _attachment(flow, attachment, number, index)
    for remark in record.remarks:
        flow.put(flow.set([(released(remark), _REMARK)]))
    flow.gap(4)


def _who(record: RedactedRecord) -> list[Inline]:
    sender = record.sender if record.sender.pieces else released(wording.nobody(record))
    parts: list[Inline] = [(_worded(sender), _SENDER)]
    for at, recipient in enumerate(record.recipients):
        joint = f" {wording.TO} " if at == 0 else ", "
        parts.append((released(joint), _RECIPIENT))
        parts.append((_worded(recipient), _RECIPIENT))
    return parts


def _who_places(record: RedactedRecord) -> Iterator[Place]:
    number = record.number
    for _ in record.sender.bars:
        yield Place(number, f"record {number}, sender")
    for at, recipient in enumerate(record.recipients, start=1):
        for _ in recipient.bars:
            yield Place(number, f"record {number}, recipient {at}")


def _facts(record: RedactedRecord, told: str) -> str:
    """Give the line of facts below the names; the source only where the heading has another."""
    source = record.source if record.source != told else ""
    parts = (wording.record_name(record.number), record.sent, record.platform, record.kind, source)
    return "  ·  ".join(dict.fromkeys(part for part in parts if part))


def _head_height(flow: Flow, record: RedactedRecord) -> float:
    """Give what must stay on one page: names, facts and two lines of what follows."""
    lines = 1 + min(len(record.recipients) // 4, 6)
    return min(lines * 14.0 + 11.6 + 2 + 2 * BODY.leading + 8, flow.size[1] / 3)


def _attachment(flow: Flow, attachment: RedactedAttachment, number: int, index: int) -> None:
    where = f"record {number}, attachment {index}"
    flow.gap(4)
    lead = released(f"{wording.ATTACHMENT} {index}: ")
    about = released(_about(attachment))
    caption = [(lead, _CAPTION), (_worded(attachment.name), _CAPTION), (about, _CAPTION)]
    names: Iterator[Place] = iter([Place(number, f"{where}, name")] * len(attachment.name.bars))
    if attachment.withheld is not None:
        words = released(f"{wording.WITHHELD_ATTACHMENT} ")
        bar = RedactedText((attachment.withheld,))
        line = [*caption, (released(f"\n{words.visible}"), _CAPTION), (_worded(bar), _CAPTION)]
        flow.boxed(flow.set(line, inset=20), _then(names, Place(number, f"{where}, whole")))
    elif attachment.picture is not None:
        alt = wording.picture_alt(attachment.kind, index, number)
        _picture(flow, (attachment, alt), caption, _then(names, Place(number, f"{where}, picture")))
    else:
        flow.boxed(flow.set(caption, inset=20), names)
    flow.gap(4)


def _about(attachment: RedactedAttachment) -> str:
    parts = [part for part in (attachment.kind, attachment.size) if part]
    words = f"  ·  {', '.join(parts)}" if parts else ""
    if attachment.picture is None and attachment.withheld is None:
        words += f"  ·  {attachment.note or wording.NOT_SHOWN}"
    return words


def _picture(
    flow: Flow,
    shown: tuple[RedactedAttachment, str],
    caption: list[Inline],
    places: Iterator[Place],
) -> None:
    attachment, alt = shown
    draw = attachment.picture
    if draw is None:
        return
    if attachment.regions:
        caption = [*caption, (released(f"\n{wording.PARTLY_WITHHELD} "), _CAPTION)]
        for at, bar in enumerate(attachment.regions):
            caption.append((released(" " if at else ""), _CAPTION))
            caption.append((_worded(RedactedText((bar,))), _CAPTION))
    lines = flow.set(caption)
    flow.picture(draw(), sum(line.leading for line in lines) + 4, alt)
    flow.gap(3)
    flow.put(lines, places)


def _worded(text: RedactedText) -> RedactedText:
    """Give a text for the middle of a line: no line ends, no bars that fill the column."""
    pieces = [
        Visible(clean(piece.text).replace("\n", " "))
        if isinstance(piece, Visible)
        else type(piece)(piece.codes)
        for piece in text.pieces
    ]
    return RedactedText(tuple(pieces))


def _always(place: Place) -> Iterator[Place]:
    while True:
        yield place


def _then(first: Iterator[Place], rest: Place) -> Iterator[Place]:
    yield from first
    yield from _always(rest)
