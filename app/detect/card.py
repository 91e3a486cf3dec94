"""Payment cards: the check digit, the length and the issuer must all fit."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.detect.suggestion import BLANK, DASH, Suggestion
from app.domain.spans import Span

_RUN = re.compile(
    rf"(?<![\w.{DASH}])(?<!\d[{BLANK}])\d(?:[{BLANK}{DASH}.]?\d){{12,18}}"
    rf"(?![\w]|[{DASH}.]\d)"
)
_ISSUERS: tuple[tuple[str, str, frozenset[int]], ...] = (
    ("Visa", r"4", frozenset({13, 16, 19})),
    (
        "Mastercard",
        r"5[1-5]|222[1-9]|22[3-9]\d|2[3-6]\d\d|27[01]\d|2720",
        frozenset({16}),
    ),
    ("American Express", r"3[47]", frozenset({15})),
    ("Discover", r"6011|64[4-9]|65", frozenset({16, 17, 18, 19})),
    ("Diners Club", r"30[0-5]|3[689]", frozenset({14, 16})),
    ("JCB", r"35(?:2[89]|[3-8]\d)", frozenset({16})),
    ("UnionPay", r"62", frozenset({16, 17, 18, 19})),
)


def find(text: str) -> Iterator[Suggestion]:
    """Give the payment card numbers of a text."""
    for match in _RUN.finditer(text):
        digits = re.sub(r"\D", "", match[0])
        issuer = issuer_of(digits)
        if issuer and is_luhn(digits) and _is_grouped(match[0]):
            why = f"A payment card number: the check digit fits, the issuer is {issuer}."
            yield Suggestion(Span(*match.span()), "card", "critical", why)


def issuer_of(digits: str) -> str:
    """Give the issuer that numbers of this beginning and length belong to; empty of none."""
    for name, beginning, lengths in _ISSUERS:
        if len(digits) in lengths and re.match(beginning, digits):
            return name
    return ""


def is_luhn(digits: str) -> bool:
    """Say whether the last digit is the check digit of the others (ISO/IEC 7812-1)."""
    total = 0
    for at, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + at % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0 and digits.strip("0") != ""


def _is_grouped(text: str) -> bool:
    """Leave out lists of small numbers: groups of a card have three digits at least."""
    groups = re.split(rf"[{BLANK}{DASH}.]", text)
    return len(groups) == 1 or all(len(group) >= 3 for group in groups)
