"""A text as detectors read it: signs evened out, its words, its digits; suggests nothing."""

from __future__ import annotations

import re
from functools import cached_property

_WORD = re.compile(r"[^\W\d_]+")
_EVEN = str.maketrans(
    {
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63\uff0d", "-"),
        **dict.fromkeys("\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008", " "),
        **dict.fromkeys("\u2009\u200a\u200b\u202f\u2060\u3000\ufeff\u00ad", " "),
        **dict.fromkeys("\u2018\u2019\u02bc\u00b4", "'"),
        **dict.fromkeys("\u201c\u201d\u00ab\u00bb", '"'),
        **{0xFF01 + at: 0x21 + at for at in range(94)},
        **{0x0660 + at: 0x30 + at for at in range(10)},
        **{0x06F0 + at: 0x30 + at for at in range(10)},
    }
)
"""One sign for one: dashes, blanks, quotes, full-width signs and Arabic digits."""

_MISREAD = str.maketrans("OoQIl|!SBZ", "0001111582")
_DOUBTFUL = re.compile(r"[0-9][OoQIl|!SBZ]|[OoQIl|!SBZ][0-9]")


class Seen:
    """One text, and what detectors ask of it before they look closer.

    Attributes:
        text: as it was given.
        plain: as long as ``text``, with dashes, blanks, quotes and digits of one form.
        words: its words in small letters.
        digits: how many it has.
        state: code of the state whose forms come first; empty where none is known.
    """

    def __init__(self, text: str, state: str = "") -> None:
        self.text = text
        self.plain = text if text.isascii() else text.translate(_EVEN)
        self.words = frozenset(_WORD.findall(self.plain.lower()))
        self.digits = sum(map(self.plain.count, "0123456789"))
        self.state = state

    @cached_property
    def mended(self) -> str:
        """Give ``plain`` with letters read as digits where they stand among digits.

        Recognised text has O for 0 and l for 1. A run is mended where at least half of it are
        digits; the length stays the same.
        """
        if not _DOUBTFUL.search(self.plain):
            return self.plain
        return _GROUP.sub(_mend, self.plain)


_GROUP = re.compile(r"(?<![0-9A-Za-z|!])[0-9OoQIl|!SBZ]{1,24}(?![0-9A-Za-z|])")


def _mend(match: re.Match[str]) -> str:
    run = match[0]
    digits = sum(map(run.count, "0123456789"))
    return run.translate(_MISREAD) if digits * 2 >= len(run) else run
