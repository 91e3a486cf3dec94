"""A query tree becomes a typed search again, for saved searches and clicks on facets."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

from app.domain.queries import (
    And,
    AnyWord,
    Everything,
    FromSource,
    Fuzzy,
    Has,
    Near,
    Not,
    OfKind,
    Or,
    People,
    Phrase,
    Prefix,
    Query,
    Sent,
    Tagged,
    Wildcard,
    Within,
    Word,
)  # fmt: skip
from app.domain.words import words
from app.search.language import normal

_PLAIN = re.compile(r"[\w.@/+-]+")
_OPERATORS = frozenset({"AND", "OR", "NOT"})


def unparse(query: Query) -> str:
    """Give a search that :func:`app.search.language.parse` reads as this tree.

    The tree is brought into its normal form first; a word that was expanded becomes what was
    typed.
    """
    return _part(normal(query))


def _part(query: Query) -> str:
    match query:
        case And(parts):
            return " ".join(_within(part) for part in parts)
        case Or(parts):
            return " OR ".join(_within(part) for part in parts)
        case Not(part):
            return f"NOT {_within(part)}"
        case _:
            return _LEAVES[type(query)](query)


def _within(query: Query) -> str:
    return f"({_part(query)})" if isinstance(query, And | Or) else _part(query)


def _word(word: Word) -> str:
    plain = word.text not in _OPERATORS and words(word.text) == [word.text]
    return word.text if plain else f'"{word.text}"'


def _value(text: str) -> str:
    """Quote a value where that is needed, with the kind of mark that it does not hold."""
    if _PLAIN.fullmatch(text):
        return text
    if not any(mark in text for mark in '"“”'):
        return f'"{text}"'
    if not any(mark in text for mark in "“”"):
        return f"“{text}”"
    return '"' + "".join(" " if letter in '"“”' else letter for letter in text) + '"'


def _sent(sent: Sent) -> str:
    if sent.start is None or sent.end is None:
        return f"before:{sent.end}" if sent.end else f"after:{sent.start}" if sent.start else "*"
    last = sent.end - dt.timedelta(days=1)
    return f"on:{sent.start}" if last == sent.start else f"on:{sent.start}..{last}"


_LEAVES: dict[type, Callable[..., str]] = {
    Word: _word,
    AnyWord: lambda word: word.typed,
    Phrase: lambda phrase: f'"{" ".join(phrase.words)}"',
    Near: lambda near: f'"{" ".join(near.words)}"~{near.distance}',
    Prefix: lambda prefix: f"{prefix.text}*",
    Wildcard: lambda wildcard: wildcard.pattern,
    Fuzzy: lambda fuzzy: f"{fuzzy.text}~{fuzzy.distance}",
    People: lambda people: f"{people.among.value}:{_value(people.text)}",
    Within: lambda within: f"in:{_value(within.text)}",
    FromSource: lambda source: f"source:{_value(source.text)}",
    Tagged: lambda tagged: f"tag:{_value(tagged.text)}",
    Has: lambda has: f"has:{has.what}",
    OfKind: lambda kind: f"type:{kind.kind}",
    Sent: _sent,
    Everything: lambda _: "*",
}
