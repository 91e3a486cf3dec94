"""Sets one record on its own: plain, as mail, post, document, in few lines, or as a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain, repeat

from app.domain.quoting import Part
from app.domain.redacted import RedactedAttachment, RedactedRecord, RedactedText, released
from app.packet import palette, wording
from app.packet.attachments import lay_attachment
from app.packet.breaking import Inline
from app.packet.flow import Flow, Place, one_line
from app.packet.inline import always, worded
from app.packet.palette import Type
from app.packet.quoting import document_parts, mail_parts
from app.packet.telling import Form, Row, Told

_LABELS = 74.0
_NUMBERS = 40.0
_THREADS = 10.0
_DOT = "  ·  "


def lay_plain(flow: Flow, told: Told, look: Type) -> None:
    """Set names, facts and text one under the other."""
    _names(flow, told, look)
    _facts(flow, told, look)
    flow.gap(2)
    _all(flow, told, look)
    flow.gap(4)


def lay_mail(flow: Flow, told: Told, look: Type) -> None:
    """Set a mail: its head as a table, its own words, what it quotes, its signature."""
    _facts(flow, told, look)
    flow.gap(3)
    with flow.on(palette.HEADER):
        lay_rows(flow, told, look)
    flow.gap(6)
    _all(flow, told, look)
    flow.gap(4)


def lay_post(flow: Flow, told: Told, look: Type) -> None:
    """Set a post in a card, or a comment at the line that leads to what it answers."""
    near, far = near_and_far(told.record)
    if not told.depth:
        with flow.on(palette.CARD):
            _post(flow, told, look, near)
    else:
        with flow.inset(_THREADS):
            _on_threads(flow, told, look, told.depth)
    lay_far(flow, told, look, far)


def lay_document(flow: Flow, told: Told, look: Type) -> None:
    """Set a document: its title, where it is from, its text with heads."""
    record = told.record
    if record.subject.pieces:
        where = Place(record.number, f"record {record.number}, subject")
        title = flow.set([(worded(record.subject), palette.TITLE)])
        flow.put(title, always(where), role=f"H{told.inner}")
        flow.gap(3)
    _names(flow, told, look)
    _facts(flow, told, look)
    flow.gap(3)
    flow.rule(palette.HAIR)
    flow.gap(6)
    _all(flow, told, look)
    flow.gap(4)


def lay_compact(flow: Flow, told: Told, look: Type) -> None:
    """Set a record in few lines, its number in front."""
    number = [(released(str(told.record.number)), palette.NUMBER)]
    flow.beside(one_line(number, flow.faces), flow.left)
    with flow.inset(_NUMBERS):
        inlines, places = who(told, look)
        flow.put(flow.set([*inlines, *facts_after(told, look)]), places)
        _all(flow, told, look)


def lay_page(flow: Flow, told: Told, look: Type) -> None:
    """Set a record as the head of a page and what follows."""
    name = released(wording.record_name(told.record.number))
    flow.put(flow.set([(name, palette.SECTION)]), role="H2")
    flow.gap(2)
    flow.rule(palette.RULE)
    flow.gap(8)
    lay_rows(flow, told, look)
    flow.gap(5)
    flow.rule(palette.HAIR)
    flow.gap(10)
    _all(flow, told, look)


def who(told: Told, look: Type) -> tuple[list[Inline], Iterator[Place]]:
    """Give who wrote and to whom, as far as that is told, with the places of its bars."""
    record = told.record
    parts: list[Inline] = []
    bars: list[str] = []
    if told.named:
        sender = record.sender if record.sender.pieces else released(wording.nobody(record))
        parts.append((worded(sender), look.sender))
        bars += ["sender"] * len(record.sender.bars)
    for at, recipient in enumerate(record.recipients if told.addressed else (), start=1):
        joint = f" {wording.TO} " if at == 1 else ", "
        parts += [(released(joint), look.recipient), (worded(recipient), look.recipient)]
        bars += [f"recipient {at}"] * len(recipient.bars)
    places = (Place(record.number, f"record {record.number}, {where}") for where in bars)
    return parts, places


def facts_after(told: Told, look: Type) -> list[Inline]:
    """Give the facts for the line of the names."""
    said = _DOT.join(told.facts)
    lead = _DOT if told.named and said else ""
    return [(released(lead + said), look.facts)] if said else []


def lay_rows(flow: Flow, told: Told, look: Type) -> None:
    """Set the record's head as a table of labels and what they say."""
    outer = flow.parent
    flow.parent = outer.child("Table")
    for row in told.rows:
        label = one_line([(released(row.label), palette.LABEL)], flow.faces)
        style = look.subject if row.label == wording.ABOUT else look.body
        inlines: list[Inline] = []
        for nth, (text, _) in enumerate(row.parts):
            inlines += [(released(", "), style)] if nth else []
            inlines.append((worded(text), style))
        lines = flow.set(inlines, inset=_LABELS)
        flow.pair(label, lines, _places_of(row, told.record.number), _LABELS)
    flow.parent = outer


def lay_answers(flow: Flow, told: Told, look: Type) -> None:
    """Say what the record answers, where its place does not tell."""
    if told.answers:
        said = released(wording.in_answer(told.answers))
        flow.put(flow.set([(said, look.remark)]))


