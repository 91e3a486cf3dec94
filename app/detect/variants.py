"""From words that are withheld to all their forms, by what they are; the door to the forms."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from app.detect.address_forms import AddressForms, is_address
from app.detect.forms import (
    Forms,
    Found,
    Probe,
    Token,
    apart,
    is_cut,
    is_joining,
    plain_gap,
    possessive_end,
)
from app.detect.lexicon import Lexicon
from app.detect.likeness import Likeness
from app.detect.name_forms import NameForms
from app.detect.name_parts import looks_like_name, name_parts
from app.detect.number_forms import MailForms, NumberForms, compact, phone_digits
from app.domain.lists import EntryKind
from app.domain.spans import Span
from app.domain.words import placed_words

__all__ = ["Forms", "Found", "Likeness", "Probe", "forms_of", "kind_of"]

_MAIL = re.compile(r"\s*(?:mailto:)?[\w.+%'-]+@[\w-]+(?:\.[\w-]+)+\s*", re.IGNORECASE)
_SIGNS = ".,-_/'"
_LEAST_NEAR = 6
_LEAST_CUT = 3


def kind_of(words: str) -> EntryKind:
    """Say what some words are."""
    if _MAIL.fullmatch(words):
        return EntryKind.EMAIL
    if phone_digits(words):
        return EntryKind.PHONE
    if is_address(words):
        return EntryKind.ADDRESS
    is_name = looks_like_name(words) and name_parts(words) is not None
    return EntryKind.NAME if is_name else EntryKind.LITERAL


def forms_of(
    words: str, lexicon: Lexicon, kind: EntryKind | None = None, *, weak: bool = True
) -> Forms | None:
    """Give the forms of some words; None where there is nothing to look for.

    Args:
        words: as they stand where they are withheld, or in a list.
        lexicon: the words among which near ones are looked for.
        kind: what they are; judged by :func:`kind_of` where it is left out.
        weak: whether initials, a given name alone and cut names count too.
    """
    tokens = [word for word, _, _ in placed_words(words)]
    if not tokens:
        return None
    sort = kind or kind_of(words)
    parts = name_parts(words) if sort is EntryKind.NAME else None
    if parts is not None:
        return NameForms(parts, lexicon, weak=weak)
    found = _structured(words, lexicon, sort)
    if found is None and _is_number(words, tokens):
        found = NumberForms(words, lexicon, is_phone=False)
    return found or LiteralForms(tokens, words, lexicon)


def _structured(words: str, lexicon: Lexicon, kind: EntryKind) -> Forms | None:
    if kind is EntryKind.EMAIL and "@" in words.strip()[1:]:
        return MailForms(words, lexicon)
    if kind is EntryKind.PHONE and phone_digits(words):
        return NumberForms(words, lexicon, is_phone=True)
    if kind is EntryKind.ADDRESS and is_address(words):
        return AddressForms(words, lexicon)
    return None


class LiteralForms:
    """The forms of words that are nothing in particular: other punctuation, one word misspelt.

    Args:
        tokens: the folded words.
        text: as they stand.
        lexicon: the words among which near spellings are looked for.
    """

    def __init__(self, tokens: Sequence[str], text: str, lexicon: Lexicon) -> None:
        self._words = tuple(tokens)
        self.group = " ".join(tokens)
        self._gaps = _gaps(text)
        self._spellings: dict[str, set[str]] = {}
        for word in tokens if len(tokens) <= _LEAST_NEAR else ():
            if len(word) >= _LEAST_NEAR and word.isalpha():
                near = {*lexicon.near(word), *lexicon.misread(word)}
                self._spellings[word] = near - {word}
        longest = max(tokens, key=len)
        phrases = {tuple(tokens[:_LEAST_CUT])} if len(tokens) > _LEAST_CUT else set()
        met_by = {longest, longest + "s", *self._spellings.get(longest, ())}
        self.probe = Probe(frozenset(met_by), frozenset(phrases), frozenset(self._runs()))

    def _runs(self) -> Iterator[tuple[str, ...]]:
        """Give what every form begins with: the first words, one of them in another form."""
        if len(self._words) == 1:
            return
        first = self._words[:_LEAST_CUT]
        yield first
        for at, word in enumerate(first):
            others = set(self._spellings.get(word, ()))
            if at + 1 == len(self._words):
                others.add(word + "s")
            for other in others:
                yield (*first[:at], other, *first[at + 1 :])

    def find(self, text: str) -> list[Found]:
        """Give where any form stands."""
        tokens = placed_words(text)
        found = [self._at(text, tokens, at) for at in range(len(tokens))]
        return apart([one for one in found if one is not None])

    def _at(self, text: str, tokens: Sequence[Token], at: int) -> Found | None:
        worst = Likeness.SAME
        for number in range(len(self._words)):
            likeness = self._like(text, tokens, at, number)
            if likeness is None:
                return self._cut(text, tokens, at, number)
            if likeness is not Likeness.SAME and worst is not Likeness.SAME:
                return None
            worst = likeness if worst is Likeness.SAME else worst
        end = tokens[at + len(self._words) - 1][2]
        owned = possessive_end(text, end)
        if worst is Likeness.SAME and owned > end:
            worst = Likeness.POSSESSIVE
        if worst is Likeness.SAME and not self._same_gaps(text, tokens, at):
            worst = Likeness.PUNCTUATION
        return Found(Span(tokens[at][1], owned), worst)

    def _like(self, text: str, tokens: Sequence[Token], at: int, number: int) -> Likeness | None:
        here = at + number
        if here >= len(tokens):
            return None
        if number and not self._follows(text[tokens[here - 1][2] : tokens[here][1]], number):
            return None
        word, said = self._words[number], tokens[here][0]
        if said == word:
            return Likeness.SAME
        if number + 1 == len(self._words) and said == word + "s" and word.isalpha():
            return Likeness.POSSESSIVE
        return Likeness.SPELLING if said in self._spellings.get(word, ()) else None

    def _follows(self, gap: str, number: int) -> bool:
        return is_joining(gap, _SIGNS) or plain_gap(gap) == self._gaps[number - 1]

    def _cut(self, text: str, tokens: Sequence[Token], at: int, number: int) -> Found | None:
        """Find a beginning that breaks off, as where a reaction repeats a long message."""
        if number < _LEAST_CUT:
            return None
        last = tokens[at + number - 1]
        here = at + number
        if here < len(tokens) and self._words[number].startswith(tokens[here][0]):
            last = tokens[here]
        return Found(Span(tokens[at][1], last[2]), Likeness.CUT) if is_cut(text, last[2]) else None

    def _same_gaps(self, text: str, tokens: Sequence[Token], at: int) -> bool:
        return all(
            plain_gap(text[tokens[at + n][2] : tokens[at + n + 1][1]]) == gap
            for n, gap in enumerate(self._gaps)
        )


def _gaps(text: str) -> list[str]:
    tokens = placed_words(text)
    return [plain_gap(text[one[2] : other[1]]) for one, other in pairwise(tokens)]


def _is_number(words: str, tokens: Sequence[str]) -> bool:
    """Say whether words are a plate, a licence or another number, also of several parts."""
    plain = compact(words)
    digits = sum(sign.isdigit() for sign in plain)
    is_short = len(tokens) <= 6 and all(
        len(word) <= 4 or any(map(str.isdigit, word)) for word in tokens
    )
    return digits >= 2 and len(plain) >= 4 and is_short and digits * 3 >= len(plain)
