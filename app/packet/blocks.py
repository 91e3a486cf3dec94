"""Lays documents whose text is set afresh: headings, paragraphs, lists, notes and tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from app.domain.redacted import RedactedBlock, Role, released
from app.packet import ink
from app.packet.attachment_words import SET_AFRESH, looks_in_words
from app.packet.breaking import Inline
from app.packet.columns import looks_of, plain_of
from app.packet.flow import BODY, BOTTOM, Flow, Place
from app.packet.fonts import Style
from app.packet.grounds import Ground, Pads
from app.packet.inline import always, worded
from app.packet.palette import NAVY, SOFT
from app.packet.runs import inlines_of
from app.packet.strokes import bound
from app.packet.tables import lay_table
from app.packet.tags import Tag

_DOCUMENT = Ground(edge=("0.6 0.67 0.76 RG", 1.6), pads=Pads(12, 0, 2))
_BANNER = Style(8.2, 11.8, italic=True, ink=SOFT)
_PART = Style(10.4, 15, bold=True, ink=NAVY)
_HEADINGS = (Style(11, 15.6, bold=True), Style(10.2, 14.8, bold=True), Style(9.6, 14.2, bold=True))
_NOTE = Style(8.6, 12.6, ink=SOFT)
_STEP = 14.0
_HANGS = 12.0
_DOT = 2.2
_LABELLED = re.compile(r"\s*(\W|[\w]{1,4}[.)\]]|\(\w{1,4}\))\s")
_DEEPEST = 6
_MOST_STEPS = 6


@dataclass(slots=True)
class _Outline:
    """Which headings and lists are open; levels never skip one.

    Attributes:
        base: the level of the document's first heading.
        headings: the document's own levels that are open, outermost first.
        lists: the levels of the lists that are open, each with its list and its last item.
    """

    base: int
    headings: list[int] = field(default_factory=list)
    lists: list[tuple[int, Tag, Tag]] = field(default_factory=list)

    def heading(self, level: int) -> int:
        """Give the level at which a heading of the document stands in the packet."""
        self.lists.clear()
        while self.headings and self.headings[-1] >= level:
            self.headings.pop()
        self.headings.append(level)
        return min(self.base + len(self.headings) - 1, _DEEPEST)

    def item(self, level: int, outside: Tag) -> Tag:
        """Give the element in which an item of a list stands."""
        while self.lists and self.lists[-1][0] > level:
            self.lists.pop()
        if self.lists and self.lists[-1][0] == level:
            _, holder, _ = self.lists.pop()
        else:
            holder = (self.lists[-1][2] if self.lists else outside).child("L")
        item = holder.child("LI")
        self.lists.append((level, holder, item))
        return item

    def body(self, body: Tag) -> None:
        """Note the body of the item that was laid: lists inside it stand there."""
        level, holder, _ = self.lists.pop()
        self.lists.append((level, holder, body))


def lay_blocks(flow: Flow, blocks: tuple[RedactedBlock, ...], note: str, place: Place) -> None:
    """Draw a document's text with a line down its side, its headings below those around it."""
    outer, heading = flow.parent, flow.heading
    flow.parent = outer.child("Sect")
    for words in (SET_AFRESH, note, looks_in_words(looks_of(blocks))):
        if words:
            flow.put(flow.set([(released(words), _BANNER)]))
    flow.gap(3)
    outline = _Outline(heading + 1)
    with flow.on(_DOCUMENT):
        for block in blocks:
            _lay(flow, block, outline, place)
    flow.parent, flow.heading = outer, heading


def _lay(flow: Flow, block: RedactedBlock, outline: _Outline, place: Place) -> None:
    places = always(place)
    if block.role is Role.ITEM:
        _item(flow, block, outline, places)
        return
    outline.lists.clear()
    if block.role is Role.TABLE:
        lay_table(flow, block, places)
    elif block.role in {Role.HEADING, Role.PART}:
        own = 0 if block.role is Role.PART else max(block.level, 1)
        _heading(flow, block, outline.heading(own), places)
    else:
        style = _NOTE if block.role is Role.NOTE else BODY
        lines = bound(flow.set(list(inlines_of(block.runs, style))))
        flow.need(sum(line.leading for line in lines[:2]))
        flow.put(lines, places)
        flow.gap(4)


def _heading(flow: Flow, block: RedactedBlock, level: int, places: Iterator[Place]) -> None:
    style = _PART if block.role is Role.PART else _HEADINGS[min(max(block.level, 1), 3) - 1]
    inlines: list[Inline] = [(worded(text), look) for text, look in inlines_of(block.runs, style)]
    lines = bound(flow.set(inlines))
    if not lines:
        return
    flow.gap(8)
    flow.need(sum(line.leading for line in lines) + 3 * BODY.leading)
    flow.put(lines, places, role=f"H{level}")
    flow.gap(3)


def _item(flow: Flow, block: RedactedBlock, outline: _Outline, places: Iterator[Place]) -> None:
    outer = flow.parent
    flow.parent = outline.item(max(block.level, 1), outer)
    indent = _STEP * min(len(outline.lists) - 1, _MOST_STEPS) + _HANGS
    with flow.inset(indent):
        lines = bound(flow.set(list(inlines_of(block.runs, BODY))))
        flow.need(sum(line.leading for line in lines[:2]))
        if not _LABELLED.match(plain_of(block.runs)):
            middle = BOTTOM + flow.left_over - BODY.leading / 2 - _DOT / 2
            box = (flow.left - 8, middle, _DOT, _DOT)
            flow.sheets[-1].code.append(ink.rectangle(box, "0.3 g"))
        flow.put(lines, places, role="LBody")
    body = flow.parent.kids[-1]
    if isinstance(body, Tag):
        outline.body(body)
    flow.parent = outer
    flow.gap(2)
