"""Social Security numbers, whole, in part or masked, and taxpayer numbers that are named."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.detect.cues import before
from app.detect.suggestion import BLANK, DASH, Suggestion
from app.domain.spans import Span

ADVERTISED = frozenset({"078051120", "219099999", "457555462"})
"""Numbers that were printed in advertisements and are nobody's."""

_WHOLE = re.compile(
    rf"(?<![\w{DASH}.#/])(\d{{3}})([{DASH}{BLANK}.])(\d{{2}})\2(\d{{4}})(?![\w]|[{DASH}.]\d)"
)
_BARE = re.compile(r"(?<![\w.#/-])(\d{3})(\d{2})(\d{4})(?!\w|[-.]\d)")
_CROSSED_OUT = re.compile(
    rf"(?<!\w)[xX*#•]{{3}}[{DASH}{BLANK}]?[xX*#•]{{2}}[{DASH}{BLANK}]?\d{{4}}(?!\w)"
)
_NAMED = re.compile(r"\b(?:ssn|soc(?:ial)?\b|ss\s?#|ss\s?no|s\.s\.n|seguro social)", re.IGNORECASE)
_LAST_FOUR = re.compile(
    r"(?:\b(?:ssn|social(?: security)?)\b[^.\n\d]{0,30}?(?:last (?:4|four)|end(?:s|ing)?(?: in)?)"
    r"|\blast (?:4|four)(?: digits)? (?:of|on) (?:\w+ ){0,2}?(?:ssn|social(?: security)?)\b)"
    r"[^\d\n]{0,20}?(?<!\d)(\d{4})(?!\d)",
    re.IGNORECASE,
)
_TAXPAYER = re.compile(r"\b(?:itin|tax(?:payer)? (?:id|identification))\b", re.IGNORECASE)


def find(text: str) -> Iterator[Suggestion]:
    """Give the Social Security numbers of a text.

    A number written with dashes or blanks needs none, nine bare digits need a word such as
    "SSN" before them. Areas 000, 666 and 900 to 999, group 00 and serial 0000 are never given
    out and are left alone.
    """
    for match in _WHOLE.finditer(text):
        yield from _judged(text, match, (match[1], match[3], match[4]))
    for match in _BARE.finditer(text):
        named = before(text, match.start(), 32)
        if _NAMED.search(named) or _TAXPAYER.search(named):
            yield from _judged(text, match, (match[1], match[2], match[3]))
    for match in _CROSSED_OUT.finditer(text):
        yield _look(match.span(), "The last four digits of a masked Social Security number.")
    for match in _LAST_FOUR.finditer(text):
        yield _look(match.span(1), "The last four digits of a Social Security number.")


def _judged(text: str, match: re.Match[str], parts: tuple[str, str, str]) -> Iterator[Suggestion]:
    span = Span(*match.span())
    area, group, serial = parts
    if is_valid(area, group, serial):
        if area + group + serial in ADVERTISED:
            why = "A Social Security number that was printed in advertisements and is nobody's."
            yield Suggestion(span, "ssn", "look", why)
        else:
            yield Suggestion(span, "ssn", "critical", "A Social Security number by its form.")
    elif is_taxpayer(area, group) and _TAXPAYER.search(before(text, span.start)):
        yield Suggestion(span, "ssn", "critical", "A taxpayer number (ITIN), named as such.")


def is_valid(area: str, group: str, serial: str) -> bool:
    """Say whether such a number can have been given out."""
    return area not in {"000", "666"} and area < "900" and group != "00" and serial != "0000"


def is_taxpayer(area: str, group: str) -> bool:
    """Say whether a number has the form of an individual taxpayer number."""
    return area >= "900" and group >= "50" and group not in {"89", "93"}


def _look(place: tuple[int, int], why: str) -> Suggestion:
    return Suggestion(Span(*place), "ssn", "look", why)
