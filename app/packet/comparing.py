"""Compares what was read from the pages with what the recipe says, record by record."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from app.domain.packets import BuiltPacket, Finding, PacketRecipe
from app.packet import wording
from app.packet.bates import bates_of
from app.packet.custody_words import COLLECTED_COLUMNS, HELD_COLUMNS, SOURCE_COLUMNS
from app.packet.expected import Section, combinations
from app.packet.normal import seen, unmirrored
from app.packet.reading import PageRead, inside
from app.packet.shapes import Box

FOOT_BAND = 54.0
_RTL = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\U00010800-\U00010fff\U0001e800-\U0001efff]")
_STACKED = re.compile(
    "[\u0900-\u109f\u1780-\u17ff]"
    "|[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20f0\ufe20-\ufe2f]{2}"
)
"""Letters of India and its neighbours; two of the marks that Unicode has for any letter."""
_BEGIN = "[REDACTED"
_END = "["
_BLACK = 0.1
_UNEQUAL = 0.1
_HOLD = 60
_COLUMN = 250.0
Stands = Callable[[str, int, Section], bool]


@dataclass(frozen=True, slots=True)
class Body:
    """What one page says above its foot, and the words on its bars.

    Attributes:
        foot: what it says at its foot.
        marks: what stands on black ground.
        widths: for each of them that stands in one line: its words, the height and the width of
            its ground.
    """

    page: int
    text: str = field(repr=False)
    foot: str
    marks: tuple[str, ...]
    widths: tuple[tuple[str, float, float], ...] = ()


def body_of(page: PageRead) -> Body:
    """Part a page into body and foot by where the characters stand."""
    middles = (page.boxes[:, 1] + page.boxes[:, 3]) / 2
    low = page.boxes.any(axis=1) & (middles < FOOT_BAND)
    characters = np.array(list(page.characters), dtype="U1")
    text = seen("".join(characters[~low]))
    foot = seen("".join(characters[low]))
    marks: list[str] = []
    widths: list[tuple[str, float, float]] = []
    for said, box in _labels(page):
        whole = unmirrored(said)
        if whole.startswith(_BEGIN) or not marks:
            marks.append(said)
        else:
            marks[-1] += said
        if whole.startswith(_BEGIN) and whole.endswith(_END):
            wide = box[2] - box[0]
            column = f" at {box[0]:.0f}" if wide > _COLUMN else ""
            widths.append((said + column, round(box[3] - box[1], 1), wide))
    return Body(page.number, without_head(text), foot, tuple(marks), tuple(widths))


def without_head(text: str) -> str:
    """Leave out the head of a table that goes on from the page before."""
    for columns in (wording.LOG_COLUMNS, SOURCE_COLUMNS, COLLECTED_COLUMNS, HELD_COLUMNS):
        head = seen("".join(columns))
        if text.startswith(head):
            return text.removeprefix(head)
    return text


def _labels(page: PageRead) -> Iterator[tuple[str, Box]]:
    """Give what stands on each black shape, from left to right as it is seen.

    A mark without a base may hang over the shape from the text beside it.
    """
    for shape in page.shapes:
        if shape.covers and shape.light < _BLACK:
            under = np.flatnonzero(inside(page.boxes, shape.box))
            ordered = under[np.argsort(page.boxes[under, 0], kind="stable")]
            signs = [page.characters[at] for at in ordered]
            said = seen("".join(sign for sign in signs if unicodedata.category(sign)[0] != "M"))
            if said:
                yield said, shape.box


def marks_of(bodies: Sequence[Body]) -> list[tuple[int, str]]:
    """Give all bars with their pages; one that goes on over the page is one."""
    found: list[tuple[int, str]] = []
    for body in bodies:
        for mark in body.marks:
            if found and not unmirrored(mark).startswith(_BEGIN):
                found[-1] = (found[-1][0], found[-1][1] + mark)
            else:
                found.append((body.page, mark))
    return found


def compare_bodies(bodies: Sequence[Body], wanted: Sequence[Section]) -> list[Finding]:
    """Walk through the pages' text; name each stretch that is not as the recipe says."""
    return compare_texts([body.text for body in bodies], wanted, _stands)


