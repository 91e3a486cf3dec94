"""Breaks texts into lines of a given width, bars included; it must not know about pages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from app.domain.redacted import Bar, Extent, RedactedText
from app.packet.clusters import clean, clusters
from app.packet.fonts import Faces, Outline, Stroke, Style
from app.packet.shaping import COMPLEX, RTL, Run, joined, levels, runs_of, visual_order
from app.packet.wording import mark_of

PAD = 3.0
OUTLINED = "0.56 0 0.24 rg"
"""The ink of withheld words in a marked copy: 9.6 to 1 on white."""

NO_CODE = "withheld"
"""What stands behind the words of an outline without codes."""

_STAND_IN = "\ufffc"
_TOKENS = re.compile(
    "[\u2e80-\u2fff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff][\u3001\u3002\u300b\u300d\u300f\u3011\uff01\uff09\uff0c\uff1a\uff1b\uff1f]*"
    "|[ \u1680\u2000-\u200a\u205f\u3000]+"
    "|[^ \u1680\u2000-\u200a\u205f\u3000\u2e80-\u2fff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+"
)

Inline = tuple[RedactedText, Style]


@dataclass(frozen=True, slots=True)
class Line:
    """One line, its runs in visual order.

    Attributes:
        bars: the bars that begin on this line, in the order of the text.
        band: the bar fills the whole column.
        begins: the strokes that begin on this line; ``ends`` those that end.
    """

    runs: tuple[Run, ...]
    leading: float
    indent: float = 0.0
    bars: tuple[Bar, ...] = ()
    band: bool = False
    begins: tuple[Stroke, ...] = ()
    ends: tuple[Stroke, ...] = ()


@dataclass(slots=True)
class _Atom:
    runs: list[Run]
    width: float
    level: int = 0
    space: bool = False
    label: bool = False


def typeset(inlines: Sequence[Inline], width: float, faces: Faces) -> list[Line]:
    """Set texts one after another in lines that are not wider than ``width`` points."""
    lines: list[Line] = []
    for paragraph in _paragraphs(inlines, faces):
        text, style = paragraph[0]
        alone = len(paragraph) == 1 and isinstance(text, str)
        plain = _plain(str(text), style, width, faces) if alone else None
        lines.extend(_mixed(paragraph, width, faces) if plain is None else plain)
    return lines


@dataclass(frozen=True, slots=True)
class _Label:
    """What stands before or behind the words in an outline."""

    codes: tuple[str, ...] = ()

    def said(self, *, rtl: bool) -> str:
        """Give its words as they stand from left to right."""
        if not self.codes:
            return "]\u00a0" if rtl else "\u00a0["
        codes = ", ".join(self.codes)
        return f"\u00a0[{codes} \u00b7\u00a0" if rtl else f"\u00a0\u00b7 {codes}]\u00a0"


_Piece = tuple[str | Bar | _Label, Style]


def _paragraphs(inlines: Sequence[Inline], faces: Faces) -> Iterator[list[_Piece]]:
    """Cut at line ends and around bars that take whole lines."""
    current: list[_Piece] = []
    after_band = False
    for piece, style in _pieces(inlines, faces):
        if piece == "\n":
            if current or not after_band:
                yield current or [("", style)]
            current, after_band = [], False
        elif isinstance(piece, Bar) and piece.extent is Extent.LINES:
            if current:
                yield current
            yield [(piece, style)]
            current, after_band = [], True
        elif piece:
            current.append((piece, style))
    if current:
        yield current


def _pieces(inlines: Sequence[Inline], faces: Faces) -> Iterator[_Piece]:
    """Give clean stretches, bars and line ends one by one."""
    for text, style in inlines:
        for piece in text.pieces:
            words = faces.words_under(piece) if isinstance(piece, Bar) else None
            if words is not None and isinstance(piece, Bar):
                yield from _outlined(piece, words, style, faces)
            elif isinstance(piece, Bar):
                yield piece, style
            else:
                yield from _stretches(piece.text, style, faces)


def _stretches(text: str, style: Style, faces: Faces) -> Iterator[_Piece]:
    faces.note_shapeless(text)
    for nth, part in enumerate(clean(text).split("\n")):
        if nth:
            yield "\n", style
        yield part, style


def _outlined(bar: Bar, words: str, style: Style, faces: Faces) -> Iterator[_Piece]:
    """Set a bar's words between brackets, with its codes behind them."""
    if bar.extent is not Extent.LINES:
        words = clean(words).replace("\n", " ")
    inside = replace(style, under=Outline(bar), ink=OUTLINED)
    small = replace(inside, size=style.size * 0.74, bold=True, italic=False)
    yield _Label(), replace(small, opens=True)
    yield from _stretches(words, inside, faces)
    yield _Label(bar.codes or (NO_CODE,)), small


