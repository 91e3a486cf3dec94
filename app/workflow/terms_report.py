"""The search term report: for each query of a list, how much it finds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from app.errors import QueryMistake
from app.workflow.search_records import Searcher


@dataclass(frozen=True, slots=True)
class TermRow:
    """One query of the list.

    Attributes:
        alone: records that no other query of the list finds.
        mistake: why the query could not be understood, else empty.
    """

    term: str
    records: int
    alone: int
    mistake: str = ""


def terms_report(searcher: Searcher, terms: Iterable[str]) -> list[TermRow]:
    """Ask every query of a list exactly as written; a mistake is a row, not an end."""
    found: list[tuple[str, set[int], str]] = []
    for term in terms:
        try:
            found.append((term, set(searcher.ask(term, stems=False).ids()), ""))
        except QueryMistake as mistake:
            found.append((term, set(), mistake.what))
    return [
        TermRow(term, len(ids), len(ids - _others(found, index)), mistake)
        for index, (term, ids, mistake) in enumerate(found)
    ]


def _others(found: list[tuple[str, set[int], str]], but: int) -> set[int]:
    others: set[int] = set()
    for index, (_, ids, _) in enumerate(found):
        if index != but:
            others |= ids
    return others
