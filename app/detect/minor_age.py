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
    "year years yr yrs yo yoa y old age aged ages años anos edad month months mo juvenile minor he "
    "she kid kids child boy girl son daughter student turned turning children boys girls brothers "
    "sisters sons daughters juveniles juv grader how was grandson granddaughter niece nephew"
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
_ENDS = (
    r"(?![\w:/%$'-]|[.,][0-9])(?=\s?(?:[,.;!?)\n]|$|(?:so|and|but|years|yrs|today|yesterday|now"
    r"|last|this|next|when|with|in|at|was|were|is|had|has|goes|who|that|because|already|not|too"
    r"|ran|lives|if|while|since|from|called)\b))(?!\s(?:in a row|at large|from))"
)
_CHILD = (
    r"(?:kids?|child|boy|girl|(?:step|grand)?(?:son|daughter)|student|juvenile|niece|nephew"
    r"|(?:little|younger|baby) (?:brother|sister))"
)
_ONE = rf"(?:1[0-7]|[1-9]|{_WORD})"
_SAID = re.compile(
    rf"\b(?:{_CHILD}\b[^.!?\n0-9]{{0,32}}?(?:,\s|\b)(?:is|was|maybe|turned|turning|he's|she's|who's)"
    rf"|(?:he|she|{_CHILD}|victim|driver)(?:'s| is| was| turned)|just turned"
    rf"|{_CHILD}(?: (?-i:[A-Z][a-z]{{1,16}}))?(?: of|,| who is| who was)"
    r"|juv(?:enile)?(?: fe?male)?(?: male)?,?|(?:[6-9]|1[0-2])th grader,)"
    r"\s(?:only |about |just |maybe |like )?"
    rf"(?P<age>{_FIGURE}|(?P<word>{_WORD})){_ENDS}",
    re.IGNORECASE,
)
_LIST = re.compile(
    rf"\b(?:kids|children|boys|girls|sons|daughters|brothers|sisters|juveniles|ages)\b[,:(]?"
    rf"(?: (?:ages|aged))?\W{{1,3}}(?P<list>{_ONE}(?:(?:, ?(?:and )?| and | & ){_ONE}){{1,6}})"
    r"(?![\w:/%$-]|[.,][0-9])"
    r"(?! (?:min|hour|block|mile|unit|car|blk|day|week|month|feet|other|more))",
    re.IGNORECASE,
)
_IN_LIST = re.compile(_ONE, re.IGNORECASE)
_ASKED = re.compile(
    rf"\bhow old\b[^?\n]{{0,40}}\?\s{{0,3}}(?:\w{{1,12}}: ?)?"
    rf"(?:(?:he|she)(?:'s| is) |they're |um,? )?"
    rf"(?P<age>{_FIGURE}|(?P<word>{_WORD}))\b(?![:/-])",
    re.IGNORECASE,
)
_OF_PERSON = re.compile(
    r"\b(?:tiene|ten[ií]a|niñ[oa]s?|hij[oa]s?|menor(?:es)?|muchach[oa]|edad|joven|cumpli[oó])\b",
    re.IGNORECASE,
)
_WHY = "The age of a person below eighteen."
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
            yield _suggestion(match, _age_of(match["figure"] or match["word"]))
    for match in seen.find(_AGED, WORDS):
        yield _suggestion(match, match["figure"])
    for match in seen.find(_ANOS, WORDS):
        if _OF_PERSON.search(seen.plain, max(0, match.start() - 40), match.end()):
            yield _suggestion(match, _age_of(match["figure"] or match["word"]))
    yield from _bare(seen)


def _bare(seen: Seen) -> Iterator[Suggestion]:
    """Give bare numbers that a sentence makes the ages of children."""
    for pattern in (_SAID, _ASKED):
        for match in seen.find(pattern, WORDS):
            yield _said(match.start("age"), match["age"])
    for match in seen.find(_LIST, WORDS):
        for one in _IN_LIST.finditer(match["list"]):
            yield _said(match.start("list") + one.start(), one[0])


def _age_of(said: str) -> str:
    if said.isdigit():
        return said
    words = _NUMBERS if said.lower() in _NUMBERS else _NUMEROS
    return str(words.index(said.lower()) + 1)


def _said(start: int, said: str) -> Suggestion:
    span = Span(start, start + len(said))
    return Suggestion(span, Kind.MINOR_AGE, "look", _WHY, _age_of(said))


def _suggestion(match: re.Match[str], age: str) -> Suggestion:
    return Suggestion(Span(*match.span()), Kind.MINOR_AGE, "look", _WHY, age)
