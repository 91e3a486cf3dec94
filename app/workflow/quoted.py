"""Which mails of the vault a mail quotes, so that the review can lead there; decides nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from app.domain.ids import RecordId
from app.domain.quoting import Quotation, own_words, quotations
from app.domain.records import Kind, Record
from app.domain.requests import Request
from app.domain.spans import Span
from app.vault.work import Work

EARLIER = 60
"""So many mails of the thread before it are looked at; who answers quotes what came last."""

SHORTEST = 12
"""From so many letters on the same words are taken for the same mail."""

_NO_LETTERS = re.compile(r"[\s>\u00a0]+")


@dataclass(frozen=True, slots=True)
class Quoted:
    """A stretch of a mail that quotes another.

    Attributes:
        depth: how far it stands in: 1 for what the mail itself answers.
        record: the quoted mail, where the vault holds it in the same thread.
        held: that record is in the request, so that one can go there.
        author: who wrote it, as lists name people.
        sent: microseconds since 1970 UTC; None where unknown.
    """

    span: Span
    depth: int
    lines: int
    record: RecordId | None = None
    held: bool = False
    author: str = field(default="", repr=False)
    sent: int | None = None


def stretches_of(record: Record) -> tuple[Quoted, ...]:
    """Say where a record quotes, in the order of its text, and not whom; only mails quote."""
    return tuple(map(_stretch, _quotations(record)))


def quoted_in(work: Work, request: Request, record: Record) -> tuple[Quoted, ...]:
    """Find what a record quotes, in the order of its text; only mails quote."""
    found = _quotations(record)
    if not found:
        return ()
    earlier = work.records.neighbours(record.id, EARLIER, 0)[:-1]
    own = {one: _squeezed(own_words(text)) for one, text in work.printed.source_texts(earlier)}
    met = [_record_of(record.text, one, own, earlier) for one in found]
    known = [one for one in dict.fromkeys(met) if one is not None]
    lines = {line.id: line for line in work.records.lines(known)}
    held = work.requests.held_of(request.id, known)
    return tuple(
        _stretch(one)
        if there is None
        else replace(
            _stretch(one),
            record=there,
            held=there in held,
            author=lines[there].author,
            sent=lines[there].sent,
        )
        for one, there in zip(found, met, strict=True)
    )


def _quotations(record: Record) -> Sequence[Quotation]:
    return quotations(record.text) if record.kind is Kind.EMAIL else ()


def _stretch(one: Quotation) -> Quoted:
    return Quoted(one.span, one.depth, one.lines)


def _record_of(
    text: str, one: Quotation, own: Mapping[RecordId, str], earlier: Sequence[RecordId]
) -> RecordId | None:
    """Give the mail whose own words a quotation repeats, all of them or a part; the latest."""
    said = _squeezed(text[one.said.start : one.said.end])
    common = {there: _common(said, own[there]) for there in reversed(earlier)}
    best = max(common, key=common.__getitem__, default=None)
    return best if best is not None and common[best] >= SHORTEST else None


def _common(said: str, own: str) -> int:
    """Count the letters that a quotation shares with a mail, where one holds the other whole."""
    if said in own:
        return len(said)
    return len(own) if own in said else 0


def _squeezed(text: str) -> str:
    """Give a text as it is the same however its lines were broken and marked."""
    return _NO_LETTERS.sub("", text).casefold()
