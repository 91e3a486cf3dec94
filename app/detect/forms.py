"""What the forms of wanted words give: where they stand, and by which words they are met."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Protocol

from app.detect.likeness import Likeness
from app.domain.spans import Span

Token = tuple[str, int, int]
"""A folded word of a text and its place ``[start, end)``."""

_HYPHENS = re.compile("[\u2010-\u2015\u2212]")
_QUOTES = re.compile("[\u2018\u2019\u02bc\u00b4`]")
_QUOTED = re.compile(r"[\s>|*]+")
_POSSESSIVE = re.compile(r"['\u2018\u2019\u02bc\u00b4`]s?\b(?!\w)", re.IGNORECASE)
_CUT = re.compile(r"\s?(?:\u2026|\.{3})")


@dataclass(frozen=True, slots=True)
class Found:
    """A stretch of a text that is like the wanted words."""

    span: Span
    likeness: Likeness


@dataclass(frozen=True, slots=True)
class Probe:
    """The words of which a text must hold one, or the phrases, to hold any form.

    Attributes:
        runs: where there are some, words side by side of which a text must hold one; they alone
            tell, and more narrowly, to whom knows which words stand side by side.
    """

    words: frozenset[str] = field(repr=False)
    phrases: frozenset[tuple[str, ...]] = field(default=frozenset(), repr=False)
    runs: frozenset[tuple[str, ...]] = field(default=frozenset(), repr=False)


class Forms(Protocol):
    """Knows the forms of some wanted words.

    Attributes:
        group: the words in the form in which equal ones are equal.
        probe: by which texts are chosen.
    """

    group: str
    probe: Probe

    def find(self, text: str) -> list[Found]:
        """Give where any form stands, in the order of the text."""


def plain_gap(gap: str) -> str:
    """Give what stands between two words, without blanks and the marks of quoted lines."""
    return _QUOTED.sub("", _QUOTES.sub("'", _HYPHENS.sub("-", gap)))


def is_joining(gap: str, signs: str = "") -> bool:
    """Say whether two words belong together: blanks, quoted lines, and one of some signs."""
    rest = plain_gap(gap)
    return len(gap) <= 8 and (not rest or (len(rest) == 1 and rest in signs))


def possessive_end(text: str, end: int) -> int:
    """Give where the possessive behind a word ends; the same place where there is none."""
    match = _POSSESSIVE.match(text, end)
    return match.end() if match and match.end() - end > 1 else end


def is_cut(text: str, end: int) -> bool:
    """Say whether a text breaks off here with dots."""
    return _CUT.match(text, end) is not None


def apart(found: list[Found]) -> list[Found]:
    """Keep of overlapping finds the longest, of equal ones the nearest."""
    order = list(Likeness)
    kept: list[Found] = []
    for one in sorted(found, key=lambda f: (-len(f.span), order.index(f.likeness))):
        if not any(one.span.overlaps(other.span) for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda f: f.span)
