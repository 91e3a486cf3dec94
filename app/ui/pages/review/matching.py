"""Decides what lists of places show: equal words elsewhere, suggestions. No PySide6."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from app.domain.ids import RecordId
from app.domain.places import place_in_words, text_at
from app.domain.records import Record
from app.domain.redaction import Field, RegionTarget
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
        target: where they stand on a page; None where they stand in a text.
    """

    record: RecordId
    where: str
    before: str
    words: str
    after: str
    checked: bool = True
    likeness: str = ""
    target: RegionTarget | None = None

    def __repr__(self) -> str:
        return f"MatchRow({self.record})"


@dataclass(frozen=True, slots=True)
class MatchList:
    """Other places of the words of a redaction, to act on at once.

    Attributes:
        hits: the places that are still visible; the same words come first.
        rows: one for each of the first, once the clerk wants to see them.
        codes: what is applied; empty where it is still to be chosen.
        looks: pages of attachments are still being looked at.
        left: so many texts are still to be read.
        others: whether places without a row are ticked; None for those that are surely meant.
    """

    title: str
    hits: tuple[Hit, ...]
    rows: tuple[MatchRow, ...] = ()
    codes: tuple[str, ...] = ()
    open: bool = False
    looks: bool = False
    left: int = 0
    others: bool | None = None

    @property
    def checked(self) -> tuple[Hit, ...]:
        """Give the places that are ticked; those that are surely meant while no list is shown."""
        pairs = zip(self.hits, self.rows, strict=False)
        listed = [hit for hit, row in pairs if row.checked]
        others = self.hits[len(self.rows) :]
        return (*listed, *(hit for hit in others if is_ticked(hit, self.others)))


def is_ticked(hit: Hit, others: bool | None) -> bool:  # noqa: FBT001 - a state, not a switch
    """Say whether a place is ticked before the clerk looked at it."""
    return hit.likeness in SURE if others is None else others


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
    hits: Sequence[Hit],
    contexts: Sequence[Context],
    records: Mapping[RecordId, Record],
    zone: str,
    *,
    ticked: bool | None = None,
) -> tuple[MatchRow, ...]:
    """Describe other places for the list; with ``ticked`` as in :class:`MatchList`."""
    return tuple(
        replace(_hit_row(hit, context, records[hit.record], zone), checked=is_ticked(hit, ticked))
        for hit, context in zip(hits, contexts, strict=True)
    )


def place_row(record: Record, placed: PlacedSuggestion | PageSuggestion, zone: str) -> MatchRow:
    """Describe the place of a suggestion for the list."""
    day = short_day(record.sent.utc, zone)
    if isinstance(placed, PageSuggestion):
        name = record.attachments[placed.attachment].name or f"attachment {placed.attachment + 1}"
        where = f"{record.id} · page {placed.page:,} of {name} · {day}"
        before, words, after = map(_one_line, (placed.before, placed.words, placed.after))
        return MatchRow(record.id, where, before, words, after, target=placed.targets[0])
    text, span = text_at(record, placed.place), placed.suggestion.span
    start, end = max(0, span.start - AROUND), min(len(text), span.end + AROUND)
    place = "" if placed.place.field is Field.TEXT else f" · {place_in_words(placed.place)}"
    return MatchRow(
        record.id,
        f"{record.id} · {day}{place}",
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
        likeness=likeness_words(hit),
    )


def _one_line(text: str) -> str:
    return "".join(" " if character.isspace() else character for character in text)
