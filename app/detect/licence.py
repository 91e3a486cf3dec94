"""Driver licences: a word says so and a state's form fits, the request's own state first."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.detect.cues import named, words_of
from app.detect.kinds import Kind
from app.detect.seen import Seen
from app.detect.state_forms import STATE, is_licence, is_licence_of, state_of
from app.detect.suggestion import Suggestion, signs_of
from app.domain.spans import Span

WORDS = words_of(
    "driver drivers dl dln license licence lic oln operator operators licencia cdl d id odl "
    "chauffeur identification"
)
_SURE = (
    r"(?:driver'?s?'?|operator'?s?'?|chauffeur'?s?|commercial)\W{0,2}(?:licen[cs]e|lic)\b\.?"
    r"|c?dln?\b"
    r"|d[./] ?l\b\.?|o\.?l\.?n\b\.?|odl\b|licencia(?: de (?:conducir|manejar))?"
)
_WEAK = r"licen[cs]e|lic\b\.?|(?:state )?id(?:entification)?(?: card)?"
_VALUE = r"[A-Z0-9*]{1,19}(?:[ -]{1,3}[A-Z0-9*]{1,7}){0,5}"
_AFTER = rf"(?:\W{{0,3}}(?P<after>{STATE})(?=\W))?"
_NAMED = named(rf"(?:{_SURE}){_AFTER}", _VALUE)
_CALLED = named(rf"(?P<weak>{_WEAK}){_AFTER}", _VALUE)
_OTHER_LICENCE = re.compile(
    r"\b(?:plate|business|fishing|hunting|liquor|contractor|concealed|weapons?|marriage|software|"
    r"nursing|occupational|dog|employee|caller|user|apple|event|order|case|patient|member|product"
    r"|tax|taxpayer|employer|federal"
    r"|aetna|cigna|humana|cross|bcbs|usaa|geico|insurance|medicaid|medicare|health)\W{0,2}\Z",
    re.IGNORECASE,
)
_WORD = re.compile(r"[A-Za-z]{2,15}")
_TELLING = re.compile(r"[A-Z][0-9]{7,14}|[A-Z]{2}[0-9]{6,7}")
_BY_FORM = re.compile(
    r"\b[A-Z](?:[0-9]{3}-[0-9]{3}-[0-9]{2}-[0-9]{3}-[0-9]|[0-9]{3}-[0-9]{4}-[0-9]{4}(?:-[0-9]{2})?"
    r"|-[0-9]{3}-[0-9]{3}-[0-9]{3}-[0-9]{3}|[0-9]{4} [0-9]{5} [0-9]{5})(?![\w-])"
)


def find(seen: Seen) -> Iterator[Suggestion]:
    """Give the driver licences of a text."""
    for match in _BY_FORM.finditer(seen.plain):
        why = "A driver licence number by its form."
        group = signs_of(match[0])
        yield Suggestion(Span(*match.span()), Kind.DRIVER_LICENSE, "critical", why, group)
    for match in seen.find(_NAMED, WORDS):
        yield from _judged(seen, match, weak=False)
    for match in seen.find(_CALLED, WORDS):
        if not _is_another(seen, match):
            yield from _judged(seen, match, weak=True)


def _is_another(seen: Seen, match: re.Match[str]) -> bool:
    words = seen.plain[max(0, match.start() - 20) : match.start("weak")]
    return _OTHER_LICENCE.search(words) is not None


def _judged(seen: Seen, match: re.Match[str], *, weak: bool) -> Iterator[Suggestion]:
    said = state_of(match["after"] or "") or _state_before(seen.plain, match.start())
    start = match.start("value")
    for end in _ends(match["value"]):
        value = match["value"][:end]
        number = signs_of(value)
        why = _why(seen, number, said, weak=weak)
        if why and not seen.plain[start + end : start + end + 1].isalnum():
            span = Span(start, start + end)
            yield Suggestion(span, Kind.DRIVER_LICENSE, "critical", why, number)
            return


def _state_before(text: str, start: int) -> str:
    words = _WORD.findall(text, max(0, start - 24), start)
    return next((code for one in _tails(words) if (code := state_of(one))), "")


def _tails(words: list[str]) -> list[str]:
    return [" ".join(words[-2:]), words[-1]] if words else []


def _ends(value: str) -> list[int]:
    """Give where the first word ends, and each word that may belong to it; the longest first."""
    ends = [match.end() for match in re.finditer(r"[A-Za-z0-9*]+", value)]
    return ends[::-1]


def _why(seen: Seen, number: str, said: str, *, weak: bool) -> str:
    digits = sum(map(str.isdigit, number))
    if digits < (5 if weak or digits == len(number) else 4) or _is_date(number):
        return ""
    state = said or seen.state
    if is_licence_of(state, number) and not (weak and not said and number.isdigit()):
        return f"A driver licence number: the form is that of {state}."
    if weak:
        return "A driver licence number by its form and name." if _is_telling(number) else ""
    return (
        "A number called a driver licence, in a form that states use." if is_licence(number) else ""
    )


def _is_telling(number: str) -> bool:
    return _TELLING.fullmatch(number) is not None


def _is_date(number: str) -> bool:
    return len(number) == 8 and number[4:6] in {"19", "20"} and number[:2] <= "12"
