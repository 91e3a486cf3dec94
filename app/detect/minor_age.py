"""Ages below eighteen, in figures and in words, of persons and not of things."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.detect.cues import words_of
from app.detect.kinds import Kind
from app.detect.seen import Seen
from app.detect.suggestion import Suggestion
from app.domain.spans import Span

WORDS = words_of(
    "year years yr yrs yo yoa y old age aged ages años anos edad month months mo juvenile minor"
)
_NUMBERS = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
]
_NUMEROS = [
    "uno",
    "dos",
    "tres",
    "cuatro",
    "cinco",
    "seis",
    "siete",
    "ocho",
    "nueve",
    "diez",
    "once",
    "doce",
    "trece",
    "catorce",
    "quince",
    "dieciséis",
    "diecisiete",
]
_FIGURE = r"(?P<figure>1[0-7]|[1-9])"
_WORD = "|".join(sorted(_NUMBERS, key=len, reverse=True))
_PALABRA = "|".join(sorted(_NUMEROS, key=len, reverse=True))
_AGE = re.compile(
    rf"(?<![\w.$/:-])(?:{_FIGURE}|(?P<word>{_WORD}))[ -]{{0,3}}"
    r"(?:(?:years?|yrs?|months?|mos?)\.?[ -]{0,3}old\b|y\.?/?o\.?\b(?!\w)|yoa\b|y/o/?a?\b)",
    re.IGNORECASE,
)
_AGED = re.compile(
    rf"\b(?:aged?|ages|edad(?: de)?)\W{{1,3}}(?:is\s|of\s)?{_FIGURE}(?![\w/:%]|[.,-][0-9])",
    re.IGNORECASE,
)
_ANOS = re.compile(
    rf"(?<![\w.$/:-])(?:{_FIGURE}|(?P<word>{_PALABRA})) a[nñ]os(?: de edad)?\b"
    r"(?! (?:de (?:servicio|experiencia|c[aá]rcel|prisi[oó]n)|despu[eé]s))",
    re.IGNORECASE,
)
_OF_PERSON = re.compile(
    r"\b(?:tiene|ten[ií]a|niñ[oa]s?|hij[oa]s?|menor(?:es)?|muchach[oa]|edad|joven|cumpli[oó])\b",
    re.IGNORECASE,
)
_THING = re.compile(
    r"[\s,-]{0,3}(?:(?:\w{1,12})\s)?(?:cars?|trucks?|vehicles?|suv|sedan|van|building|roof"
    r"|house|policy|"
    r"cruiser|silverado|tahoe|explorer|charger|mustang|altima|camry|accord|civic|corolla|honda|toyota|ford|chevy|f-?150|jeep|software|system|server|computers?|laptops?|radios?|case|report|file|dog|cat|horse|warrant|"
    r"ordinance|contract|equipment|tires?|bike|boat|k-?9|invoice|footage|video|plan|program"
    r"|tradition)s?\b",
    re.IGNORECASE,
)


def find(seen: Seen) -> Iterator[Suggestion]:
    """Give the ages of persons below eighteen."""
    for match in seen.find(_AGE, WORDS):
        if not _THING.match(seen.plain, match.end(), match.end() + 40):
            yield _suggestion(
                match, match["figure"] or str(_NUMBERS.index(match["word"].lower()) + 1)
            )
    for match in seen.find(_AGED, WORDS):
        yield _suggestion(match, match["figure"])
    for match in seen.find(_ANOS, WORDS):
        if _OF_PERSON.search(seen.plain, max(0, match.start() - 40), match.end()):
            yield _suggestion(
                match, match["figure"] or str(_NUMEROS.index(match["word"].lower()) + 1)
            )


def _suggestion(match: re.Match[str], age: str) -> Suggestion:
    why = "The age of a person below eighteen."
    return Suggestion(Span(*match.span()), Kind.MINOR_AGE, "look", why, age)
