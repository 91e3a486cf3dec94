"""Suggests names, handles and listed words that are known beforehand; knows no vault."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from app.detect.forms import Forms, Found
from app.detect.lexicon import Lexicon
from app.detect.likeness import Likeness
from app.detect.name_parts import is_person, name_parts
from app.detect.nicknames import common_words
from app.detect.number_forms import phone_digits
from app.detect.suggestion import Level, Suggestion
from app.detect.variants import forms_of
from app.domain.lists import EntryKind
from app.domain.spans import Span
from app.domain.words import placed_words

HANDLE = "handle"
_SAY = {
    EntryKind.NAME: "name",
    EntryKind.PHONE: "phone",
    EntryKind.ADDRESS: "address",
    EntryKind.EMAIL: "email",
    EntryKind.LITERAL: "listed",
}
_WEAK = frozenset({Likeness.PART, Likeness.INITIALS, Likeness.CUT})
_OTHER_WORDS = frozenset({Likeness.SPELLING, Likeness.MISREAD})
_HOW = {
    Likeness.POSSESSIVE: "in the possessive or plural",
    Likeness.PUNCTUATION: "in other punctuation",
    Likeness.ORDER: "turned round",
    Likeness.ADDRESS: "within an address or handle",
    Likeness.SPELLING: "spelt otherwise",
    Likeness.MISREAD: "as a machine may have read it",
    Likeness.NICKNAME: "by a short name",
    Likeness.INITIALS: "by an initial",
    Likeness.PART: "in part",
    Likeness.CUT: "cut off",
}
_WORD = re.compile(r"[a-z0-9]+")
_MOST_OVER = 0.6
_LEAST_ALONE = 4


@dataclass(frozen=True, slots=True)
class Known:
    """Words that are looked for.

    Attributes:
        level: of the words themselves; a part of a name alone is only ever to be looked at.
        why: how they are known, without a full stop, for example ``On the list of minors``.
        says: the kind of suggestion; by what they are where it is empty.
    """

    words: str = field(repr=False)
    kind: EntryKind
    level: Level
    why: str
    says: str = ""


class Names:
    """Finds many known words in many short texts.

    A text is looked at closely only where it holds one of the words by which a form is met; which
    words are near to a name is asked of the lexicon once, not of every text.

    Args:
        known: what to suggest; of equal ones the first counts.
        lexicon: every word of the texts.
        spared: what is never withheld; it takes away suggestions, but none of a listed word.
    """

    def __init__(
        self, known: Iterable[Known], lexicon: Lexicon, spared: Iterable[Known] = ()
    ) -> None:
        self._known = _Many(known, lexicon)
        self._spared = _Many(spared, lexicon)

    def find(self, text: str) -> list[Suggestion]:
        """Suggest what is known in a text; they may overlap, and what is spared is left out."""
        spans = self.spared_in(text)
        return [one for one, is_sure in self._found(text) if is_sure or not is_spared(one, spans)]

    def spared_in(self, text: str) -> list[Span]:
        """Give the stretches of a text that are never withheld."""
        return [found.span for _, found in self._spared.find(text)]

    def _found(self, text: str) -> Iterator[tuple[Suggestion, bool]]:
        for known, found in self._known.find(text):
            if known.says == HANDLE and found.likeness in _OTHER_WORDS:
                continue
            is_weak = found.likeness in _WEAK
            level: Level = "look" if is_weak else known.level
            how = f", {_HOW[found.likeness]}." if found.likeness in _HOW else "."
            says = known.says or _SAY[known.kind]
            group = self._known.group(known)
            one = Suggestion(found.span, says, level, known.why + how, group)
            yield one, known.level == "critical" and not is_weak


def is_spared(one: Suggestion, spans: Iterable[Span]) -> bool:
    """Say whether most of a suggestion is never withheld."""
    over = sum(
        min(one.span.end, span.end) - max(one.span.start, span.start)
        for span in spans
        if span.overlaps(one.span)
    )
    return over >= _MOST_OVER * len(one.span)


def said(kind: EntryKind) -> str:
    """Give the kind of suggestion that known words make."""
    return _SAY[kind]


def group_of(words: str, kind: EntryKind) -> str:
    """Give the form in which equal known words are equal; empty of none."""
    parts = name_parts(words) if kind is EntryKind.NAME else None
    if parts is not None:
        return parts.group
    forms = forms_of(words, Lexicon(()), kind, weak=False)
    return forms.group if forms is not None else ""


def known_people(people: Iterable[tuple[str, str]]) -> Iterator[Known]:
    """Give what is known of people by their names and addresses as exports have them."""
    for name, address in people:
        if is_person(name) or _is_single(name):
            yield Known(name, EntryKind.NAME, "look", "The name of somebody in this request")
        yield from _of_address(address)


def _of_address(address: str) -> Iterator[Known]:
    local, at, _ = address.partition("@")
    if at and local:
        words = re.split(r"[._-]", re.sub(r"\d+$", "", local))
        name = " ".join(word.capitalize() for word in words)
        if len(words) == 2 and words[1].isalpha() and len(words[1]) > 2 and is_person(name):
            why = "The name in the e-mail address of somebody in this request"
            yield Known(name, EntryKind.NAME, "look", why)
        return
    handle = address.removeprefix("@") if address.startswith("@") else address
    has_letters = any(map(str.isalpha, handle)) and not any(map(str.isspace, handle))
    if has_letters and len(handle) > _LEAST_ALONE and not phone_digits(address):
        why = "The handle of somebody in this request"
        yield Known(handle, EntryKind.LITERAL, "look", why, HANDLE)


def _is_single(name: str) -> bool:
    words = [word for word, _, _ in placed_words(name)]
    is_word = len(words) == 1 and words[0].isalpha() and len(words[0]) >= _LEAST_ALONE
    return is_word and words[0] not in common_words() and is_person(f"X {name.strip()}")


class _Many:
    """The forms of many known words, found by the words that they are met by."""

    def __init__(self, known: Iterable[Known], lexicon: Lexicon) -> None:
        self._forms: list[tuple[Known, Forms]] = []
        self._groups: dict[int, str] = {}
        by_word: dict[str, list[int]] = {}
        told: set[tuple[str, str]] = set()
        for one in known:
            forms = forms_of(one.words, lexicon, one.kind, weak=False)
            if forms is None or (one.says or one.kind.value, forms.group) in told:
                continue
            told.add((one.says or one.kind.value, forms.group))
            for word in forms.probe.words:
                by_word.setdefault(word, []).append(len(self._forms))
            self._groups[id(one)] = forms.group
            self._forms.append((one, forms))
        self._by_word = by_word
        self._words = frozenset(by_word)

    def group(self, known: Known) -> str:
        return self._groups[id(known)]

    def find(self, text: str) -> Iterator[tuple[Known, Found]]:
        met = self._words.intersection(_words_in(text)) if self._words else ()
        if not met:
            return
        for number in sorted({number for word in met for number in self._by_word[word]}):
            known, forms = self._forms[number]
            for found in forms.find(text):
                yield known, found


def _words_in(text: str) -> list[str]:
    if text.isascii():
        return _WORD.findall(text.lower())
    return [word for word, _, _ in placed_words(text)]
