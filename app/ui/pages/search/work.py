"""What the search page asks of the vault, beside the window. No PySide6."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass

from app.domain.ids import RecordId
from app.domain.places import places_of, text_at
from app.domain.queries import Facets
from app.domain.records import Record
from app.domain.requests import Request
from app.search import highlight, language
from app.ui.marked_cell import MarkedCell
from app.ui.pages.search.state import Preview, Saved
from app.ui.quoted import quotes_apart
from app.ui.rows import Cell, Row, Tone
from app.ui.sheet import (
    Card,
    Ink,
    Mark,
    Sheet,
    marked_card,
    party_words,
    short_day,
    short_moment,
    short_name,
)
from app.vault.folder import Vault
from app.workflow.quoted import stretches_of
from app.workflow.redact_records import PLATFORMS, platform_in_words
from app.workflow.search_records import RECOGNISED, Answer, HitLine, OrderBy, Searcher
from app.workflow.terms_report import TermRow, terms_report

AROUND = 6


@dataclass(frozen=True, slots=True)
class Found:
    """One answer and how it spreads."""

    answer: Answer
    facets: Facets
    hints: tuple[str, ...]
    ids: frozenset[RecordId]


class SearchWork:
    """The verbs of the search over one vault; each method runs in a reader's thread."""

    def __init__(self, vault: Vault, zone: str) -> None:
        self._vault = vault
        self._zone = zone
        self._searcher = Searcher(vault, zone)

    def ask(self, typed: str, *, stems: bool) -> Found:
        """Answer a question."""
        answer = self._searcher.ask(typed, stems=stems)
        return Found(answer, answer.facets(), language.hints(typed), frozenset(answer.ids()))

    def rows(
        self,
        answer: Answer,
        page: tuple[OrderBy, int, int, bool],
        held: Set[RecordId],
        marked: Set[RecordId],
    ) -> list[Row]:
        """Give one page of hits."""
        order, offset, limit, newest = page
        hits = answer.lines(order, offset, limit, newest=newest)
        years = {month[:4] for month, _ in answer.facets().months}
        when = short_day if len(years) == 1 else short_moment
        return [
            _row(hit, when(hit.line.sent, self._zone), hit.line.id in held, hit.line.id in marked)
            for hit in hits
        ]

    def preview(self, answer: Answer, record: RecordId) -> Preview:
        """Show a hit in its conversation, with what was found marked everywhere."""
        with self._vault.read() as work:
            record = work.records.now(record)
            one = work.records.get(record)
            near = work.records.many(work.records.neighbours(record, AROUND, AROUND))
        cards = tuple(
            _card(each, _marks(answer, each), self._zone, here=each.id == record) for each in near
        )
        others = party_words(one.recipients)
        author = short_name(one.author.label)
        title = f"{platform_in_words(one)} · {author} → {others}" if others else author
        return Preview(int(record), title, Sheet(cards))

    def held(self, request: Request | None) -> frozenset[RecordId]:
        """Give what is in the request already."""
        if request is None:
            return frozenset()
        with self._vault.read() as work:
            return frozenset(work.requests.record_ids(request.id))

    def saved(self) -> tuple[Saved, ...]:
        """List the searches that were given a name."""
        with self._vault.read() as work:
            return tuple(Saved(one.name, one.query) for one in work.requests.searches())

    def save(self, name: str, query: str) -> tuple[Saved, ...]:
        """Keep a search; gives all that are kept."""
        with self._vault.write() as work:
            work.requests.save_search(name, query)
        return self.saved()

    def forget(self, name: str) -> tuple[Saved, ...]:
        """Drop a saved search; gives all that are kept."""
        with self._vault.write() as work:
            work.requests.forget_search(name)
        return self.saved()

    def terms(self, terms: Sequence[str]) -> list[TermRow]:
        """Count what each of many searches finds."""
        return terms_report(self._searcher, terms)


def _card(record: Record, marks: Sequence[Mark], zone: str, *, here: bool) -> Card:
    card = marked_card(record, marks, zone, here=here)
    return quotes_apart(card, record.text, stretches_of(record), zone)


def _marks(answer: Answer, record: Record) -> list[Mark]:
    return [
        Mark(place, span, Ink.HIT)
        for place in places_of(record)
        for span in highlight.spans(answer.query, text_at(record, place))
    ]


_SHORT = {
    "sms": "Text", "mms": "Text", "call": "Call", "email": "Mail", "facebook": "FB", "x": "X",
    "youtube": "YT",
}  # fmt: skip


def _row(hit: HitLine, when: str, in_request: bool, is_marked: bool) -> Row:  # noqa: FBT001 - two facts of a row
    line = hit.line
    platform = PLATFORMS.get(line.platform, line.platform.title())
    where = _SHORT.get(line.platform, platform)
    text = hit.fragment or "(no text)"
    tip = f"{line.subject}\n{line.opening}".strip()
    return Row(
        str(line.id),
        (
            Cell("☑" if is_marked else "☐", Tone.LINK if is_marked else Tone.MUTED,
                 "Mark it (Space)", "marked" if is_marked else "not marked"),
            Cell(when),
            Cell(where, Tone.MUTED, platform, platform),
            Cell(short_name(line.author), strong=True),
            MarkedCell(text, tip=tip, marks=hit.spans, kept=RECOGNISED * hit.recognised),
            Cell("▤" if line.attachments else "", Tone.MUTED, f"{line.attachments} attachments",
                 "has attachments" if line.attachments else "no attachment"),
            Cell("✓" if in_request else "", Tone.GOOD, "In this request" if in_request else " ",
                 "in this request" if in_request else "not in this request"),
        ),
    )  # fmt: skip
