"""All forms of one person's name: short, turned round, misspelt, in an address; knows no vault."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from app.detect.forms import (
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
from app.detect.name_parts import NameParts
from app.detect.nicknames import common_words, short_forms
from app.detect.streets import ALIKE, PLACES
from app.domain.spans import Span
from app.domain.words import placed_words

_MAIL = re.compile(r"[\w.+%'-]+@[\w-]+(?:\.[\w-]+)+|(?<![\w@])@[\w.]*\w")
_SURE_INSIDE = 6
_LEAST_CUT = 4
_LEAST_ALONE = 3

Sorts = dict[str, Likeness]


class NameForms:
    """The forms of one name.

    Args:
        parts: the name.
        lexicon: the words among which near spellings are looked for.
        weak: whether initials, a given name alone and cut names count too.
    """

    def __init__(self, parts: NameParts, lexicon: Lexicon, *, weak: bool = True) -> None:
        self.group = parts.group
        self._given = parts.given[0] if parts.given else ""
        self._middle = frozenset(parts.given[1:]) | {word[0] for word in parts.given[1:]}
        self._family = parts.family
        self._weak = weak
        self._families = _sorts("".join(parts.family), lexicon)
        for word in parts.family if len(parts.family) > 1 else ():
            if len(word) > _LEAST_ALONE:
                self._families.setdefault(word, Likeness.PART)
        self._givens = _sorts(self._given, lexicon) if self._given else {}
        for short in short_forms(self._given):
            self._givens.setdefault(short, Likeness.NICKNAME)
        self._inside = self._glued(lexicon)
        self.probe = self._probe()
        starts = {*self.probe.words, *self._givens, self._given[:1], self._family[0]}
        self._starts = frozenset(starts)

    def find(self, text: str) -> list[Found]:
        """Give where any form stands."""
        tokens = placed_words(text)
        starts = self._starts
        found = [
            one
            for at, (word, _, _) in enumerate(tokens)
            if word in starts
            for one in self._at(text, tokens, at)
        ]
        if not found:
            return []
        mails = [Span(*match.span()) for match in _MAIL.finditer(text)]
        return apart([_widened(one, mails) for one in found])

    def _at(self, text: str, tokens: Sequence[Token], at: int) -> Iterator[Found]:
        word, start, end = tokens[at]
        if word in self._inside:
            yield Found(Span(start, end), self._inside[word])
        elif word in self._givens or (word == self._given[:1] and word):
            yield from self._from_given(text, tokens, at)
        if self._weak:
            yield from self._weakly(text, tokens[at])
        for last, likeness in self._family_at(text, tokens, at):
            yield from self._from_family(text, tokens, (at, last), likeness)

    def _from_given(self, text: str, tokens: Sequence[Token], at: int) -> Iterator[Found]:
        """Find the given name or its initial before the family name or its initial."""
        word, start, end = tokens[at]
        likeness = self._givens.get(word, Likeness.INITIALS)
        after, dots = self._past_middle(text, tokens, at)
        if after < len(tokens) and is_joining(text[tokens[after - 1][2] : tokens[after][1]], dots):
            for last, other in self._family_at(text, tokens, after):
                joined = self._joined(text, tokens, (at, last), _worse(likeness, other))
                yield _owned(text, joined)
            if likeness is Likeness.INITIALS and self._weak:
                yield from self._initials(text, tokens, at, after)
            if self._weak and self._breaks_off(text, tokens[after]):
                yield Found(Span(start, tokens[after][2]), Likeness.CUT)
        alone = likeness is Likeness.SAME and len(word) >= _LEAST_ALONE and self._weak
        if alone and self._is_name(text, tokens[at]):
            yield _owned(text, Found(Span(start, end), Likeness.PART))

    def _past_middle(self, text: str, tokens: Sequence[Token], at: int) -> tuple[int, str]:
        """Give what follows the given name and any middle ones, and the signs before it."""
        after = at + 1
        while after + 1 < len(tokens) and after - at < 3 and tokens[after][0] in self._middle:
            if not is_joining(text[tokens[after - 1][2] : tokens[after][1]], "."):
                break
            after += 1
        before = tokens[after - 1]
        gap = text[before[2] : tokens[after][1]] if after < len(tokens) else ""
        is_short = len(before[0]) == 1 or not re.search(r"\s", gap)
        return after, "._-" if is_short else "_-"

    def _from_family(
        self, text: str, tokens: Sequence[Token], place: tuple[int, int], likeness: Likeness
    ) -> Iterator[Found]:
        """Find the family name alone, or before the given name or its initial."""
        first, last = place
        span = Span(tokens[first][1], tokens[last][2])
        if last + 1 < len(tokens):
            word, start, end = tokens[last + 1]
            gap = text[span.end : start]
            if is_joining(gap, ",_.-") and (word in self._givens or self._is_initial(gap, word)):
                order = Likeness.ORDER if word in self._givens else Likeness.INITIALS
                yield Found(Span(span.start, end), _worse(order, likeness))
            if (word in ALIKE or word in PLACES) and is_joining(gap):
                return
        if not self._is_name(text, tokens[first]):
            return
        kind = Likeness.PART if likeness is Likeness.SAME and self._given else likeness
        yield _owned(text, Found(span, kind))

    def _breaks_off(self, text: str, token: Token) -> bool:
        word, _, end = token
        name = self._family[0]
        return word != name and name.startswith(word) and is_cut(text, end)

    def _is_initial(self, gap: str, word: str) -> bool:
        return bool(word) and word == self._given[:1] and plain_gap(gap) in {",", "_", "."}

    def _weakly(self, text: str, token: Token) -> Iterator[Found]:
        """Find initials run together, and a name that breaks off."""
        word, start, end = token
        both = self._given[:1] + self._family[-1][:1]
        if len(both) == 2 and word == both and text[start:end].isupper():
            yield Found(Span(start, end), Likeness.INITIALS)
        if len(word) >= _LEAST_CUT and is_cut(text, end):
            names = [name for name in (self._given, self._family[-1]) if name != word]
            if any(name.startswith(word) for name in names):
                yield Found(Span(start, end), Likeness.CUT)

    def _initials(self, text: str, tokens: Sequence[Token], at: int, after: int) -> Iterator[Found]:
        word, start, end = tokens[after]
        first = tokens[at]
        is_both = word == self._family[-1][0] and text[first[1]].isupper() and text[start].isupper()
        if is_both and "\n" not in text[first[2] : start]:
            yield Found(Span(first[1], end), Likeness.INITIALS)

    def _family_at(
        self, text: str, tokens: Sequence[Token], at: int
    ) -> Iterator[tuple[int, Likeness]]:
        """Give the last word of a family name that begins here, and how like it is."""
        count = len(self._family)
        words = tuple(word for word, _, _ in tokens[at : at + count])
        if count > 1 and words == self._family:
            gaps = [text[tokens[n][2] : tokens[n + 1][1]] for n in range(at, at + count - 1)]
            if all(is_joining(gap, "'-_.") for gap in gaps):
                yield at + count - 1, Likeness.SAME
                return
        likeness = self._families.get(tokens[at][0])
        if likeness is not None:
            yield at, likeness

    def _joined(
        self, text: str, tokens: Sequence[Token], place: tuple[int, int], likeness: Likeness
    ) -> Found:
        first, last = place
        gaps = "".join(text[tokens[n][2] : tokens[n + 1][1]] for n in range(first, last))
        if likeness is Likeness.SAME and plain_gap(gaps).strip("'-"):
            likeness = Likeness.PUNCTUATION
        return Found(Span(tokens[first][1], tokens[last][2]), likeness)

    def _is_name(self, text: str, token: Token) -> bool:
        """Say whether a word that is a name and more is written like a name here."""
        word, start, _ = token
        if word not in common_words():
            return True
        before = text[:start].rstrip(" \"'\u201c\u2018(>")
        return text[start].isupper() and bool(before) and before[-1] not in ".!?\n:"

    def _glued(self, lexicon: Lexicon) -> Sorts:
        """Give the words in which both names, or a long family name, are run together."""
        family, given = "".join(self._family), self._given
        found: Sorts = {}
        if given and len(family) >= _LEAST_ALONE:
            for whole in (given + family, family + given, given[0] + family, family + given[0]):
                found[whole] = Likeness.ADDRESS
                for other in lexicon.holding(whole):
                    if other.startswith(whole) and other[len(whole) :].isdigit():
                        found[other] = Likeness.ADDRESS
                if len(whole) >= _SURE_INSIDE + 2:
                    found.update(dict.fromkeys(lexicon.holding(whole), Likeness.ADDRESS))
        if len(family) >= _SURE_INSIDE and given:
            found.update(dict.fromkeys(lexicon.holding(family), Likeness.ADDRESS))
        for word in self._families:
            found.pop(word, None)
        return found

    def _probe(self) -> Probe:
        words = {*self._families, *self._inside}
        if len(self._family) > 1:
            words.add(max(self._family, key=len))
        phrases: set[tuple[str, ...]] = set()
        if self._weak:
            names = [name for name in (self._given, self._family[-1]) if name]
            words.update(names)
            words.update(n[:size] for n in names for size in range(_LEAST_CUT, len(n)))
            if self._given:
                words.add(self._given[0] + self._family[-1][0])
                phrases.add((self._given[0], self._family[-1][0]))
        return Probe(frozenset(words), frozenset(phrases))


def _sorts(word: str, lexicon: Lexicon) -> Sorts:
    """Give the spellings of one name, each with how like it is."""
    sorts: Sorts = dict.fromkeys(lexicon.near(word), Likeness.SPELLING)
    sorts.update(dict.fromkeys(lexicon.misread(word), Likeness.MISREAD))
    if len(word) > 2:
        sorts.update(dict.fromkeys((word + "s", word + "es"), Likeness.POSSESSIVE))
    sorts[word] = Likeness.SAME
    return sorts


def _worse(one: Likeness, other: Likeness) -> Likeness:
    order = list(Likeness)
    return max(one, other, key=order.index)


def _owned(text: str, found: Found) -> Found:
    """Take the possessive behind a name with it."""
    end = possessive_end(text, found.span.end)
    if end == found.span.end:
        return found
    same = found.likeness is Likeness.SAME
    return Found(Span(found.span.start, end), Likeness.POSSESSIVE if same else found.likeness)


def _widened(found: Found, mails: Sequence[Span]) -> Found:
    """Take the whole of an address or handle that a name stands in."""
    for mail in mails:
        if mail.overlaps(found.span):
            start = min(mail.start, found.span.start)
            return Found(Span(start, max(mail.end, found.span.end)), Likeness.ADDRESS)
    return found
