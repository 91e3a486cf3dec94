"""A text as detectors read it: signs evened out, its words, its digits; suggests nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from app.detect.cues import words_of

_WORD = re.compile(r"[^\W\d_]+")
_LIKE = {
    "-": "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63\uff0d",
    " ": "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008"
    "\u2009\u200a\u200b\u202f\u2060\u3000\ufeff\u00ad",
    "'": "\u2018\u2019\u02bc\u00b4",
    '"': "\u201c\u201d\u00ab\u00bb",
    "0123456789": "\u0660\u0661\u0662\u0663\u0664\u0665\u0666\u0667\u0668\u0669",
}
_EVEN = {0xFF01 + at: 0x21 + at for at in range(94)}
_EVEN |= {
    ord(sign): ord(even[at] if len(even) > 1 else even)
    for even, signs in _LIKE.items()
    for at, sign in enumerate(signs)
}
"""One sign for one: dashes, blanks, quotes, full-width signs and Arabic digits."""

_CUES = words_of(
    "of dob date birth born social security sec ssn soc phone telephone tel cell mobile home work "
    "address addr email license licence lic driver drivers operator oln account acct routing card "
    "credit debit visa passport policy member medical record patient plate tag vin vehicle number "
    "case incident report citation complaint complainant booking docket gate door code alarm "
    "password old year years age aged insurance claim employer identification no"
)
"""Words that say what a number is, and are mended where they were misread."""

_MIXED = re.compile(
    r"(?<![\w:#-])(?:[01]{1,2}[A-Za-z]|[A-Za-z]{1,12}[01])[A-Za-z01]{0,12}(?![\w-])"
    r"(?!:[0-9A-Za-z]{2}:)"
)
_LINE = re.compile(r"_{3,}|__(?=\s)")
"""What forms have to be written on."""

_MIXES = re.compile(r"[A-Za-z][01]|[01][A-Za-z]")
_AS_LETTERS = (str.maketrans("01", "ol"), str.maketrans("01", "oi"))
_MISREAD = str.maketrans("OoQIl|SBZ", "000111582")
_DOUBTFUL = re.compile(r"[0-9][OoQIl|SBZ]|[OoQIl|SBZ][0-9]")


SHORT, BEFORE, BEHIND = 400, 80, 240
"""Characters: of a text that is read whole, and what is read before and behind a word."""


def _places(text: str, word: str) -> Iterator[int]:
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + len(word))


class Seen:
    """One text, and what detectors ask of it before they look closer.

    Attributes:
        text: as it was given.
        plain: as long as ``text``, with dashes, blanks, quotes and digits of one form, and
            misread words such as D0B mended.
        words: its words in small letters.
        digits: how many it has.
        state: code of the state whose forms come first; empty where none is known.
    """

    def __init__(self, text: str, state: str = "") -> None:
        self.text = text
        plain = text if text.isascii() else text.translate(_EVEN)
        if "___" in plain or "__ " in plain:
            plain = _LINE.sub(lambda line: " " * len(line[0]), plain)
        self.plain = _MIXED.sub(_mend_cue, plain) if _MIXES.search(plain) else plain
        self.words = frozenset(_WORD.findall(self.plain.lower()))
        self.digits = sum(map(self.plain.count, "0123456789"))
        self.state = state

    def around(self, words: frozenset[str]) -> list[tuple[int, int]]:
        """Give the stretches of a text in which a number could be called by one of the words.

        A short text is one stretch; of a long one only the neighbourhoods of the words are read.
        """
        said = words & self.words
        if len(self.plain) <= SHORT or not said:
            return [(0, len(self.plain))] if said else []
        small = self._small
        if len(small) != len(self.plain) or min(map(len, said)) == 1:
            return [(0, len(self.plain))]
        places = sorted(at for word in said for at in _places(small, word))
        result = [(max(0, places[0] - BEFORE), places[0] + BEHIND)]
        for at in places[1:]:
            if at - BEFORE > result[-1][1]:
                result.append((at - BEFORE, at + BEHIND))
            else:
                result[-1] = (result[-1][0], at + BEHIND)
        return result

    def find(self, pattern: re.Pattern[str], words: frozenset[str]) -> Iterator[re.Match[str]]:
        """Give the matches of a pattern near one of the words."""
        if words.isdisjoint(self.words):
            return iter(())
        return self._near(pattern, self.plain, words)

    def find_mended(
        self, pattern: re.Pattern[str], words: frozenset[str]
    ) -> Iterator[re.Match[str]]:
        """Give the matches of a pattern near one of the words, letters read as digits."""
        if words.isdisjoint(self.words):
            return iter(())
        return self._near(pattern, self.mended, words)

    def _near(
        self, pattern: re.Pattern[str], text: str, words: frozenset[str]
    ) -> Iterator[re.Match[str]]:
        for start, end in self.around(words):
            yield from pattern.finditer(text, start, end)

    @cached_property
    def _small(self) -> str:
        return self.plain.lower()

    @cached_property
    def mended(self) -> str:
        """Give ``plain`` with letters read as digits where they stand among digits.

        Recognised text has O for 0 and l for 1. A run is mended where at least half of it are
        digits; the length stays the same.
        """
        if not _DOUBTFUL.search(self.plain):
            return self.plain
        return _GROUPS.sub(_mend_groups, _GROUP.sub(_mend, self.plain))


_GROUP = re.compile(r"(?<![0-9A-Za-z|])[0-9OoQIl|SBZ]{1,24}(?![0-9A-Za-z|])")


_GROUPS = re.compile(
    r"(?<![0-9A-Za-z|/.-])[0-9OoQIl|SBZ]{1,4}(?:[-/. ][0-9OoQIl|SBZ]{1,4}){2,3}(?![0-9A-Za-z|/-])"
)


def _mend_groups(match: re.Match[str]) -> str:
    """Mend a date or a phone number of which one group was misread altogether."""
    run = match[0]
    digits, signs = sum(map(run.count, "0123456789")), sum(map(str.isalnum, run))
    return run.translate(_MISREAD) if digits < signs <= digits * 2 else run


def _mend_cue(match: re.Match[str]) -> str:
    for letters in _AS_LETTERS:
        word = match[0].lower().translate(letters)
        if word in _CUES:
            return word.upper() if match[0].isupper() else word
    return match[0]


def _mend(match: re.Match[str]) -> str:
    run = match[0]
    digits = sum(map(run.count, "0123456789"))
    return run.translate(_MISREAD) if digits * 2 >= len(run) else run
