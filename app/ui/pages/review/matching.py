"""Decides what lists of places show: equal words elsewhere, suggestions. No PySide6."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.domain.ids import RecordId
from app.domain.places import place_in_words, text_at
from app.domain.records import Record
from app.domain.redaction import Field
from app.ui.pages.review.likeness_words import SURE, likeness_words, place_words
from app.ui.sheet import short_day
from app.ui.wording import count
from app.workflow.alike import Hit
from app.workflow.elsewhere import Context
from app.workflow.review import PlacedSuggestion
from app.workflow.suggest_on_pages import PageSuggestion

AROUND = 48


@dataclass(frozen=True, slots=True)
class MatchRow:
    """One place where the words stand, with what is around them.

    Attributes:
        likeness: how the words are like those that are withheld.
    """

    record: RecordId
    where: str
    before: str
    words: str
    after: str
    checked: bool = True
    likeness: str = ""

    def __repr__(self) -> str:
        return f"MatchRow({self.record})"


@dataclass(frozen=True, slots=True)
class MatchList:
    """Other places of the words of a redaction, to act on at once.

    Attributes:
        hits: the places that are still visible; the same words come first.
        rows: one for each, once the clerk wants to see them.
        codes: what is applied; empty where it is still to be chosen.
        looks: pages of attachments are still being looked at.
    """

    title: str
    hits: tuple[Hit, ...]
    rows: tuple[MatchRow, ...] = ()
    codes: tuple[str, ...] = ()
    open: bool = False
    looks: bool = False

    @property
    def checked(self) -> tuple[Hit, ...]:
        """Give the places that are ticked; those that are surely meant while no list is shown."""
        if not self.rows:
            return tuple(hit for hit in self.hits if hit.likeness in SURE)
        pairs = zip(self.hits, self.rows, strict=True)
        return tuple(hit for hit, row in pairs if row.checked)


def title_of(hits: Sequence[Hit]) -> str:
    """Say how often the words stand elsewhere, and how often what is like them."""
    same = [hit for hit in hits if hit.is_same]
    alike = len(hits) - len(same)
    records = count(len({hit.record for hit in hits}), "record")
    if same:
        told = f"The same words stand in {count(len(same), 'other place')}"
        told += f"; {alike:,} more are alike" if alike else ""
    else:
        told = f"Words that are alike stand in {count(alike, 'other place')}"
    return f"{told} · {records}"


def hit_rows(
    hits: Sequence[Hit], contexts: Sequence[Context], records: Mapping[RecordId, Record], zone: str
) -> tuple[MatchRow, ...]:
    """Describe other places for the list."""
    return tuple(
        _hit_row(hit, context, records[hit.record], zone)
        for hit, context in zip(hits, contexts, strict=True)
    )


def place_row(record: Record, placed: PlacedSuggestion | PageSuggestion, zone: str) -> MatchRow:
    """Describe the place of a suggestion for the list."""
    head = f"{record.id} · {short_day(record.sent.utc, zone)}"
    if isinstance(placed, PageSuggestion):
        name = record.attachments[placed.attachment].name or f"attachment {placed.attachment + 1}"
        where = f"{head} · {name}, page {placed.page:,}"
        before, words, after = map(_one_line, (placed.before, placed.words, placed.after))
        return MatchRow(record.id, where, before, words, after)
    text, span = text_at(record, placed.place), placed.suggestion.span
    start, end = max(0, span.start - AROUND), min(len(text), span.end + AROUND)
    place = "" if placed.place.field is Field.TEXT else f" · {place_in_words(placed.place)}"
    return MatchRow(
        record.id,
        f"{head}{place}",
        _one_line(("…" if start else "") + text[start : span.start]),
        _one_line(text[span.start : span.end]),
        _one_line(text[span.end : end] + ("…" if end < len(text) else "")),
    )


def _hit_row(hit: Hit, context: Context, record: Record, zone: str) -> MatchRow:
    place = place_words(hit, context.before)
    return MatchRow(
        hit.record,
        " · ".join(filter(None, (str(record.id), short_day(record.sent.utc, zone), place))),
        _one_line(context.before),
        _one_line(context.words),
        _one_line(context.after),
        hit.likeness in SURE,
        likeness_words(hit),
    )


def _one_line(text: str) -> str:
    return "".join(" " if character.isspace() else character for character in text)
