"""The word index: from a query tree to hits; knows neither how it was typed nor any window."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import numpy as np

from app.domain.ids import RequestId
from app.domain.queries import And, AnyWord, Near, Not, Or, Phrase, Prefix, Query, Word
from app.vault.column_reader import read_on
from app.vault.columns import Columns, Ints
from app.vault.compile import Leaf, expressions
from app.vault.database import Database
from app.vault.day_counts import DayCounts, LinesOf, day_counts
from app.vault.driver import Driver, driver, numbers
from app.vault.hits import Hits
from app.vault.holding import Holding
from app.vault.interning import next_id
from app.vault.recognised import ReadFiles, state_of
from app.vault.requests import mark_of
from app.vault.selection import Selection
from app.vault.vocabulary import Vocabulary, read_vocabulary

_NONE = np.zeros(0, np.int64)


class WordIndex:
    """Answers queries over all records of a vault, from any thread.

    Columns and vocabulary are kept in memory and read on when records came in since.

    Args:
        database: the vault's.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._lock = threading.Lock()
        self._columns = Columns()
        self._vocabulary = Vocabulary({})
        self._vocabulary_of: tuple[int, ReadFiles] = (0, ())
        self._holdings: dict[RequestId, tuple[int, Holding]] = {}

    def find(self, query: Query) -> Hits:
        """Give the hits of a query; fuzzy words and wildcards must be expanded before."""
        with self._database.read() as connection:
            raw = driver(connection)
            columns = self._current(raw)
            mask = Selection(raw, columns).of(query)
        return Hits(mask, columns, lambda: self._ranked(query))

    def vocabulary(self) -> Vocabulary:
        """Give the words that the vault holds."""
        with self._lock, self._database.read() as connection:
            raw = driver(connection)
            last = next_id(raw, "records") - 1, state_of(raw)
            if last != self._vocabulary_of:
                self._vocabulary, self._vocabulary_of = read_vocabulary(raw), last
            return self._vocabulary

    def day_counts(self, borders: Ints, lines_of: LinesOf) -> DayCounts:
        """Count the records by line and day, as the vault stands now."""
        with self._database.read() as connection:
            columns = self._current(driver(connection))
        return day_counts(columns, borders, lines_of)

    def holding(self, request: RequestId) -> Holding:
        """Give the records of a request; they are read again when some joined or left."""
        with self._database.read() as connection:
            return self.holding_in(driver(connection), request)

    def holding_in(self, raw: Driver, request: RequestId) -> Holding:
        """Give them as a transaction sees them, in which nothing is written."""
        mark = mark_of(raw, request)
        with self._lock:
            known = self._holdings.get(request)
        if known is not None and known[0] == mark:
            return known[1]
        columns = self._current(raw)
        ids = numbers(raw, _HELD, (request,))[0]
        holding = Holding(ids[np.argsort(columns.by_date[ids])], columns)
        with self._lock:
            self._holdings[request] = mark, holding
        return holding

    def _current(self, raw: Driver) -> Columns:
        with self._lock:
            self._columns = read_on(raw, self._columns)
            return self._columns

    def _ranked(self, query: Query) -> Ints:
        """Give the ids that hold any wanted word, best first (bm25)."""
        wanted = [one for leaf in _wanted(query) for one in expressions(leaf)]
        if not wanted:
            return _NONE
        with self._database.read() as connection:
            return numbers(driver(connection), _BY_RANK, (" OR ".join(wanted),))[0]


_HELD = "SELECT group_concat(record_id) FROM request_records WHERE request_id = ?"
_BY_RANK = (
    "SELECT group_concat(rowid) FROM "
    "(SELECT rowid FROM words WHERE words MATCH ? ORDER BY rank LIMIT -1)"
)


def _wanted(query: Query) -> Iterator[Leaf]:
    """Walk over the words that a hit may hold; what follows NOT is not among them."""
    match query:
        case And(parts=parts) | Or(parts=parts):
            for part in parts:
                yield from _wanted(part)
        case Word() | AnyWord() | Phrase() | Near() | Prefix():
            yield query
        case Not() | _:
            return