def lay_remarks(flow: Flow, told: Told, look: Type) -> None:
    """Set the facts that stand at the end of a record."""
    for remark in told.record.remarks:
        flow.put(flow.set([(released(remark), look.remark)]))


def lay_near(flow: Flow, record: RedactedRecord, near: Sequence[RedactedAttachment]) -> None:
    """Set the attachments that stand close to the text."""
    for index, attachment in enumerate(near, start=1):
        lay_attachment(flow, attachment, record.number, index)


def _places_of(row: Row, number: int) -> Iterator[Place]:
    return chain.from_iterable(
        repeat(Place(number, f"record {number}, {where}"), len(text.bars))
        for text, where in row.parts
    )


def _names(flow: Flow, told: Told, look: Type) -> None:
    inlines, places = who(told, look)
    flow.put(flow.set(inlines), places)


def _facts(flow: Flow, told: Told, look: Type) -> None:
    flow.put(flow.set([(released(_DOT.join(told.facts)), look.facts)]))


def _all(flow: Flow, told: Told, look: Type) -> None:
    """Set everything below names and facts, at the full width."""
    _content(flow, told, look)
    if told.record.withheld is None:
        lay_near(flow, told.record, told.record.attachments)
    lay_remarks(flow, told, look)


def _content(flow: Flow, told: Told, look: Type) -> None:
    record, number = told.record, told.record.number
    if told.form is not Form.PAGE:
        lay_answers(flow, told, look)
    if record.withheld is not None:
        words = released(f"{wording.WITHHELD_RECORD} ")
        bar = worded(RedactedText((record.withheld,)))
        lines = flow.set([(words, look.caption), (bar, look.body)], inset=20)
        flow.boxed(lines, always(Place(number, f"record {number}, whole record")))
        return
    if record.subject.pieces and told.form not in {Form.MAIL, Form.DOCUMENT, Form.PAGE}:
        lead: Inline = (released(f"{wording.SUBJECT} "), look.facts)
        subject = flow.set([lead, (worded(record.subject), look.subject)])
        flow.put(subject, always(Place(number, f"record {number}, subject")))
        flow.gap(3)
    if record.text.pieces:
        _text(flow, told, look)
    elif not record.attachments:
        flow.put(flow.set([(released(wording.NO_TEXT), look.remark)]))


def _text(flow: Flow, told: Told, look: Type) -> None:
    record = told.record
    places = always(Place(record.number, f"record {record.number}, message text"))
    parts = {"email": mail_parts, "document": document_parts}.get(record.form)
    if parts is None:
        flow.put(flow.set([(record.text, look.body)]), places)
        return
    for nth, stretch in enumerate(parts(record.text)):
        flow.gap(look.body.leading / 2 if nth else 0)
        if stretch.part is Part.QUOTED:
            _quoted(flow, stretch.text, places, look)
        elif stretch.part is Part.HEAD:
            _head(flow, told, stretch.text, look)
        else:
            style = look.quoted if stretch.part is Part.SIGNATURE else look.body
            flow.put(flow.set([(stretch.text, style)]), places)


def _head(flow: Flow, told: Told, text: RedactedText, look: Type) -> None:
    """Set a head within a document."""
    number = told.record.number
    is_titled = told.form is Form.DOCUMENT and bool(told.record.subject.pieces)
    style = replace(look.body, bold=True, ink=palette.NAVY)
    flow.need(3 * look.body.leading)
    places = always(Place(number, f"record {number}, message text"))
    flow.put(flow.set([(text, style)]), places, role=f"H{told.inner + is_titled}")


def _quoted(flow: Flow, text: RedactedText, places: Iterator[Place], look: Type) -> None:
    outer = flow.parent
    flow.parent = outer.child("BlockQuote")
    flow.need(2 * look.body.leading)
    with flow.inset(2), flow.on(palette.QUOTE):
        flow.put(flow.set([(text, look.quoted)]), places)
    flow.parent = outer


def near_and_far(
    record: RedactedRecord,
) -> tuple[Sequence[RedactedAttachment], Sequence[tuple[int, RedactedAttachment]]]:
    """Part attachments that fit beside a text from those that take pages of their own."""
    every = list(enumerate(record.attachments, start=1))
    large = (at for at, one in every if one.sheets or one.blocks)
    first = next(large, len(every) + 1)
    return [one for _, one in every[: first - 1]], every[first - 1 :]


def _post(flow: Flow, told: Told, look: Type, near: Sequence[RedactedAttachment]) -> None:
    _names(flow, told, look)
    _facts(flow, told, look)
    flow.gap(3)
    _content(flow, told, look)
    lay_near(flow, told.record, near)
    if len(near) == len(told.record.attachments):
        lay_remarks(flow, told, look)


def _on_threads(flow: Flow, told: Told, look: Type, depth: int) -> None:
    """Open a line for each level of answers, then set the comment."""
    if depth:
        with flow.on(palette.THREAD):
            _on_threads(flow, told, look, depth - 1)
        return
    near, _ = near_and_far(told.record)
    flow.gap(5)
    _post(flow, told, look, near)
    flow.gap(4)


def lay_far(
    flow: Flow, told: Told, look: Type, far: Sequence[tuple[int, RedactedAttachment]]
) -> None:
    """Set the attachments that need the full width, and what stands behind them."""
    for index, attachment in far:
        lay_attachment(flow, attachment, told.record.number, index)
    if far:
        lay_remarks(flow, told, look)
