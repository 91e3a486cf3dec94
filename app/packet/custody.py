"""Lays out the record of custody: sources, what became of the records, who decided."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from app.domain.packets import Custody
from app.domain.redacted import released
from app.packet import custody_words, wording
from app.packet.breaking import Line, typeset
from app.packet.custody_words import Table
from app.packet.flow import BODY, MARGIN, Flow
from app.packet.fonts import Style

_TITLE = Style(15, 21, bold=True, ink="0.11 0.21 0.33 rg")
_NOTE = Style(9, 13.4, ink="0.3 g")
_HEAD = Style(8, 11.6, bold=True, ink="0.25 g")
_CELL = Style(8, 11.6)
_SUM = Style(9.6, 14.2, bold=True)
_RULE = ("0.11 0.21 0.33 RG", 0.8)
_HAIR = ("0.86 G", 0.5)
_GUTTER = 7.0


def lay_custody(flow: Flow, custody: Custody) -> None:
    """Draw the record of custody on pages of its own."""
    flow.fresh_page()
    flow.parent = flow.root.child("Sect")
    flow.bookmark(wording.CUSTODY_TITLE)
    flow.put(flow.set([(released(wording.CUSTODY_TITLE), _TITLE)]), role="H2")
    flow.gap(3)
    flow.put(flow.set([(released(wording.CUSTODY_NOTE), _NOTE)]))
    for table in custody_words.tables(custody):
        flow.gap(14)
        _draw(flow, table)
    flow.gap(8)
    flow.put(flow.set([(released(custody_words.account(custody)), _SUM)]))
    for line in custody_words.about(custody):
        flow.gap(6)
        flow.put(flow.set([(released(line), BODY)]))
    for title, note, table in custody_words.collection_tables(custody.collection):
        flow.gap(16)
        flow.need(120)
        flow.put(flow.set([(released(title), _SUM)]))
        flow.gap(2)
        flow.put(flow.set([(released(note), _NOTE)]))
        flow.gap(6)
        _draw(flow, table)


def _draw(flow: Flow, table: Table) -> None:
    """Draw a table; its head is repeated where it goes on over a page."""
    section = flow.parent
    widths = [share * flow.column for share in table.shares]
    lefts = [MARGIN + sum(widths[:at]) for at in range(len(widths))]
    head = _cells(flow, table.columns, widths, _HEAD)
    flow.need(80)
    flow.parent = section.child("Table")
    _head(flow, head, lefts, "TH")
    flow.on_new_page = partial(_head, flow, head, lefts, None)
    for row in table.rows:
        cells = _cells(flow, row, widths, _CELL)
        flow.need(max(len(cell) for cell in cells) * _CELL.leading + 6)
        flow.row(cells, lefts, 3, "TD")
        flow.rule(_HAIR)
    flow.on_new_page = None
    flow.parent = section


def _head(
    flow: Flow, cells: Sequence[Sequence[Line]], lefts: Sequence[float], role: str | None
) -> None:
    flow.row(cells, lefts, 2, role)
    flow.rule(_RULE)


def _cells(
    flow: Flow, texts: Sequence[str], widths: Sequence[float], style: Style
) -> list[list[Line]]:
    return [
        typeset([(released(text), style)], width - _GUTTER, flow.faces)
        for text, width in zip(texts, widths, strict=True)
    ]
