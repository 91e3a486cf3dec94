"""Finds sentences of which a word is withheld at one place and readable at another."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from app.domain.packets import Finding
from app.packet.normal import needle

_MARK = re.compile(
    r"\[\s*redacted\b[^\]\n]{0,60}\]|[\u2588\u25a0\u25ac]{2,}|\bREDACTED\b|\bX{5,}\b|_{8,}"
    r"|\[\s*(?:name|address|phone|number|person)[^\]\n]{0,20}(?:withheld|removed|deleted)\s*\]",
    re.IGNORECASE,
)
_LETTER = re.compile(r"[\W\d_]+")
_SIDE = 4
_LEAST_SIDE, _LEAST = 2, 6
_LONGEST = 6
_PROSE = 0.6


@dataclass(slots=True)
class _Said:
    """The words of all pages; a mark stands as the empty word.

    Attributes:
        small: whether each begins with a small letter, as most do in prose.
    """

    words: list[str] = field(default_factory=list, repr=False)
    pages: list[int] = field(default_factory=list)
    small: list[bool] = field(default_factory=list, repr=False)


@dataclass(frozen=True, slots=True)
class _Gap:
    """What stands beside a mark."""

    before: tuple[str, ...] = field(repr=False)
    after: tuple[str, ...] = field(repr=False)


def check_quoted(texts: Sequence[str]) -> Iterator[Finding]:
    """Look for the words around each mark at other places, with other words between them.

    A mail is quoted in its answer, a message in the reaction to it; what was withheld once is
    easily left in the other. Only prose counts, and only where the words between are always the
    same: heads of records and forms are alike though they tell of others.
    """
    said = _words_of(texts)
    gaps = [gap for at, word in enumerate(said.words) if not word for gap in _gap(said, at)]
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at in range(len(said.words)) if gaps else ():
        places[tuple(said.words[at : at + _LEAST_SIDE])].append(at)
    told = {page for gap in gaps for page in _pages_of(_readable(said, gap, places))}
    for page in sorted(told):
        what = "Words that are withheld at another place can be read in the same sentence here."
        yield Finding("inconsistent", page, what)


def _words_of(texts: Sequence[str]) -> _Said:
    said = _Said()
    for page, text in enumerate(texts, start=1):
        at = 0
        for mark in _MARK.finditer(text):
            _add(said, text[at : mark.start()], page)
            if not said.words or said.words[-1]:
                said.words.append("")
                said.pages.append(page)
                said.small.append(False)
            at = mark.end()
        _add(said, text[at:], page)
    return said


def _add(said: _Said, text: str, page: int) -> None:
    found = [(needle(word), word) for word in text.split() if needle(word)]
    said.words += [plain for plain, _ in found]
    said.small += [_LETTER.sub("", word)[:1].islower() for _, word in found]
    said.pages += [page] * len(found)


def _gap(said: _Said, at: int) -> Iterator[_Gap]:
    start, end = at, at + 1
    while start > max(0, at - _SIDE) and said.words[start - 1]:
        start -= 1
    while end < min(len(said.words), at + 1 + _SIDE) and said.words[end]:
        end += 1
    left, right = tuple(said.words[start:at]), tuple(said.words[at + 1 : end])
    count = len(left) + len(right)
    is_long = min(len(left), len(right)) >= _LEAST_SIDE and count >= _LEAST
    if is_long and sum(said.small[start:end]) >= _PROSE * count:
        yield _Gap(left, right)


def _readable(
    said: _Said, gap: _Gap, places: dict[tuple[str, ...], list[int]]
) -> Iterator[tuple[tuple[str, ...], int]]:
    """Give the words that stand between what stands beside a mark, each with its page."""
    for at in places.get(gap.before[:_LEAST_SIDE], ()):
        start = at + len(gap.before)
        if tuple(said.words[at:start]) != gap.before:
            continue
        for end in range(start + 1, start + 1 + _LONGEST):
            if "" in said.words[start:end]:
                break
            if tuple(said.words[end : end + len(gap.after)]) == gap.after:
                yield tuple(said.words[start:end]), said.pages[start]


def _pages_of(found: Iterator[tuple[tuple[str, ...], int]]) -> set[int]:
    """Give the pages, where the words between are the same on all of them."""
    places = list(found)
    return {page for _, page in places} if len({words for words, _ in places}) == 1 else set()
