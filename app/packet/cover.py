"""Lays out the letter at the head of a packet; its words are made elsewhere."""

from __future__ import annotations

from itertools import groupby

from app.domain.packets import Letterhead, PacketRecipe
from app.domain.redacted import released
from app.packet import palette, wording
from app.packet.flow import Flow, one_line
from app.packet.fonts import Style
from app.packet.letter_words import BULLET, Piece, pieces_of
from app.packet.tags import Tag

_HEAD = Style(17, 23, bold=True, ink=palette.NAVY)
_ADDRESS = Style(8.8, 12.6, ink=palette.DIM)
_PLAIN = Style(10.4, 15.6)
_STRONG = Style(11.4, 16.6, bold=True)
_SEAL = 58.0
_BESIDE = 72.0
_ITEM = 16.0


def lay_cover(flow: Flow, recipe: PacketRecipe) -> None:
    """Fill the first page or pages with letterhead and letter."""
    flow.parent = flow.root.child("Sect")
    flow.bookmark(wording.LETTER_TITLE)
    _letterhead(flow, recipe.letterhead)
    flow.gap(9)
    flow.rule(palette.HEAD_RULE)
    flow.gap(26)
    flow.put(flow.set([(released(wording.long_date(recipe.dated)), _PLAIN)]))
    flow.gap(14)
    flow.put(flow.set([(released(recipe.requester), _PLAIN)]))
    flow.gap(18)
    title = released(wording.request_title(recipe.number))
    flow.put(flow.set([(title, _STRONG)]), role="H1")
    flow.gap(2)
    for paragraph in recipe.letter:
        _paragraph(flow, paragraph)


def _letterhead(flow: Flow, head: Letterhead) -> None:
    """Draw who answers, beside the seal where there is one."""
    top = flow.left_over
    if head.logo is not None:
        flow.emblem(head.logo, _SEAL, wording.seal_alt(head.department))
    with flow.inset(_BESIDE if head.logo is not None else 0.0):
        flow.put(flow.set([(released(head.department), _HEAD)]))
        for line in (*head.address, head.contact, head.custodian):
            if line:
                flow.put(flow.set([(released(line), _ADDRESS)]))
    if head.logo is not None:
        flow.gap(max(0.0, _SEAL - (top - flow.left_over)))


def _paragraph(flow: Flow, paragraph: str) -> None:
    outer = flow.parent
    for is_list, group in groupby(pieces_of(paragraph), key=lambda piece: piece.is_item):
        if is_list:
            entries = outer.child("L")
            for piece in group:
                _item(flow, entries, piece)
            flow.parent = outer
        else:
            flow.gap(9)
            lines = flow.set([(released("\n".join(piece.text for piece in group)), _PLAIN)])
            flow.need(sum(line.leading for line in lines[:2]))
            flow.put(lines)


def _item(flow: Flow, entries: Tag, piece: Piece) -> None:
    """Draw an entry of a list with its bullet."""
    flow.gap(4)
    flow.parent = entries.child("LI")
    with flow.inset(_ITEM):
        lines = flow.set([(released(piece.text), _PLAIN)])
        flow.need(sum(line.leading for line in lines[:2]))
        bullet = one_line([(released(BULLET), _PLAIN)], flow.faces)
        flow.beside(bullet, flow.left - 10, role="Lbl")
        flow.put(lines, role="LBody")
