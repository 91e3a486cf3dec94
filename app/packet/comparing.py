"""Compares what was read from the pages with what the recipe says, record by record."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from app.domain.packets import BuiltPacket, Finding, PacketRecipe
from app.packet import wording
from app.packet.bates import bates_number
from app.packet.expected import Section, combinations
from app.packet.normal import seen, unmirrored
from app.packet.reading import PageRead, inside
from app.packet.shapes import Box

FOOT_BAND = 54.0
_MARK = re.compile(r"[\[\]]\s*REDACTED\b([^\[\]]*)[\[\]]")
_RTL = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\U00010800-\U00010fff\U0001e800-\U0001efff]")
_DARK = 128
_BLACK = 0.1
_UNEQUAL = 0.1
_HOLD = 60


@dataclass(frozen=True, slots=True)
class Body:
    """What one page says above its foot, and the words on its bars.

    Attributes:
        foot: what it says at its foot.
        marks: only those that stand in light letters on dark ground.
        widths: for each of them that stands in one line: its words, the height and the width of
            its ground.
    """

    page: int
    text: str
    foot: str
    marks: tuple[str, ...]
    widths: tuple[tuple[str, float, float], ...] = ()


def body_of(page: PageRead) -> Body:
    """Part a page into body and foot by where the characters stand."""
    middles = (page.boxes[:, 1] + page.boxes[:, 3]) / 2
    known = page.boxes.any(axis=1)
    low = known & (middles < FOOT_BAND)
    characters = np.array(list(page.characters), dtype="U1")
    marks = [
        found
        for found in _MARK.finditer(page.characters)
        if _is_dark(page, found.start(), found.end())
    ]
    text = seen("".join(characters[~low]))
    head = seen("".join(wording.LOG_COLUMNS))
    foot = seen("".join(characters[low]))
    words = tuple(seen(found.group()) for found in marks)
    grounds = tuple(
        (said, round(box[3] - box[1], 1), box[2] - box[0])
        for said, found in zip(words, marks, strict=True)
        if (box := _ground(page, found.start(), found.end() - 1)) is not None
    )
    return Body(page.number, text.removeprefix(head), foot, words, grounds)


def _ground(page: PageRead, start: int, end: int) -> Box | None:
    """Find the dark shape under the first and the last character of a mark."""
    for shape in page.shapes:
        if shape.covers and shape.light < _BLACK:
            under = inside(page.boxes[[start, end]], shape.box)
            if under.all():
                return shape.box
    return None


def _is_dark(page: PageRead, start: int, end: int) -> bool:
    known = page.boxes[start:end].any(axis=1)
    values = [
        page.grey[max(0, int(top)) : int(bottom) + 1, max(0, int(left)) : int(right) + 1].ravel()
        for left, top, right, bottom in page.pixels()[start:end][known]
    ]
    shown = np.concatenate(values) if values else np.zeros(0)
    return len(shown) > 0 and float(np.median(shown)) < _DARK


def compare_bodies(bodies: Sequence[Body], wanted: Sequence[Section]) -> list[Finding]:
    """Walk through the pages' text; name each stretch that is not as the recipe says."""
    whole = "".join(body.text for body in bodies)
    edges = np.cumsum([len(body.text) for body in bodies])
    findings: list[Finding] = []
    at = 0
    for nth, section in enumerate(wanted):
        if not _stands(whole, at, section):
            page = int(np.searchsorted(edges, at, side="right")) + 1
            later = whole.find(section.text[:_HOLD], at)
            if nth and later > at and _stands(whole, later, section):
                findings.append(_different(wanted[nth - 1], page))
                at = later
            else:
                findings.append(_different(section, page))
                at = _resume(whole, at, wanted[nth + 1 :])
                continue
        at += len(section.text)
    if at < len(whole) and not findings:
        findings.append(Finding("text", len(bodies), "The pages say more than the recipe."))
    return findings


def _stands(whole: str, at: int, section: Section) -> bool:
    found = whole[at : at + len(section.text)]
    return _same(found, section.text) or (section.any_order and _same_bag(found, section.text))


def compare_marks(bodies: Sequence[Body], wanted: Sequence[Section]) -> list[Finding]:
    """Check that each bar stands on the pages, in order, black, with its codes."""
    found = [(body.page, mark) for body in bodies for mark in body.marks]
    should = [(section, bar) for section in wanted for bar in section.bars]
    for (page, mark), (section, bar) in zip(found, should, strict=False):
        if not _same(mark, bar) and Counter(mark) != Counter(bar):
            what = f"A bar of {section.name} does not carry its codes."
            return [Finding("bar", page, what, section.record)]
    if len(found) != len(should):
        what = f"The recipe has {len(should)} bars, the pages show {len(found)}."
        return [Finding("bar", 0, what)]
    return []


def compare_widths(bodies: Sequence[Body]) -> Iterator[Finding]:
    """Check that the width of a bar tells nothing: one width for equal words of one size."""
    known: dict[tuple[str, float], float] = {}
    for body in bodies:
        for said, height, width in body.widths:
            if abs(known.setdefault((said, height), width) - width) > _UNEQUAL:
                yield Finding("bar_width", body.page, "A bar is wider or narrower than its equals.")


def compare_log(bodies: Sequence[Body], recipe: PacketRecipe, built: BuiltPacket) -> list[Finding]:
    """Check that the log has a line for each code of each bar, on the page where it is seen."""
    counted = Counter((line.page, line.code) for line in built.log)
    codes = {seen(wording.mark(combination)): combination for combination in combinations(recipe)}
    shown: Counter[tuple[int, str]] = Counter()
    for body in bodies:
        for mark in body.marks:
            for code in codes.get(mark) or _codes_like(mark, codes) or ("",):
                shown[(body.page, code)] += 1
    wrong = sorted((counted - shown) + (shown - counted))
    return [
        Finding("log", page, "The exemption log does not agree with the bars on this page.")
        for page in dict.fromkeys(page for page, _ in wrong)
    ]


def compare_feet(bodies: Sequence[Body], recipe: PacketRecipe) -> Iterator[Finding]:
    """Check request number, page count and Bates number on each page."""
    for body in bodies:
        stamp = bates_number(recipe.bates_prefix, body.page)
        parts = wording.footer(recipe.number, body.page, len(bodies), stamp)
        if not _same(body.foot, seen("".join(parts))):
            yield Finding("bates", body.page, "The foot of the page is not as it should be.")


def _codes_like(mark: str, codes: dict[str, tuple[str, ...]]) -> tuple[str, ...] | None:
    """Find a mark whose characters were turned about by the reader in a right-to-left line."""
    return next((codes[known] for known in codes if _same_bag(known, mark)), None)


def _same(left: str, right: str) -> bool:
    if left == right:
        return True
    return bool(_RTL.search(right)) and _same_bag(left, right)


def _same_bag(left: str, right: str) -> bool:
    return Counter(unmirrored(left)) == Counter(unmirrored(right))


def _different(section: Section, page: int) -> Finding:
    what = f"The visible words of {section.name} are not those of its redacted text."
    return Finding("text", page, what, section.record)


def _resume(whole: str, at: int, rest: Sequence[Section]) -> int:
    """Find where a later stretch begins again, so that one fault is not told of all."""
    for section in rest[:50]:
        found = whole.find(section.text[:_HOLD], at)
        if found >= 0:
            return found
    return at
