"""Long work: find the near-copies of all records once, and keep them; stopped, it goes on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, field

from app.detect.near import LEAST_SHARE, LEAST_WORDS, counted, share
from app.detect.near_index import Near, NearIndex
from app.domain.ids import RecordId
from app.jobs.events import Progress
from app.vault.folder import Vault
from app.vault.near_pairs import MOST_KEPT, NearPair

_AT_ONCE = 1_000

Words = Counter[str]


@dataclass
class LinkNearCopies:
    """Compares every record that came since with all before it.

    Attributes:
        afresh: forget what was found before, and look at all records again.
        result: how many pairs of near-copies were found now.
    """

    vault: Vault
    afresh: bool = False
    title: str = "Looking for near-copies"
    result: int = 0
    _kept: Counter[RecordId] = field(default_factory=Counter, repr=False)

    def steps(self) -> Generator[Progress, None, None]:
        """Take one portion of records after another; each is kept before the next."""
        with self.vault.write(durable=False) as work:
            if self.afresh:
                work.near_pairs.forget()
            reached, total = work.near_pairs.reached, work.records.last()
            self._kept = work.near_pairs.counts()
        if reached >= total:
            return
        index, at = NearIndex(self.vault.index.vocabulary().count), RecordId(0)
        while portion := self._portion(at):
            at = portion[-1][0]
            self._take(index, portion, reached)
            yield Progress(int(at), max(total, int(at)))

    def _portion(self, after: RecordId) -> list[tuple[RecordId, str]]:
        with self.vault.read() as work:
            return work.near_pairs.texts_after(after, _AT_ONCE)

    def _take(
        self, index: NearIndex, portion: Sequence[tuple[RecordId, str]], reached: RecordId
    ) -> None:
        """Take records into the index; those that are new are compared with what it tells."""
        words = {record: counted(text) for record, text in portion}
        found = {
            record: index.take(record, mine)
            for record, mine in words.items()
            if mine.total() >= LEAST_WORDS
        }
        if portion[-1][0] <= reached:
            return
        new = {record: near for record, near in found.items() if record > reached}
        pairs = list(self._pairs(new, words | self._others(new, words)))
        with self.vault.write(durable=False) as work:
            work.near_pairs.keep(pairs, portion[-1][0])

    def _others(
        self, new: dict[RecordId, Near], words: dict[RecordId, Words]
    ) -> dict[RecordId, Words]:
        """Read the texts that may be near and are not of this portion."""
        wanted = {entry[0] for near in new.values() for entry in near.entries} - set(words)
        with self.vault.read() as work:
            texts = work.printed.source_texts(sorted(wanted))
            return {record: counted(text) for record, text in texts}

    def _pairs(self, new: dict[RecordId, Near], words: dict[RecordId, Words]) -> Iterator[NearPair]:
        for record, near in new.items():
            told = [(other, 1.0) for other in near.same]
            for entry in near.entries:
                much = share(words[record], words[RecordId(entry[0])])
                told += [(other, much) for other in entry if much >= LEAST_SHARE]
            for other, much in sorted(told, key=lambda one: (-one[1], -one[0])):
                yield from self._both(record, RecordId(other), much)

    def _both(self, record: RecordId, other: RecordId, much: float) -> Iterator[NearPair]:
        """Link two, each as long as it has not too many."""
        is_kept = False
        for one, there in ((record, other), (other, record)):
            if self._kept[one] < MOST_KEPT:
                self._kept[one] += 1
                is_kept = True
                yield NearPair(one, there, much)
        self.result += is_kept
