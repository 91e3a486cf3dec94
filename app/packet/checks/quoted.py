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
_SIDE = 4
_LEAST_SIDE, _LEAST = 2, 6
_LONGEST = 6


@dataclass(slots=True)
class _Said:
    """The words of all pages; a mark stands as the empty word."""

    words: list[str] = field(default_factory=list, repr=False)
    pages: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Gap:
    """What stands beside a mark."""

    before: tuple[str, ...] = field(repr=False)
    after: tuple[str, ...] = field(repr=False)


def check_quoted(texts: Sequence[str]) -> Iterator[Finding]:
    """Look for the words around each mark at other places, with other words between them.

    A mail is quoted in its answer, a message in the reaction to it; what was withheld once is
    easily left in the other.
    """
    said = _words_of(texts)
    gaps = [gap for at, word in enumerate(said.words) if not word for gap in _gap(said.words, at)]
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at in range(len(said.words)) if gaps else ():
        places[tuple(said.words[at : at + _LEAST_SIDE])].append(at)
    told = {page for gap in gaps for page in _readable(said, gap, places)}
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
            at = mark.end()
        _add(said, text[at:], page)
    return said


def _add(said: _Said, text: str, page: int) -> None:
    found = [word for word in map(needle, text.split()) if word]
    said.words += found
    said.pages += [page] * len(found)


def _gap(words: Sequence[str], at: int) -> Iterator[_Gap]:
    before, after = words[max(0, at - _SIDE) : at], words[at + 1 : at + 1 + _SIDE]
    start = max((place + 1 for place, word in enumerate(before) if not word), default=0)
    end = min((place for place, word in enumerate(after) if not word), default=len(after))
    left, right = tuple(before[start:]), tuple(after[:end])
    if min(len(left), len(right)) >= _LEAST_SIDE and len(left) + len(right) >= _LEAST:
        yield _Gap(left, right)


def _readable(said: _Said, gap: _Gap, places: dict[tuple[str, ...], list[int]]) -> Iterator[int]:
    """Give the pages on which words stand between what stands beside a mark."""
    for at in places.get(gap.before[:_LEAST_SIDE], ()):
        start = at + len(gap.before)
        if tuple(said.words[at:start]) != gap.before:
            continue
        for end in range(start + 1, start + 1 + _LONGEST):
            if "" in said.words[start:end]:
                break
            if tuple(said.words[end : end + len(gap.after)]) == gap.after:
                yield said.pages[start]
