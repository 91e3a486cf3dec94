"""How fast the vault takes records and finds them, beside plain SQLite with FTS5 in one run.

    uv run python tests/bench/bench_vault.py [--records 100000] [--seed 5]

Prints one table. The plain side keeps the same texts in an unencrypted file, without people,
copies or accounts: it is the floor, not a competitor. The machine is shared: trust ratios.
"""

from __future__ import annotations

import argparse
import datetime as dt
import itertools
import random
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from app.domain.parsed import Parsed
from app.domain.people import Party, Role
from app.domain.provenance import Moment
from app.domain.queries import (
    Among,
    And,
    Not,
    Or,
    People,
    Phrase,
    Prefix,
    Query,
    Sent,
    Within,
    Word,
)
from app.domain.records import Kind
from app.domain.sources import NewSource
from app.vault.folder import Vault
from app.vault.incoming import IncomingRecord
from app.vault.keys import KeyCost

BATCH = 1000
CONVERSATIONS = 300
VOCABULARY = 60_000
START = 1_600_000_000_000_000
MINUTE = 60_000_000
PAGE = 50


@dataclass(frozen=True)
class Line:
    """One line of the table; ``plain`` is empty where there is no fair peer."""

    what: str
    ours: str
    plain: str = ""
    ratio: str = ""


