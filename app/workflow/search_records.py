"""Find records: typed words to a page of hits with the words marked."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from app.domain.ids import RecordId
from app.domain.queries import Facets, Query
from app.domain.records import Record, RecordLine
from app.domain.spans import Span
from app.search import expand, highlight, language
from app.vault.folder import Vault
from app.vault.hits import Hits
from app.workflow.show_times import local_today

OrderBy = Literal["date", "rank"]

RECOGNISED = "recognised: "


@dataclass(frozen=True, slots=True)
class HitLine:
    """One line of a result list: the record, and a fragment with the found words marked.

    Attributes:
        recognised: the found words were recognised on a page or picture, and may be others.
    """

    line: RecordLine
    fragment: str
    spans: tuple[Span, ...]
    recognised: bool = False

    def __repr__(self) -> str:
        return f"HitLine({self.line.id})"


class Answer:
    """What one question found; pages are read when they are asked for.

    Attributes:
        expanded: typed word to the vocabulary words it was taken for, with their counts.
        left_out: typed word to how many further words it fits that are not searched for.
        hints: sentences on what may have been meant as an operator.
        did_you_mean: typed word to a near one that occurs, for words that do not.
        milliseconds: time to find, not to draw.
    """

    def __init__(self, vault: Vault, typed: str, query: Query, hits: Hits) -> None:
        self._vault = vault
        self._hits = hits
        self.typed = typed
        self.query = query
        self.expanded: dict[str, dict[str, int]] = {}
        self.left_out: dict[str, int] = {}
        self.did_you_mean: dict[str, str] = {}
        self.hints = language.hints(typed)
        self.milliseconds = 0.0

    @property
    def count(self) -> int:
        """Give the number of records found."""
        return int(self._hits.count)

    def ids(self) -> list[RecordId]:
        """Give all found records, oldest first."""
        return self._hits.page("date", 0, self.count)

    def lines(
        self, order: OrderBy = "date", offset: int = 0, limit: int = 100, *, newest: bool = False
    ) -> list[HitLine]:
        """Give one page of hits with fragments."""
        ids = self._hits.page(order, offset, limit, newest_first=newest)
        with self._vault.read() as work:
            lines = work.records.lines(ids)
            records = {record.id: record for record in work.records.many(ids)}
        return [self._hit(line, records[line.id]) for line in lines]

    def facets(self) -> Facets:
        """Count the hits by platform, person and month."""
        return self._hits.facets()

    def _hit(self, line: RecordLine, record: Record) -> HitLine:
        """Show the first text in which found words stand; else how the record begins."""
        for where, text in _texts(record):
            fragment, spans = highlight.fragment(self.query, text)
            if spans:
                moved = tuple(Span(one.start + len(where), one.end + len(where)) for one in spans)
                return HitLine(line, where + fragment, moved, where.endswith(RECOGNISED))
        fragment, _ = highlight.fragment(self.query, record.text or line.subject)
        return HitLine(line, fragment, ())


def _texts(record: Record) -> Iterator[tuple[str, str]]:
    """Give the texts of a record that search looks through, each with where it stands."""
    yield "", record.text
    yield "Subject: " if record.text else "", record.subject
    for attachment in record.attachments:
        yield f"{attachment.name}: ", attachment.text
        yield f"{attachment.name}, {RECOGNISED}", attachment.recognised


class Searcher:
    """Answers questions over one vault.

    Args:
        zone: whose days ``before:`` and ``after:`` mean.
        today: what ``on:yesterday`` counts from.
    """

    def __init__(self, vault: Vault, zone: str, today: Callable[[], dt.date] = local_today) -> None:
        self._vault = vault
        self._zone = zone
        self._today = today

    def ask(self, typed: str, *, stems: bool = True) -> Answer:
        """Understand and find; raises QueryMistake with a sentence that says where."""
        began = time.perf_counter()
        query = language.parse(typed, self._zone, self._today())
        vocabulary = self._vault.index.vocabulary()
        expanded, shown = expand.expand(query, vocabulary, stems=stems)
        answer = Answer(self._vault, typed, expanded, self._vault.index.find(expanded))
        answer.expanded = shown
        answer.left_out = shown.left_out
        answer.milliseconds = (time.perf_counter() - began) * 1_000
        if not answer.count:
            answer.did_you_mean = expand.did_you_mean(query, vocabulary)
        return answer

    def matching(self, typed: str, among: Sequence[RecordId]) -> list[RecordId]:
        """Give those of ``among`` that a query finds exactly as written, in their order."""
        query = language.parse(typed, self._zone, self._today())
        vocabulary = self._vault.index.vocabulary()
        expanded, _ = expand.expand(query, vocabulary, stems=False)
        hits = self._vault.index.find(expanded)
        return [record for record in among if hits.contains(record)]
