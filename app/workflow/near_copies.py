"""Near-copies of a record: as they were kept or found by rare words, compared, decided alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from app.detect.near import LEAST_SHARE, LEAST_WORDS, counted, share, span_in, telling_words
from app.domain.decisions import Decision, Dispose, Done, Redact, Standing
from app.domain.ids import RecordId
from app.domain.people import normal_address
from app.domain.places import places_of, text_at
from app.domain.records import Record, hash_of
from app.domain.redaction import Redaction, SpanTarget
from app.errors import DecisionRefused
from app.vault.folder import Vault
from app.vault.near_pairs import MOST_KEPT
from app.workflow.decide import Decider
from app.workflow.withhold_too import SHOWN

MOST = 200
"""So many near-copies are told at most, the nearest first."""
_MOST_READ = 20_000
_SHARED_ADDRESSES = 2


@dataclass(frozen=True, slots=True)
class NearCopy:
    """A record whose words are nearly those of another.

    Attributes:
        share: how much of the longer text stands in both, from 0.8 to 1.
        echo: the same text between the same people within two seconds, as a message lies on
            the telephones of both who wrote.
    """

    id: RecordId
    share: float
    echo: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """The near-copies of a record.

    Attributes:
        unread: how many further records hold rare words of it and were not compared.
    """

    record: RecordId
    copies: tuple[NearCopy, ...] = ()
    unread: int = 0


@dataclass(frozen=True, slots=True)
class DecidedAlike:
    """What came of deciding alike.

    Attributes:
        left: records in which some withheld words do not stand so, and of which nothing was
            decided.
        stay: records that were decided otherwise, and stay so.
    """

    done: Done
    records: tuple[RecordId, ...]
    left: tuple[RecordId, ...] = field(default=())
    stay: tuple[RecordId, ...] = field(default=())

    @property
    def sentence(self) -> str:
        """Say what was done, and what was not."""
        stays, left = len(self.stay), len(self.left)
        told = self.done.sentence
        if stays:
            told += f"; {stays:,} {'was' if stays == 1 else 'were'} decided otherwise and "
            told += "stays" if stays == 1 else "stay"
        if left:
            told += f"; {left:,} record{'' if left == 1 else 's'} left, where withheld words differ"
        return f"{told}."


class NearCopies:
    """Gives near-copies in one vault: as they were kept, or looked for where nobody did yet."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def of(self, record: RecordId) -> Found:
        """Give the near-copies of a record, the nearest first; an unknown id raises KeyError."""
        with self._vault.read() as work:
            here = work.records.get(record)
            echoes = self._echoes(here, work.records.many(work.records.said_again(record)))
            kept = work.near_pairs.of(record)
            is_kept = work.near_pairs.reached >= work.records.last() and len(kept) < MOST_KEPT
        words = counted(here.text)
        near, unread = {one.other: one.share for one in kept}, 0
        if not is_kept and words.total() >= LEAST_WORDS:
            near, unread = self._near(record, words)
        for one in echoes:
            near.setdefault(one, 1.0)
        copies = [NearCopy(one, much, one in echoes) for one, much in near.items()]
        copies.sort(key=lambda one: (-one.share, one.id))
        return Found(record, tuple(copies[:MOST]), unread)

    def told(self, records: Sequence[RecordId]) -> dict[RecordId, str]:
        """Say of records how many near-copies were kept of them; what has none is left out."""
        with self._vault.read() as work:
            counts = work.near_pairs.counts(records)
        return {one: told_count(count) for one, count in counts.items()}

    def _near(self, record: RecordId, words: Counter[str]) -> tuple[dict[RecordId, float], int]:
        vocabulary = self._vault.index.vocabulary()
        telling = telling_words(words, vocabulary.count)
        least, most = words.total() * LEAST_SHARE, words.total() / LEAST_SHARE
        near: dict[RecordId, float] = {}
        with self._vault.read() as work:
            met = [one for one in work.printed.meeting(telling, []).records.tolist()
                   if one != record]  # fmt: skip
            for one, text in work.printed.source_texts(met[:_MOST_READ]):
                found = counted(text)
                much = share(words, found) if least <= found.total() <= most else 0.0
                if much >= LEAST_SHARE:
                    near[one] = much
        return near, max(len(met) - _MOST_READ, 0)

    def _echoes(self, here: Record, others: Sequence[Record]) -> set[RecordId]:
        """Give those of the same text and time in which the same people have a part."""
        own = _addresses(here)
        needed = min(_SHARED_ADDRESSES, max(len(own), 1))
        return {one.id for one in others if len(own & _addresses(one)) >= needed}


