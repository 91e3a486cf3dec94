"""Bank routing numbers, account numbers and international account numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.detect.cues import named, words_of
from app.detect.kinds import Kind
from app.detect.seen import Seen
from app.detect.suggestion import Level, Suggestion, digits_of
from app.domain.spans import Span

WORDS = words_of(
    "account accounts acct acc checking savings cuenta bank routing aba rtn rt chk sav"
)
_ROUTING = named(
    r"(?:aba|routing|rtn|r/t|bank transit)(?:/(?:aba|rtn|transit))?(?: (?:transit|code|aba))?",
    r"[0-9](?:[ -]?[0-9]){8}(?![0-9])",
)
_CHECK_LINE = re.compile(
    r"[⑆:|] ?(?P<routing>[0-9]{9}) ?[⑆:|] ?(?P<account>[0-9]{6,17})(?![0-9]) ?[⑈⑆|]?"
)
_BOTH = re.compile(
    r"\brouting(?:\W{1,3}and|\s?[/&])\W{0,2}(?:account|acct)(?: numbers?| nos?\.?)?\W{1,4}"
    r"(?P<routing>[0-9]{9})\W{1,4}(?P<account>[0-9]{6,17})(?![0-9])",
    re.IGNORECASE,
)
_ACCOUNT = named(
    r"(?:(?:bank|checking|savings|chk|sav|deposit|debit|wire|ach|cuenta|beneficiary"
    r"|payroll)\W{1,2})?"
    r"(?:accounts?(?! for\b)|acct|acc|a/c|cuenta(?: bancaria)?)(?: \((?:checking|savings)\))?"
    r"(?: (?:number|no\.?|#))?(?: (?:at|with|from) (?:\w{1,16} ){1,3}?(?=is|was|number|no\b))?"
    r"|checking|savings",
    r"[0-9](?:[ -]?[0-9]){5,16}(?![\w]|-[0-9]|[.][0-9])",
)
_ENDING = re.compile(
    r"\b(?:account|acct|checking|savings|cuenta)\b[^0-9\n]{0,16}?(?:ending(?: in| with)?|ends? in"
    r"|last (?:4|four)|terminada en|[x*•]{2,6})\W{0,3}(?P<value>[0-9]{4})(?![0-9])",
    re.IGNORECASE,
)
_OF_A_BANK = re.compile(
    r"\b(?:bank|banco|bancaria|checking|savings|chk|sav|deposit|routing|aba|wire|wired|ach|zelle"
    r"|credit union|direct|debit|transfer|funds|overdrawn|balance|chase|wells fargo|regions"
    r"|truist|citibank|payroll|iban|swift|check)\b",
    re.IGNORECASE,
)
_OF_OTHERS = re.compile(
    r"\b(?:water|electric|utility|utilities|power|gas|cable|internet|sewer|trash|customer|facebook"
    r"|instagram|twitter|user|login|e-?mail|rewards|loyalty|toll|sunpass|parking)\W{0,2}"
    r"(?:bill|service)?\W{0,2}(?:(?:account|acct|acc)\b.{0,24})?\Z",
    re.IGNORECASE,
)
_HEAD = re.compile(r"[A-Za-z]{2}[0-9]{2}(?<![A-Za-z0-9]....)")
_LENGTHS = {
    "AD": 24, "AE": 23, "AL": 28, "AT": 20, "AZ": 28, "BA": 20, "BE": 16, "BG": 22, "BH": 22,
    "BR": 29, "BY": 28, "CH": 21, "CR": 22, "CY": 28, "CZ": 24, "DE": 22, "DK": 18, "DO": 28,
    "EE": 20, "EG": 29, "ES": 24, "FI": 18, "FO": 18, "FR": 27, "GB": 22, "GE": 22, "GI": 23,
    "GL": 18, "GR": 27, "GT": 28, "HR": 21, "HU": 28, "IE": 22, "IL": 23, "IQ": 23, "IS": 26,
    "IT": 27, "JO": 30, "KW": 30, "KZ": 20, "LB": 28, "LC": 32, "LI": 21, "LT": 20, "LU": 20,
    "LV": 21, "MC": 27, "MD": 24, "ME": 22, "MK": 19, "MR": 27, "MT": 31, "MU": 30, "NL": 18,
    "NO": 15, "PK": 24, "PL": 28, "PS": 29, "PT": 25, "QA": 29, "RO": 24, "RS": 22, "SA": 24,
    "SC": 31, "SE": 24, "SI": 19, "SK": 24, "SM": 27, "SV": 28, "TL": 23, "TN": 24, "TR": 26,
    "UA": 29, "VA": 22, "VG": 24, "XK": 20,
}  # fmt: skip
"""How many letters and digits an account number has by country (ISO 13616)."""


def find(seen: Seen) -> Iterator[Suggestion]:
    """Give routing numbers with a fitting check digit, and numbers called an account."""
    if "⑆" in seen.text or "|" in seen.text or ":" in seen.text:
        yield from _side_by_side(seen.plain, _CHECK_LINE)
    if "routing" in seen.words:
        yield from _side_by_side(seen.plain, _BOTH)
    for match in seen.find_mended(_ROUTING, WORDS):
        digits = digits_of(match["value"])
        fits = is_routing(digits)
        why = (
            "A bank routing number: the check digit fits."
            if fits
            else "A number called a bank routing number, though its check digit does not fit."
        )
        level: Level = "critical" if fits else "look"
        yield Suggestion(Span(*match.span("value")), Kind.ROUTING, level, why, digits)
    for match in seen.find_mended(_ACCOUNT, WORDS):
        yield from _account(seen, match)
    for match in seen.find(_ENDING, WORDS):
        why = "The last four digits of an account number."
        span = Span(*match.span("value"))
        yield Suggestion(span, Kind.BANK_ACCOUNT, "look", why, match["value"])


def _account(seen: Seen, match: re.Match[str]) -> Iterator[Suggestion]:
    start, end = match.span("value")
    if _OF_OTHERS.search(seen.plain, max(0, match.start() - 24), start):
        return
    around = seen.plain[max(0, start - 80) : end + 40]
    span, digits = Span(start, end), digits_of(match["value"])
    if _OF_A_BANK.search(around):
        why = "A bank account number, named as such."
        yield Suggestion(span, Kind.BANK_ACCOUNT, "critical", why, digits)
    else:
        why = "A number called an account; whether it is a bank's decides."
        yield Suggestion(span, Kind.BANK_ACCOUNT, "look", why, digits)


def _side_by_side(text: str, pattern: re.Pattern[str]) -> Iterator[Suggestion]:
    for match in pattern.finditer(text):
        if is_routing(match["routing"]):
            why = "A bank routing number with an account number: the check digit fits."
            span = Span(*match.span("routing"))
            yield Suggestion(span, Kind.ROUTING, "critical", why, match["routing"])
            why = "An account number behind a bank routing number."
            span = Span(*match.span("account"))
            yield Suggestion(span, Kind.BANK_ACCOUNT, "critical", why, match["account"])


def is_routing(digits: str) -> bool:
    """Say whether nine digits are a routing number of the American Bankers Association."""
    start = int(digits[:2])
    if not (start <= 12 or 21 <= start <= 32 or 61 <= start <= 72 or start == 80):
        return False
    weights = (3, 7, 1) * 3
    total = sum(weight * int(digit) for weight, digit in zip(weights, digits, strict=True))
    return total % 10 == 0 and digits.strip("0") != ""


def find_iban(seen: Seen) -> Iterator[Suggestion]:
    """Give international account numbers: country, length and check digits must fit."""
    for match in _HEAD.finditer(seen.plain):
        length = _LENGTHS.get(match[0][:2].upper(), 0)
        end = _walk(seen.plain, match.start(), length)
        if end and is_iban(number := _signs(seen.plain[match.start() : end])):
            why = "An international bank account number: its check digits fit."
            yield Suggestion(Span(match.start(), end), Kind.IBAN, "critical", why, number)


def _walk(text: str, start: int, length: int) -> int:
    """Go over so many letters and digits, single blanks and dashes between; 0 if there are less."""
    count = 0
    for at in range(start, min(len(text), start + length * 2)):
        sign = text[at]
        if sign.isascii() and sign.isalnum():
            count += 1
            if count == length:
                return 0 if text[at + 1 : at + 2].isalnum() else at + 1
        elif sign not in " -" or text[at - 1] in " -":
            return 0
    return 0


def _signs(text: str) -> str:
    return text.replace(" ", "").replace("-", "").upper()


def is_iban(number: str) -> bool:
    """Say whether the check digits of an account number fit (ISO 7064, MOD 97-10)."""
    turned = number[4:] + number[:4]
    return int("".join(str(int(sign, 36)) for sign in turned)) % 97 == 1