def _plain(text: str, style: Style, width: float, faces: Faces) -> list[Line] | None:
    """Break a text of one face whose characters need no shaping; None where it is none."""
    if COMPLEX.search(text):
        return None
    font = faces.face(style.face)
    advances, limit = font.advances, width / style.size
    lines: list[tuple[str, float]] = []
    line: list[str] = []
    used, gap = 0.0, advances[" "]
    try:
        for word in text.split(" "):
            length = sum([advances[sign] for sign in word])
            if length > limit:
                return None
            if not line:
                line, used = [word], length
            elif used + gap + length <= limit:
                line.append(word)
                used += gap + length
            else:
                lines.append((" ".join(line), used))
                line, used = [word], length
    except KeyError:
        return None
    lines.append((" ".join(line), used))
    return [
        Line((Run(font, said, style, long * style.size),) if said.strip() else (), style.leading)
        for said, long in lines
    ]


def _mixed(paragraph: list[_Piece], width: float, faces: Faces) -> list[Line]:
    base, atoms = _atoms(paragraph, width, faces)
    leading = max(style.leading for _, style in paragraph)
    bars = [piece for piece, _ in paragraph if isinstance(piece, Bar)]
    band = len(paragraph) == 1 and bool(bars) and bars[0].extent is Extent.LINES
    lines: list[Line] = []
    held: list[_Atom] = []
    used = 0.0
    for atom in atoms:
        if used + atom.width > width and not atom.space and any(not a.space for a in held):
            lines.append(_line(held, base, width, leading))
            held, used = [], 0.0
        if atom.space and not held and lines:
            continue
        held.append(atom)
        used += atom.width
    lines.append(_line(held, base, width, leading))
    return [replace(line, band=True) for line in lines] if band else lines


def _line(atoms: list[_Atom], base: int, width: float, leading: float) -> Line:
    while atoms and atoms[-1].space:
        atoms = atoms[:-1]
    bars = tuple(bar for atom in atoms for run in atom.runs if (bar := _begun(run)) is not None)
    order = visual_order([atom.level for atom in atoms]) if any(a.level for a in atoms) else None
    runs: list[Run] = []
    for atom in atoms if order is None else [atoms[at] for at in order]:
        for run in atom.runs:
            both = joined(runs[-1], run) if runs else None
            if both is None:
                runs.append(run)
            else:
                runs[-1] = both
    indent = max(0.0, width - sum(run.width for run in runs)) if base % 2 else 0.0
    return Line(tuple(runs), leading, indent, bars)


def _begun(run: Run) -> Bar | None:
    """Give the bar that begins with a run."""
    if run.style.opens and run.style.under is not None:
        return run.style.under.bar
    return run.bar if run.begins else None


def _atoms(paragraph: list[_Piece], width: float, faces: Faces) -> tuple[int, list[_Atom]]:
    logical = "".join(piece if isinstance(piece, str) else _STAND_IN for piece, _ in paragraph)
    base, found = levels(logical) if RTL.search(logical) else (0, [0] * len(logical))
    atoms: list[_Atom] = []
    at = 0
    for piece, style in paragraph:
        if isinstance(piece, Bar):
            atoms.extend(_bar_atoms(piece, style, base, (width, faces)))
            at += 1
            continue
        if isinstance(piece, _Label):
            said = piece.said(rtl=base % 2 == 1)
            atoms.extend(_label_atoms(said, style, base, (width, faces)))
            at += 1
            continue
        for token, level in _tokens(piece, found[at : at + len(piece)]):
            atoms.extend(_word_atoms(token, style, level, (width, faces)))
        at += len(piece)
    return base, _glued(atoms, width)


