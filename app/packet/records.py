"""Lays out the records: conversation and day headings, who to whom, text, attachments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from app.domain.packets import Order, PacketRecipe
from app.domain.redacted import RedactedRecord, RedactedText, released
from app.packet import wording
from app.packet.attachments import lay_attachment
from app.packet.breaking import Inline
from app.packet.flow import BODY, Flow, Place
from app.packet.fonts import Style
from app.packet.inline import always, worded

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
    first_pages: dict[int, int] = {}
    for _ in laying(flow, recipe, recipe.records, first_pages):
        pass
    return first_pages


def laying(
    flow: Flow,
    recipe: PacketRecipe,
    records: Iterable[RedactedRecord],
    first_pages: dict[int, int],
) -> Iterator[RedactedRecord]:
    """Lay out records as they come and give each when it stands, so that one can stop there.

    Args:
        flow: where they are laid.
        recipe: how; its own records are not looked at.
        records: in their order.
        first_pages: takes the page on which each begins.
    """
    flow.fresh_page()
    flow.bookmark(wording.RECORDS_TITLE)
    before: RedactedRecord | None = None
    told = ""
    for record in records:
        if _is_new_month(recipe, before, record):
            flow.need(90 + _head_height(flow, record))
            flow.bookmark(wording.month_title(record.day), 1)
        if before is None or before.thread != record.thread:
            _conversation(flow, recipe, record, goes_on=_goes_on(recipe, first_pages, record))
            before, told = None, record.source
        _day(flow, before, record)
        flow.need(_head_height(flow, record))
        first_pages[record.number] = flow.page
        _record(flow, record, told)
        before = record
        yield record
    if not first_pages:
        flow.put(flow.set([(released(wording.NO_RECORDS), BODY)]))


def _goes_on(recipe: PacketRecipe, laid: dict[int, int], record: RedactedRecord) -> bool:
    """Say whether the file before ended within the conversation with which this one begins."""
    return not laid and recipe.goes_on == record.thread


def _is_new_month(
    recipe: PacketRecipe, before: RedactedRecord | None, record: RedactedRecord
) -> bool:
    if recipe.layout.order is not Order.DATE:
        return False
    return before is None or wording.month_title(before.day) != wording.month_title(record.day)


def _conversation(
    flow: Flow, recipe: PacketRecipe, record: RedactedRecord, *, goes_on: bool
) -> None:
    """Draw the heading of a conversation with the source that its records come from."""
    flow.parent = flow.root.child("Sect")
    title = worded(record.title) if record.title.pieces else released(wording.UNTITLED)
    again: list[Inline] = [(released(f" {wording.CONTINUED}"), _FACTS)] if goes_on else []
    lines = flow.set([(title, _TITLE), *again])
    flow.gap(16)
    flow.need(sum(line.leading for line in lines) + 58 + _head_height(flow, record))
    if recipe.layout.order is not Order.DATE:
        flow.bookmark(title.spoken(wording.mark_of), 1)
    where = Place(record.number, f"record {record.number}, conversation title")
    flow.put(lines, always(where), role="H2")
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
        lines = flow.set([(words, _CAPTION), (worded(bar), BODY)], inset=20)
        flow.boxed(lines, always(Place(number, f"record {number}, whole record")))
    else:
        if record.subject.pieces:
            subject = [
                (released(f"{wording.SUBJECT} "), _FACTS),
                (worded(record.subject), _SUBJECT),
            ]
            flow.put(flow.set(subject), always(Place(number, f"record {number}, subject")))
            flow.gap(3)
        if record.text.pieces:
            place = Place(number, f"record {number}, message text")
            flow.put(flow.set([(record.text, BODY)]), always(place))
        elif not record.attachments:
            flow.put(flow.set([(released(wording.NO_TEXT), _REMARK)]))
        for index, attachment in enumerate(record.attachments, start=1):
            lay_attachment(flow, attachment, number, index)
    for remark in record.remarks:
        flow.put(flow.set([(released(remark), _REMARK)]))
    flow.gap(4)


def _who(record: RedactedRecord) -> list[Inline]:
    sender = record.sender if record.sender.pieces else released(wording.nobody(record))
    parts: list[Inline] = [(worded(sender), _SENDER)]
    for at, recipient in enumerate(record.recipients):
        joint = f" {wording.TO} " if at == 0 else ", "
        parts.append((released(joint), _RECIPIENT))
        parts.append((worded(recipient), _RECIPIENT))
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
