"""From a query tree to a set of records: words by the word index, the rest by columns.

Only this file writes FTS5's query syntax. Every text stands in it as a quoted string with its
quotes doubled, which FTS5 cuts into words itself, so nothing that is typed can become syntax.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from app.domain.queries import AnyWord, Near, Phrase, Prefix, Word
from app.vault.columns import Ints
from app.vault.driver import Driver, numbers
from app.vault.folding import clean, has_words, spaced

Leaf = Word | AnyWord | Phrase | Near | Prefix
_AT_ONCE = 400
_PHONE = re.compile(r"\+?1?[ .\-]*\(?(\d{3})\)?[ .\-/]*(\d{3})[ .\-]*(\d{4})")


def expressions(leaf: Leaf) -> list[str]:
    """Give FTS5 expressions whose hits together are those of a leaf; none for no words."""
    match leaf:
        case Word(text=text):
            return _any([text, *_spellings(text)])
        case AnyWord(words=words):
            return _any(word for word, _ in words)
        case Phrase(words=words):
            return _any([" ".join(words)])
        case Prefix(text=text):
            return [f"{quoted(text)} *"] if has_words(text) else []
        case Near(words=words, distance=distance):
            return _near(words, distance)


def all_words(text: str) -> str:
    """Give the expression for rows that hold all words of a text, in any order; or nothing."""
    return " AND ".join(quoted(word) for word in clean(text).split() if has_words(word))


def quoted(text: str) -> str:
    """Give a text as FTS5's quoted string."""
    return '"' + spaced(clean(text)).replace('"', '""') + '"'


def matches(raw: Driver, table: str, expression: str) -> Ints:
    """Give the ids that an expression finds in one of the word tables.

    Args:
        raw: the driver's connection, in a transaction.
        table: ``words``, ``handle_words`` or ``title_words``.
        expression: made by this file.
    """
    found = f"SELECT group_concat(rowid) FROM {table} WHERE {table} MATCH ?"
    return numbers(raw, found, (expression,))[0]


def _any(texts: Iterable[str]) -> list[str]:
    strings = [quoted(text) for text in texts if has_words(text)]
    return [" OR ".join(strings[at : at + _AT_ONCE]) for at in range(0, len(strings), _AT_ONCE)]


def _near(words: Iterable[str], distance: int) -> list[str]:
    """FTS5 counts the words between, a query the steps from one to the other."""
    strings = " ".join(quoted(word) for word in words if has_words(word))
    return [f"NEAR({strings}, {max(distance - 1, 0)})"] if strings else []


def _spellings(text: str) -> list[str]:
    """Give the other ways in which a North American phone number is written."""
    number = _PHONE.fullmatch(text.strip())
    if number is None:
        return []
    together = "".join(number.groups())
    return [" ".join(number.groups()), together, f"1{together}"]