def _glued(atoms: list[_Atom], width: float) -> list[_Atom]:
    """Keep the labels of outlines on the line of the words beside them."""
    if not any(atom.label for atom in atoms):
        return atoms
    glued: list[_Atom] = []
    for atom in atoms:
        before = glued[-1] if glued else None
        if before is not None and _sticks(before, atom) and before.width + atom.width <= width:
            glued[-1] = _Atom([*before.runs, *atom.runs], before.width + atom.width, atom.level)
        else:
            glued.append(atom)
    return glued


def _sticks(left: _Atom, right: _Atom) -> bool:
    if not left.runs or not right.runs or left.space or right.space:
        return False
    if left.level % 2 or left.level != right.level:
        return False
    closes = right.label and not right.runs[0].style.opens
    opened = left.runs[-1].style.opens
    return left.runs[-1].style.under is right.runs[0].style.under and (closes or opened)


def _tokens(text: str, found: list[int]) -> Iterator[tuple[str, int]]:
    """Cut into words and spaces, and words where their direction changes."""
    for match in _TOKENS.finditer(text):
        start = match.start()
        for at in range(start + 1, match.end()):
            if found[at] != found[start]:
                yield text[start:at], found[start]
                start = at
        yield text[start : match.end()], found[start]


def _word_atoms(token: str, style: Style, level: int, room: tuple[float, Faces]) -> Iterator[_Atom]:
    width, faces = room
    atom = _atom(token, style, level, faces)
    if atom.width <= width or atom.space:
        yield atom
        return
    part, used = "", 0.0
    for cluster in clusters(token):
        long = sum(run.width for run in runs_of(cluster, style, faces))
        if part and used + long > width:
            yield _atom(part, style, level, faces)
            part, used = "", 0.0
        part, used = part + cluster, used + long
    yield _atom(part, style, level, faces)


def _atom(token: str, style: Style, level: int, faces: Faces) -> _Atom:
    runs = runs_of(token, style, faces, rtl=level % 2 == 1)
    return _Atom(runs, sum(run.width for run in runs), level, token.isspace())


def _bar_atoms(bar: Bar, style: Style, level: int, room: tuple[float, Faces]) -> Iterator[_Atom]:
    """Set a bar's label; only a label that is wider than the column is broken at its spaces."""
    width, faces = room
    look = replace(style, size=style.size * 0.84, bold=True, italic=False, ink="1 g")
    label = clean(mark_of(bar)).replace("\n", " ")
    whole = _label_runs(label, look, faces)
    if sum(run.width for run in whole) + 2 * PAD <= width:
        parts = [whole]
    else:
        words = [word + " " for word in label.split(" ")]
        words[-1] = words[-1][:-1]
        parts = [_label_runs(word, look, faces) for word in words]
    for nth, runs in enumerate(parts):
        dressed = [
            replace(run, bar=bar, begins=nth == 0 and at == 0) for at, run in enumerate(runs)
        ]
        dressed[0] = replace(dressed[0], width=dressed[0].width + PAD)
        dressed[-1] = replace(dressed[-1], width=dressed[-1].width + PAD)
        yield _Atom(dressed, sum(run.width for run in dressed), level)


def _label_atoms(
    label: str, style: Style, level: int, room: tuple[float, Faces]
) -> Iterator[_Atom]:
    """Set a label of an outline; only one that is wider than the column is broken."""
    width, faces = room
    runs = _label_runs(label, style, faces)
    if sum(run.width for run in runs) <= width:
        yield _Atom(runs, sum(run.width for run in runs), level, label=True)
        return
    for word in re.findall("[^ ]+ *", label):
        yield replace(_atom(word, style, level, faces), space=False, label=True)


def _label_runs(label: str, style: Style, faces: Faces) -> list[Run]:
    runs: list[Run] = []
    for part in re.findall(" +|[^ ]+", label):
        for run in runs_of(part, style, faces):
            both = joined(runs[-1], run) if runs else None
            runs = [*runs[:-1], both] if both else [*runs, run]
    return runs
