"""Positions on the map, in decimals, in degrees and minutes, and in map links."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.detect.kinds import Kind
from app.detect.seen import Seen
from app.detect.suggestion import Suggestion
from app.domain.spans import Span

_PAIR = re.compile(
    r"[+-]?[0-9](?<![\w.$][0-9])[0-9]?\.[0-9]{3,12}\s?°?\s?[NSns]?"
    r"(?:\s?[,;/]\s?|\s{1,2}|\s(?:by|x|and)\s|%2C|,?\s?(?:lon|long|lng|longitude)\W{1,3})"
    r"[+-]?[0-9]{1,3}\.[0-9]{3,12}(?:\s?°?\s?[EWew])?(?![\w.]{0,20}[0-9])"
)
_DEGREES = re.compile(
    r"[0-9](?<![\w.][0-9])[0-9]?\s?[°ºd]\s?[0-9]{1,2}(?:\.[0-9]{1,6})?\s?['′m]?"
    r"(?:\s?[0-9]{1,2}(?:\.[0-9]{1,4})?\s?[\"″s]?)?\s?[NS][\s,;/]{0,3}"
    r"[0-9]{1,3}\s?[°ºd]\s?[0-9]{1,2}(?:\.[0-9]{1,6})?\s?['′m]?"
    r"(?:\s?[0-9]{1,2}(?:\.[0-9]{1,4})?\s?[\"″s]?)?\s?[EW](?!\w)"
)
_PLUS = re.compile(
    r"(?<![A-Z0-9])(?=[0-9]{0,7}[A-Z]"
    r"|[0-9]{1,8}\+[0-9]{0,2}[A-Z])[23456789CFGHJMPQRVWX]{4,8}\+[23456789CFGHJMPQRVWX]{2,3}(?!\w)"
)
_THREE = re.compile(r"///[^\W\d_]{3,20}\.[^\W\d_]{3,20}\.[^\W\d_]{3,20}(?!\w)")
_PART = re.compile(r"[0-9]+(?:\.[0-9]+)?|[^\W\d_]+")
_OTHERS = (
    ("°", _DEGREES, "A latitude with a longitude, in degrees."),
    ("º", _DEGREES, "A latitude with a longitude, in degrees."),
    ("+", _PLUS, "A plus code, which names a place on the map."),
    ("///", _THREE, "Three words that name a place on the map."),
)
_NUMBER = re.compile(r"[+-]?[0-9]{1,3}\.[0-9]+")


def find(seen: Seen) -> Iterator[Suggestion]:
    """Give the positions of a text: latitude and longitude, plus codes, three words."""
    if "." in seen.plain and seen.digits >= 8:
        for match in _PAIR.finditer(seen.plain):
            if group := _position(match[0]):
                why = "A latitude with a longitude."
                yield Suggestion(Span(*match.span()), Kind.GPS, "look", why, group)
    for sign, pattern, why in _OTHERS:
        if sign in seen.plain:
            for match in pattern.finditer(seen.plain):
                group = " ".join(_PART.findall(match[0])).lower()
                yield Suggestion(Span(*match.span()), Kind.GPS, "look", why, group)


def _position(text: str) -> str:
    """Give a pair in five decimals, about a metre; empty where it is on no globe."""
    numbers = [float(number) for number in _NUMBER.findall(text)]
    if len(numbers) != 2 or abs(numbers[0]) > 90 or abs(numbers[1]) > 180:
        return ""
    return f"{numbers[0]:.5f} {numbers[1]:.5f}"
