"""Draws a paper that goes with a packet: a verdict, sections of facts, tables and steps."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from app.domain.redacted import released
from app.packet import palette
from app.packet.breaking import Line, typeset
from app.packet.custody_words import Table
from app.packet.finish import Properties, finish_as
from app.packet.flow import Flow, one_line
from app.packet.fonts import Faces, Style
from app.packet.grounds import Ground, Pads
from app.packet.pages import foot
from app.packet.reportlab_mends import BareCanvas
from app.packet.terse import terse

GOOD, BAD = "✓", "✗"
"""The signs before a result; words say the same beside them."""

_GREEN, _RED = "0.05 0.36 0.17 rg", "0.62 0.07 0.07 rg"
_TITLE = Style(19, 25, bold=True, ink=palette.NAVY)
_UNDER = Style(9.6, 14.2, ink=palette.DIM)
_SECTION = Style(12.5, 18, bold=True, ink=palette.NAVY)
_TEXT = Style(9.4, 14)
_STRONG = Style(11, 17, bold=True, ink=palette.NAVY)
_LABEL = Style(9, 14, bold=True, ink=palette.SOFT)
_HEAD = Style(8, 11.6, bold=True, ink="0.25 g")
_CELL = Style(8.2, 11.8)
_FINE = Style(7.6, 11)
_VERDICT = Style(12, 17, bold=True)
_IS_GOOD = Ground(
    fill="0.91 0.965 0.925 rg", pen="0.45 0.68 0.52 RG", radius=4, pads=Pads(12, 12, 9)
)
_IS_BAD = Ground(fill="0.985 0.925 0.92 rg", pen="0.8 0.5 0.48 RG", radius=4, pads=Pads(12, 12, 9))
_BESIDE = 118.0
_ITEM = 18.0
_GUTTER = 8.0
_KEPT = 0.4


@dataclass(frozen=True, slots=True)
class Facts:
    """Names of facts and what they are, in two columns.

    Attributes:
        strong: the name of the fact that stands out.
    """

    rows: tuple[tuple[str, str], ...]
    strong: str = ""


@dataclass(frozen=True, slots=True)
class Steps:
    """What to do, one after the other."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of the paper under a heading of its own."""

    title: str
    parts: tuple[str | Facts | Table | Steps, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole paper.

    Attributes:
        properties: its title in the file's properties, and its date.
        under: what stands below the title.
        verdict: its most important sentence; ``said`` goes on.
        is_good: in which of two colours the verdict stands, which begins with a sign as well.
        feet: what stands at the left and at the right of each foot.
    """

    properties: Properties
    title: str
    under: str
    verdict: str
    said: str
    is_good: bool
    sections: tuple[Section, ...]
    feet: tuple[str, str]


def draw(paper: Paper, page: str) -> bytes:
    """Draw it as a tagged file; the same paper gives the same bytes.

    Args:
        paper: what it says.
        page: ``letter``, ``legal`` or ``a4``.
    """
    canvas = BareCanvas(io.BytesIO(), pageCompression=0, invariant=1)
    flow = Flow(page, Faces(canvas.document))
    canvas.setPageSize(flow.size)
    _head(flow, paper)
    for section in paper.sections:
        _section(flow, section)
    count = len(flow.sheets)
    for number, sheet in enumerate(flow.sheets, start=1):
        middle = f"page {number} of {count}"
        below = foot(flow, (paper.feet[0], middle, paper.feet[1]))
        canvas.addLiteral(terse([*sheet.code, *below]))
        canvas.showPage()
    return finish_as(bytes(canvas.getpdfdata()), paper.properties, flow)


def words_of(paper: Paper) -> str:
    """Give everything that the paper says, run together."""
    return "\n".join(_said(paper))


def _said(paper: Paper) -> Iterator[str]:
    yield paper.properties.xmp.decode("utf-8")
    yield from paper.properties.information.values()
    yield from (paper.title, paper.under, paper.verdict, paper.said, *paper.feet)
    yield "page of"
    for section in paper.sections:
        yield section.title
        for part in section.parts:
            yield from _in_part(part)


def _in_part(part: str | Facts | Table | Steps) -> Iterator[str]:
    if isinstance(part, str):
        yield part
    elif isinstance(part, Steps):
        yield from part.items
    else:
        rows = part.rows if isinstance(part, Facts) else (part.columns, *part.rows)
        for row in rows:
            yield from row
            yield "".join(row)


def _head(flow: Flow, paper: Paper) -> None:
    flow.parent = flow.root.child("Sect")
    flow.bookmark(paper.title)
    flow.put(flow.set([(released(paper.title), _TITLE)]), role="H1")
    flow.put(flow.set([(released(paper.under), _UNDER)]))
    flow.gap(8)
    flow.rule(palette.HEAD_RULE)
    flow.gap(12)
    verdict = Style(
        _VERDICT.size, _VERDICT.leading, bold=True, ink=_GREEN if paper.is_good else _RED
    )
    with flow.on(_IS_GOOD if paper.is_good else _IS_BAD):
        flow.put(flow.set([(released(paper.verdict), verdict)]))
        flow.gap(3)
        flow.put(flow.set([(released(paper.said), _TEXT)]))


def _section(flow: Flow, section: Section) -> None:
    flow.gap(18)
    flow.need(86)
    flow.parent = flow.root.child("Sect")
    flow.bookmark(section.title, 1)
    flow.put(flow.set([(released(section.title), _SECTION)]), role="H2")
    for part in section.parts:
        flow.gap(6)
        if isinstance(part, str):
            flow.put(flow.set([(released(part), _TEXT)]))
        elif isinstance(part, Facts):
            _facts(flow, part)
        elif isinstance(part, Steps):
            _steps(flow, part)
        else:
            _table(flow, part)


def _facts(flow: Flow, facts: Facts) -> None:
    """Draw names and what they are side by side, all on one page where they are few."""
    outer = flow.parent
    flow.parent = outer.child("Table")
    rows = [
        (name, flow.set([(released(said), _STRONG if name == facts.strong else _TEXT)], _BESIDE))
        for name, said in facts.rows
    ]
    tall = sum(line.leading for _, lines in rows for line in lines)
    flow.need(min(tall, _KEPT * flow.size[1]))
    for name, lines in rows:
        flow.pair(one_line([(released(name), _LABEL)], flow.faces), lines, None, _BESIDE)
    flow.parent = outer


def _steps(flow: Flow, steps: Steps) -> None:
    outer = flow.parent
    entries = outer.child("L")
    for number, text in enumerate(steps.items, start=1):
        flow.parent = entries.child("LI")
        with flow.inset(_ITEM):
            lines = flow.set([(released(text), _TEXT)])
            flow.need(sum(line.leading for line in lines[:2]))
            label = one_line([(released(f"{number}."), _TEXT)], flow.faces)
            flow.beside(label, flow.left - _ITEM + 2, role="Lbl")
            flow.put(lines, role="LBody")
        flow.gap(3)
    flow.parent = outer


def _table(flow: Flow, table: Table) -> None:
    """Draw a table; its head is repeated where it goes on over a page."""
    outer, hook = flow.parent, flow.on_new_page
    widths = [share * flow.column for share in table.shares]
    lefts = [flow.left + sum(widths[:at]) for at in range(len(widths))]
    head = [
        _cell(flow, text, width, _HEAD) for text, width in zip(table.columns, widths, strict=True)
    ]
    flow.parent = outer.child("Table")
    _table_head(flow, head, lefts, "TH")
    flow.on_new_page = partial(_table_head, flow, head, lefts, None)
    for row in table.rows:
        cells = [
            _cell(flow, text, width, _style(text)) for text, width in zip(row, widths, strict=True)
        ]
        tall = max(sum(line.leading for line in cell) for cell in cells)
        flow.need(min(tall + 6, _KEPT * flow.size[1]))
        flow.row(cells, lefts, 3, "TD")
        flow.rule(palette.HAIR)
    flow.parent, flow.on_new_page = outer, hook


def _table_head(
    flow: Flow, cells: Sequence[Sequence[Line]], lefts: Sequence[float], role: str | None
) -> None:
    flow.row(cells, lefts, 2, role)
    flow.rule(palette.RULE)


def _cell(flow: Flow, text: str, width: float, style: Style) -> list[Line]:
    return typeset([(released(text), style)], width - _GUTTER, flow.faces)


def _style(text: str) -> Style:
    """Set results in their colour, long hashes small, everything else plain."""
    if text.startswith((GOOD, BAD)):
        return Style(_CELL.size, _CELL.leading, bold=True, ink=_GREEN if text[0] == GOOD else _RED)
    has_hash = any(len(word) == 64 and word.isalnum() for word in text.split())
    return _FINE if has_hash else _CELL
