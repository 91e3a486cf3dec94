"""Sets what a mail quotes apart from its own words, and folds it. No PySide6.

Nothing is folded before the clerk asks, and never what is withheld, suggested or found: a fold
says how many lines it holds and that none of these is among them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from app.domain.redaction import Field
from app.domain.spans import Span
from app.ui.sheet import Card, Ink, Line, Run, Spot, short_moment, short_name
from app.ui.wording import count
from app.workflow.quoted import Quoted

DEEPEST = 4
FOLDED = "no redaction, suggestion or hit in them · Shift+Q unfolds"


def quotes_apart(card: Card, text: str, quotes: Sequence[Quoted], zone: str) -> Card:
    """Cut the text of a card into its own lines and those of each quotation.

    Args:
        card: of the record in question.
        text: its source text.
        quotes: what it quotes, in order.
        zone: in which times are told.
    """
    if not quotes:
        return card
    lines = (
        part
        for line in card.lines
        for part in (_parted(line, text, quotes, zone) if _is_text(line) else (line,))
    )
    return replace(card, lines=tuple(lines))


def _is_text(line: Line) -> bool:
    spots = (run.spot for run in line.runs[:1])
    return any(spot is not None and spot.place.field is Field.TEXT for spot in spots)


def _parted(line: Line, text: str, quotes: Sequence[Quoted], zone: str) -> Iterator[Line]:
    at = 0
    for one in quotes:
        yield from _line(_within(line.runs, at, one.span.start - 1))
        depth = min(one.depth, DEEPEST)
        said = _within(line.runs, one.span.start, one.span.end)
        if one.record is not None and said:
            yield Line(tuple(_source(one, zone)), small=True, quoted=depth)
        yield from _line(said, depth)
        at = one.span.end + 1
    yield from _line(_within(line.runs, at, len(text)))


def _line(runs: tuple[Run, ...], quoted: int = 0) -> Iterator[Line]:
    if runs:
        yield Line(runs, quoted=quoted)


def folded(card: Card) -> Card:
    """Give a card whose quotations are folded, but for those in which something is marked."""
    lines: list[Line] = []
    many = 0
    for nth, line in enumerate(card.lines):
        after = card.lines[nth + 1] if nth + 1 < len(card.lines) else None
        if line.quoted and _is_quiet(line, after):
            many += 0 if line.small else _lines(line)
            continue
        lines += _fold(many)
        many = 0
        lines.append(line)
    return replace(card, lines=(*lines, *_fold(many)))


def links_of(card: Card) -> list[Run]:
    """List the runs that lead to other records."""
    return [run for line in card.lines for run in line.runs if run.goes is not None]


def can_fold(card: Card) -> bool:
    """Say whether folding would put anything away."""
    return folded(card) != card


def _fold(many: int) -> list[Line]:
    if not many:
        return []
    said = f"▸ {count(many, 'quoted line')} folded: {FOLDED}"
    return [Line((Run(said, Ink.MUTED),), small=True, quoted=1)]


def _is_quiet(line: Line, after: Line | None) -> bool:
    """Say whether nothing is marked in a quotation; its source goes with what stands under it."""
    if line.small:
        return after is not None and bool(after.quoted) and _is_quiet(after, None)
    return all(run.ink is Ink.PLAIN for run in line.runs)


def _lines(line: Line) -> int:
    return "".join(run.text for run in line.runs).count("\n") + 1


def _source(one: Quoted, zone: str) -> Iterator[Run]:
    said = f"{short_name(one.author)}, {short_moment(one.sent, zone)}"
    yield Run("quotes ", Ink.MUTED)
    if one.held:
        yield Run(said, Ink.LINK, tip=f"Go to record {one.record} (Shift+O)", goes=one.record)
    else:
        yield Run(f"{said} · record {one.record}, not in this request", Ink.MUTED)


def _within(runs: Sequence[Run], start: int, end: int) -> tuple[Run, ...]:
    """Give the runs of a stretch, at whose end a line end stands that is not written.

    A bar stands whole where it begins, be it with that line end.
    """
    found: list[Run] = []
    for run in runs:
        spot = run.spot
        if spot is None:
            continue
        if run.ink is Ink.BAR:
            found += [run] if start <= spot.span.start <= end else []
            continue
        first, last = max(start, spot.span.start), min(end, spot.span.end)
        if first < last:
            words = run.text[first - spot.span.start : last - spot.span.start]
            found.append(replace(run, text=words, spot=Spot(spot.place, Span(first, last))))
    return tuple(found)
