"""Street and mailing addresses: a house number with a street, a box, a town with its ZIP code."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.detect.cues import words_of
from app.detect.kinds import Kind
from app.detect.seen import Seen
from app.detect.state_forms import NAMES
from app.detect.suggestion import Suggestion
from app.domain.spans import Span

_TYPES = (
    "street|str|st|avenue|ave|av|road|rd|boulevard|blvd|drive|dr|lane|ln|court|ct|circle|cir"
    "|place|pl|terrace|ter|terr|trail|trl|way|highway|hwy|parkway|pkwy|square|sq|loop|alley|aly"
    "|plaza|plz|point|pt|cove|cv|crossing|xing|path|pass|run|row|ridge|rdg|bend|commons|crescent"
    "|cres|expressway|expy|freeway|fwy|turnpike|tpke|trace|trce|walk|pike|bypass|byp|causeway|landing|manor|spur|mews|hollow|holw|heights|hts"
)
_SURE = (
    "street|st|avenue|ave|road|rd|boulevard|blvd|drive|dr|lane|ln|court|ct|circle|cir|terrace"
    "|highway|hwy|parkway|pkwy|trl|trail|ter"
)
_SAME = {
    "street": "st", "str": "st", "avenue": "ave", "av": "ave", "road": "rd", "boulevard": "blvd",
    "drive": "dr", "lane": "ln", "court": "ct", "circle": "cir", "place": "pl", "terrace": "ter",
    "terr": "ter", "trail": "trl", "highway": "hwy", "parkway": "pkwy", "square": "sq",
    "alley": "aly", "plaza": "plz", "point": "pt", "cove": "cv", "crossing": "xing",
    "ridge": "rdg", "crescent": "cres", "expressway": "expy", "freeway": "fwy",
    "turnpike": "tpke", "trace": "trce", "hollow": "holw", "heights": "hts", "north": "n",
    "south": "s", "east": "e", "west": "w",
}  # fmt: skip
_DIRECTION = r"(?:(?:north|south|east|west|[nsew]|ne|nw|se|sw)\.?\s{1,3})"
_AFTER_TYPE = r"(?:\s(?:north|south|east|west|[nsew]|ne|nw|se|sw)\b\.?)?"
_HOUSE = r"[1-9](?<![\w$#:.,/-][1-9])[0-9]{0,5}(?:[A-Za-z](?=\s))?(?:-[0-9]{1,4})?(?:\s1/2)?"
_NOT_A_NAME = (
    r"(?!(?i:in|on|at|the|of|to|from|off|down|up|by|and|or|a|an|is|are|was|were|with|for|my|your"
    r"|his|her|our|their|this|that|block|blocks|blk|min|mins|minutes?|hours?|hrs?|days?|weeks?"
    r"|miles?|feet|ft|yards?|people|persons|cars?|units?|officers?|cops?|guys?|kids?|am|pm|way"
    r"|lanes?|stops?|more|other|different|across|along|near|then|i|you|he|she|we|they|it|if|no"
    r"|not|just|out|over|into|via|per|percent|dollars?|bucks|times?|years?|months?|vehicles?)\b)"
)
_BLANKS = r"(?:(?<!\.)\s{1,3}|[^\S\n]{1,3})"
_NAME = rf"{_NOT_A_NAME}(?:[0-9]{{1,3}}(?:st|nd|rd|th)|[A-Za-zÀ-ɏ][\wÀ-ɏ'.-]{{0,24}})"
_UNIT = (
    r"(?:,?\s{1,3}(?:(?:apt|apartment|unit|suite|ste|lot|trlr|trailer|room|rm|bldg|building"
    r"|fl|floor)"
    r"\b\.?\s?#?\s?[\w-]{1,6}|#\s?[\w-]{1,6}))?"
)
_STATE_NAMES = "|".join(
    sorted(
        (one for name in NAMES if len(name) > 3 for one in (name.title(), name)),
        key=len,
        reverse=True,
    )
)
_STATE = (
    r"(?:A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]"
    rf"|T[NX]|UT|V[AT]|W[AIVY]|A[AEP]|Fla\.?|FLA\.?|{_STATE_NAMES})"
)
_PLACE_NAME = r"[A-Z][a-zA-Z'.01]{1,20}(?:-[A-Z][a-zA-Z]{1,15})?(?:\s[A-Z][a-zA-Z'.]{1,20}){0,2}?"
_ZIP = r"[0-9]{5}(?:-[0-9]{4})?\b"
_TOWN = (
    rf"(?-i:(?:,?\s{{1,3}}{_PLACE_NAME})?,?\s{{1,3}}{_STATE}\b\.?"
    rf"(?:,?\s{{1,3}}{_ZIP})?|,?\s{{1,3}}{_ZIP})?"
)
_SECOND = rf"(?:\s(?-i:(?=[A-Z]))(?:{_TYPES})\b\.?)?"
_TAIL = rf"{_SECOND}{_AFTER_TYPE}{_UNIT}{_TOWN}"

_STREET = re.compile(
    rf"{_HOUSE}\s{{1,3}}{_DIRECTION}?(?-i:(?:F[Tt]\.?\s)?(?:(?:of\s(?:the\s)?|OF\s(?:THE\s)?)?"
    rf"(?=[A-ZÀ-Þ0-9]){_NAME}{_BLANKS}){{1,5}}?)"
    rf"(?:{_TYPES})\b\.?{_TAIL}",
    re.IGNORECASE,
)
_SMALL = re.compile(
    rf"{_HOUSE}\s{{1,3}}{_DIRECTION}?(?:{_NAME}{_BLANKS}){{1,3}}?(?:{_SURE})\b\.?"
    rf"(?!\s[A-Z][a-z]{{1,24}}\s?'s){_TAIL}",
    re.IGNORECASE,
)
_UNIT_SAID = _UNIT.removesuffix("?")
_SMALL_UNIT = re.compile(
    rf"{_HOUSE}\s{{1,3}}(?:{_DIRECTION}(?:{_NAME}{_BLANKS}){{1,3}}?(?:{_TYPES})\b\.?{_TAIL}"
    rf"|(?:{_NAME}{_BLANKS}){{1,3}}?(?:{_TYPES})\b\.?{_UNIT_SAID}{_TOWN})",
    re.IGNORECASE,
)
_ROUTE = re.compile(
    rf"{_HOUSE}\s{{1,3}}{_DIRECTION}?(?:(?:u\.?s\.?|state|county|old|fm|farm)\s{{1,3}})?"
    rf"(?:highway|hwy|road|rd|route|rte|rt|sr|cr|fm)\.?\s{{1,3}}[0-9]{{1,4}}\b{_TAIL}",
    re.IGNORECASE,
)
_FIRST = re.compile(
    rf"{_HOUSE}\s{{1,3}}(?:(?:calle|camino|avenida|via|v[ií]a|paseo|rua)\s\w{{1,24}}"
    rf"(?:\s(?-i:[A-ZÀ-Þ])\w{{1,24}}){{0,2}}|broadway\b)(?=[\s,.;!?)]|$){_TAIL}",
    re.IGNORECASE,
)
_STREET_FIRST = re.compile(
    r"\b(?:calle|avenida|av\.|camino|paseo)\s(?:\w{1,24}\s){1,3}?(?:#|no\.?\s?|n[uú]m\.?\s?)?"
    r"(?P<place>)[0-9]{1,5}\b(?![/:.-][0-9])",
    re.IGNORECASE,
)
_TO_TOWN = re.compile(
    rf"{_HOUSE}\s{{1,3}}(?:[A-Z][a-z']{{1,20}}\s?){{1,3}},?\s{{1,3}}{_PLACE_NAME}"
    rf",?\s{{1,3}}{_STATE}\b\.?,?\s{{1,3}}{_ZIP}"
)
_BOX = re.compile(
    rf"(?<!\w)(?:(?:p\.?\s?o\.?\s?|post office\s)box|(?:r\.?r\.?|rural r(?:ou)?te|h\.?c\.?|psc"
    rf"|cmr|unit|star route)"
    rf"\s?#?\s?[0-9]{{1,5}}[\s,]{{1,3}}box|apartado(?: postal)?)"
    rf"\s?#?\s?[0-9]{{1,7}}[A-Za-z]?\b(?:\s{{1,3}}[ADF]PO,?\s{{1,2}}A[AEP]\s{{1,2}}{_ZIP}|{_TOWN})",
    re.IGNORECASE,
)
_CITY = re.compile(
    rf"[A-Z](?<!\w[A-Z])[a-zA-Z'.]{{1,20}}(?:\s[A-Z][a-zA-Z']{{1,20}}){{0,2}}"
    rf",?\s{{1,3}}{_STATE}\b\.?,?\s{{1,3}}{_ZIP}"
)
_LIVES = re.compile(
    r"\b(?:lives?|living|stays?|staying|resides?|residing|moved|home|house|address|addr|residence"
    rf"|vive)\b(?:\s(?:is|was|are))?:?\s?(?:(?:at|to|in|en|over at)\s)?(?P<place>{_HOUSE}\s{{1,3}}"
    rf"(?-i:(?:(?=[A-ZÀ-Þ])(?!(?:January|February|March|April|May|June|July|August|September"
    rf"|October|November"
    rf"|December)\b){_NAME})(?:[^\S\n](?=[A-ZÀ-Þ]){_NAME}){{0,2}})(?:\s(?:{_TYPES})\b\.?)?"
    rf"{_TAIL})",
    re.IGNORECASE,
)
_TYPE_WORDS = words_of(_TYPES.replace("|", " "))
_ROUTE_WORDS = words_of("highway hwy road rd route rte rt sr cr fm")
_FIRST_WORDS = words_of("calle camino avenida via vía paseo rua broadway av")
_BOX_WORDS = words_of("box apartado")
_LIVES_WORDS = words_of(
    "live lives living stay stays staying reside resides residing moved home house address addr "
    "residence vive"
)
_STATE_CODE = re.compile(rf"\b{_STATE}\b\.?,?\s{{1,3}}[0-9]{{5}}\b")

_BY_WORDS = (
    (_STREET, _TYPE_WORDS, "A house number with a street."),
    (_SMALL, _TYPE_WORDS, "A house number with a street."),
    (_SMALL_UNIT, _TYPE_WORDS, "A house number with a street."),
    (_ROUTE, _ROUTE_WORDS, "A house number on a numbered road."),
    (_FIRST, _FIRST_WORDS, "A house number with a street."),
    (_STREET_FIRST, _FIRST_WORDS, "A street with a house number."),
    (_BOX, _BOX_WORDS, "A post-office or rural box."),
)


def find(seen: Seen) -> Iterator[Suggestion]:
    """Give the addresses of a text; a street without a house number is none, nor a lone ZIP."""
    for pattern, words, why in _BY_WORDS:
        if not seen.words.isdisjoint(words):
            for match in pattern.finditer(seen.plain):
                yield _suggestion(seen, match.span(), why)
    for match in seen.find(_LIVES, _LIVES_WORDS):
        why = "A place where somebody is said to live."
        yield _suggestion(seen, match.span("place"), why)
    if seen.digits >= 5 and _STATE_CODE.search(seen.plain):
        for match in (*_TO_TOWN.finditer(seen.plain), *_CITY.finditer(seen.plain)):
            yield _suggestion(seen, match.span(), "A town with its state and ZIP code.")


def _suggestion(seen: Seen, place: tuple[int, int], why: str) -> Suggestion:
    start, end = place
    while seen.plain[end - 1] in " \n.,":
        end -= 1
    return Suggestion(Span(start, end), Kind.ADDRESS, "look", why, group_of(seen.plain[start:end]))


_WORD = re.compile(r"[\wÀ-ɏ']+")
_END = re.compile(
    r",|\n|\b(?:apt|apartment|unit|suite|ste|lot|trlr|trailer|room|rm|bldg|building|floor)\b|#"
)


def group_of(address: str) -> str:
    """Give an address in one spelling: house number and street, without unit and town.

    "14 Cedar Ln." and "14 Cedar Lane, Millbrook, FL" are one. A box, or a town that stands
    alone, is kept whole.
    """
    low = address.lower()
    first = low
    if low[0].isdigit() and (cut := _END.search(low)) and cut.start() > 3:
        first = low[: cut.start()]
    return " ".join(_SAME.get(word, word) for word in _WORD.findall(first))
