"""How a number is found that only the word before it makes one; knows no single kind."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from app.detect.kinds import Kind
from app.detect.seen import Seen
from app.detect.suggestion import Level, Suggestion, signs_of
from app.domain.spans import Span


@dataclass(frozen=True, slots=True)
class Named:
    """What a kind of number is called, what it looks like, and what is said of it.

    Attributes:
        words: one of them must be among the text's words, in small letters; none where the
            number speaks for itself.
        pattern: the number is its group ``value``.
        fits: looks at the letters and digits of the number.
        mended: whether letters that stand among digits are read as digits.
    """

    kind: Kind
    words: frozenset[str]
    pattern: re.Pattern[str]
    why: str
    fits: Callable[[str], bool] = bool
    level: Level = "critical"
    mended: bool = False

    def find(self, seen: Seen) -> Iterator[Suggestion]:
        """Give the numbers that the text calls so."""
        if not self.words:
            matches = self.pattern.finditer(seen.plain)
        elif self.mended:
            matches = seen.find_mended(self.pattern, self.words)
        else:
            matches = seen.find(self.pattern, self.words)
        for match in matches:
            group = signs_of(match["value"])
            if self.fits(group):
                span = Span(*match.span("value"))
                yield Suggestion(span, self.kind, self.level, self.why, group)


def has_digits(least: int) -> Callable[[str], bool]:
    """Make the question whether a number has so many digits at least."""

    def enough(group: str) -> bool:
        return sum(map(str.isdigit, group)) >= least

    return enough


def mixed(least: int, most: int, digits: int = 2) -> str:
    """Give the pattern of a number of letters, digits and single dashes.

    Args:
        least: letters and digits that it has at least.
        most: and at most.
        digits: how many digits must follow one another somewhere near its beginning.
    """
    signs = rf"[A-Z0-9](?:[-/.]?[A-Z0-9]){{{least - 1},{most - 1}}}(?![A-Z0-9])"
    return rf"(?=[A-Z0-9./-]{{0,14}}[0-9]{{{digits}}}){signs}"
