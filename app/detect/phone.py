"""Telephone numbers in any punctuation, told apart from case numbers by their neighbours."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.detect.cues import before, last_at
from app.detect.suggestion import BLANK, DASH, Suggestion
from app.domain.spans import Span

_GAP = rf"[{BLANK}]?[{DASH}./]?[{BLANK}]?"
_EXTENSION = r"(?:[ ,]{0,2}(?:x|ext\.?|extension)\s?\d{1,5})?"
_START = rf"(?<![\w$/=&@])(?<!\d[.,:{DASH}/])"
_END = rf"(?!\w|[{DASH}./,]\d)"

_TEN = re.compile(
    rf"{_START}(?:\+?1{_GAP})?(?:\((\d{{3}})\)|(\d{{3}})){_GAP}(\d{{3}}){_GAP}(\d{{4}})"
    rf"{_EXTENSION}{_END}",
    re.IGNORECASE,
)
_SEVEN = re.compile(rf"{_START}(\d{{3}})[{DASH}.](\d{{4}}){_EXTENSION}{_END}", re.IGNORECASE)
_SPREAD = re.compile(rf"{_START}\d(?:[{BLANK}{DASH}.]\d){{9}}{_END}")
_ABROAD = re.compile(
    rf"{_START}(?:\+|\b011 )(?!1\b|1\d{{10}}\b)\d{{1,3}}(?:{_GAP}\d){{6,12}}{_END}"
)

_CALLED = re.compile(
    r"\b(?:call(?:ed|ing|s)?|cell(?:phone)?|phones?|telephone|tel|mobile|fax|text(?:ed|s)?|reach"
    r"|dial(?:ed)?|ring|voicemail|landline|whatsapp|contact|llama|tel[eé]fono|celular)\b",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\b(?:case|cases|report|reports|incident|cad|rpt|docket|citation|cite|cfs|event|complaint"
    r"|file|ticket|invoice|order|account|acct|badge|serial|ref|reference|warrant|claim|policy"
    r"|tracking|part|model|item|evidence|license|lic|plate|tag|vin|parcel|permit)\b|#\s?$",
    re.IGNORECASE,
)
_SAID_AFTER = re.compile(
    r"\W{0,3}(?:(?:it|that|which)\s+)?(?:(?:is|was|as)\s+)?(?:(?:the|your|our|my|a|an|that)\s+)?(?:\w+\s+)?"
    r"(?:case|report|incident|cad|citation|docket)\b",
    re.IGNORECASE,
)
_MOMENT = re.compile(r"20[0-3]\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])[0-2]\d")


def find(text: str) -> Iterator[Suggestion]:
    """Give the telephone numbers of a text.

    North American numbers: area code and exchange begin with 2 to 9 and are no service code
    such as 911. A number after "case", "report", "CAD" and the like is none, unless a word
    such as "call" stands nearer.
    """
    for match in _TEN.finditer(text):
        if _is_number(match[1] or match[2], match[3]) and not _is_moment(match[0]):
            yield from _unless_counted(text, match)
    for match in _SPREAD.finditer(text):
        digits = re.sub(r"\D", "", match[0])
        if _is_number(digits[:3], digits[3:6]):
            yield from _unless_counted(text, match)
    for match in _SEVEN.finditer(text):
        if _can_begin(match[1]) and not _looks_like_years(match):
            yield from _unless_counted(text, match)
    for match in _ABROAD.finditer(text):
        yield from _unless_counted(text, match)


def _is_number(area: str, exchange: str) -> bool:
    return _can_begin(area) and _can_begin(exchange)


def _can_begin(part: str) -> bool:
    return part[0] not in "01" and part[1:] != "11"


def _is_moment(text: str) -> bool:
    return _MOMENT.fullmatch(text) is not None


def _looks_like_years(match: re.Match[str]) -> bool:
    return "." in match[0] and match[2] == "0000"


def _unless_counted(text: str, match: re.Match[str]) -> Iterator[Suggestion]:
    words = before(text, match.start())
    counted = last_at(_COUNTED, words)
    called = last_at(_CALLED, words)
    said_after = _SAID_AFTER.match(text, match.end(), match.end() + 40)
    if counted > called or (called < 0 and said_after):
        return
    why = "A telephone number, and a word before it says so." if called >= 0 else (
        "A telephone number by its form; whose it is decides."
    )  # fmt: skip
    yield Suggestion(Span(*match.span()), "phone", "look", why)
