"""Turns filled sheets into a PDF through the canvas, with the foot of each page."""

from __future__ import annotations

from dataclasses import replace

from app.domain.packets import PacketRecipe
from app.domain.redacted import released
from app.packet import ink, wording
from app.packet.bates import bates_of
from app.packet.dress import dress_of
from app.packet.flow import FOOT, MARGIN, Flow, line_width, one_line
from app.packet.fonts import Style
from app.packet.reportlab_mends import BareCanvas
from app.packet.terse import terse

_QUIET = Style(8, 11, ink="0.38 g")
_STAMP = Style(8.4, 11, bold=True, ink="0.1 g")
_RULE = ("0.78 G", 0.5)
_FOR = Style(8.4, 11, bold=True, ink="0.62 0.06 0.12 rg")
_SMALLEST = 4.5
_BELOW = 12.0


def write_pages(flow: Flow, recipe: PacketRecipe, canvas: BareCanvas) -> bytes:
    """Draw all sheets and give the file as ReportLab writes it."""
    dress = dress_of(flow.size, recipe, flow.faces)
    for page, sheet in enumerate(flow.sheets, start=1):
        held = terse([*sheet.code, *_foot(flow, recipe, page)])
        canvas.addLiteral("\n".join([*dress.below, held, *dress.above(sheet.code)]))
        canvas.showPage()
    return bytes(canvas.getpdfdata())


def _foot(flow: Flow, recipe: PacketRecipe, page: int) -> list[str]:
    stamp = bates_of(recipe, page)
    said = wording.footer(recipe.number, page, len(flow.sheets), stamp, recipe.part)
    return [*foot(flow, said), *_made_for(flow, recipe)]


def _made_for(flow: Flow, recipe: PacketRecipe) -> list[str]:
    """Say below the foot for whom the copy was made; nothing on the public's."""
    said = wording.made_for_foot(recipe.made_for)
    if not said:
        return []
    room = flow.size[0] - 2 * MARGIN
    line = one_line([(released(said), _FOR)], flow.faces)
    if line_width(line) > room:
        shrunk = replace(_FOR, size=max(_SMALLEST, _FOR.size * room / line_width(line)))
        line = one_line([(released(said), shrunk)], flow.faces)
    left = max(4.0, (flow.size[0] - line_width(line)) / 2)
    texts = [drawn.code for drawn in ink.text_of(line, left, FOOT - _BELOW, 0)]
    return ["/Artifact <</Type /Pagination /Subtype /Footer>> BDC", *texts, "EMC"]


def foot(flow: Flow, said: tuple[str, str, str]) -> list[str]:
    """Give the foot of a page: texts at its left, in its middle and at its right."""
    right = flow.size[0] - MARGIN
    lines = [
        one_line([(released(text), style)], flow.faces)
        for text, style in zip(said, (_QUIET, _QUIET, _STAMP), strict=True)
    ]
    middle = (flow.size[0] - line_width(lines[1])) / 2
    lefts = (MARGIN, middle, right - line_width(lines[2]))
    texts = [
        drawn.code
        for line, left in zip(lines, lefts, strict=True)
        for drawn in ink.text_of(line, left, FOOT, 0)
    ]
    rule = ink.rule(MARGIN, FOOT + 13, right, _RULE)
    return [rule, "/Artifact <</Type /Pagination /Subtype /Footer>> BDC", *texts, "EMC"]
