"""Dates of birth: a date is one only where a word near it says so."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.detect.suggestion import DASH, Level, Suggestion
from app.domain.spans import Span

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
    r"|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre"
    r"|diciembre)\.?"
)
_YEAR = r"(?:(?:19|20)\d{2}|['’]?\d{2})"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_NUMBER_MONTH = r"(?:0?[1-9]|1[0-2])"
_SIGN = rf"\s?[{DASH}/.]\s?"
_WITH_YEAR = (
    rf"(?:{_NUMBER_MONTH}{_SIGN}{_DAY}{_SIGN}{_YEAR}|{_DAY}{_SIGN}{_NUMBER_MONTH}{_SIGN}{_YEAR}"
    rf"|(?:19|20)\d{{2}}{_SIGN}{_NUMBER_MONTH}{_SIGN}{_DAY}"
    rf"|{_MONTH}\s{_DAY}(?:st|nd|rd|th)?,?\s{_YEAR}"
    rf"|{_DAY}(?:st|nd|rd|th)?(?:\sof|\sde)?[\s{DASH}]{_MONTH},?(?:\sde(?:l)?)?[\s{DASH}]{_YEAR})"
)
_PACKED = r"(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:19|20)\d{2}"
_NO_YEAR = (
    rf"(?:{_MONTH}\s{_DAY}(?:st|nd|rd|th)?|{_DAY}(?:st|nd|rd|th)?\sof\s{_MONTH}"
    rf"|{_NUMBER_MONTH}/{_DAY})"
)
_CERTAIN = (
    r"(?:\bd\.?\s?/?\s?o\.?\s?/?\s?b\b\.?|\bdate of birth\b|\bbirth\s?date\b|\bborn\b"
    r"|\bb(?:orn|\.)\s(?=\d)|\bfecha de nacimiento\b|\bnaci(?:d[oa]|ó)\b|\bf\.?\s?nac\b)"
)
_PARTY = (
    r"(?:\bbirthday\b|\bb-?day\b|\bbirth\s?day\b|\bcumplea[nñ]os\b|\bturn(?:s|ed|ing) \d{1,3}\b)"
)
_BETWEEN = r"[^\d\n]{0,32}?(?:\n\s*)?"
_EDGE = rf"(?<![\w/{DASH}.])"
_AFTER = rf"(?![\w]|[{DASH}/]\d)"


def _pattern(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_ITS = r"(?:(?:her|his|my|their|the|your)\s)?"
_ANY = rf"(?P<date>{_WITH_YEAR}|{_NO_YEAR})"
_WHOLE = rf"(?P<date>{_WITH_YEAR}|{_PACKED})"

_PATTERNS: tuple[tuple[re.Pattern[str], Level, str], ...] = (
    (
        _pattern(rf"{_CERTAIN}{_BETWEEN}{_EDGE}{_WHOLE}{_AFTER}"),
        "critical",
        "A date of birth: a word before the date says so.",
    ),
    (
        _pattern(rf"{_EDGE}(?P<date>{_WITH_YEAR})\s?[(,;:{DASH}]*\s?(?:is\s)?{_ITS}{_CERTAIN}"),
        "critical",
        "A date of birth: a word behind the date says so.",
    ),
    (
        _pattern(rf"{_CERTAIN}{_BETWEEN}{_EDGE}(?P<date>{_NO_YEAR}){_AFTER}"),
        "look",
        "A day of birth without a year.",
    ),
    (
        _pattern(rf"{_PARTY}{_BETWEEN}{_EDGE}{_ANY}{_AFTER}"),
        "look",
        "A birthday: a word before the date says so.",
    ),
    (
        _pattern(rf"{_EDGE}{_ANY}\s(?:is|was)\s{_ITS}(?:\w+['’]s\s)?{_PARTY}"),
        "look",
        "A birthday: a word behind the date says so.",
    ),
)
_NEEDED = re.compile(rf"{_CERTAIN}|{_PARTY}", re.IGNORECASE)


def find(text: str) -> Iterator[Suggestion]:
    """Give the dates of birth of a text; a date without a word for it is none."""
    if not _NEEDED.search(text):
        return
    for pattern, level, why in _PATTERNS:
        for match in pattern.finditer(text):
            yield Suggestion(Span(*match.span("date")), "birth_date", level, why)