def told_count(count: int) -> str:
    """Say how many near-copies there are; where so many are kept as can be, there may be more."""
    more = " or more" if count >= MOST_KEPT else ""
    return f"{count:,}{more} near-cop{'y' if count == 1 else 'ies'}"


def decide_alike(
    vault: Vault, decider: Decider, record: RecordId, copies: Sequence[RecordId]
) -> DecidedAlike:
    """Give near-copies the decisions of a record, as one act.

    Its disposition is taken over, and what is withheld of its text where the very same words
    stand in the copy too. A copy in which they do not, or that is in another request, is left.
    One that somebody decided otherwise stays as it is.
    """
    number = decider.request.id
    _refuse_open(vault, decider, record)
    with vault.read() as work:
        held = work.requests.held_of(number, list(copies))
        chosen = [one for one in copies if one in held and one != record]
        standing = work.decisions.standing(number, record)
        there = work.decisions.standings_of(number, chosen)
        original, *others = work.records.many([record, *chosen])
    decisions: list[Decision] = []
    reached: list[RecordId] = []
    stay = tuple(one.id for one in others if _is_otherwise(there[one.id], standing))
    for copy in others:
        if copy.id in stay:
            continue
        found = _redactions(original, copy, standing.redactions)
        if found is None:
            continue
        taken = {(one.target, one.codes) for one in there[copy.id].redactions}
        decisions += [one for one in found if (one.target, one.codes) not in taken]
        decisions += [Dispose(copy.id, standing.disposition, tuple(standing.codes))]
        reached.append(copy.id)
    done = {*reached, *stay, record}
    left = tuple(one for one in copies if one not in done)
    count = f"{len(reached):,} {'near-copy' if len(reached) == 1 else 'near-copies'}"
    act = decider.apply(decisions, f"{count} decided alike")
    return DecidedAlike(act, tuple(reached), left, stay)


def _is_otherwise(one: Standing, standing: Standing) -> bool:
    """Say whether a record was decided, and not as another stands."""
    if one.disposition is None:
        return False
    if {one.disposition, standing.disposition} <= set(SHOWN):
        return False
    return (one.disposition, tuple(one.codes)) != (standing.disposition, tuple(standing.codes))


def _refuse_open(vault: Vault, decider: Decider, record: RecordId) -> None:
    with vault.read() as work:
        standing = work.decisions.standing(decider.request.id, record)
    if standing.disposition is None:
        raise DecisionRefused("This record is not decided itself yet.", "Decide it first.")


def _redactions(
    original: Record, copy: Record, redactions: Sequence[Redaction]
) -> list[Redact] | None:
    """Word the redactions for a copy; None where one of them has no place there."""
    found: list[Redact] = []
    for one in redactions:
        target = one.target
        if not isinstance(target, SpanTarget) or target.place not in places_of(copy):
            return None
        place, text = target.place, text_at(copy, target.place)
        there = span_in(text, text_at(original, place), target.span)
        if there is None:
            return None
        found.append(Redact(copy.id, SpanTarget(there, place), one.codes, hash_of(text)))
    return found


def _addresses(record: Record) -> set[str]:
    return {normal_address(one.address) for one in record.parties if one.address}
