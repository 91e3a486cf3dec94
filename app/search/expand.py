"""Stems, shapes and near spellings become words of the vault's vocabulary; no database."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from whoosh.automata.fsa import find_all_matches
from whoosh.automata.lev import levenshtein_automaton
from whoosh.lang.snowball.english import EnglishStemmer

from app.domain.queries import And, AnyWord, Fuzzy, Not, Or, Prefix, Query, Wildcard, Word
from app.domain.words import folded
from app.search.nearness import swapped

MOST = 1000
"""How many words one typed word is expanded to at the most; the rest is counted and said."""


class Vocabulary(Protocol):
    """Every word of a vault, folded, with the number of records that hold it."""

    @property
    def words(self) -> Sequence[str]:
        """Give all words, sorted."""

    def count(self, word: str) -> int:
        """Give the number of records with a word; 0 where there is none."""

    def starting(self, prefix: str) -> Sequence[str]:
        """Give the words that begin so, sorted."""


class Expansions(dict[str, dict[str, int]]):
    """What each typed word was expanded to, with counts, the most frequent word first.

    Attributes:
        left_out: of a typed word that fits too many words, how many are not searched for.
    """

    def __init__(self) -> None:
        super().__init__()
        self.left_out: dict[str, int] = {}


def expand(query: Query, vocabulary: Vocabulary, *, stems: bool) -> tuple[Query, Expansions]:
    """Replace shapes and near spellings, and words too where ``stems`` is asked, by AnyWord.

    A word that fits nothing becomes an AnyWord without words, which finds nothing. Phrases
    stay as they are: they are asked for word by word.
    """
    expansion = _Expansion(vocabulary, stems)
    return expansion.of(query), expansion.shown


def did_you_mean(query: Query, vocabulary: Vocabulary) -> dict[str, str]:
    """Give for each searched word that no record holds the nearest one that some hold."""
    found: dict[str, str] = {}
    for word in _plain_words(query):
        if not vocabulary.count(folded(word)):
            near = _nearest(folded(word), vocabulary)
            if near:
                found[word] = near
    return found


def stem_words(word: str, vocabulary: Vocabulary) -> list[str]:
    """Give the words with the same English stem (Snowball), the word itself included."""
    stem = EnglishStemmer().stem
    own = folded(word)
    wanted = stem(own)
    pairs = enumerate(zip(own, wanted, strict=False))
    shared = next((at for at, (one, other) in pairs if one != other), len(wanted))
    candidates = vocabulary.starting(wanted[: shared - 1 if shared > 2 else shared])
    return [candidate for candidate in candidates if candidate == own or stem(candidate) == wanted]


def shape_words(pattern: str, vocabulary: Vocabulary) -> list[str]:
    """Give the words of a shape, ``*`` for any run and ``?`` for one character."""
    fits = shape_pattern(pattern).fullmatch
    letters = re.split(r"[*?]", _folded_shape(pattern))
    longest = max(letters, key=len)
    among = vocabulary.starting(letters[0]) if letters[0] else vocabulary.words
    return [word for word in among if longest in word and fits(word)]


def shape_pattern(pattern: str) -> re.Pattern[str]:
    """Give the regular expression of a shape, for folded words."""
    signs = {"*": ".*", "?": "."}
    return re.compile("".join(signs.get(sign, re.escape(sign)) for sign in _folded_shape(pattern)))


def near_words(word: str, distance: int, vocabulary: Vocabulary) -> list[str]:
    """Give the words within an edit distance; two letters that changed places count as one."""
    own = folded(word)
    words = vocabulary.words

    def next_word(wanted: str) -> str | None:
        at = bisect_left(words, wanted)
        return words[at] if at < len(words) else None

    automaton = levenshtein_automaton(own, distance).to_dfa()
    found = set(find_all_matches(automaton, next_word))
    return sorted(found | {swap for swap in swapped(own) if vocabulary.count(swap)})


def _folded_shape(pattern: str) -> str:
    return "".join(sign if sign in "*?" else folded(sign) for sign in pattern)


@dataclass(slots=True)
class _Expansion:
    vocabulary: Vocabulary
    stems: bool
    shown: Expansions = field(default_factory=Expansions)

    def of(self, query: Query) -> Query:
        match query:
            case And(parts):
                return And(tuple(self.of(part) for part in parts))
            case Or(parts):
                return Or(tuple(self.of(part) for part in parts))
            case Not(part):
                return Not(self.of(part))
            case _:
                return self._leaf(query)

    def _leaf(self, query: Query) -> Query:
        match query:
            case Prefix(text):
                return self._prefix(query, self.vocabulary.starting(folded(text)))
            case Wildcard(pattern):
                return self._any(pattern, "wildcard", shape_words(pattern, self.vocabulary))
            case Fuzzy(text, distance):
                typed = f"{text}~{distance if distance > 1 else ''}"
                return self._any(typed, "fuzzy", near_words(text, distance, self.vocabulary))
            case Word(text) if self.stems and text.isalpha():
                return self._stem(query, stem_words(text, self.vocabulary))
            case _:
                return query

    def _stem(self, query: Word, found: list[str]) -> Query:
        """Keep a word that has no other forms; its own form is never lost."""
        own = folded(query.text)
        if set(found) <= {own}:
            return query
        return self._any(query.text, "stem", found if own in found else [own, *found])

    def _prefix(self, query: Prefix, found: Sequence[str]) -> Query:
        """Keep a prefix of too many words as it is; the index finds it whole."""
        expanded = self._any(f"{query.text}*", "prefix", found)
        return query if self.shown.left_out.pop(expanded.typed, 0) else expanded

    def _any(self, typed: str, how: str, words: Sequence[str]) -> AnyWord:
        counted = sorted(
            ((word, self.vocabulary.count(word)) for word in words),
            key=lambda pair: (-pair[1], pair[0]),
        )
        if len(counted) > MOST:
            self.shown.left_out[typed] = len(counted) - MOST
        kept = tuple(counted[:MOST])
        self.shown[typed] = dict(kept)
        return AnyWord(typed, how, kept)


def _plain_words(query: Query) -> list[str]:
    """Give the words that are asked for as they are written, also those of phrases."""
    match query:
        case And(parts) | Or(parts):
            return [word for part in parts for word in _plain_words(part)]
        case Not(part):
            return _plain_words(part)
        case Word(text):
            return [text]
        case _:
            return list(getattr(query, "words", ())) if not isinstance(query, AnyWord) else []


def _nearest(word: str, vocabulary: Vocabulary) -> str:
    """Prefer one change over two, then the same first letter, then the more frequent word."""
    if len(word) < 3 or word.isdigit():
        return ""
    for distance in (1, 2) if len(word) > 4 else (1,):
        near = near_words(word, distance, vocabulary)
        if near:
            return max(near, key=_likeness(word, vocabulary))
    return ""


def _likeness(word: str, vocabulary: Vocabulary) -> Callable[[str], tuple[bool, int, str]]:
    return lambda near: (near[0] == word[0], vocabulary.count(near), near)
