"""What a detector gives: a span, of which kind, how pressing, and why; no decision."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from app.domain.spans import Span

Level = Literal["critical", "look"]

_NO_DIGIT = re.compile(r"[^0-9]")
_NO_SIGN = re.compile(r"[\W_]")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A stretch of a text that a person should look at.

    Attributes:
        kind: a :class:`~app.detect.kinds.Kind`, or the word of another that suggests.
        level: ``critical`` where such a thing is hardly ever released, ``look`` where it
            depends on whose it is.
        why: one sentence, without a word of the text.
        group: what equal things of one kind have in common however they are written, such as
            the digits of a telephone number; empty where each stands alone.
    """

    span: Span
    kind: str
    level: Level
    why: str
    group: str = field(default="", repr=False)


def digits_of(text: str) -> str:
    """Give the digits of a number without its punctuation."""
    return _NO_DIGIT.sub("", text)


def signs_of(text: str) -> str:
    """Give the letters, as capitals, and digits of a number without its punctuation."""
    return _NO_SIGN.sub("", text).upper()
