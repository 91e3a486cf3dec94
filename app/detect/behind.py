"""Numbers that a word behind them names ("ABC 123 is the tag"); knows none that stand first."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from app.detect.cues import words_of
from app.detect.kinds import Kind
from app.detect.named import has_digits
from app.detect.seen import Seen
from app.detect.state_forms import is_licence, is_plate
from app.detect.suggestion import Level, Suggestion, signs_of
from app.domain.spans import Span

_JOIN = (
    r"(?:(?:,|\s(?:is|was|as|for|=))?\s|\s\()(?:(?:it's|that's|which is)\s)?"
    r"(?:(?:the|her|his|my|their|our|your|a|an)\s)?(?:[A-Z]{2}\s|florida\s|georgia\s|wi-?fi\s|us\s)?"
)
_EDGE = r"(?<![\w$#./-])"


def _row(value: str, cue: str) -> re.Pattern[str]:
    return re.compile(rf"{_EDGE}(?P<value>{value}){_JOIN}(?:{cue})\b", re.IGNORECASE)


def _is_mixed_plate(group: str) -> bool:
    letters = sum(map(str.isalpha, group))
    return is_plate(group) and letters > 1 and len(group) - letters > 1


@dataclass(frozen=True, slots=True)
class _Behind:
    kind: Kind
    words: frozenset[str]
    pattern: re.Pattern[str]
    fits: Callable[[str], bool]
    level: Level = "critical"


_ROWS: tuple[_Behind, ...] = (
    _Behind(
        Kind.PLATE,
        words_of("tag tags plate plates"),
        _row(r"[A-Z0-9]{5,7}|[A-Z0-9]{2,4}[ -][A-Z0-9]{2,4}", r"(?:licen[cs]e )?(?:tags?|plates?)"),
        _is_mixed_plate,
        "look",
    ),
    _Behind(
        Kind.DRIVER_LICENSE,
        words_of("dl dln oln license licence"),
        _row(
            r"[A-Z][0-9]{3}[ -]?[0-9]{3}[ -]?[0-9]{2}[ -]?[0-9]{3}[ -]?[0-9]|[A-Z]{0,2}[0-9]{7,12}",
            r"dln?|oln|(?:driver'?s? )?licen[cs]e(?! plate)",
        ),
        is_licence,
    ),
    _Behind(
        Kind.PASSPORT,
        words_of("passport"),
        _row(r"[A-Z]{0,2}[0-9]{6,9}", r"passport"),
        has_digits(6),
    ),
    _Behind(
        Kind.MEDICAL,
        words_of("mrn medical chart prescription medicaid medicare"),
        _row(
            r"[A-Z]?[0-9][0-9-]{4,12}[0-9]", r"mrn|medical record|chart number|prescription number"
        ),
        has_digits(5),
    ),
    _Behind(
        Kind.INSURANCE,
        words_of("policy member claim insurance"),
        _row(
            r"[A-Z]{0,3}[0-9](?:[ -]?[0-9]){6,14}",
            r"(?:insurance )?policy number|member (?:id|number)|claim number|insurance number",
        ),
        has_digits(6),
    ),
    _Behind(
        Kind.IMMIGRATION,
        words_of("a alien uscis"),
        _row(r"A?-?[0-9]{3}-?[0-9]{3}-?[0-9]{3}", r"a[ -]?number|alien number|uscis number"),
        has_digits(8),
    ),
    _Behind(
        Kind.BANK_ACCOUNT,
        words_of("account acct checking"),
        _row(r"[0-9](?:[ -]?[0-9]){6,15}", r"(?:bank )?(?:account|acct) (?:number|no)|checking"),
        has_digits(7),
    ),
    _Behind(
        Kind.FILE_NUMBER,
        words_of("case report incident cad docket citation"),
        _row(r"[A-Z][0-9]{7,10}", r"(?:case|report|incident|cad|docket|citation) (?:number|no)"),
        has_digits(7),
        "look",
    ),
    _Behind(
        Kind.DOOR_CODE,
        words_of("gate door alarm garage lockbox keypad"),
        _row(
            r"[#*]?[0-9]{4,6}[#*]?",
            r"(?:gate|door|alarm|garage|lock ?box|keypad|entry) code"
            r"|(?<=for the )(?:gate|door|garage|front door|back door)",
        ),
        has_digits(4),
    ),
    _Behind(
        Kind.PASSWORD,
        words_of("password pw passcode"),
        _row(r"(?=\S{0,20}[0-9])(?=\S{0,20}[A-Za-z])[^\s'\",;/@:]{6,40}", r"password|pw|passcode"),
        has_digits(1),
    ),
)


def find(seen: Seen) -> Iterator[Suggestion]:
    """Give the numbers of a text that the words behind them name."""
    for row in _ROWS:
        for match in seen.find(row.pattern, row.words):
            group = signs_of(match["value"])
            if row.fits(group):
                why = "A word behind it says what it is."
                yield Suggestion(Span(*match.span("value")), row.kind, row.level, why, group)
