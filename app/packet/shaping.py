"""Gives glyphs their places, and stretches of a line their direction (UAX 9); draws nothing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

import uharfbuzz
from bidi import algorithm

from app.domain.redacted import Bar
from app.packet.brackets import resolve_brackets
from app.packet.clusters import clusters
from app.packet.fonts import Faces, Style
from app.packet.reportlab_mends import GlyphFont

RTL = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
COMPLEX = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u0590-\u109f\u1100-\u11ff\u135d-\u135f\u1780-\u17ff\u1ab0-\u1aff"
    "\u1dc0-\u1dff\u200c\u200d\u20d0-\u20ff\u302a-\u302f\u3099\u309a\ufb1d-\ufdff\ufe00-\ufe0f"
    "\ufe20-\ufe2f\ufe70-\ufefe\U0001f1e6-\U0001f1ff\U0001f3fb-\U0001f3ff\U000e0000-\U000e01ef]"
)
_NEUTRAL = "\ufffc"
_DROPPED = re.compile("[\u200c\u200d\ufe00-\ufe0f\U000e0000-\U000e01ef]")


@dataclass(frozen=True, slots=True)
class Glyph:
    """One glyph of a shaped run; lengths in ems."""

    number: int
    text: str = field(repr=False)
    advance: float
    dx: float
    dy: float


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of one face, style and direction.

    Attributes:
        width: in points.
        glyphs: empty where the characters can be drawn one by one.
        bar: the bar that the run is the label of, or part of it.
        begins: whether the run begins its bar.
    """

    font: GlyphFont
    text: str = field(repr=False)
    style: Style
    width: float
    glyphs: tuple[Glyph, ...] = ()
    bar: Bar | None = None
    begins: bool = True


def runs_of(text: str, style: Style, faces: Faces, *, rtl: bool = False) -> list[Run]:
    """Set a text without spaces or line ends in faces that have its signs, in visual order."""
    first = faces.face(style.face)
    if not rtl and not COMPLEX.search(text):
        width = _plain_width(text, first)
        if width is not None:
            return [Run(first, text, style, width * style.size)]
    parts: list[tuple[GlyphFont, str]] = []
    for cluster in clusters(text):
        for font, piece in faces.choose(cluster, style):
            if parts and parts[-1][0] is font:
                parts[-1] = (font, parts[-1][1] + piece)
            else:
                parts.append((font, piece))
    runs = [_run(font, piece, style, rtl=rtl) for font, piece in parts]
    return runs[::-1] if rtl else runs


def joined(left: Run, right: Run) -> Run | None:
    """Give two neighbours as one run where they can be drawn as one; else None."""
    alike = left.font is right.font and left.style == right.style
    if not alike or left.glyphs or right.glyphs or left.bar or right.bar:
        return None
    return replace(left, text=left.text + right.text, width=left.width + right.width)


def levels(text: str) -> tuple[int, list[int]]:
    """Give a paragraph's base level and the embedding level of each of its characters.

    Joiners and variation selectors are neutral here: the algorithm would drop them.
    """
    plain = _DROPPED.sub(_NEUTRAL, text)
    base = algorithm.get_base_level(plain)
    storage = algorithm.get_empty_storage()
    storage["base_level"], storage["base_dir"] = base, ("L", "R")[base]
    algorithm.get_embedding_levels(plain, storage)
    algorithm.explicit_embed_and_overrides(storage)
    algorithm.resolve_weak_types(storage)
    resolve_brackets(storage)
    algorithm.resolve_neutral_types(storage, debug=False)
    algorithm.resolve_implicit_levels(storage, debug=False)
    found = [entry["level"] for entry in storage["chars"]]
    return base, found if len(found) == len(text) else [base] * len(text)


def visual_order(found: list[int]) -> list[int]:
    """Give the positions of a line's pieces from left to right (UAX 9, rule L2)."""
    order = list(range(len(found)))
    lowest = min((level for level in found if level % 2), default=0)
    for level in range(max(found, default=0), lowest - 1 if lowest else 0, -1):
        at = 0
        while at < len(order):
            end = at
            while end < len(order) and found[order[end]] >= level:
                end += 1
            order[at:end] = order[at:end][::-1]
            at = max(end, at + 1)
    return order


def _plain_width(text: str, font: GlyphFont) -> float | None:
    advances = font.advances
    try:
        return sum([advances[sign] for sign in text])
    except KeyError:
        return None


def _run(font: GlyphFont, text: str, style: Style, *, rtl: bool) -> Run:
    if not rtl and not COMPLEX.search(text):
        width = _plain_width(text, font)
        if width is not None:
            return Run(font, text, style, width * style.size)
    glyphs = _shape(font, text, rtl=rtl)
    width = sum(glyph.advance for glyph in glyphs)
    return Run(font, text, style, width * style.size, glyphs)


def _shape(font: GlyphFont, text: str, *, rtl: bool) -> tuple[Glyph, ...]:
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    buffer.direction = "rtl" if rtl else "ltr"
    uharfbuzz.shape(font.shaper, buffer)
    infos, places = buffer.glyph_infos, buffer.glyph_positions
    turned = rtl and RTL.search(text) is not None
    texts = _texts([info.cluster for info in infos], text, turned=turned)
    return tuple(
        _once(
            Glyph(
                info.codepoint,
                said,
                p.x_advance / font.em,
                p.x_offset / font.em,
                p.y_offset / font.em,
            )
            for info, p, said in zip(infos, places, texts, strict=True)
        )
    )


def _once(glyphs: Iterable[Glyph]) -> Iterator[Glyph]:
    """Draw once what would be drawn twice at one place; it then says both."""
    last: Glyph | None = None
    for glyph in glyphs:
        if last is not None and not last.advance and replace(glyph, text=last.text) == last:
            last = replace(last, text=last.text + glyph.text)
            continue
        if last is not None:
            yield last
        last = glyph
    if last is not None:
        yield last


def _texts(starts: list[int], text: str, *, turned: bool) -> list[str]:
    """Share a run's text out among its glyphs: each cluster's text goes to its first glyph.

    Where a cluster has as many glyphs as characters, each glyph gets one; the shaper turns the
    glyphs of a cluster about in the scripts that are written from right to left. A glyph that
    is left without text says a zero-width space.
    """
    counts = Counter(starts)
    edges = sorted(counts)
    ends = dict(zip(edges, [*edges[1:], len(text)], strict=True))
    seen: dict[int, int] = {}
    said: list[str] = []
    for start in starts:
        whole, nth = text[start : ends[start]], seen.get(start, 0)
        seen[start] = nth + 1
        if counts[start] == len(whole):
            said.append(whole[-1 - nth] if turned else whole[nth])
        else:
            said.append(whole if nth == 0 else "\u200b")
    return said
