"""Telephone numbers in any punctuation, told apart from case numbers by their neighbours."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.detect.cues import COUNTED, before, last_at, words_of
from app.detect.kinds import Kind
from app.detect.seen import Seen
from app.detect.suggestion import Suggestion, digits_of
from app.domain.spans import Span

_GAP = r" ?[-./]? ?"
_EXTENSION = r"(?:[ ,]{0,2}(?:x|ext\.?|extension)[ .]?#? ?[0-9]{1,5})?"
_END = r"(?!\w|[-./,][0-9])"
_AREA = r"[2-9][0-9]{2}"

_TEN = re.compile(
    rf"{_AREA}(?: ?\))?{_GAP}{_AREA}{_GAP}[0-9]{{4}}{_EXTENSION}{_END}", re.IGNORECASE
)
_SEVEN = re.compile(rf"{_AREA} ?[-.] ?[0-9]{{4}}{_EXTENSION}{_END}", re.IGNORECASE)
_SPREAD = re.compile(rf"[2-9](?:[ .-]{{1,3}}[0-9]){{9}}{_END}")
_LOOSE = re.compile(rf"[2-9](?:[ .()-]{{0,3}}[0-9]){{9}}{_EXTENSION}{_END}", re.IGNORECASE)
_SAID_IN_PARTS = re.compile(
    rf"{_AREA}(?:, ?| ?\.{{2,3}} ?){_AREA}(?:, ?| ?\.{{2,3}} ?)[0-9]{{4}}{_END}"
)
_ABROAD = re.compile(
    rf"(?:\+(?<![\w+]\+)|011 (?<!\w011 ))(?!1\b"
    rf"|1[0-9]{{10}}\b)[2-9][0-9]{{0,2}}(?:{_GAP}\(?[0-9]\)?){{6,12}}{_END}"
)
_PREFIX = re.compile(
    r"(?:(?:(?<![\w$/=&@.,-])\+|(?<![\w$/=&@.,:+-])|(?<!\w)00)1 ?[-./]? ?)?(?:\( ?)?\Z"
)
_NEIGHBOUR = re.compile(r"[\w$/=&@#]\Z|[0-9][.,:/-]\Z")

_CALLED = re.compile(
    r"\b(?:call(?:ed|ing|s)?(?! number)|cell(?:phone)?|phones?|telephone|tel|mobile|fax"
    r"|text(?:ed|s)?|reach"
    r"|dial(?:ed)?|ring|voicemail|landline|whatsapp|contact|llama|tel[eé]fono|celular"
    r"|callback|ph)\b",
    re.IGNORECASE,
)
_LABELLED = re.compile(
    r"\b(?:(?:phone|mobile|cell|tel|telephone|fax|desk|tel[eé]fono|celular)"
    r"(?: (?:no|number))?\.?\s?[:#]"
    r"|call (?:me|us|him|her|back) (?:at|on)"
    r"|(?:answering|reached|reach (?:me|us|him|her)) (?:at|on)"
    r"|(?:messages|texts|calls) (?:to|from))\s{0,3}"
    rf"(?P<value>[+(]?[0-9](?:[ ().-]{{0,3}}[0-9]){{6,12}}{_EXTENSION})(?![\w/]|[.:-][0-9])",
    re.IGNORECASE,
)
_SUFFIXED = re.compile(
    r"(?<![\w/.:+-])(?P<value>[+(]?[0-9](?:[ ().-]{0,3}[0-9]){6,12})"
    r"(?:\s?-\s?|\s\(?)(?:office|fax|mobile|cell|home|work|desk)\b",
    re.IGNORECASE,
)
_COUNTRY = re.compile(
    rf"\+1[ .-]?\(?[0-9]{{3}}\)?[ .-]?[0-9]{{3}}[ .-]?[0-9]{{4}}{_EXTENSION}{_END}"
    rf"|(?<![\w/.:+-])[0-9]{{3}}[.-][0-9]{{3}}[.-][0-9]{{4}}x[0-9]{{1,5}}{_END}"
)
_LABELS = words_of(
    "phone mobile cell tel telephone fax desk teléfono telefono celular call answering reach "
    "reached messages texts calls office home work"
)
_DATE = re.compile(
    r"(?:[0-9]{1,2}[-/. ][0-9]{1,2}[-/. ])?(?:19|20)[0-9]{2}(?:[-/. ][0-9]{1,2}){0,2}"
)
_NUMBER_SAID = re.compile(r"\b(?:number|phone|cell|call|calling|reach|tel)\b", re.IGNORECASE)
_LOST = re.compile(
    r"\b(?:cell|phone|tel|telephone|mobile|call|text|fax)\W{0,8}(?:\w{1,20}\W{0,4})?\Z",
    re.IGNORECASE,
)
_SAID_AFTER = re.compile(
    r"\W{0,3}(?:(?:it|that|which)\s{1,3})?(?:(?:is|was|as)\s{1,3})?(?:(?:the|your|our|my|a|an"
    r"|that)\s{1,3})?(?:\w{1,20}\s{1,3})?"
    r"(?:case|report|incident|cad|citation|docket)\b",
    re.IGNORECASE,
)
_MOMENT = re.compile(r"20[0-3][0-9](?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-2][0-9]")

_NAMES = words_of("cell phone tel telephone mobile call text fax")


def find(seen: Seen) -> Iterator[Suggestion]:
    """Give the telephone numbers of a text.

    North American numbers: area code and exchange begin with 2 to 9 and are no service code
    such as 911. A number after "case", "report", "CAD" and the like is none, unless a word
    such as "call" stands nearer.
    """
    yield from _whole(seen)
    for match in _SEVEN.finditer(seen.mended):
        if match[0][1:3] != "11" and not _looks_like_years(match[0]):
            yield from _placed(seen, match, local=True)
    for match in _SAID_IN_PARTS.finditer(seen.mended):
        if _NUMBER_SAID.search(seen.plain, max(0, match.start() - 80), match.start()):
            yield from _unless_counted(seen, match.start(), match.end())
    yield from _said_so(seen)
    for match in _ABROAD.finditer(seen.mended):
        yield from _unless_counted(seen, match.start(), match.end())


def _said_so(seen: Seen) -> Iterator[Suggestion]:
    """Give numbers of any country that a label calls telephone numbers."""
    for match in _COUNTRY.finditer(seen.mended):
        yield from _unless_counted(seen, match.start(), match.end())
    for pattern in (_LABELLED, _SUFFIXED):
        for match in seen.find_mended(pattern, _LABELS):
            if not _DATE.fullmatch(match["value"]) and len(digits_of(match["value"])) >= 7:
                yield from _unless_counted(seen, *match.span("value"))


def _whole(seen: Seen) -> Iterator[Suggestion]:
    for pattern in (_TEN, _SPREAD):
        for match in pattern.finditer(seen.mended):
            if _is_number(digits_of(match[0])) and not _MOMENT.fullmatch(match[0]):
                yield from _placed(seen, match)
    for match in seen.find_mended(_LOOSE, _NAMES):
        said = _LOST.search(seen.mended, max(0, match.start() - 24), match.start())
        if said and _is_number(digits_of(match[0])):
            yield from _placed(seen, match)


def _is_number(digits: str) -> bool:
    return digits[1:3] != "11" and digits[3] in "23456789" and digits[4:6] != "11"


def _looks_like_years(text: str) -> bool:
    return "." in text and text.endswith("0000")


def _placed(seen: Seen, match: re.Match[str], *, local: bool = False) -> Iterator[Suggestion]:
    """Take in a country code and a bracket before a number; leave a longer number alone."""
    text = seen.mended
    window = text[max(0, match.start() - 8) : match.start()]
    prefix = None if local else _PREFIX.search(window)
    taken = len(prefix[0]) if prefix else 0
    ahead = window[: len(window) - taken]
    if _NEIGHBOUR.search(ahead) or (ahead.endswith("+") and not taken):
        return
    yield from _unless_counted(seen, match.start() - taken, match.end())


def _unless_counted(seen: Seen, start: int, end: int) -> Iterator[Suggestion]:
    words = before(seen.plain, start)
    counted, called = last_at(COUNTED, words), last_at(_CALLED, words)
    said_after = _SAID_AFTER.match(seen.plain, end, end + 40)
    if counted > called or (called < 0 and said_after):
        return
    why = "A telephone number, and a word before it says so." if called >= 0 else (
        "A telephone number by its form; whose it is decides."
    )  # fmt: skip
    group = _group(seen.mended[start:end])
    yield Suggestion(Span(start, end), Kind.PHONE, "look", why, group)


def _group(text: str) -> str:
    """Give the digits without the North American country code and the extension."""
    bare = re.split(r"[xXeE]", text)[0]
    digits = digits_of(bare)
    return digits[1:] if len(digits) == 11 and digits[0] == "1" else digits
