"""Words that say of a number what it is, and which of two stands nearer; knows no numbers."""

from __future__ import annotations

import re

_NUMBER = re.compile(r"[0-9]{4,}|[0-9][0-9-]{4,}[0-9]")
_SENTENCE_END = re.compile(r"[!?\n]|\.\s{1,4}(?=[A-Z])")
_FILLER = (
    r"(?: ?\((?![^()\n]{0,12}[0-9]{4})[^()\n]{1,16}\))?"
    r"(?:\W{0,3}\b(?:number|numbers|num|nbr|no|nos|nr|n[uú]mero|id|is|was|es|are|of|the|his|her|my"
    r"|our|their|your|it's|its|on file|on|reads?|shows?|as|like|del?|para|for|here|listed"
    r"|given|[eé]l|ella|su|mi|still|state|card|form|sheet|came back|comes back|returned)"
    r"\b\.?(?=\W)){0,5}"
)
_GAP = r"[\s:#=.,;/'\"()\[\]*-]{0,6}"

COUNTED = re.compile(
    r"\b(?:case(?! of\b)|cases|report|reports|incident|cad|rpt|docket|citation|cite|cfs|event"
    r"|complaint|(?<!\bon )file|ticket|invoice|order|account|acct|badge|serial|ref"
    r"|reference|warrant|claim|policy"
    r"|tracking|part|model|item|evidence|license|lic|plate|tag|vin|parcel|permit|confirmation"
    r"|receipt|booking|upc|sku|imei|routing|lot|po)\b",
    re.IGNORECASE,
)


def words_of(words: str) -> frozenset[str]:
    """Give the words of a list that is written with blanks between."""
    return frozenset(words.split())


def named(cue: str, value: str) -> re.Pattern[str]:
    """Make a pattern of a word and the number it names, as the group ``value``.

    Between the two may stand a few words such as "number is"; everything is bounded, so that no
    text takes long.
    """
    return re.compile(rf"(?<!\w)(?:{cue}){_FILLER}{_GAP}(?P<value>{value})", re.IGNORECASE)


def before(text: str, start: int, reach: int = 48) -> str:
    """Give the words before a place, back to the last number or the end of a sentence."""
    window = text[max(0, start - reach) : start]
    for pattern in (_NUMBER, _SENTENCE_END):
        for match in pattern.finditer(window):
            window = " " * match.end() + window[match.end() :]
    return window


def last_at(pattern: re.Pattern[str], text: str) -> int:
    """Give where the last match of a pattern begins; -1 where there is none."""
    at = -1
    for match in pattern.finditer(text):
        at = match.start()
    return at


def is_counted(text: str, start: int, unless: re.Pattern[str]) -> bool:
    """Say whether a word such as "invoice" stands nearer before a number than one of ``unless``."""
    words = before(text, start)
    return last_at(COUNTED, words) > last_at(unless, words)
