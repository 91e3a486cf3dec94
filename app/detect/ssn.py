"""Social Security numbers, whole, in part or crossed out, and taxpayer numbers of persons."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.detect.cues import before, is_counted, named, words_of
from app.detect.kinds import Kind
from app.detect.seen import Seen
from app.detect.suggestion import Suggestion, digits_of
from app.domain.spans import Span

ADVERTISED = frozenset({"078051120", "219099999", "457555462"})
"""Numbers that were printed in advertisements and are nobody's."""

WORDS = words_of("ssn ss soc social socials s seguro ssan itin taxpayer tax tin xxx xx xxxxx")
_CUE = (
    r"ssn|ssan|soc\b|social(?: sec(?:urity)?\b\.?)?|ss\s?#|ss\s?num(?:ber)?\b|ss\s?no\b\.?"
    r"|ss(?=\W{0,2}[0-9])|s\.\s?s\.\s?n\.?|seguro social"
)
_WHOLE = re.compile(
    r"[0-9](?<![\w./$-][0-9])[0-9]{2}( ?- ?| ?\. ?| )[0-9]{2}( ?- ?| ?\. ?| )[0-9]{4}"
    r"(?!\w|[-.][0-9])"
)
_BARE = re.compile(r"[0-9](?<![\w./-][0-9])[0-9]{8}(?!\w|[-.][0-9])")
_LOOSE = named(_CUE, r"[0-9](?:[ .-]{0,3}[0-9]){8}(?![0-9])")
_BEHIND = re.compile(
    r"\W{0,3}(?:(?:is|was|for)\s)?(?:(?:the|her|his|my|their)\s)?(?:ssn|social)\b", re.IGNORECASE
)
_NAMED = re.compile(rf"(?<![A-Za-z])(?:{_CUE})", re.IGNORECASE)
_TAXPAYER = re.compile(
    r"\b(?:itin|tin|tax(?:payer)?(?:'s)? (?:id|identification))\b", re.IGNORECASE
)
_CROSSED_OUT = re.compile(r"[xX*#•](?<!\w[xX*#•])[xX*#•]{2}[ -]?[xX*#•]{2}[ -]?[0-9]{4}(?!\w)")
_LAST_FOUR = re.compile(
    r"(?:\b(?:ssn|social(?: security)?)\b[^.\n0-9]{0,30}?(?:last\s?(?:4|four)|l4|end(?:s"
    r"|ing)?(?: in)?)"
    r"|\b(?:last\s?(?:4|four)|l4)(?: digits)?\W{1,2}(?:(?:of|on) )?(?:\w{1,16} ){0,2}?"
    r"(?:ssn|soc|social(?: security)?)\b)[^0-9\n]{0,20}?(?<![0-9])(?P<value>[0-9]{4})(?![0-9])",
    re.IGNORECASE,
)


def find(seen: Seen) -> Iterator[Suggestion]:
    """Give the Social Security numbers of a text.

    A number written with dashes needs no word for it, nine bare digits need one such as "SSN"
    near them. Areas 000, 666 and 900 to 999, group 00 and serial 0000 are never given out and
    are left alone.
    """
    for match in _WHOLE.finditer(seen.mended):
        if match[1].strip() == match[2].strip():
            yield from _by_form(seen, match)
    for match in seen.find_mended(_BARE, WORDS):
        yield from _bare(seen, match)
    for match in seen.find_mended(_LOOSE, WORDS):
        yield from _judged(match.span("value"), match["value"])
    for match in _CROSSED_OUT.finditer(seen.plain):
        yield _last_four(match.span(), match[0], "crossed-out")
    for match in seen.find_mended(_LAST_FOUR, WORDS):
        yield _last_four(match.span("value"), match["value"], "shortened")


def _bare(seen: Seen, match: re.Match[str]) -> Iterator[Suggestion]:
    words = before(seen.plain, match.start(), 40)
    behind = _BEHIND.match(seen.plain, match.end(), match.end() + 30)
    if behind or _NAMED.search(words):
        yield from _judged(match.span(), match[0])
    elif _TAXPAYER.search(words):
        yield from _taxpayer(match.span(), match[0], named_so=True)


def _by_form(seen: Seen, match: re.Match[str]) -> Iterator[Suggestion]:
    if is_counted(seen.plain, match.start(), _NAMED):
        return
    words = before(seen.plain, match.start(), 40)
    sure = match[1].strip() != "" or _NAMED.search(words) is not None
    yield from _judged(match.span(), match[0], sure=sure)
    yield from _taxpayer(match.span(), match[0], named_so=_TAXPAYER.search(words) is not None)


def _judged(place: tuple[int, int], number: str, *, sure: bool = True) -> Iterator[Suggestion]:
    digits = digits_of(number)
    if not is_valid(digits[:3], digits[3:5], digits[5:]):
        return
    if digits in ADVERTISED:
        why = "A Social Security number that was printed in advertisements and is nobody's."
        yield Suggestion(Span(*place), Kind.SSN, "look", why, digits)
    elif sure:
        why = "A Social Security number by its form."
        yield Suggestion(Span(*place), Kind.SSN, "critical", why, digits)
    else:
        why = "Three, two and four digits, as a Social Security number has them."
        yield Suggestion(Span(*place), Kind.SSN, "look", why, digits)


def _taxpayer(place: tuple[int, int], number: str, *, named_so: bool) -> Iterator[Suggestion]:
    digits = digits_of(number)
    if not is_taxpayer(digits[:3], digits[3:5]):
        return
    if named_so:
        why = "A taxpayer number (ITIN), named as such."
        yield Suggestion(Span(*place), Kind.ITIN, "critical", why, digits)
    elif "-" in number:
        why = "A taxpayer number (ITIN) by its form."
        yield Suggestion(Span(*place), Kind.ITIN, "look", why, digits)


def is_valid(area: str, group: str, serial: str) -> bool:
    """Say whether such a number can have been given out."""
    return area not in {"000", "666"} and area < "900" and group != "00" and serial != "0000"


def is_taxpayer(area: str, group: str) -> bool:
    """Say whether a number has the form of an individual taxpayer number."""
    return area >= "900" and (
        "50" <= group <= "65" or ("70" <= group <= "99" and group not in {"89", "93"})
    )


def _last_four(place: tuple[int, int], number: str, how: str) -> Suggestion:
    why = f"The last four digits of a {how} Social Security number."
    return Suggestion(Span(*place), Kind.SSN, "look", why, digits_of(number))
