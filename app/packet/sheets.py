"""Lays pages of attachments, one on each page of the packet: pixels, and words to be searched."""

from __future__ import annotations

from app.domain.redacted import Sheet, released
from app.packet import ink
from app.packet.attachment_words import sheet_place
from app.packet.dress import outline_over
from app.packet.flow import FOOT, MARGIN, Flow, Place, PlacedBar
from app.packet.fonts import Style
from app.packet.layer import BEGIN, END, Under, on_page, words_of
from app.packet.leaves import Leaf, leaves_of
from app.packet.sheet_order import pieces_of
from app.packet.tags import Box, Mark, Marking
from app.packet.telling import Told

_HEAD = Style(8, 11, ink="0.38 g")
_SIDE = 30.0
_HIGH = 44.0
_LOW = FOOT + 22.0
_EDGE = ("0.8 G", 0.5)


def fitted(sheet: Sheet, size: tuple[float, float]) -> Box:
    """Give where a page of an attachment stands on a page of the packet: never enlarged."""
    wide, high = max(sheet.width, 1.0), max(sheet.height, 1.0)
    room_wide, room_high = size[0] - 2 * _SIDE, size[1] - _HIGH - _LOW
    scale = min(room_wide / wide, room_high / high, 1.0)
    left, top = (size[0] - wide * scale) / 2, size[1] - _HIGH
    return (left, top - high * scale, left + wide * scale, top)


def lay_sheets(flow: Flow, told: Told) -> None:
    """Draw the pages of a record's attachments; what follows begins on a new page."""
    leaves = leaves_of(told.record)
    outer, titles = flow.parent, iter(told.attached)
    for leaf in leaves:
        flow.new_page()
        if leaf.page == 1:
            flow.parent = outer.child("Sect")
            flow.bookmark(*next(titles))
        _lay(flow, leaf)
    flow.parent = outer
    if leaves:
        flow.fill()


def _lay(flow: Flow, leaf: Leaf) -> None:
    box = fitted(leaf.sheet, flow.size)
    page = flow.sheets[-1]
    head = Marking(flow.parent.child("P"))
    (line,) = flow.set([(released(leaf.head), _HEAD)])
    head.add(ink.text_of(line, MARGIN, flow.size[1] - _HIGH + 8, 0))
    head.write(flow.page, page.code, page.marks)
    _picture(flow, leaf, box)
    page.code.append(ink.frame((box[0], box[1], box[2] - box[0], box[3] - box[1]), *_EDGE))
    page.code.extend(
        outline_over(on_page(mark.box, box), mark.bar.codes, flow.faces)
        for mark in leaf.sheet.marks
        if flow.faces.words_under(mark.bar) is not None
    )
    page.code.append(BEGIN)
    under = Under(box, leaf.sheet.marks)
    for paragraph in pieces_of(leaf.sheet):
        marking = Marking(flow.parent.child("P"))
        marking.add(list(words_of(paragraph, under, flow.faces)))
        marking.write(flow.page, page.code, page.marks)
    page.code.append(END)
    place = Place(leaf.record, sheet_place(leaf.record, leaf.index, leaf.page))
    flow.placed.extend(PlacedBar(place, mark.bar, flow.page) for mark in leaf.sheet.marks)


def _picture(flow: Flow, leaf: Leaf, box: Box) -> None:
    """Draw the pixels: a figure where nothing else can be read, else what lies behind words."""
    page = flow.sheets[-1]
    if not leaf.alt:
        flow.show(leaf.sheet.picture, box, "/Artifact BMC")
        return
    figure = flow.parent.child("Figure", leaf.alt)
    figure.box = box
    figure.kids.append(Mark(flow.page, len(page.marks)))
    mark = f"/Figure <</MCID {len(page.marks)}>> BDC"
    page.marks.append(figure)
    flow.show(leaf.sheet.picture, box, mark)
