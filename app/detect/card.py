"""Payment cards: the check digit, the length and the issuer must all fit."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.detect.cues import before, named, words_of
from app.detect.kinds import Kind
from app.detect.seen import Seen
from app.detect.suggestion import Suggestion, digits_of
from app.domain.spans import Span

WORDS = words_of(
    "card cards visa mastercard mc amex discover credit debit cc cvv cvc cvn tarjeta security"
)
_RUN = re.compile(
    r"[0-9](?<![\w.-][0-9])(?<![0-9] [0-9])(?:[ .-]{0,3}[0-9]){12,18}(?!\w|[-.][0-9])"
)
_GROUP = re.compile(r"[0-9]+")
_CUE = re.compile(
    r"\b(?:cards?|visa|mastercard|mc|amex|american express|discover|credit|debit|cc|tarjeta)\b",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\b(?:tracking|imei|meid|serial|confirmation|order|invoice|ref|reference|upc|iccid"
    r"|account|acct|checking|savings)"
    r"(?: (?:no|number|num|id|code)\b\.?)?\W{0,4}\Z",
    re.IGNORECASE,
)
_CODE = named(r"cvv2?|cvc2?|cvn", r"[0-9]{3,4}(?![0-9])")
_NAMED = named(
    r"(?:credit |debit |bank |payment )?cards?(?<!gift card)(?<!library card)|cc|visa|mastercard"
    r"|amex|tarjeta",
    r"[0-9](?:[ -]?[0-9]){11,18}(?![0-9]|[-.][0-9])",
)
_SECURITY = re.compile(
    r"\bsecurity (?:code|no\.?|number|#)(?: (?:on|at) the back)?"
    r"(?: of (?:the|my|her) card)?(?: is| was)?\W{0,3}(?P<value>[0-9]{3,4})(?![\w#*]|[-.][0-9])",
    re.IGNORECASE,
)
_CARD_NEAR = re.compile(
    r"\b(?:cards?|visa|mastercard|mc|amex|discover|debit|credit|exp(?:ir\w{1,4})?\b\.?"
    r"|good (?:thru|through))",
    re.IGNORECASE,
)
_LAST_FOUR = re.compile(
    r"\b(?:(?:cards?|visa|mastercard|mc|amex|discover|debit|credit|tarjeta)\b[^0-9\n]{0,24}?"
    r"(?:ending(?: in| with)?|ends? in|last (?:4|four)|terminada en|[x*•]{2,4}|\bx|\.{3})"
    r"|(?:last )?(?:4|four)(?: digits?)?(?: (?:on|of))? (?:the|my|his|her) (?:\w{4,10} )?card"
    r"(?: is| are)?)"
    r"\W{0,3}(?P<value>[0-9]{4})(?![0-9])",
    re.IGNORECASE,
)
_BACK = re.compile(
    r"\b(?P<value>[0-9]{3,4}) on the back of (?:the|my|his|her) card\b", re.IGNORECASE
)
_CROSSED_OUT = re.compile(r"[xX*•](?<!\w[xX*•])[xX*•]{3}(?:[ -]?[xX*•]{4}){2}[ -]?[0-9]{4}(?!\w)")
_ISSUERS: tuple[tuple[str, re.Pattern[str], frozenset[int]], ...] = (
    ("Visa", re.compile("4"), frozenset({13, 16, 19})),
    (
        "Mastercard",
        re.compile(r"5[1-5]|222[1-9]|22[3-9][0-9]|2[3-6][0-9][0-9]|27[01][0-9]|2720"),
        frozenset({16}),
    ),
    ("American Express", re.compile("3[47]"), frozenset({15})),
    ("Discover", re.compile("6011|64[4-9]|65"), frozenset({16, 17, 18, 19})),
    ("Diners Club", re.compile("30[0-5]|3[689]"), frozenset({14, 16})),
    ("JCB", re.compile("35(?:2[89]|[3-8][0-9])"), frozenset({16})),
    ("UnionPay", re.compile("62"), frozenset({16, 17, 18, 19})),
    ("Maestro", re.compile("50[0-9]|5[6-9]|6304|6759|676[1-3]"), frozenset({16, 18, 19})),
)


def find(seen: Seen) -> Iterator[Suggestion]:
    """Give the payment card numbers of a text, whole or their last four digits."""
    if seen.digits >= 7:
        for match in _RUN.finditer(seen.mended):
            yield from _judged(seen, match)
    for match in seen.find_mended(_NAMED, WORDS):
        digits = digits_of(match["value"])
        fits = is_luhn(digits) and issuer_of(digits)
        if not fits and _is_grouped(match["value"]):
            why = "A number called a payment card, though its check digit or issuer does not fit."
            yield Suggestion(Span(*match.span("value")), Kind.CARD, "look", why, digits)
    yield from _codes(seen)
    for match in seen.find(_LAST_FOUR, WORDS):
        why = "The last four digits of a payment card."
        yield Suggestion(Span(*match.span("value")), Kind.CARD, "look", why, match["value"])
    for match in _CROSSED_OUT.finditer(seen.plain):
        why = "The last four digits of a crossed-out payment card number."
        yield Suggestion(Span(*match.span()), Kind.CARD, "look", why, digits_of(match[0]))


def _codes(seen: Seen) -> Iterator[Suggestion]:
    for match in seen.find_mended(_CODE, WORDS):
        yield _code(match, "The security code of a payment card, named as such.")
    for pattern in (_SECURITY, _BACK):
        for match in seen.find(pattern, WORDS):
            around = seen.plain[max(0, match.start() - 60) : match.end() + 40]
            if "on the back" in match[0].lower() or _CARD_NEAR.search(around):
                yield _code(match, "The security code of a payment card: a card is spoken of.")


def _code(match: re.Match[str], why: str) -> Suggestion:
    return Suggestion(Span(*match.span("value")), Kind.CARD, "critical", why, match["value"])


def _judged(seen: Seen, match: re.Match[str]) -> Iterator[Suggestion]:
    """Take the longest run of groups that is a card; times and the like may stand beside it."""
    said = _CUE.search(before(seen.plain, match.start())) is not None
    groups = [group.span() for group in _GROUP.finditer(match[0])]
    for first, last in _runs(len(groups)):
        start, end = match.start() + groups[first][0], match.start() + groups[last][1]
        number = seen.mended[start:end]
        issuer = issuer_of(digits := digits_of(number))
        if not issuer or not is_luhn(digits) or not (said or _is_grouped(number)):
            continue
        if not _COUNTED.search(seen.plain, max(0, start - 48), start):
            why = f"A payment card number: the check digit fits, the issuer is {issuer}."
            yield Suggestion(Span(start, end), Kind.CARD, "critical", why, digits)
        return


def _runs(count: int) -> Iterator[tuple[int, int]]:
    """Give first and last of runs of groups, the longest first."""
    for length in range(count, 0, -1):
        for first in range(count - length + 1):
            yield first, first + length - 1


def issuer_of(digits: str) -> str:
    """Give the issuer that numbers of this beginning and length belong to; empty of none."""
    for name, beginning, lengths in _ISSUERS:
        if len(digits) in lengths and beginning.match(digits):
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
    groups = [group for group in re.split(r"[ .-]+", text) if group]
    return all(len(group) >= 3 for group in groups)