def compare_texts(texts: Sequence[str], wanted: Sequence[Section], stands: Stands) -> list[Finding]:
    """Walk through the texts of pages; ``stands`` says whether a stretch begins at a place."""
    whole = "".join(texts)
    edges = np.cumsum([len(text) for text in texts])
    findings: list[Finding] = []
    at = 0
    for nth, section in enumerate(wanted):
        if section.repeats and (end := _end_of_table(whole, at, section, edges.tolist())):
            at = end
            continue
        if not stands(whole, at, section):
            page = int(np.searchsorted(edges, at, side="right")) + 1
            later = whole.find(section.text[:_HOLD], at)
            if nth and later > at and stands(whole, later, section):
                findings.append(_different(wanted[nth - 1], page))
                at = later
            else:
                findings.append(_different(section, page))
                at = _resume(whole, at, wanted[nth + 1 :])
                continue
        at += len(section.text)
    if at < len(whole) and not findings:
        findings.append(Finding("text", len(texts), "The pages say more than the recipe."))
    return findings


def _end_of_table(whole: str, at: int, section: Section, edges: Sequence[int]) -> int:
    """Give where a table ends whose head may stand again at the top of each page; 0 if not it."""
    found = ""
    for edge in (*(edge for edge in edges if edge > at), len(whole)):
        piece = whole[at : min(edge, at + len(section.text) - len(found))]
        found += piece
        if len(found) == len(section.text):
            return at + len(piece) if _same_bag(found, section.text) else 0
        again = (head for head in section.repeats if whole.startswith(head, edge))
        at = edge + len(next(again, ""))
    return 0


def _stands(whole: str, at: int, section: Section) -> bool:
    found = whole[at : at + len(section.text)]
    return _same(found, section.text) or (section.any_order and _same_bag(found, section.text))


def compare_marks(bodies: Sequence[Body], wanted: Sequence[Section]) -> list[Finding]:
    """Check that each bar stands on the pages, black, in its record, with its codes.

    Within a record the order is that of the lines; in a right-to-left line it may be turned.
    """
    found = marks_of(bodies)
    at = 0
    for section in wanted:
        here = found[at : at + len(section.bars)]
        at += len(section.bars)
        if Counter(unmirrored(mark) for _, mark in here) != Counter(map(unmirrored, section.bars)):
            what = f"A bar of {section.name} is missing or does not carry its codes."
            return [Finding("bar", here[0][0] if here else 0, what, section.record)]
    if len(found) > at:
        return [Finding("bar", found[at][0], "There is a bar that the recipe does not have.")]
    return []


def compare_widths(bodies: Sequence[Body]) -> Iterator[Finding]:
    """Check that the width of a bar tells nothing: one width for equal words of one size.

    A bar of whole lines is as wide as the column, which is another in a bubble or a quotation.
    """
    known: dict[tuple[str, float], float] = {}
    for body in bodies:
        for said, height, width in body.widths:
            if abs(known.setdefault((said, height), width) - width) > _UNEQUAL:
                yield Finding("bar_width", body.page, "A bar is wider or narrower than its equals.")


def compare_log(bodies: Sequence[Body], recipe: PacketRecipe, built: BuiltPacket) -> list[Finding]:
    """Check that the log has a line for each code of each bar, on the page where it is seen.

    The log of a marked copy is compared with its outlines instead.
    """
    if recipe.marked_for:
        return []
    counted = Counter((line.page, line.code) for line in built.log)
    codes = {
        unmirrored(seen(wording.mark(combination))): combination
        for combination in combinations(recipe)
    }
    shown: Counter[tuple[int, str]] = Counter()
    for page, mark in marks_of(bodies):
        shown.update((page, code) for code in codes.get(unmirrored(mark)) or ("",))
    wrong = sorted((counted - shown) + (shown - counted))
    return [
        Finding("log", page, "The exemption log does not agree with the bars on this page.")
        for page in dict.fromkeys(page for page, _ in wrong)
    ]


def compare_feet(bodies: Sequence[Body], recipe: PacketRecipe) -> Iterator[Finding]:
    """Check request number, page count and Bates number on each page."""
    for body in bodies:
        if not _same(body.foot, foot_of(recipe, body.page, len(bodies))):
            yield Finding("bates", body.page, "The foot of the page is not as it should be.")


def foot_of(recipe: PacketRecipe, page: int, count: int) -> str:
    """Give what a page must say at its foot, in the form of ``seen``."""
    stamp = bates_of(recipe, page)
    made_for = wording.made_for_foot(recipe.made_for)
    return seen(
        "".join((*wording.footer(recipe.number, page, count, stamp, recipe.part), made_for))
    )


def _same(left: str, right: str) -> bool:
    if left == right:
        return True
    if _RTL.search(right):
        return _same_bag(left, right)
    is_stacked = bool(_STACKED.search(right)) and _bases(left) == _bases(right)
    return is_stacked and _same_bag(left, right)


def _bases(text: str) -> str:
    """Leave out marks: a reader puts those that stand high or low at the end of their line."""
    return "".join(sign for sign in text if unicodedata.category(sign)[0] != "M")


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
