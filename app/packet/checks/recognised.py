"""Compares what eyes read in a page's pixels with what can be copied from it."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum

import numpy as np

from app.domain.packets import Finding
from app.domain.redacted import Box, SheetWord
from app.packet import looking
from app.packet.checks.choosing import Chosen, in_pictures, is_picture
from app.packet.checks.needles import Needle, Needles, present
from app.packet.checks.resembling import SURE, copied_wrongly, distance, nearest
from app.packet.normal import bare, needle
from app.packet.reading import PageRead, read_pages

CLOSE_DPI = 300

_RUN = 3
_MANY = 20
_AGREED = 0.6
_LONG_RUN = 12
"""Of words that are set as letters: eyes skip a line now and then, beside a bar for example."""
_LONG = 4
_SHORTEST = 3
_WITHIN = 0.6
_SAME_LINE = 0.3
_CONTRAST = 60
_LEGIBLE = 0.5
_FEW_WORDS = 6
_MARKS = ("redacted", "withheld")

Closer = Callable[[int], PageRead]
"""Reads one page (one-based) once more, at a finer resolution."""


class _Look(Enum):
    """What eyes are shown of a page."""

    PAGE = "page"
    AROUND = "around its black boxes"
    LABELS = "labels in its black boxes"


@dataclass(frozen=True, slots=True)
class _Page:
    """What a page says without eyes.

    Attributes:
        inked: of each word, whether there is ink at its place that could be letters.
        pictured: its words may stand in pixels; else they are set as letters, whose shapes are
            compared with what they say without eyes.
    """

    number: int
    words: tuple[SheetWord, ...] = field(repr=False)
    inked: tuple[bool, ...]
    boxes: tuple[Box, ...]
    said: str = field(repr=False)
    tips: bool = False
    pictured: bool = True


def check_pages(
    data: bytes,
    pages: Chosen,
    eyes: looking.Eyes,
    wanted: Sequence[Needle],
    released: str = "",
) -> Iterator[Finding]:
    """Check pages of a file as :func:`check_recognised` does; they are drawn one by one."""

    def closer(number: int) -> PageRead:
        return next(read_pages(data, CLOSE_DPI / looking.POINTS, {number}))

    read = read_pages(data, looking.DPI / looking.POINTS, pages.whole | pages.in_pictures)
    shown = (
        page if page.number in pages.whole else in_pictures(page)
        for page in read
        if not page.broken
    )
    yield from check_recognised(shown, eyes, wanted, closer, released)


def check_recognised(
    pages: Iterable[PageRead],
    eyes: looking.Eyes,
    wanted: Sequence[Needle],
    closer: Closer,
    released: str = "",
) -> Iterator[Finding]:
    """Check that what can be copied is seen, and that what is withheld is not.

    Args:
        pages: to be looked at, at the resolution of :data:`looking.DPI`.
        eyes: what reads words in pixels.
        wanted: the withheld words that the file may not say.
        closer: asked where the first look is not sure.
        released: what the file is to say; a word like it is no withheld one.
    """
    asked: deque[tuple[_Page, _Look]] = deque()
    again = _Again(eyes, closer)
    plain = needle(released)
    for seen in eyes(_shown(pages, asked)):
        page, look = asked.popleft()
        if look is _Look.AROUND:
            yield from _check_boxes(page, seen, wanted)
        elif look is _Look.LABELS:
            yield from _check_marks(page, seen)
        else:
            yield from _check_tips(page)
            yield from _check_layer(page, seen, wanted, again)
            yield from _check_needles(page, seen, wanted, again, plain)


def _shown(
    pages: Iterable[PageRead], asked: deque[tuple[_Page, _Look]]
) -> Iterator[looking.PagePixels]:
    """Give what eyes are shown, and remember in ``asked`` what that was."""
    for read in pages:
        boxes = looking.black_boxes(read.grey)
        page = _page(read, boxes)
        asked.append((page, _Look.PAGE))
        yield looking.pixels_of(read)
        if boxes:
            asked.append((page, _Look.AROUND))
            yield looking.around_boxes(read.grey, boxes)
            asked.append((page, _Look.LABELS))
            yield looking.labels_of(read.grey, boxes)


@dataclass(frozen=True, slots=True)
class _Again:
    """A second look at one page, closer."""

    eyes: looking.Eyes
    closer: Closer

    def look(self, number: int) -> Sequence[SheetWord]:
        """Give the words of a page that is drawn larger."""
        return next(iter(self.eyes([looking.pixels_of(self.closer(number))])), ())


def words_of(page: PageRead) -> tuple[SheetWord, ...]:
    """Give the words of a page that can be copied, with their boxes in fractions of it."""
    height, width = page.grey.shape
    boxes = page.pixels() / np.array([width, height, width, height])
    standing = np.asarray(page.boxes.any(axis=1), dtype=bool)
    words: list[SheetWord] = []
    start = 0
    for end in range(len(page.characters) + 1):
        if end < len(page.characters) and not page.characters[end].isspace():
            continue
        part = boxes[start:end][standing[start:end]]
        if len(part):
            low, high = part[:, :2].min(axis=0), part[:, 2:].max(axis=0)
            box = (float(low[0]), float(low[1]), float(high[0]), float(high[1]))
            words.append(SheetWord(page.characters[start:end], box))
        start = end + 1
    return tuple(words)


def _page(read: PageRead, boxes: Sequence[looking.Pixels]) -> _Page:
    height, width = read.grey.shape
    words = words_of(read)
    return _Page(
        read.number,
        words,
        tuple(_has_ink(read, word.box) for word in words),
        tuple(looking.fractions(box, width, height) for box in boxes),
        needle("".join(word.text for word in words)),
        any(looking.has_tips(read.grey, box) for box in boxes),
        is_picture(read),
    )


def _has_ink(read: PageRead, box: Box) -> bool:
    height, width = read.grey.shape
    left, top = max(0, int(box[0] * width)), max(0, int(box[1] * height))
    part = read.grey[top : int(box[3] * height) + 1, left : int(box[2] * width) + 1]
    return bool(part.size) and int(part.max()) - int(part.min()) >= _CONTRAST


def _check_tips(page: _Page) -> Iterator[Finding]:
    if page.tips:
        what = "Parts of letters stick out above or below a black box."
        yield Finding("letter_tips", page.number, what)


def _check_layer(
    page: _Page, seen: Sequence[SheetWord], wanted: Sequence[Needle], again: _Again
) -> Iterator[Finding]:
    """Check that copied words are seen; ink that is not read there needs a second look."""
    runs = _unseen(page, seen, wanted)
    if runs:
        closely = again.look(page.number)
        runs = _unseen(page, (*seen, *closely), wanted)
        if not _is_legible(page, closely):
            runs = [run for run in runs if not any(inked for _, inked in run)]
        if not page.pictured:
            runs = [r for r in runs if len(r) >= _LONG_RUN or not all(inked for _, inked in r)]
    if runs:
        count = sum(len(run) for run in runs)
        what = f"{count} words can be copied that are not to be read in the page's picture."
        kind = "other_words" if _says_others(page, (*seen, *closely)) else "unseen_words"
        yield Finding(kind, page.number, what)


def _says_others(page: _Page, seen: Sequence[SheetWord]) -> bool:
    """Say whether eyes read other words than those of the layer at most of their places."""
    long = [word for word in seen if len(bare(word.text)) >= _SHORTEST]
    met = [
        word
        for word in page.words
        if _judged(page, word) and any(_is_beside(word.box, other.box) for other in long)
    ]
    agreed = sum(1 for word in met if _is_seen(word, seen))
    return len(met) >= _MANY and agreed < _AGREED * len(met)


def _is_legible(page: _Page, seen: Sequence[SheetWord]) -> bool:
    """Say whether eyes read about as many words as there should be, be they these or others."""
    long = sum(1 for word in seen if len(needle(word.text)) >= _SHORTEST)
    return long >= _LEGIBLE * sum(1 for word in page.words if _judged(page, word))


def _unseen(
    page: _Page, seen: Sequence[SheetWord], wanted: Sequence[Needle]
) -> list[list[tuple[SheetWord, bool]]]:
    """Give the runs of words that are not seen and are long or hold a withheld word."""
    runs: list[list[tuple[SheetWord, bool]]] = [[]]
    for word, inked in zip(page.words, page.inked, strict=True):
        if not _judged(page, word):
            continue
        if _is_seen(word, seen):
            runs.append([])
        else:
            runs[-1].append((word, inked))
    return [
        run for run in runs
        if len(run) >= _RUN or present(wanted, needle("".join(word.text for word, _ in run)))
    ]  # fmt: skip


def _judged(page: _Page, word: SheetWord) -> bool:
    """Leave out what eyes for Latin letters cannot be asked about, and the words of marks."""
    plain = bare(word.text)
    if len(plain) < _SHORTEST or not plain.isascii():
        return False
    if any(_share(word.box, box) >= _WITHIN for box in page.boxes):
        return plain.isalpha() and len(plain) >= _LONG and plain not in _MARKS
    return True


def _is_seen(word: SheetWord, seen: Sequence[SheetWord]) -> bool:
    there = [other for other in seen if _is_beside(word.box, other.box)]
    if not there:
        return False
    plain = bare(word.text)
    joined = "".join(bare(other.text) for other in sorted(there, key=lambda one: one.box[0]))
    return copied_wrongly(plain, joined) or any(
        copied_wrongly(bare(other.text), plain) for other in there if len(other.text) >= _LONG
    )


def _is_beside(word: Box, other: Box) -> bool:
    """Say whether two words stand in one line and touch, or nearly so."""
    low, high = max(word[1], other[1]), min(word[3], other[3])
    least = _SAME_LINE * min(word[3] - word[1], other[3] - other[1])
    near = word[3] - word[1]
    return high - low >= least and other[0] < word[2] + near and other[2] > word[0] - near


def _check_needles(
    page: _Page, seen: Sequence[SheetWord], wanted: Sequence[Needle], again: _Again, released: str
) -> Iterator[Finding]:
    """Search withheld words in what is read; what resembles a copied word is looked at twice."""
    hits = _hits(wanted, seen)
    sure = [hit.word for hit in hits if distance(hit.word, page.said) > 1]
    if hits and not sure:
        sure = [hit.word for hit in _hits(hits, again.look(page.number))]
    if not sure:
        plain, said = _plain(seen), page.said + released
        found = _ready(wanted).resembling.found_in(plain)
        sure = [word for word in found if not nearest(word, said)]
        sure += _bare_hits(wanted, seen, said)
    if sure:
        what = "A withheld word can be read in the picture of this page."
        yield Finding("seen_word", page.number, what)


def _hits(wanted: Sequence[Needle], seen: Sequence[SheetWord]) -> list[Needle]:
    """Give the withheld words that are read; a short one counts where a word begins with it."""
    found = present(wanted, _plain(seen))
    short = [hit.word for hit in found if len(hit.word) < SURE]
    begun = [
        "".join(needle(one.text) for one in seen[at : at + _FEW_WORDS] if one.line == word.line)
        for at, word in enumerate(seen if short else ())
    ]
    whole = {word for word in short if any(rest.startswith(word) for rest in begun)}
    return [hit for hit in found if hit.word in whole or len(hit.word) >= SURE]


def _bare_hits(wanted: Sequence[Needle], seen: Sequence[SheetWord], said: str) -> list[str]:
    """Give the withheld words that are read without their accents, unless the page says them so."""
    without = [replace(word, text=bare(word.text)) for word in seen]
    found = [hit.word for hit in _hits(_ready(wanted).without_accents, without)]
    return [word for word in found if word not in bare(said)]


def _ready(wanted: Sequence[Needle]) -> Needles:
    return wanted if isinstance(wanted, Needles) else Needles(wanted)


def _plain(seen: Sequence[SheetWord]) -> str:
    """Join what is read; words of two blocks never make one."""
    parts: list[str] = []
    block = 0
    for word in seen:
        if word.block != block:
            parts.append("\0")
            block = word.block
        parts.append(needle(word.text))
    return "".join(parts)


def _check_marks(page: _Page, seen: Sequence[SheetWord]) -> Iterator[Finding]:
    """Check that within a mark nothing is read but its own words."""
    for box in page.boxes:
        own = [bare(word.text) for word in page.words if _share(word.box, box) >= _WITHIN]
        if any(word.startswith(_MARKS) for word in own) and _others(seen, box, own):
            what = "Words can be read in a black box that are not those of its mark."
            yield Finding("words_in_box", page.number, what)
            return


def _check_boxes(
    page: _Page, seen: Sequence[SheetWord], wanted: Sequence[Needle]
) -> Iterator[Finding]:
    """Check what comes to light when black boxes are made paper.

    Letters of which a part is covered are read badly, so a word that is like a withheld one and
    like no released one counts.
    """
    labels = [bare(word.text) for word in page.words]
    strange = [
        text
        for text in (bare(word.text) for word in seen)
        if len(text) >= _LONG and not any(copied_wrongly(text, label) for label in labels)
    ]
    if (
        _hits(wanted, seen)
        or _bare_hits(wanted, seen, page.said)
        or any(
            copied_wrongly(one.word, text)
            for one in wanted
            if len(one.word) > _LONG
            for text in strange
        )
    ):
        what = "A withheld word can be made out in or beside a black box."
        yield Finding("seen_word", page.number, what)
    if any(_others(seen, box, labels) for box in page.boxes):
        what = "Letters can be made out under a black box."
        yield Finding("faint_letters", page.number, what)


def _others(seen: Sequence[SheetWord], box: Box, own: Sequence[str]) -> bool:
    """Say whether a word is read within a box that is not like one of its own."""
    found = [bare(word.text) for word in seen if _share(word.box, box) >= _WITHIN]
    return any(
        len(word) >= _LONG
        and word.isalpha()
        and not any(copied_wrongly(word, label) for label in (*own, *_MARKS))
        for word in found
    )


def _share(word: Box, box: Box) -> float:
    """Say which share of a word lies in a box."""
    across = min(word[2], box[2]) - max(word[0], box[0])
    down = min(word[3], box[3]) - max(word[1], box[1])
    size = (word[2] - word[0]) * (word[3] - word[1])
    return max(0.0, across) * max(0.0, down) / size if size > 0 else 0.0
