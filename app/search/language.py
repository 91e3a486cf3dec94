"""What the clerk typed becomes a query tree, or a sentence that says why not; no database."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from whoosh.qparser import syntax

from app.domain.queries import (
    And,
    Everything,
    Fuzzy,
    Near,
    Not,
    Or,
    Phrase,
    Prefix,
    Query,
    Sent,
    Wildcard,
    Word,
)  # fmt: skip
from app.domain.words import shapes, words
from app.errors import QueryMistake
from app.search.fields import Value, read_field
from app.search.grammar import FIELDS, Node, tree_of

FARTHEST = 1000

_FUZZY = re.compile(r"(.*?)~(\d*)")


def parse(typed: str, zone: str = "UTC", today: dt.date | None = None) -> Query:
    """Give the query that a typed search means.

    Words next to each other must all be found. ``OR`` binds closer than the blank between
    words and ``AND`` closer than ``OR``; only capital letters make an operator. ``after:`` a
    day takes that day in, ``before:`` a day leaves it out, so that ``after:2026-03-01
    before:2026-04-01`` is March. A search of nothing but ``NOT`` is taken from all records,
    and an empty one finds all.

    Args:
        typed: as the clerk typed it; typographic quotation marks are as good as straight ones.
        zone: IANA name of the zone whose days the dates mean.
        today: the day that ``yesterday`` and the like count from; None refuses such words.

    Raises:
        QueryMistake: what is wrong, what to do, and where.
    """
    if not typed.strip():
        return Everything()
    query = _Reading(zone, today).query(tree_of(typed))
    if query is None:
        raise QueryMistake(
            "There is no word in this search.",
            "Write at least one letter or number, or * for all records.",
            len(typed) - len(typed.lstrip()),
        )
    return query


def hints(typed: str) -> tuple[str, ...]:
    """Give sentences about what a search may have been meant to say but does not."""
    bare = re.sub(r'["“„][^"“”]*["“”]', " ", typed)
    found = [
        f"“{word}” is searched for as a word; write {word.upper()} to join with it."
        for word in dict.fromkeys(re.findall(r"(?<=\s)(and|or|not)(?=\s)", f" {bare} "))
    ]
    minus = re.search(r"(?<!\S)-(\w+)(?!\S)", bare)
    if minus:
        found.append(f"To leave a word out, write NOT {minus.group(1)}.")
    return tuple(found)


def negated(query: Query) -> Query:
    """Give all records but those that a query finds."""
    match query:
        case And((Everything(), Not(part))):
            return part
        case _:
            return And((Everything(), Not(query)))


def joined(parts: list[Query]) -> Query:
    """Give what all parts find, flat; an exclusion never stands alone."""
    flat: list[Query] = []
    for part in parts:
        flat.extend(part.parts if isinstance(part, And) else (part,))
    wanted = [part for part in flat if not isinstance(part, Not | Everything)]
    excluded = [part for part in flat if isinstance(part, Not)]
    everything: list[Query] = [Everything()]
    kept = (wanted or everything) + excluded
    return kept[0] if len(kept) == 1 else And(tuple(kept))


def either(parts: list[Query]) -> Query:
    """Give what any part finds, flat."""
    flat: list[Query] = []
    for part in parts:
        flat.extend(part.parts if isinstance(part, Or) else (part,))
    return flat[0] if len(flat) == 1 else Or(tuple(flat))


def normal(query: Query) -> Query:
    """Give the form in which a tree is parsed: flat, and every Not beside what it narrows."""
    match query:
        case And(parts):
            return joined([normal(part) for part in parts])
        case Or(parts):
            return either([normal(part) for part in parts])
        case Not(part):
            return negated(normal(part))
        case _:
            return _normal_leaf(query)


def _normal_leaf(query: Query) -> Query:
    match query:
        case Word(text):
            return in_a_row(words(text)) or query
        case Phrase(texts):
            return in_a_row(words(" ".join(texts))) or query
        case Sent(None, None):
            return Everything()
        case _:
            return query


def in_a_row(texts: list[str]) -> Query | None:
    """Give a word or, of several words, a phrase; None of none."""
    if not texts:
        return None
    return Word(texts[0]) if len(texts) == 1 else Phrase(tuple(texts))


@dataclass(frozen=True, slots=True)
class _Reading:
    zone: str
    today: dt.date | None

    def query(self, node: Node) -> Query | None:
        if not isinstance(node, syntax.GroupNode):
            return self._leaf(node)
        parts = [part for part in map(self.query, node) if part is not None]
        if not parts:
            return None
        if isinstance(node, syntax.NotGroup):
            return negated(parts[0])
        return either(parts) if isinstance(node, syntax.OrGroup) else joined(parts)

    def _leaf(self, node: Node) -> Query | None:
        text = str(node.text)
        if node.fieldname in FIELDS:
            return read_field(node.fieldname, Value(text, node.startchar, self.zone, self.today))
        if getattr(node, "quoted", False):
            return _quoted(text, node.slop, node.startchar)
        return _bare(text, node.startchar)


def _quoted(text: str, slop: str | None, position: int) -> Query:
    texts = words(text)
    if not texts:
        raise QueryMistake(
            f"There is no word between the quotation marks at character {position + 1}.",
            "Write at least one letter or number between them.",
            position,
        )
    row = in_a_row(texts)
    if slop is None or not isinstance(row, Phrase):
        return row or Everything()
    if not slop or not 1 <= int(slop[:9]) <= FARTHEST:
        raise QueryMistake(
            f"The ~ behind the quotation mark needs a number of words, from 1 to {FARTHEST}.",
            'Write for example "traffic stop"~5.',
            position,
        )
    return Near(row.words, int(slop))


def _bare(text: str, position: int) -> Query | None:
    fuzzy = _FUZZY.fullmatch(text)
    if fuzzy and words(fuzzy.group(1)):
        return _fuzzy(fuzzy.group(1), fuzzy.group(2), position)
    if "*" in text or "?" in text:
        return _shaped(text)
    return _telephone(words(text)) or in_a_row(words(text))


def _telephone(texts: list[str]) -> Query | None:
    """Read a telephone number: as its three parts in a row, or run together as one word."""
    parts = texts[1:] if texts[:1] == ["1"] else texts
    if [len(part) for part in parts] != [3, 3, 4] or not "".join(parts).isdecimal():
        return None
    return Or((Phrase(tuple(parts)), Word("".join(parts))))


def _fuzzy(text: str, distance: str, position: int) -> Query:
    texts = words(text)
    if len(texts) != 1 or distance not in {"", "1", "2"} or "*" in text or "?" in text:
        raise QueryMistake(
            f"The ~ at character {position + len(text) + 1} works behind one plain word, "
            "with nothing, 1 or 2 behind it.",
            "Write for example blackwood~ or blackwood~2.",
            position + len(text),
        )
    return Fuzzy(texts[0], int(distance or 1))


def _shaped(text: str) -> Query | None:
    """Read a word with ``*`` or ``?``; of several words in one, each must be found."""
    found = [re.sub(r"\*+", "*", shape) for shape in shapes(text)]
    meant = [_shape(shape) for shape in found if words(shape)]
    if meant:
        return joined(meant)
    return Everything() if any("*" in shape for shape in found) else None


def _shape(shape: str) -> Query:
    start = shape[:-1]
    if "*" in start or "?" in start or shape[-1] == "?":
        return Wildcard(shape)
    if shape[-1] != "*":
        return Word(shape)
    return Prefix(start)
