"""Says how a table of a document is cut to fit pages, from its texts alone; it draws nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.domain.redacted import Bar, Look, RedactedBlock, RedactedCell, RedactedRun
from app.packet.attachment_words import columns_shown
from app.packet.wording import mark

Grid = list[list[RedactedCell]]

WIDEST = 104
"""How many signs stand side by side in a table at most."""

_NARROWEST, _COMFORTABLE, _GUTTER = 4, 18, 2
_LONGEST_HEAD = 400


def grid_of(block: RedactedBlock) -> Grid:
    """Give a table's cells with all rows of one length; what says nothing is left out."""
    count = max((len(row) for row in block.rows), default=0)
    full = [[*row, *((),) * (count - len(row))] for row in block.rows]
    said = [at for at in range(count) if any(plain_of(row[at]) for row in full)]
    kept = (
        row
        for nth, row in enumerate(full)
        if nth < block.head_rows or any(plain_of(cell) for cell in row)
    )
    return [[row[at] for at in said] for row in kept] if said else []


def column_groups(grid: Grid) -> list[list[int]]:
    """Cut a wide table into groups of columns; the first column stands in each."""
    weights = [weight_of([row[at] for row in grid]) for at in range(len(grid[0]))] if grid else []
    if not weights:
        return []
    groups, used = [[0]], weights[0]
    for at, weight in enumerate(weights[1:], start=1):
        if used + weight > WIDEST and len(groups[-1]) > 1:
            groups.append([0])
            used = weights[0]
        groups[-1].append(at)
        used += weight
    return groups


def weight_of(cells: Sequence[RedactedCell]) -> int:
    """Give how many signs wide a column should be: its longest word, or a comfortable line."""
    texts = [plain_of(cell) for cell in cells]
    word = max((len(word) for cell in cells for word in _words(cell)), default=0)
    line = max((len(line) for text in texts for line in text.splitlines()), default=0)
    return max(_NARROWEST, min(line, max(word, _COMFORTABLE)), 0) + _GUTTER


def _words(cell: RedactedCell) -> Iterator[str]:
    """Give what should stand in one line: words, and bars as a whole."""
    for piece in (piece for run in cell for piece in run.text.pieces):
        if isinstance(piece, Bar):
            yield mark(piece.codes)
        else:
            yield from piece.text.split()


def group_title(group: Sequence[int], count: int) -> str:
    """Say which columns a part of a wide table has, besides the first."""
    own = [at for at in group if at] if group != [0] else [0]
    first = 1 if own[0] == 1 else own[0] + 1
    return columns_shown(first, own[-1] + 1, count)


def repeats_head(block: RedactedBlock, grid: Grid) -> bool:
    """Say whether a table's head is drawn again on each page: not where it is long or has bars."""
    cells = [cell for row in grid[: block.head_rows] for cell in row]
    if any(run.text.bars for cell in cells for run in cell):
        return False
    return 0 < sum(len(plain_of(cell)) for cell in cells) <= _LONGEST_HEAD


def plain_of(cell: RedactedCell) -> str:
    """Give what a cell says, its bars as their marks; in a marked copy too, whatever it shows."""
    return "".join(run.text.spoken(_mark_of) for run in cell)


def _mark_of(bar: Bar) -> str:
    return mark(bar.codes)


def looks_of(blocks: Sequence[RedactedBlock]) -> set[Look]:
    """Give the looks in which visible words of some blocks are set."""
    return {run.look for block in blocks for run in _runs(block) if run.text.visible.strip()}


def _runs(block: RedactedBlock) -> Iterator[RedactedRun]:
    yield from block.runs
    for row in block.rows:
        for cell in row:
            yield from cell
