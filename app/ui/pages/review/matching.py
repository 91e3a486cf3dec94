"""Decides what the list of equal words, or of suggestions of one kind, shows. No PySide6."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.ids import RecordId
from app.domain.places import place_in_words, text_at
from app.domain.records import Record
from app.domain.redaction import Field, SpanTarget
from app.ui.sheet import short_day
from app.workflow.find_words import Match

AROUND = 48


@dataclass(frozen=True, slots=True)
class MatchRow:
    """One place where the words stand, with what is around them."""

    record: RecordId
    where: str
    before: str
    words: str
    after: str
    checked: bool = True

    def __repr__(self) -> str:
        return f"MatchRow({self.record})"


@dataclass(frozen=True, slots=True)
class MatchList:
    """Places to act on at once.

    Attributes:
        matches: one for each row.
        codes: what is applied; empty where it is still to be chosen.
        kind: the kind of suggestion that they are; empty for equal words.
    """

    title: str
    matches: tuple[Match, ...]
    rows: tuple[MatchRow, ...] = ()
    codes: tuple[str, ...] = ()
    kind: str = ""
    open: bool = False

    @property
    def checked(self) -> tuple[Match, ...]:
        """Give the places that are ticked; all of them while no list is shown."""
        if not self.rows:
            return self.matches
        pairs = zip(self.matches, self.rows, strict=True)
        return tuple(match for match, row in pairs if row.checked)


def rows_of(
    matches: Sequence[Match], records: dict[RecordId, Record], zone: str
) -> tuple[MatchRow, ...]:
    """Describe places for the list."""
    return tuple(_row(match, records[match.record], zone) for match in matches)


def others_of(
    matches: Sequence[Match], taken: Sequence[tuple[RecordId, SpanTarget]]
) -> tuple[Match, ...]:
    """Leave out the places that are withheld already."""
    return tuple(
        match
        for match in matches
        if not any(
            record == match.record
            and target.place == match.place
            and target.span.start <= match.span.start
            and match.span.end <= target.span.end
            for record, target in taken
        )
    )


def _row(match: Match, record: Record, zone: str) -> MatchRow:
    text = text_at(record, match.place)
    span = match.span
    start, end = max(0, span.start - AROUND), min(len(text), span.end + AROUND)
    place = "" if match.place.field is Field.TEXT else f" · {place_in_words(match.place)}"
    return MatchRow(
        match.record,
        f"{record.id} · {short_day(record.sent.utc, zone)}{place}",
        _one_line(("…" if start else "") + text[start : span.start]),
        _one_line(text[span.start : span.end]),
        _one_line(text[span.end : end] + ("…" if end < len(text) else "")),
    )


def _one_line(text: str) -> str:
    return "".join(" " if character.isspace() else character for character in text)
