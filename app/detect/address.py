"""Street addresses: a house number with a street, a box, or a number where somebody lives."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.detect.suggestion import DASH, Suggestion
from app.domain.spans import Span

_TYPES = (
    "street|str|st|avenue|ave|av|road|rd|boulevard|blvd|drive|dr|lane|ln|court|ct|circle|cir"
    "|place|pl|terrace|ter|terr|trail|trl|way|highway|hwy|parkway|pkwy|square|sq|loop|alley|aly"
    "|plaza|plz|point|pt|cove|cv|crossing|xing|path|pass|run|row|ridge|rdg|bend|commons|crescent"
    "|cres|expressway|expy|freeway|fwy|turnpike|tpke|trace|trce|walk|mews|hollow|holw|heights|hts"
)
_SURE = (
    "street|st|avenue|ave|road|rd|boulevard|blvd|drive|dr|lane|ln|court|ct|circle|cir|terrace"
    "|highway|hwy|parkway|pkwy"
)
_DIRECTION = r"(?:(?:north|south|east|west|[nsew]|ne|nw|se|sw)\.?\s+)"
_AFTER_TYPE = r"(?:\s+(?:north|south|east|west|[nsew]|ne|nw|se|sw)\b\.?)?"
_NUMBER = rf"(?<![\w$#:.,/{DASH}])(?!0)\d{{1,6}}(?:[A-Za-z](?=\s))?(?:{{dash}}\d{{1,4}})?(?:\s1/2)?"
_HOUSE = _NUMBER.replace("{dash}", f"[{DASH}]")
_NOT_A_NAME = (
    r"(?!(?:in|on|at|the|of|to|from|off|down|up|by|and|or|a|an|is|are|was|were|with|for|my|your"
    r"|his|her|our|their|this|that|block|blocks|blk|min|mins|minutes?|hours?|hrs?|days?|weeks?"
    r"|miles?|feet|ft|yards?|people|persons|cars?|units?|officers?|cops?|guys?|kids?|am|pm|way"
    r"|lanes?|stops?|more|other|different|across|along|near|then|i|you|he|she|we|they|it|if|no"
    r"|not|just|out|over|into|via|per|percent|dollars?|bucks|times?|years?|months?|vehicles?)\b)"
)
_NAME = rf"{_NOT_A_NAME}(?:\d{{1,3}}(?:st|nd|rd|th)|[A-Za-zÀ-ɏ][\wÀ-ɏ'’.-]{{0,24}})"
_UNIT = (
    r"(?:,?\s+(?:(?:apt|apartment|unit|suite|ste|lot|trlr|trailer|room|rm|bldg|building|fl|floor)"
    r"\b\.?\s?#?\s?[\w-]{1,6}|#\s?[\w-]{1,6}))?"
)
_STATE = (
    r"(?:A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]"
    r"|T[NX]|UT|V[AT]|W[AIVY]|Alabama|Arizona|California|Florida|Georgia|Texas)"
)
_TOWN = (
    rf"(?-i:(?:,?\s+[A-Z][a-z'’.]+(?:\s[A-Z][a-z'’]+){{0,2}})?,?\s+{_STATE}\b\.?"
    rf"(?:\s+\d{{5}}(?:-\d{{4}})?\b)?|,?\s+\d{{5}}(?:-\d{{4}})?\b)?"
)
_SECOND = rf"(?:\s(?-i:(?=[A-Z]))(?:{_TYPES})\b\.?)?"
_TAIL = rf"{_SECOND}{_AFTER_TYPE}{_UNIT}{_TOWN}"

_STREET = re.compile(
    rf"{_HOUSE}\s+{_DIRECTION}?(?-i:(?:(?=[A-ZÀ-Þ\d]){_NAME}\s+){{1,4}}?)(?:{_TYPES})\b\.?{_TAIL}",
    re.IGNORECASE,
)
_SMALL = re.compile(
    rf"{_HOUSE}\s+{_DIRECTION}?(?:{_NAME}\s+){{1,2}}?(?:{_SURE})\b\.?(?!\s+[A-Z][a-z]+\s?['’]s){_TAIL}",
    re.IGNORECASE,
)
_ROUTE = re.compile(
    rf"{_HOUSE}\s+{_DIRECTION}?(?:(?:u\.?s\.?|state|county|old|fm|farm)\s+)?"
    rf"(?:highway|hwy|road|rd|route|rte|rt|sr|cr|fm)\.?\s+\d{{1,4}}\b{_TAIL}",
    re.IGNORECASE,
)
_FIRST = re.compile(
    rf"{_HOUSE}\s+(?:(?:calle|camino|avenida|via|v[ií]a|paseo|rua)\s+\w+(?:\s(?-i:[A-ZÀ-Þ])\w+){{0,2}}"
    rf"|broadway\b)(?=[\s,.;!?)]|$){_TAIL}",
    re.IGNORECASE,
)
_BOX = re.compile(
    rf"(?<!\w)(?:p\.?\s?o\.?\s?|post office\s)box\s+#?\d{{1,7}}\b{_TOWN}", re.IGNORECASE
)
_LIVES = re.compile(
    r"\b(?:lives?|living|stays?|staying|resides?|residing|moved|home|house|address|addr|residence"
    rf"|vive)\b(?:\s(?:is|was|are))?:?\s?(?:(?:at|to|in|en|over at)\s)?(?P<place>{_HOUSE}\s+"
    rf"(?-i:(?:(?=[A-ZÀ-Þ])(?!(?:January|February|March|April|May|June|July|August|September"
    rf"|October|November|December)\b){_NAME})(?:\s(?=[A-ZÀ-Þ]){_NAME}){{0,2}})(?:\s(?:{_TYPES})\b\.?)?"
    rf"{_TAIL})",
    re.IGNORECASE,
)


def find(text: str) -> Iterator[Suggestion]:
    """Give the street addresses of a text; a street without a house number is none."""
    for pattern in (_STREET, _SMALL, _ROUTE, _FIRST):
        for match in pattern.finditer(text):
            yield _suggestion(text, match.span(), "A house number with a street.")
    for match in _BOX.finditer(text):
        yield _suggestion(text, match.span(), "A post-office box.")
    for match in _LIVES.finditer(text):
        yield _suggestion(text, match.span("place"), "A place where somebody is said to live.")


def _suggestion(text: str, place: tuple[int, int], why: str) -> Suggestion:
    start, end = place
    while text[end - 1] in " \n.,":
        end -= 1
    return Suggestion(Span(start, end), "address", "look", why)
