"""Dates of birth: a date is one only where a word near it says so."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.detect.cues import words_of
from app.detect.kinds import Kind
from app.detect.seen import Seen
from app.detect.suggestion import Level, Suggestion
from app.domain.spans import Span

WORDS = words_of(
    "dob yob b born male female birthdate birth birthday bday day fecha nacimiento nacido nacida "
    "nació nac  "
    "cumpleaños cumpleanos turn turns turned turning will gonna going is d w h m f wm wf bm bf "
    "hm hf am af"
)
_MONTHS = [
    "jan(?:uary)?",
    "feb(?:ruary)?",
    "mar(?:ch)?",
    "apr(?:il)?",
    "may",
    "june?",
    "july?",
    "aug(?:ust)?",
    "sept?(?:ember)?",
    "oct(?:ober)?",
    "nov(?:ember)?",
    "dec(?:ember)?",
]
_MESES = [
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
]
_MONTH = rf"(?:{'|'.join(_MONTHS + _MESES)})\.?"
_YEAR = r"(?:(?:19|20)[0-9]{2}|'?[0-9]{2})"
_DAY = r"(?:0?[1-9]|[12][0-9]|3[01])"
_NUMBER_MONTH = r"(?:0?[1-9]|1[0-2])"
_SIGN = r"\s?[-/.]\s?"
_WITH_YEAR = (
    rf"(?:{_NUMBER_MONTH}{_SIGN}{_DAY}{_SIGN}{_YEAR}|{_DAY}{_SIGN}{_NUMBER_MONTH}{_SIGN}{_YEAR}"
    rf"|(?:19|20)[0-9]{{2}}{_SIGN}{_NUMBER_MONTH}{_SIGN}{_DAY}"
    rf"|{_MONTH}\s?{_DAY}(?:st|nd|rd|th)?,?\s{_YEAR}"
    rf"|{_DAY}(?:st|nd|rd|th)?(?:\sof|\sde)?[\s-]?{_MONTH},?(?:\sde(?:l)?)?[\s-]?{_YEAR}"
    rf"|{_NUMBER_MONTH}\s{_DAY}\s(?:19|20)[0-9]{{2}})"
)
_PACKED = (
    r"(?:(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])(?:19|20)[0-9]{2}"
    r"|(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01]))"
)
_NO_YEAR = (
    rf"(?:{_MONTH}\s{_DAY}(?:st|nd|rd|th)?|{_DAY}(?:st|nd|rd|th)?\s(?:of|de)\s{_MONTH}"
    rf"|{_NUMBER_MONTH}/{_DAY})"
)
_CERTAIN = (
    r"(?:\bd\.?\s?/?\s?[o0]\.?\s?/?\s?b\b\.?|\bdate[ -]of[ -]birth\b|\bbirth\s?date\b|\bborn\b"
    r"|\bbirth\b(?=:)"
    rf"|\bb(?:orn|\.)\s(?=[0-9]|{_MONTH}\s[0-9])|\bfecha de nac(?:imiento|\.)|\bnaci(?:d[oa]|ó)\b"
    r"|\bf(?:echa)?\.?\s?nac\b\.?)"
)
_VAGUE = rf"(?:{_MONTH},?\s(?:of\s)?(?:19|20)[0-9]{{2}}|(?:19|20)[0-9]{{2}})"
_LOOKS = (
    r"\b(?:white|black|hispanic|asian|latino|latina|native)\s(?:fe)?male\b[\s,/.(-]{1,3}(?:dob\s)?"
)
_PARTY = (
    r"(?:\bbirthday\b|\bb-?day\b|\bbirth\s?day\b|\bcumplea[nñ]os\b|\bturn(?:s|ed|ing) [0-9]{1,3}\b"
    r"|\b(?:will be|gonna be|going to be|is) [0-9]{1,2} on (?=[0-9A-Z]))"
)
_BETWEEN = r"(?:\s?#?[1-9](?=[:)]))?[^0-9\n]{0,32}?(?:\n\s{0,12})?"
_EDGE = r"(?<![\w/.])(?<![0-9]-)"
_AFTER = r"(?![\w]|[-/][0-9])"
_ITS = r"(?:(?:her|his|my|their|the|your)\s)?"
_ANY = rf"(?P<date>{_WITH_YEAR}|{_NO_YEAR})"
_WHOLE = rf"(?P<date>{_WITH_YEAR}|{_PACKED})"
_SHORTHAND = r"\b(?:[WBHAUIO]\s?/?\s?[MF]|[wbhauio]/[mf])\b[\s,/.(-]{1,3}"


def _pattern(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_PATTERNS: tuple[tuple[re.Pattern[str], Level, str], ...] = (
    (
        _pattern(rf"{_CERTAIN}(?:/|{_BETWEEN}{_EDGE}){_WHOLE}{_AFTER}"),
        "critical",
        "A date of birth: a word before the date says so.",
    ),
    (
        _pattern(rf"{_EDGE}(?P<date>{_WITH_YEAR})\s?[(,;:-]{{0,3}}\s?(?:is\s)?{_ITS}{_CERTAIN}"),
        "critical",
        "A date of birth: a word behind the date says so.",
    ),
    (
        re.compile(rf"(?-i:{_SHORTHAND}){_EDGE}{_WHOLE}{_AFTER}"),
        "critical",
        "A date behind the shorthand of police for a person's looks.",
    ),
    (
        _pattern(rf"{_LOOKS}{_EDGE}{_WHOLE}{_AFTER}"),
        "critical",
        "A date behind words for a person's looks.",
    ),
    (
        _pattern(
            rf"(?:{_CERTAIN}|\byob\b|\byear of birth\b)(?:\s(?:is|was|in|of|:)|[:#])*\s?"
            rf"(?P<date>{_VAGUE})(?![\w/-])"
        ),
        "look",
        "A month or year of birth.",
    ),
    (
        _pattern(rf"{_CERTAIN}{_BETWEEN}{_EDGE}(?P<date>{_NO_YEAR}){_AFTER}"),
        "look",
        "A day of birth without a year.",
    ),
    (
        _pattern(rf"{_PARTY}{_BETWEEN}{_EDGE}(?P<date>{_WITH_YEAR}|{_PACKED}|{_NO_YEAR}){_AFTER}"),
        "look",
        "A birthday: a word before the date says so.",
    ),
    (
        _pattern(rf"{_EDGE}{_ANY}\s(?:is|was)\s{_ITS}(?:\w{{1,30}}'s\s)?{_PARTY}"),
        "look",
        "A birthday: a word behind the date says so.",
    ),
)
_LONG_AGO = re.compile(
    r"(?:\b[A-Z][a-z'-]{1,20}\s(?:[A-Z]\.?\s)?[A-Z][\w'-]{1,20}(?:,\s|\s\()"
    r"|\b[A-Z][A-Z'-]{1,20},?\s[A-Z][A-Z'-]{1,20}\s(?:[A-Z]\s)?)"
    r"(?P<date>(?:0?[1-9]|1[0-2])([-/])(?:0?[1-9]|[12][0-9]|3[01])\2"
    r"(?:19[0-9]{2}|200[0-9]|201[0-9]|[3-9][0-9]))(?![\w/-])"
)
_DATE = _pattern(rf"{_WITH_YEAR}|{_PACKED}")
_NEEDED = re.compile(
    rf"{_CERTAIN}|\byob\b|year of birth|{_LOOKS}|{_PARTY}|(?-i:{_SHORTHAND})", re.IGNORECASE
)
_WORD = re.compile(r"[^\W\d_]+|[0-9]+")


def find(seen: Seen) -> Iterator[Suggestion]:
    """Give the dates of birth of a text; a date without a word for it is none."""
    if seen.digits >= 4 and ("/" in seen.plain or "-" in seen.plain):
        for match in _LONG_AGO.finditer(seen.plain):
            why, group = "A date of long ago behind a name.", group_of(match["date"])
            yield Suggestion(Span(*match.span("date")), Kind.BIRTH_DATE, "look", why, group)
    if seen.words.isdisjoint(WORDS) or not (zones := _zones(seen.plain)):
        return
    for pattern, level, why in _PATTERNS:
        for match in (one for zone in zones for one in pattern.finditer(seen.mended, *zone)):
            span = Span(*match.span("date"))
            yield Suggestion(span, Kind.BIRTH_DATE, level, why, group_of(match["date"]))


def is_date(text: str) -> bool:
    """Say whether a text is nothing but a date with its year."""
    return _DATE.fullmatch(text) is not None


def _zones(text: str) -> list[tuple[int, int]]:
    """Give the neighbourhoods of words of birth, wide enough for any date beside them."""
    zones: list[tuple[int, int]] = []
    for match in _NEEDED.finditer(text):
        start, end = max(0, match.start() - 80), match.end() + 120
        if zones and start <= zones[-1][1]:
            start = zones.pop()[0]
        zones.append((start, end))
    return zones


def group_of(date: str) -> str:
    """Give a date as year, month and day where it is clear which is which; else its words."""
    words = [word.lower() for word in _WORD.findall(date)]
    words = [word for word in words if word not in {"st", "nd", "rd", "th", "of", "de", "del"}]
    named = [at for at, word in enumerate(words) if word[0].isalpha()]
    if named and (month := _month(words[named[0]])):
        numbers = [int(word) for word in words if word.isdigit()]
        year = f"{_year(numbers[1])}-" if len(numbers) > 1 else ""
        return f"{year}{month:02}-{numbers[0]:02}"
    return _of_numbers(words)


def _of_numbers(words: list[str]) -> str:
    numbers = [int(word) for word in words if word.isdigit()]
    if len(numbers) == 1 and len(words[0]) == 8:
        return _packed(words[0])
    if len(numbers) != 3:
        return "-".join(words)
    if len(words[0]) == 4:
        return f"{numbers[0]}-{numbers[1]:02}-{numbers[2]:02}"
    month, day = (numbers[0], numbers[1]) if numbers[0] <= 12 else (numbers[1], numbers[0])
    return f"{_year(numbers[2])}-{month:02}-{day:02}"


def _packed(digits: str) -> str:
    if digits[:2] in {"19", "20"}:
        return f"{digits[:4]}-{digits[4:6]}-{digits[6:]}"
    return f"{digits[4:]}-{digits[:2]}-{digits[2:4]}"


def _year(number: int) -> int:
    return number if number > 99 else number + (2000 if number < 27 else 1900)


def _month(word: str) -> int:
    for at, (english, spanish) in enumerate(zip(_MONTHS, _MESES, strict=True), start=1):
        if re.fullmatch(english, word) or word == spanish:
            return at
    return 0
