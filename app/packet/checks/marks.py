"""Checks that a marked copy is one on every page, and that the copy for release is none."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import numpy as np
from pikepdf import Object, Pdf

from app.domain.marked import Outlined
from app.domain.packets import BuiltPacket, Finding, PacketRecipe
from app.domain.redacted import Bar, SheetWord
from app.packet import wording
from app.packet.checks import done
from app.packet.directions import RTL
from app.packet.dress import Dress, dress_of
from app.packet.expected import sections
from app.packet.fonts import Faces
from app.packet.ink import OUTLINE
from app.packet.looking import DPI, Eyes, PagePixels
from app.packet.marked import bars_in, has_outlines
from app.packet.normal import seen, unmirrored
from app.packet.reportlab_mends import BareCanvas

_SAID = {
    "text": "The words of every record, those in outlines among them, are those of its text.",
    "bars": "No bar is black: what the released copy withholds can be read.",
    "log": "The exemption log agrees with the outlines.",
    "properties": "Properties and bookmarks say that it is a marked copy, and no withheld word.",
    "spoken": "Screen readers are told nothing but what is seen.",
}
DONE = (
    *(replace(check, sentence=_SAID.get(check.key, check.sentence)) for check in done.OF_PACKET),
    done.Check(
        "marked",
        "Every page has the watermark, the bands that name the recipient, and its outlines.",
        frozenset({"marked", "watermark", "outline"}),
    ),
)
NOT_SEARCHED = done.Check(
    "needles",
    "Withheld words were not searched for: a marked copy shows them on purpose.",
    done.NEEDLES,
)
_HOLD = 10
_PALE = 150
"""As light as the watermark's lines are, which are lighter than any letter on paper."""


def check_outlines(recipe: PacketRecipe) -> Iterator[Finding]:
    """Check that words under outlines go to a recipient alone, in a file numbered for them."""
    if not recipe.marked_for.strip():
        if has_outlines(recipe):
            what = "Withheld words stand in outlines of the copy for release."
            yield Finding("marked", 0, what)
        return
    if not recipe.bates_prefix.startswith(wording.MARKED_PREFIX):
        yield Finding("marked", 0, "The numbers of the pages do not say that it is a marked copy.")


def check_marked(
    pdf: Pdf, recipe: PacketRecipe, built: BuiltPacket, texts: Sequence[str]
) -> Iterator[Finding]:
    """Check watermark, bands, outlines and log of a marked copy; nothing of another.

    Args:
        pdf: the file.
        recipe: what it was made from, with its outlines.
        built: its log.
        texts: what was read on each page.
    """
    if not recipe.marked_for.strip():
        return
    drawn = 0
    faces = Faces(BareCanvas(io.BytesIO()).document)
    for number, page in enumerate(pdf.pages, start=1):
        code = _code(page.obj)
        drawn += code.count(OUTLINE)
        if not _wears(code, dress_of(_size(page.obj), recipe, faces)):
            what = "The page lacks the watermark or the bands of a marked copy."
            yield Finding("watermark", number, what)
    if drawn < sum(len(section.bars) for section in sections(recipe, built)):
        yield Finding("outline", 0, "An outline of the marked copy is not drawn.")
    yield from _check_log(recipe, built, texts)


def _wears(code: str, dress: Dress) -> bool:
    """Say whether the watermark lies below all else on the page, and the bands above all else."""
    first = code.find("BDC")
    under = code.find(dress.under)
    return under >= 0 and (first < 0 or under < first) and code.rstrip().endswith(dress.over)


def _check_log(recipe: PacketRecipe, built: BuiltPacket, texts: Sequence[str]) -> Iterator[Finding]:
    codes = {seen(wording.mark_of(bar)): bar.codes or ("",) for bar in bars_in(recipe.records)}
    wanted = Counter(
        (section.record, code)
        for section in sections(recipe, built)
        for bar in section.bars
        for code in codes[bar]
    )
    told = Counter((line.record, line.code) for line in built.log)
    if wanted != told:
        wrong = min((wanted - told) + (told - wanted))
        what = "The exemption log does not agree with the outlines of this record."
        yield Finding("log", 0, what, wrong[0])
    starts = _starts(recipe)
    for line in built.log:
        said, after = (_said_on(texts, number) for number in (line.page, line.page + 1))
        wanted_here = starts.get((line.record, line.code), {"["})
        if RTL.search(said):
            wanted_here, said = {"["}, unmirrored(said)
        if not any(_begins(start, said, after) for start in wanted_here):
            what = "The exemption log names an outline that does not begin on this page."
            yield Finding("log", line.page, what, line.record)


def _said_on(texts: Sequence[str], number: int) -> str:
    return seen(texts[number - 1]) if number <= len(texts) else ""


def _begins(start: str, said: str, after: str) -> bool:
    """Say whether an outline begins on a page; its first words may be all that fits there."""
    if start in said:
        return True
    parts = ((start[:at], start[at:]) for at in range(2, len(start)))
    return any(first in said and after.startswith(rest) for first, rest in parts)


def _starts(recipe: PacketRecipe) -> dict[tuple[int, str], set[str]]:
    """Give how the outlines of each record and code begin on the page."""
    found: dict[tuple[int, str], set[str]] = {}
    for record in recipe.records:
        for bar in bars_in(record):
            for code in (bar.codes or ("",)) if isinstance(bar, Outlined) else ():
                found.setdefault((record.number, code), set()).add(_start(bar))
    return found


def _start(bar: Bar) -> str:
    words = bar.text if isinstance(bar, Outlined) else ""
    return seen(f"[{words}")[:_HOLD] if words.isascii() and words.isprintable() else "["


def bleached(eyes: Eyes) -> Eyes:
    """Give eyes that do not see the watermark, whose pale lines cross words, where they look twice.

    What is as pale in a page itself is seen at the first look.
    """

    def look(pages: Iterable[PagePixels]) -> Iterator[Sequence[SheetWord]]:
        return eyes(map(_without_pale, pages))

    return look


def _without_pale(page: PagePixels) -> PagePixels:
    if page.dpi <= DPI:
        return page
    grey = np.frombuffer(page.grey, dtype=np.uint8)
    return replace(page, grey=np.where(grey >= _PALE, 255, grey).astype(np.uint8).tobytes())


def _code(page: Object) -> str:
    contents = page.get("/Contents")
    return bytes(contents.read_bytes()).decode("latin-1") if contents is not None else ""


def _size(page: Object) -> tuple[float, float]:
    left, bottom, right, top = (float(side) for side in page.MediaBox)
    return right - left, top - bottom
