"""All forms of a number, a plate or an e-mail address: any punctuation, misread signs; pure."""

from __future__ import annotations

import re

from app.detect.forms import Found, Probe, apart
from app.detect.lexicon import Lexicon
from app.detect.likeness import Likeness
from app.domain.spans import Span
from app.domain.words import placed_words

_SIGNS = "\\s.\\-\u2010-\u2015\u2212()/_\u00b7>|"
_GAP = f"[{_SIGNS}]{{0,4}}"
_LOOKS = {
    "0": "[0OoQ]", "1": "[1Il|]", "2": "[2Zz]", "5": "[5Ss]", "6": "[6Gb]", "8": "[8B]",
    "9": "[9gq]", "o": "[oO0]", "i": "[iIl1|]", "l": "[lLI1|]", "s": "[sS5]", "b": "[bB8]",
    "z": "[zZ2]", "g": "[gG96]", "q": "[qQ0]",
}  # fmt: skip
_PHONE_DIGITS = 10
_LOCAL_DIGITS = 7
_TAIL = 4


def compact(text: str) -> str:
    """Give the letters and digits of a number, small."""
    return "".join(sign for sign in text.casefold() if sign.isalnum())


def phone_digits(text: str) -> str:
    """Give the last ten digits of a phone number; empty where the text is none."""
    digits = re.sub(r"\D", "", text)
    is_plain = re.fullmatch(r"[\s\d+().\-\u2010-\u2015\u2212/]+", text) is not None
    return digits[-_PHONE_DIGITS:] if is_plain and 7 <= len(digits) <= 13 else ""


class NumberForms:
    """The forms of a number that may hold letters.

    Args:
        text: as it was marked.
        lexicon: the words among which misread ones are looked for.
        is_phone: whether a country's 1 may stand before it and its area may be left out.
    """

    def __init__(self, text: str, lexicon: Lexicon, *, is_phone: bool) -> None:
        self._plain = phone_digits(text) if is_phone else compact(text)
        self._shown = " ".join(text.split()).casefold()
        self._is_phone = is_phone and len(self._plain) == _PHONE_DIGITS
        self.group = self._plain
        before = rf"(?:\+?1{_GAP})?\(?" if self._is_phone else ""
        self._whole = re.compile(rf"(?<![^\W_]){before}{_spaced(self._plain)}(?![^\W_])")
        self._local = re.compile(rf"(?<![^\W_]){_spaced(self._plain[-_LOCAL_DIGITS:])}(?![^\W_])")
        self.probe = Probe(frozenset(_met_by(text, self._plain, lexicon, self._is_phone)))

    def find(self, text: str) -> list[Found]:
        """Give where any form stands."""
        found = [self._judged(match) for match in self._whole.finditer(text)]
        if self._is_phone:
            found += [
                Found(Span(*match.span()), Likeness.PART)
                for match in self._local.finditer(text)
                if not re.search(
                    rf"[0-9][{_SIGNS}]{{0,3}}$", text[max(0, match.start() - 5) : match.start()]
                )
            ]
        return apart(found)

    def _judged(self, match: re.Match[str]) -> Found:
        said = compact(match[0])
        span = Span(*match.span())
        if said[-len(self._plain) :] != self._plain:
            return Found(span, Likeness.MISREAD)
        same = " ".join(match[0].split()).casefold() == self._shown
        return Found(span, Likeness.SAME if same else Likeness.PUNCTUATION)


class MailForms:
    """The forms of an e-mail address: as it is, spoken, and its first part as a handle."""

    def __init__(self, text: str, lexicon: Lexicon) -> None:
        address = text.strip().casefold().removeprefix("mailto:")
        local, _, domain = address.partition("@")
        self.group = address
        self._address = address
        parts = [word for word, _, _ in placed_words(local)]
        hosts = [word for word, _, _ in placed_words(domain)]
        dot = r"(?:\s?[\[(]?\s?dot\s?[\])]?\s?|\s?[._-]\s?)"
        at = r"\s?[\[(]?\s?(?:at|@)\s?[\])]?\s?"
        name = dot.join(map(re.escape, parts))
        whole = rf"(?<![\w.+-]){name}{at}{dot.join(map(re.escape, hosts))}(?![\w-])"
        self._whole = re.compile(whole, re.IGNORECASE)
        glued = "".join(parts)
        as_handle = rf"@?(?<![\w.+-])(?:{re.escape(local)}|{re.escape(glued)})(?![\w-])"
        is_rare = len(glued) > _TAIL + 1
        self._handle = re.compile(as_handle if is_rare else r"(?!)", re.IGNORECASE)
        longest = max(parts, key=len, default=address)
        self.probe = Probe(frozenset({longest, glued, *lexicon.misread(longest)}))

    def find(self, text: str) -> list[Found]:
        """Give where any form stands."""
        found = [
            Found(
                Span(*match.span()),
                Likeness.SAME if match[0].casefold() == self._address else Likeness.PUNCTUATION,
            )
            for match in self._whole.finditer(text)
        ]
        found += [
            Found(Span(*match.span()), Likeness.PART) for match in self._handle.finditer(text)
        ]
        return apart(found)


def _spaced(plain: str) -> str:
    return _GAP.join(_LOOKS.get(sign) or _either(sign) for sign in plain)


def _either(sign: str) -> str:
    return (
        f"[{sign}{sign.upper()}]" if sign.isalpha() and len(sign.upper()) == 1 else re.escape(sign)
    )


def _met_by(text: str, plain: str, lexicon: Lexicon, is_phone: bool) -> set[str]:  # noqa: FBT001 - a fact, not a switch
    """Give the words by which a text with the number is met: its longest part, in any company."""
    parts = [word for word, _, _ in placed_words(text)] or [plain]
    part = plain[-_TAIL:] if is_phone else max(parts, key=len)
    wanted = {part, plain, *lexicon.misread(part), *lexicon.misread(plain)}
    if is_phone:
        wanted.add("1" + plain)
    if len(part) >= _TAIL:
        wanted.update(lexicon.holding(part))
    return wanted
