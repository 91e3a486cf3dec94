"""Finds words by their beginnings, so that few keys choose them; pure. No PySide6."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from app.domain.places import places_of, text_at
from app.domain.records import Record
from app.domain.redaction import Redaction, SpanTarget
from app.domain.spans import Span

_WORD = re.compile(r"\S+")
_BRACKETS = {")": "(", "]": "["}


def begun_in(record: Record, redactions: Sequence[Redaction], typed: str) -> tuple[SpanTarget, ...]:
    """Give the places of a record where words begin as typed; its own text comes first.

    What is withheld already is passed over.
    """
    taken = [one.target for one in redactions if isinstance(one.target, SpanTarget)]
    found = (
        SpanTarget(span, place)
        for place in places_of(record)
        for span in words_begun(text_at(record, place), typed)
    )
    return tuple(one for one in found if not any(_overlap(one, other) for other in taken))


def words_begun(text: str, typed: str) -> Iterator[Span]:
    """Give where words of a text, one after another, begin with the parts that are typed.

    ``14 c`` stands for *14 Cedar*; a blank at the end means one word more, whatever it is.
    Signs at the edges are left out, but for a bracket whose fellow is within.
    """
    parts = [_plain(part) for part in typed.split(" ")]
    if not any(parts):
        return
    words = list(_WORD.finditer(text))
    for at in range(len(words) - len(parts) + 1):
        run = words[at : at + len(parts)]
        if all(_begins(word.group(), part) for word, part in zip(run, parts, strict=True)):
            yield _edged(text, Span(run[0].start(), run[-1].end()))


def _begins(word: str, part: str) -> bool:
    bare = _plain(word)
    return bare.startswith(part) or bare.lstrip("([{\"'“‘«#@<").startswith(part)


def _edged(text: str, span: Span) -> Span:
    start, end = span.start, span.end
    while start < end - 1 and not text[start].isalnum() and text[start] not in "+@#":
        start += 1
    while end > start + 1 and not text[end - 1].isalnum():
        end -= 1
    inside = text[start:end]
    for closing, opening in _BRACKETS.items():
        if closing in inside and opening not in inside and text[start - 1 : start] == opening:
            start -= 1
    return Span(start, end)


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))


def _overlap(one: SpanTarget, other: SpanTarget) -> bool:
    return one.place == other.place and one.span.overlaps(other.span)
