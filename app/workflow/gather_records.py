"""Gather records of a request that are decided together: of a conversation, a sender, a search."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.ids import RecordId
from app.domain.places import places_of, text_at
from app.domain.queries import Query
from app.domain.requests import Request
from app.domain.spans import Span
from app.search import highlight
from app.vault.folder import Vault
from app.workflow.find_words import Match, records_of
from app.workflow.search_records import Searcher


@dataclass(frozen=True, slots=True)
class Sought:
    """A search whose hits are to be decided.

    Attributes:
        stems: whether other endings of the words are found too.
        marked: the hits that were marked; empty for all of them.
    """

    typed: str
    stems: bool = True
    marked: tuple[RecordId, ...] = ()

    def __repr__(self) -> str:
        return f"Sought({len(self.marked)} marked)"


class Gathering:
    """What of one request belongs together; each method may take a moment.

    Args:
        zone: whose days the dates of a search mean.
    """

    def __init__(self, vault: Vault, request: Request, zone: str) -> None:
        self._vault = vault
        self._request = request
        self._searcher = Searcher(vault, zone)

    def of_conversation(self, record: RecordId) -> tuple[RecordId, ...]:
        """Give the records of this record's conversation, with itself."""
        with self._vault.read() as work:
            return tuple(work.gatherings.of_conversation(self._request.id, record))

    def of_sender(self, record: RecordId) -> tuple[RecordId, ...]:
        """Give what the sender of this record sent, with itself."""
        with self._vault.read() as work:
            return tuple(work.gatherings.of_sender(self._request.id, record))

    def of_search(self, sought: Sought) -> tuple[RecordId, ...]:
        """Give the hits of a search that are in the request."""
        found = set(self._searcher.ask(sought.typed, stems=sought.stems).ids())
        if sought.marked:
            found = set(sought.marked)
        with self._vault.read() as work:
            held = work.requests.record_ids(self._request.id)
        return tuple(one for one in held if one in found)

    def searched_words(self, sought: Sought, among: Sequence[RecordId]) -> tuple[Match, ...]:
        """Give each place of these records where the words of a search stand."""
        query = self._searcher.ask(sought.typed, stems=sought.stems).query
        return tuple(
            Match(record.id, place, span)
            for record in records_of(self._vault, among)
            for place in places_of(record)
            for span in _found(query, text_at(record, place))
        )


def _found(query: Query, text: str) -> list[Span]:
    """Give where words of a query stand; those beside each other are one, as of a phrase."""
    joined: list[Span] = []
    for span in sorted(highlight.spans(query, text), key=lambda one: one.start):
        if joined and not text[joined[-1].end : span.start].strip():
            joined[-1] = Span(joined[-1].start, max(span.end, joined[-1].end))
        else:
            joined.append(span)
    return joined
