"""Lays out the exemption log and the legend of codes, from what was really drawn."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from functools import partial

from app.domain.packets import LogLine, PacketRecipe, Reason
from app.domain.redacted import released
from app.packet import wording
from app.packet.bates import bates_of
from app.packet.breaking import Line, typeset
from app.packet.flow import BODY, MARGIN, Flow, PlacedBar, line_width, one_line
from app.packet.fonts import Style

_TITLE = Style(15, 21, bold=True, ink="0.11 0.21 0.33 rg")
_NOTE = Style(9, 13.4, ink="0.3 g")
_HEAD = Style(8, 11.6, bold=True, ink="0.25 g")
_CELL = Style(8, 11.6)
_CODE = Style(9.4, 13.6, bold=True)
_RULE = ("0.11 0.21 0.33 RG", 0.8)
_HAIR = ("0.86 G", 0.5)
_SHARES = (0.22, 0.19, 0.24, 0.35)
_GUTTER = 7.0


def log_lines(placed: Sequence[PlacedBar], recipe: PacketRecipe) -> tuple[LogLine, ...]:
    """Give one line for each code of each bar, in the order of the pages."""
    reasons = {reason.code: reason for reason in recipe.reasons}
    lines: list[LogLine] = []
    for found in placed:
        for code in found.bar.codes or ("",):
            reason = reasons.get(code, Reason(code, "", ""))
            bates = bates_of(recipe, found.page)
            lines.append(
                LogLine(
                    record=found.place.record,
                    where=found.place.where,
                    page=found.page,
                    bates=bates,
                    code=code,
                    citation=reason.citation,
                    plain=reason.plain,
                    part=recipe.part,
                )
            )
    return tuple(lines)


def laying_log(
    flow: Flow, lines: Sequence[LogLine], *, is_marked: bool = False
) -> Generator[int, None, None]:
    """Draw the log as a table whose head is repeated on each page; give way after each page."""
    flow.fresh_page()
    flow.parent = flow.root.child("Sect")
    flow.bookmark(wording.LOG_TITLE)
    flow.put(flow.set([(released(wording.LOG_TITLE), _TITLE)]), role="H2")
    flow.gap(3)
    note = wording.log_note(is_marked=is_marked) if lines else wording.NOTHING_WITHHELD
    flow.put(flow.set([(released(note), _NOTE)]))
    if lines:
        yield from _Table(flow, lines).drawing(lines)


def lay_legend(flow: Flow, lines: Sequence[LogLine], recipe: PacketRecipe) -> None:
    """Draw what each code means that stands in the packet."""
    used = {line.code for line in lines}
    reasons = [reason for reason in recipe.reasons if reason.code in used]
    if not reasons:
        return
    flow.gap(24)
    flow.need(120)
    flow.parent = flow.root.child("Sect")
    flow.bookmark(wording.LEGEND_TITLE)
    flow.put(flow.set([(released(wording.LEGEND_TITLE), _TITLE)]), role="H2")
    for reason in reasons:
        flow.gap(8)
        _explain(flow, reason)


def _explain(flow: Flow, reason: Reason) -> None:
    head = flow.set([(released(reason.code), _CODE)])
    citation = "  ·  ".join(part for part in (reason.citation, reason.tier) if part)
    about = flow.set([(released(citation), _NOTE)]) if citation else []
    plain = flow.set([(released(reason.plain), BODY)]) if reason.plain else []
    flow.need(sum(line.leading for line in (*head, *about, *plain[:2])))
    for lines in (head, about, plain):
        flow.put(lines)


class _Table:
    """The log's columns; equal cells are broken into lines once."""

    def __init__(self, flow: Flow, lines: Sequence[LogLine]) -> None:
        self._flow = flow
        stamps = (lines[0].bates, lines[-1].bates)
        any_part = any(line.part for line in lines)
        page = 30.0 + (14.0 if any_part else 0.0)
        stamp = max(line_width(self._wide(text)) for text in (wording.LOG_COLUMNS[1], *stamps))
        fixed = [page, min(stamp + _GUTTER + 1, 0.3 * flow.column)]
        rest = flow.column - sum(fixed)
        widths = [*fixed, *(share * rest for share in _SHARES)]
        self._lefts = [MARGIN + sum(widths[:at]) for at in range(len(widths))]
        self._widths = [width - _GUTTER for width in widths]
        self._broken: dict[tuple[str, int], list[Line]] = {}

    def drawing(self, lines: Sequence[LogLine]) -> Generator[int, None, None]:
        """Draw head and rows; give the number of each page that is begun.

        Closed before its end, it leaves no head for pages to come.
        """
        flow = self._flow
        flow.gap(8)
        section = flow.parent
        flow.parent = section.child("Table")
        self._head("TH")
        flow.on_new_page = partial(self._head, None)
        try:
            for line in lines:
                before = flow.page
                self._line(line)
                if flow.page > before:
                    yield flow.page
        finally:
            flow.on_new_page = None
            flow.parent = section

    def _line(self, line: LogLine) -> None:
        where = line.where[:1].upper() + line.where[1:]
        page = wording.log_page(line)
        cells = (page, line.bates, where, line.code, line.citation, line.plain)
        self._row([self._cell(text, at) for at, text in enumerate(cells)])

    def _wide(self, text: str) -> Line:
        return one_line([(released(text), _HEAD)], self._flow.faces)

    def _cell(self, text: str, at: int) -> list[Line]:
        key = (text, at)
        if key not in self._broken:
            cell = [(released(text), _CELL)]
            self._broken[key] = typeset(cell, self._widths[at], self._flow.faces)
        return self._broken[key]

    def _head(self, role: str | None) -> None:
        flow = self._flow
        cells = [
            typeset([(released(name), _HEAD)], self._widths[at], flow.faces)
            for at, name in enumerate(wording.LOG_COLUMNS)
        ]
        flow.row(cells, self._lefts, 2, role)
        flow.rule(_RULE)

    def _row(self, cells: list[list[Line]]) -> None:
        flow = self._flow
        tallest = max(len(cell) for cell in cells) * _CELL.leading
        flow.need(tallest + 6)
        flow.row(cells, self._lefts, 3, "TD")
        flow.rule(_HAIR)
