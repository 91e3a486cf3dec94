"""Sets the messages of a conversation as bubbles, the custodian's own at the right."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from app.domain.redacted import released
from app.packet import palette, wording
from app.packet.breaking import Inline, Line
from app.packet.flow import Flow, Place, line_width
from app.packet.forms import (
    facts_after,
    lay_far,
    lay_near,
    lay_remarks,
    near_and_far,
    who,
)
from app.packet.inline import always, worded
from app.packet.palette import Type
from app.packet.telling import Told

_WIDEST = 0.76
_MIDDLE = 0.12


@dataclass(frozen=True, slots=True)
class _Piece:
    lines: list[Line]
    places: Iterator[Place] | None = None


def lay_bubble(flow: Flow, told: Told, look: Type) -> None:
    """Set one message: who and when above its bubble, text and pictures inside."""
    record = told.record
    free = flow.column * (1 - _WIDEST)
    _above(flow, told, look)
    with flow.inset(free if record.outgoing else 0, 0 if record.outgoing else free):
        ground = palette.OURS if record.outgoing else palette.THEIRS
        room = flow.column - ground.pads.left - ground.pads.right
        with flow.inset(ground.pads.left, ground.pads.right):
            pieces = _inside(flow, told, look)
        near, far = near_and_far(record)
        used = room if near else _widest(pieces, room)
        rest = room - used
        with flow.inset(rest if record.outgoing else 0, 0 if record.outgoing else rest):
            flow.need(min(_height(pieces), 3 * look.body.leading) + 2 * ground.pads.high)
            with flow.on(ground):
                for piece in pieces:
                    flow.put(_moved(piece.lines, rest), piece.places)
                lay_near(flow, record, near)
                if not far:
                    lay_remarks(flow, told, look)
    lay_far(flow, told, look, far)


def lay_centred(flow: Flow, told: Told, look: Type) -> None:
    """Set what the platform or the telephone said, small and in the middle."""
    aside = flow.column * _MIDDLE
    with flow.inset(aside, aside):
        inlines, places = who(told, _small(look))
        said = flow.set([*inlines, *facts_after(told, look)])
        flow.put(_centred(said, flow.column), places)
        for piece in _inside(flow, told, look):
            flow.put(_centred(piece.lines, flow.column), piece.places)
    lay_near(flow, told.record, told.record.attachments)
    lay_remarks(flow, told, look)
    flow.gap(3)


def _above(flow: Flow, told: Told, look: Type) -> None:
    inlines, places = who(told, look)
    lines = flow.set([*inlines, *facts_after(told, look)])
    if told.record.outgoing:
        lines = [replace(line, indent=flow.column - line_width(line)) for line in lines]
    flow.put(lines, places)
    flow.gap(2)


def _inside(flow: Flow, told: Told, look: Type) -> list[_Piece]:
    record, number = told.record, told.record.number
    pieces: list[_Piece] = []
    if told.answers:
        said = released(wording.in_answer(told.answers))
        pieces.append(_Piece(flow.set([(said, look.remark)])))
    if record.subject.pieces:
        lead: Inline = (released(f"{wording.SUBJECT} "), look.facts)
        subject = flow.set([lead, (worded(record.subject), look.subject)])
        pieces.append(_Piece(subject, always(Place(number, f"record {number}, subject"))))
    if record.text.pieces:
        where = always(Place(number, f"record {number}, message text"))
        pieces.append(_Piece(flow.set([(record.text, look.body)]), where))
    elif not record.attachments:
        pieces.append(_Piece(flow.set([(released(wording.NO_TEXT), look.remark)])))
    return pieces


def _widest(pieces: Sequence[_Piece], room: float) -> float:
    """Give the width that the lines need, in whole points; a bar of whole lines takes all."""
    lines = [line for piece in pieces for line in piece.lines]
    if any(line.band for line in lines):
        return room
    return min(room, math.ceil(max(map(line_width, lines), default=room)))


def _height(pieces: Sequence[_Piece]) -> float:
    return sum(line.leading for piece in pieces for line in piece.lines)


def _moved(lines: Sequence[Line], rest: float) -> Iterator[Line]:
    """Bring lines that begin at the right to the edge of a narrower bubble."""
    for line in lines:
        yield replace(line, indent=max(0.0, line.indent - rest)) if line.indent else line


def _centred(lines: Sequence[Line], room: float) -> Iterator[Line]:
    for line in lines:
        indent = (room - line_width(line)) / 2
        yield line if line.band else replace(line, indent=max(0.0, indent))


def _small(look: Type) -> Type:
    return replace(look, sender=replace(look.recipient, bold=True))