class Corpus:
    """Invented text messages of about 20 words, whose words fall as in real language."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self._letters = "etaoinshrdlu"
        self.words = [self._word(number) for number in range(VOCABULARY)]
        weights = (1 / (rank + 2.7) ** 1.05 for rank in range(VOCABULARY))
        self._weights = list(itertools.accumulate(weights))

    def batches(self, records: int) -> Iterator[list[IncomingRecord]]:
        """Give the messages in batches."""
        for start in range(0, records, BATCH):
            yield [self._message(n) for n in range(start, min(start + BATCH, records))]

    def _word(self, number: int) -> str:
        letters = []
        number += 12
        while number:
            number, rest = divmod(number, 12)
            letters.append(self._letters[rest])
        return "".join(letters)

    def _message(self, number: int) -> IncomingRecord:
        other = self.random.randrange(CONVERSATIONS)
        length = self.random.randint(10, 30)
        text = " ".join(self.random.choices(self.words, cum_weights=self._weights, k=length))
        parties = (
            Party(Role.FROM, f"Contact {other}", f"+1850555{other:04d}"),
            Party(Role.TO, "", "+18505559999", is_owner=True),
        )
        return IncomingRecord(
            Parsed(
                f"sms {number}",
                "sms",
                Kind.MESSAGE,
                text,
                Moment(START + number * MINUTE, str(number), "utc"),
                parties,
                conversation_key=f"c{other}",
                conversation_title=f"Contact {other}",
            )
        )


class Plain:
    """SQLite as it comes, unencrypted, with the texts and their word index."""

    def __init__(self, path: Path) -> None:
        self.connection = sqlite3.connect(path, isolation_level=None)
        for statement in (
            "PRAGMA journal_mode = WAL",
            "PRAGMA synchronous = NORMAL",
            "PRAGMA cache_size = -65536",
            "CREATE TABLE records (id INTEGER PRIMARY KEY, sent INTEGER, sender TEXT, text TEXT)",
            "CREATE INDEX by_date ON records (sent)",
            "CREATE VIRTUAL TABLE words USING fts5(text, content='records', content_rowid='id')",
        ):
            self.connection.execute(statement)
        self._next = 1

    def take(self, batch: Sequence[IncomingRecord]) -> None:
        """Write a batch in one transaction."""
        rows = [
            (n, one.parsed.sent.utc, one.parsed.parties[0].address, one.parsed.text)
            for n, one in enumerate(batch, self._next)
        ]
        self._next += len(rows)
        self.connection.execute("BEGIN")
        self.connection.executemany("INSERT INTO records VALUES (?, ?, ?, ?)", rows)
        self.connection.executemany(
            "INSERT INTO words (rowid, text) VALUES (?, ?)", [(row[0], row[3]) for row in rows]
        )
        self.connection.execute("COMMIT")

    def find(self, expression: str) -> None:
        """Give the first page by date and the number of hits."""
        self.connection.execute(
            "SELECT r.id FROM words JOIN records AS r ON r.id = words.rowid WHERE words MATCH ? "
            f"ORDER BY r.sent LIMIT {PAGE}",
            (expression,),
        ).fetchall()
        self.connection.execute(
            "SELECT count(*) FROM words WHERE words MATCH ?", (expression,)
        ).fetchall()


def spent(work: Callable[[], object]) -> float:
    """Give the seconds that some work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def timed(works: Sequence[Callable[[], object]]) -> tuple[float, float]:
    """Give median and 95th percentile in milliseconds."""
    times = sorted(spent(work) * 1000 for work in works)
    return times[len(times) // 2], times[int(len(times) * 0.95)]


def pair(times: tuple[float, float]) -> str:
    """Write median and percentile."""
    return f"{times[0]:7.2f} / {times[1]:7.2f}"


def peak_mb() -> float:
    """Give the peak memory of this process."""
    if sys.platform == "win32":
        return float(psutil.Process().memory_info().peak_wset) / 2**20
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def build(vault: Vault, plain: Plain, corpus: Corpus, records: int) -> list[Line]:
    """Take the records on both sides, batch beside batch."""
    with vault.write() as work:
        source = work.sources.begin(NewSource("sms_backup", "SMS", "b.xml", "b", 1, "b.xml"))

    def take(batch: list[IncomingRecord]) -> None:
        with vault.write(durable=False) as work:
            work.sources.take(source, batch)

    ours = theirs = done = 0.0
    first = 0.0
    for batch in corpus.batches(records):
        ours += spent(lambda batch=batch: take(batch))
        theirs += spent(lambda batch=batch: plain.take(batch))
        done += len(batch)
        if not first and done * 4 >= records:
            first = peak_mb()
    size = sum(p.stat().st_size for p in vault.path.iterdir() if p.is_file()) / 2**20
    return [
        Line(
            "records/s",
            f"{records / ours:,.0f}",
            f"{records / theirs:,.0f}",
            f"{theirs / ours:.2f}",
        ),
        Line("peak memory at a quarter, MB", f"{first:.0f}"),
        Line("peak memory at the end, MB", f"{peak_mb():.0f}"),
        Line("vault on disk, MB", f"{size:.0f}"),
    ]


class Questions:
    """Queries of each kind, with the plain expression for the same where there is one."""

    def __init__(self, corpus: Corpus) -> None:
        self._choose = corpus.random.choice
        self._middle = corpus.words[20:220]
        self._top = corpus.words[:30]
        self.kinds: dict[str, Callable[[], tuple[Query, str]]] = {
            "term": self.term,
            "common term": self.common,
            "and": self.both,
            "or of five": self.any_of_five,
            "phrase": self.phrase,
            "prefix": self.prefix,
            "not": self.without,
            "term, days, person, place": self.filtered,
        }

    def term(self) -> tuple[Query, str]:
        """Ask for a word that some hundreds of records hold."""
        word = self._choose(self._middle)
        return Word(word), f'"{word}"'

    def common(self) -> tuple[Query, str]:
        """Ask for a word that many thousands hold."""
        word = self._choose(self._top)
        return Word(word), f'"{word}"'

    def both(self) -> tuple[Query, str]:
        """Ask for two words."""
        (one, a), (two, b) = self.term(), self.term()
        return And((one, two)), f"{a} AND {b}"

    def any_of_five(self) -> tuple[Query, str]:
        """Ask for any of five words."""
        terms = [self.term() for _ in range(5)]
        return Or(tuple(one for one, _ in terms)), " OR ".join(text for _, text in terms)

    def phrase(self) -> tuple[Query, str]:
        """Ask for two common words in a row."""
        words = (self._choose(self._top), self._choose(self._top))
        return Phrase(words), f'"{" ".join(words)}"'

    def prefix(self) -> tuple[Query, str]:
        """Ask for the beginning of a word."""
        start = self._choose(self._middle)[:3]
        return Prefix(start), f'"{start}" *'

    def without(self) -> tuple[Query, str]:
        """Ask for one word without another."""
        (one, a), (two, b) = self.term(), self.term()
        return And((one, Not(two))), f"{a} NOT {b}"

    def filtered(self) -> tuple[Query, str]:
        """Ask for a word of one person, on some days, on one platform."""
        word, _ = self.term()
        day = dt.date(2020, 9, 20)
        days = Sent(day, day + dt.timedelta(days=20))
        person = People(Among.FROM, f"contact {self._choose(range(CONVERSATIONS))}")
        return And((word, days, person, Within("sms"))), ""


def search(vault: Vault, plain: Plain, corpus: Corpus, number: int) -> list[Line]:
    """Ask every kind of query on both sides; a page of 50 by date and the number of hits."""
    lines: list[Line] = []
    warm = spent(lambda: vault.index.find(Word(corpus.words[0])).page("date", 0, PAGE))
    lines.append(Line("first search after a build, ms", f"{warm * 1000:.0f}"))
    for name, ask in Questions(corpus).kinds.items():
        asked = [ask() for _ in range(number)]
        ours = timed([lambda q=q: _page(vault, q) for q, _ in asked])
        if asked[0][1]:
            theirs = timed([lambda e=e: plain.find(e) for _, e in asked])
            ratio = f"{ours[1] / theirs[1]:.2f}"
            lines.append(Line(f"{name}, ms p50 / p95", pair(ours), pair(theirs), ratio))
        else:
            lines.append(Line(f"{name}, ms p50 / p95", pair(ours)))
    terms = [Word(word) for word in corpus.words[20:120]]
    hits = [vault.index.find(term) for term in terms]
    ranked = timed([lambda h=h: h.page("rank", 0, PAGE) for h in hits])
    facets = timed([lambda h=h: h.facets() for h in hits])
    lines.append(Line("page by rank, ms p50 / p95", pair(ranked)))
    lines.append(Line("facets, ms p50 / p95", pair(facets)))
    lines.append(
        Line(
            "page with its lines, ms p50 / p95",
            pair(timed([lambda t=t: _lines(vault, t) for t in terms])),
        )
    )
    words = spent(vault.index.vocabulary)
    lines.append(Line("vocabulary, ms", f"{words * 1000:.0f}"))
    lines.append(Line("peak memory with search, MB", f"{peak_mb():.0f}"))
    return lines


def _page(vault: Vault, query: Query) -> None:
    hits = vault.index.find(query)
    _ = hits.count, hits.page("date", 0, PAGE)


def _lines(vault: Vault, query: Query) -> None:
    ids = vault.index.find(query).page("date", 0, PAGE)
    with vault.read() as work:
        work.records.lines(ids)


def reopened(vault: Vault) -> Line:
    """Close and open the vault with the key cost that clerks have."""
    path = vault.path
    vault.close()
    start = time.perf_counter()
    opened = Vault.open(path, "bench")
    seconds = time.perf_counter() - start
    opened.close()
    return Line("open, cheap key, ms", f"{seconds * 1000:.0f}")


def shown(lines: Sequence[Line]) -> str:
    """Write the table."""
    rows = [
        ("", "vault", "plain SQLite", "ratio"),
        *((x.what, x.ours, x.plain, x.ratio) for x in lines),
    ]
    return "\n".join(f"{a:34} {b:>19} {c:>19} {d:>7}" for a, b, c, d in rows)


def main() -> None:
    """Run the bench and print its table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=100_000)
    parser.add_argument("--queries", type=int, default=200)
    parser.add_argument("--seed", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        vault, _ = Vault.create(Path(folder) / "bench.vault", "bench", KeyCost(1, 64, 1))
        plain = Plain(Path(folder) / "plain.db")
        corpus = Corpus(options.seed)
        lines = build(vault, plain, corpus, options.records)
        lines += search(vault, plain, corpus, options.queries)
        lines.append(reopened(vault))
        plain.connection.close()
    print(f"{options.records:,} records of about 20 words")
    print(shown(lines))


if __name__ == "__main__":
    main()
