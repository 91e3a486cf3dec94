"""Tells a mail's own words from what it quotes and its signature, a document's heads from text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from app.domain.quoting import LINE_END, Part, mail_lines
from app.domain.redacted import Bar, RedactedText, Visible

_HINT = re.compile(r"[>:]|--")
_NUMBERED = re.compile(r"\s*(\d{1,2}(\.\d{1,2}){0,3}\.?|[IVX]{1,4}\.)\s+[A-Z]\S.{0,76}$")
_FULL_STOP = tuple(".,;:!?-)")
_LONGEST_HEAD = 70

Line = tuple[Visible | Bar, ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Lines of one text that belong together."""

    part: Part
    text: RedactedText


def mail_parts(text: RedactedText) -> list[Stretch]:
    """Part a mail's text by how its lines begin; nothing is left out or moved."""
    if not _HINT.search(text.visible):
        return [Stretch(Part.OWN, text)]
    lines = list(_lines(text))
    return _joined(lines, [kind.part for kind in mail_lines([_said(line) for line in lines])])


def document_parts(text: RedactedText) -> list[Stretch]:
    """Part a document's text into heads and what stands under them."""
    lines = list(_lines(text))
    said = [_said(line) for line in lines]
    kinds = [
        Part.HEAD if _is_head(said, at) and lines[at] else Part.OWN for at in range(len(lines))
    ]
    return _joined(lines, kinds)


def _lines(text: RedactedText) -> Iterator[Line]:
    line: list[Visible | Bar] = []
    for piece in text.pieces:
        if isinstance(piece, Bar):
            line.append(piece)
            continue
        for nth, said in enumerate(LINE_END.split(piece.text)):
            if nth:
                yield tuple(line)
                line = []
            if said:
                line.append(Visible(said))
    yield tuple(line)


def _said(line: Line) -> str:
    return "".join(piece.text if isinstance(piece, Visible) else "█" for piece in line)


def _is_head(said: list[str], at: int) -> bool:
    line = said[at].strip()
    if not line or len(line) > _LONGEST_HEAD or line.endswith(_FULL_STOP):
        return False
    if line.isupper() and sum(map(str.isalpha, line)) > 3:
        return True
    if _NUMBERED.match(line):
        return True
    alone_above = at == 0 or not said[at - 1].strip()
    followed = at + 2 < len(said) and not said[at + 1].strip() and bool(said[at + 2].strip())
    return alone_above and followed and line[0].isupper() and len(line.split()) <= 9


def _joined(lines: list[Line], kinds: list[Part]) -> list[Stretch]:
    found: list[Stretch] = []
    at = 0
    for part, group in groupby(kinds):
        count = len(list(group))
        found.append(Stretch(part, _as_text(lines[at : at + count])))
        at += count
    return found


def _as_text(lines: list[Line]) -> RedactedText:
    """Give lines as one text, without the empty ones at its ends."""
    pieces: list[Visible | Bar] = []
    while lines and not lines[0]:
        lines = lines[1:]
    for nth, line in enumerate(lines):
        pieces.extend((Visible("\n"), *line) if nth else line)
    return RedactedText(tuple(pieces))
