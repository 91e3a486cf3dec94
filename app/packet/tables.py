"""Lays tables of documents: columns as wide as they need, heads repeated, wide ones in parts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from app.domain.redacted import (
    Bar,
    Extent,
    RedactedBlock,
    RedactedCell,
    RedactedText,
    Visible,
    released,
)
from app.packet.breaking import Inline, Line, typeset
from app.packet.columns import (
    Grid,
    column_groups,
    grid_of,
    group_title,
    repeats_head,
    weight_of,
)
from app.packet.flow import Flow, Place, PlacedBar
from app.packet.fonts import Style
from app.packet.palette import DIM, HAIR, RULE
from app.packet.runs import inlines_of
from app.packet.strokes import bound

_CELL = Style(8, 11.4)
_HEAD = Style(8, 11.4, bold=True)
_TITLE = Style(7.8, 11.6, ink=DIM)
_GUTTER = 8.0
_PAD = 2.5
_SIGN = 4.3
_KEPT = 0.4
AGAIN = "(repeated)"
"""What the log says of bars of the first column, which stands in each part of a wide table."""


def lay_table(flow: Flow, block: RedactedBlock, places: Iterator[Place]) -> None:
    """Draw a table, or one table for each group of its columns."""
    grid = grid_of(block)
    count = len(grid[0]) if grid else 0
    for nth, group in enumerate(column_groups(grid)):
        part = [[row[at] for at in group] for row in grid]
        flow.gap(6)
        if len(group) < count:
            title = flow.set([(released(group_title(group, count)), _TITLE)])
            flow.need(100)
            flow.put(title)
        table, before = _Table(flow, part, places), len(flow.placed)
        table.draw(block.head_rows, repeated=repeats_head(block, part))
        if nth:
            flow.placed[before:] = map(table.told_again, flow.placed[before:])
        flow.gap(6)


class _Table:
    """One table as it is drawn."""

    def __init__(self, flow: Flow, grid: Grid, places: Iterator[Place]) -> None:
        self._flow, self._grid, self._places = flow, grid, places
        widths = _widths(grid, flow.column)
        self._first: list[Bar] = []
        self._lefts = [flow.left + sum(widths[:at]) for at in range(len(widths))]
        self._widths = [width - _GUTTER for width in widths]

    def draw(self, head_rows: int, *, repeated: bool) -> None:
        """Draw head and rows."""
        flow = self._flow
        outer, hook = flow.parent, flow.on_new_page
        flow.parent = outer.child("Table")
        head = [self._lines(row, _HEAD) for row in self._grid[:head_rows]]
        rows = [self._lines(row, _CELL) for row in self._grid[head_rows : head_rows + 1]]
        flow.need(min(sum(map(_height, (*head, *rows))), _KEPT * flow.size[1]))
        self._head(head, "TH")
        if repeated:
            flow.on_new_page = partial(self._head, head, None)
        for row in self._grid[head_rows:]:
            lines = self._lines(row, _CELL)
            flow.need(min(_height(lines), _KEPT * flow.size[1]))
            flow.row(lines, self._lefts, _PAD, "TD", self._places)
            flow.rule(HAIR)
        flow.parent, flow.on_new_page = outer, hook

    def told_again(self, placed: PlacedBar) -> PlacedBar:
        """Say of a bar of the first column, which each part of a wide table has, that it is."""
        if not any(placed.bar is bar for bar in self._first):
            return placed
        where = f"{placed.place.where} {AGAIN}"
        return replace(placed, place=replace(placed.place, where=where))

    def _head(self, head: Sequence[list[list[Line]]], role: str | None) -> None:
        for lines in head:
            places = self._places if role else None
            self._flow.row(lines, self._lefts, _PAD, role, places)
        if head:
            self._flow.rule(RULE)

    def _lines(self, row: Sequence[RedactedCell], style: Style) -> list[list[Line]]:
        faces = self._flow.faces
        cells = [
            bound(typeset(list(_in_cell(cell, style)), width, faces))
            for cell, width in zip(row, self._widths, strict=True)
        ]
        self._first.extend(bar for line in cells[0] for bar in line.bars)
        return cells


def _in_cell(cell: RedactedCell, style: Style) -> Iterator[Inline]:
    """Give a cell's runs; a bar never fills the column there."""
    for text, look in inlines_of(cell, style):
        pieces = (
            piece if isinstance(piece, Visible) else replace(piece, extent=Extent.WORDS)
            for piece in text.pieces
        )
        yield RedactedText(tuple(pieces)), look


def _widths(grid: Grid, room: float) -> list[float]:
    """Share a column's width out by what its cells hold; narrow tables stay narrow."""
    weights = [weight_of([row[at] for row in grid]) for at in range(len(grid[0]))]
    natural = [weight * _SIGN + _GUTTER for weight in weights]
    whole = sum(natural)
    if whole <= room:
        longest = [_longest(grid, at) * _SIGN + _GUTTER for at in range(len(weights))]
        lacks = [max(0.0, a - b) for a, b in zip(longest, natural, strict=True)]
        share = min(1.0, (room - whole) / sum(lacks)) if sum(lacks) else 0.0
        return [width + share * lack for width, lack in zip(natural, lacks, strict=True)]
    return [width * room / whole for width in natural]


def _longest(grid: Grid, at: int) -> int:
    texts = ("".join(run.text.visible for run in row[at]) for row in grid)
    return max((len(line) for text in texts for line in text.splitlines()), default=0)


def _height(row: Sequence[Sequence[Line]]) -> float:
    return max((sum(line.leading for line in cell) for cell in row), default=0.0) + 2 * _PAD
