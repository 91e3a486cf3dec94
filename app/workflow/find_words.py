"""Find the same words in every printable text of a request's records."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from app.documents.regions import SURE_ANYWHERE
from app.domain.ids import RecordId
from app.domain.places import places_of, text_at
from app.domain.records import Record
from app.domain.redaction import Place, SpanTarget
from app.domain.spans import Span
from app.domain.words import ALONE
from app.vault.folder import Vault

CHUNK = 500
_UNSEEN = "[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff]*"
_QUOTES = "['\u2018\u2019\u02bc\u00b4`]"
_APART = "[ .\u00a0\u2009\u00b7\u2010\u2011_-]"
_LEAST_SPACED = 5
SURE_INSIDE = 6
"""From this length on a word is also looked for inside others, such as an address."""
_NO_LETTER_BEFORE, _NO_LETTER_AFTER = r"(?<![^\W_])", r"(?![^\W_])"
_BLANKS = rf"{_UNSEEN}\s{_UNSEEN}(?:\s{_UNSEEN})*"
_GLUED = rf"(?:{_BLANKS}|{_UNSEEN}{_APART}?{_UNSEEN})"
_HYPHENS = "[-\u2010-\u2015\u2212]"


@dataclass(frozen=True, slots=True)
class Match:
    """One place where the words stand."""

    record: RecordId
    place: Place
    span: Span

    @property
    def target(self) -> SpanTarget:
        """Give it as what a redaction withholds."""
        return SpanTarget(self.span, self.place)


def pattern_of(words: str, *, inside: bool = False) -> re.Pattern[str]:
    """Give the pattern of literal words: any case, whole words, any run of blanks.

    A word ends beside anything but a letter or digit, so that ``(555)`` and ``_Doe_`` are found;
    and where letters meet digits, small letters meet capitals or a script without blanks begins,
    for words are glued to one another in files and names: ``DoeSSN``, ``Doe1970``. Words that have
    eight letters and digits or more are also found joined without a blank, and inside others, as
    all are with ``inside``; but a short word at their edge must begin or end as one.

    Signs that are written in several ways are found in each: apostrophes, hyphens, letters with
    their accent in one code or two; and what cannot be seen between letters is passed over. A
    word of five letters or more is also found where one blank, dot, hyphen or rule stands
    between all of them.
    """
    parts = [_literal(part) for part in words.split()]
    if not parts:
        return re.compile(r"(?!)")
    is_sure = sum(map(str.isalnum, words)) >= SURE_ANYWHERE
    first, last = words.split(maxsplit=1)[0], words.rsplit(maxsplit=1)[-1]
    inner = (_GLUED if is_sure else _BLANKS).join(parts)
    if re.match(r"\w", first) and not inside and not (is_sure and len(first) >= SURE_INSIDE):
        begins = _sign(_composed(first)[0])
        inner = f"(?={begins})(?:{_NO_LETTER_BEFORE}|{_within_word()}){inner}"
    if re.search(r"\w$", last) and not inside and not (is_sure and len(last) >= SURE_INSIDE):
        inner += f"(?:{_NO_LETTER_AFTER}|{_within_word()})"
    return re.compile(inner, re.IGNORECASE)


def glued_pattern(words: str) -> re.Pattern[str] | None:
    """Give the pattern of words, as they are written, that begin or end a longer word."""
    if not re.search(r"[^\W\d_]", words):
        return None
    inner = re.escape(words.strip())
    return re.compile(
        f"{_NO_LETTER_BEFORE}{inner}(?=[^\\W_])|(?<=[^\\W_]){inner}{_NO_LETTER_AFTER}"
    )


@cache
def _within_word() -> str:
    """Give the pattern of the places between letters and digits at which a word may end."""
    small, capital, letter = _letters("Ll"), _letters("Lu"), r"[^\W\d_]"
    return (
        rf"(?<=\d)(?={letter})|(?<={letter})(?=\d)|(?<=[{ALONE}])|(?=[{ALONE}])"
        f"|(?-i:(?<=[{small}])(?=[{capital}])|(?<=[{capital}])(?=[{capital}][{small}]))"
    )


def _letters(category: str) -> str:
    codes = (code for code in range(0x1F000) if unicodedata.category(chr(code)) == category)
    runs = (list(run) for _, run in groupby(enumerate(codes), key=lambda pair: pair[1] - pair[0]))
    return "".join(f"{chr(run[0][1])}-{chr(run[-1][1])}" for run in runs)


def compared(text: str) -> str:
    """Give a text in the form in which equal words are equal, however they are written."""
    blanks = " ".join(text.split())
    if not blanks.isascii():
        blanks = unicodedata.normalize("NFC", re.sub(_UNSEEN, "", blanks))
        blanks = re.sub(_HYPHENS, "-", re.sub(_QUOTES, "'", blanks))
    return blanks.casefold()


def squeezed(text: str) -> str:
    """Give the letters and digits of a text in which a pattern of words can be found at all."""
    return re.sub(r"[\W_]+", "", compared(text))


def matches_in(record: Record, pattern: re.Pattern[str]) -> Iterator[Match]:
    """Give every place of one record where the pattern stands."""
    for place in places_of(record):
        for found in pattern.finditer(text_at(record, place)):
            yield Match(record.id, place, Span(found.start(), found.end()))


def find_words(vault: Vault, words: str, among: Sequence[RecordId]) -> list[Match]:
    """Look through the given records' own texts, not through an index, so that none is missed."""
    pattern = pattern_of(words)
    return [match for record in records_of(vault, among) for match in matches_in(record, pattern)]


def records_of(vault: Vault, ids: Sequence[RecordId]) -> Iterable[Record]:
    """Read records in portions, so that a large request does not fill the memory."""
    for part in parted(ids):
        with vault.read() as work:
            portion = work.records.many(part)
        yield from portion


def parted(ids: Sequence[RecordId]) -> Iterator[Sequence[RecordId]]:
    """Give ids in portions that are read at once."""
    return (ids[at : at + CHUNK] for at in range(0, len(ids), CHUNK))


def _literal(part: str) -> str:
    composed = _composed(part)
    signs = [_sign(sign) for sign in composed]
    joined = _UNSEEN.join(signs[1:])
    if len(composed) < _LEAST_SPACED or not composed.isalpha():
        return signs[0] + _UNSEEN + joined if joined else "".join(signs)
    return f"{signs[0]}(?:{_UNSEEN}{joined}|{''.join(_APART + sign for sign in signs[1:])})"


def _composed(part: str) -> str:
    return unicodedata.normalize("NFC", re.sub(_UNSEEN, "", part))


def _sign(sign: str) -> str:
    if re.match(_QUOTES, sign):
        return _QUOTES
    if re.match(_HYPHENS, sign):
        return _HYPHENS
    forms = {sign, unicodedata.normalize("NFD", sign), sign.casefold()}
    longest_first = sorted(forms, key=lambda form: (-len(form), form))
    if len(longest_first[0]) == 1:
        return re.escape(sign)
    return f"(?:{'|'.join(map(re.escape, longest_first))})"
