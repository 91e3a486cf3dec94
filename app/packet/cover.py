"""Lays out the letter at the head of a packet; its words are made elsewhere."""

from __future__ import annotations

from app.domain.packets import PacketRecipe
from app.domain.redacted import released
from app.packet import wording
from app.packet.flow import Flow
from app.packet.fonts import Style

_HEAD = Style(17, 23, bold=True, ink="0.11 0.21 0.33 rg")
_ADDRESS = Style(8.8, 12.6, ink="0.38 g")
_PLAIN = Style(10.4, 15.6)
_STRONG = Style(10.4, 15.6, bold=True)
_RULE = ("0.11 0.21 0.33 RG", 1.1)


def lay_cover(flow: Flow, recipe: PacketRecipe) -> None:
    """Fill the first page or pages with letterhead and letter."""
    head = recipe.letterhead
    flow.parent = flow.root.child("Sect")
    flow.bookmark(wording.LETTER_TITLE)
    flow.put(flow.set([(released(head.department), _HEAD)]))
    for line in (*head.address, head.contact, head.custodian):
        if line:
            flow.put(flow.set([(released(line), _ADDRESS)]))
    flow.gap(9)
    flow.rule(_RULE)
    flow.gap(20)
    flow.put(flow.set([(released(wording.long_date(recipe.dated)), _PLAIN)]))
    flow.gap(12)
    flow.put(flow.set([(released(recipe.requester), _PLAIN)]))
    flow.gap(12)
    flow.put(flow.set([(released(wording.request_title(recipe.number)), _STRONG)]), role="H1")
    for paragraph in recipe.letter:
        flow.gap(9)
        lines = flow.set([(released(paragraph), _PLAIN)])
        flow.need(sum(line.leading for line in lines[:2]))
        flow.put(lines)
