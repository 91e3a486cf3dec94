"""The consistency report of a request, kept up to date while the clerk works; blocks nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from app.detect.lexicon import Lexicon
from app.detect.likeness import Likeness
from app.domain.decisions import Decision, Standing, WithholdWords
from app.domain.ids import ConversationId, RecordId, RequestId
from app.domain.redaction import Redaction, SpanTarget, Target
from app.domain.requests import Request
from app.vault.across import Differing
from app.vault.folder import Vault
from app.vault.holding import Holding
from app.vault.near_pairs import NearPair
from app.vault.printed import Held
from app.vault.work import Work
from app.workflow.alike import Hit
from app.workflow.covered import Cover
from app.workflow.find_words import CHUNK
from app.workflow.known_words import KnownWords
from app.workflow.residue import residue
from app.workflow.sought import ANYWHERE, Key, Learned, Sought, learn, withheld_words
from app.workflow.withhold_too import SHOWN, Lacking, lacking_beside

_LITERAL = frozenset({Likeness.SAME, Likeness.POSSESSIVE})
VISIBLE = _LITERAL | {Likeness.PUNCTUATION}
_MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class Inconsistency:
    """One sentence of the report, which holds no word of a record.

    Attributes:
        kind: ``visible``, ``address_stays``, ``alike``, ``joined``, ``residue``,
            ``two_requests``, ``near_copies`` or ``codes_differ``.
        records: where to go, first one first.
        hits: the places themselves, where there are some.
        lacking: what would have to be withheld, where it is decided elsewhere.
        words: what is withheld, to be shown beside the sentence and nowhere else.
    """

    kind: str
    sentence: str
    records: tuple[RecordId, ...]
    hits: tuple[Hit, ...] = ()
    words: str = field(default="", repr=False)
    lacking: tuple[Lacking, ...] = ()


class Consistency:
    """Knows what is withheld and where else it stands.

    What was decided since is read from the log, and only the records that it names are looked at
    again; records that joined since are looked through once. Only when the vault got new words
    is everything looked for again, since new spellings may be among them.

    Args:
        vault: holds the request.
        request: is looked through.
        words: the vault's words, where others ask for them too.
    """

    def __init__(self, vault: Vault, request: Request, words: KnownWords | None = None) -> None:
        self._vault = vault
        self._request = request.id
        self._words = words or KnownWords(vault)
        self._forget(Lexicon(()))

    def report(self, *, literal: bool = True) -> list[Inconsistency]:
        """Give the report as things stand now, the most telling first.

        Args:
            literal: whether the very words and their possessives count, which
                :func:`app.workflow.contradictions.contradictions` finds as well.
        """
        lexicon = self._words.lexicon(self._request)
        if lexicon is not self._lexicon:
            self._forget(lexicon)
        with self._vault.read() as work:
            changed = {*self._joined(work), *self._decided(work)}
            self._read(work, sorted(changed))
            self._open(self._anywhere(work))
            self._spare(work)
            across = work.across.differing(self._request)
            lacking = tuple(self._lacking(work, across))
            otherwise = work.across.codes_differing(self._request)
            apart = work.near_pairs.decided_otherwise(self._request)
        told = [
            *self._sought_told(literal=literal),
            *self._residue_told(),
            *_across_told(across, lacking),
        ]
        told += [*self._codes_told(), *_otherwise_told(otherwise), *_near_told(apart)]
        return sorted(told, key=lambda one: _ORDER.index(one.kind))

    def _lacking(self, work: Work, found: Sequence[Differing]) -> Iterator[Lacking]:
        """Give what requests under the same law withhold of records, and this one does not."""
        law = work.requests.get(self._request).details.jurisdiction
        by_other: defaultdict[RequestId, list[RecordId]] = defaultdict(list)
        for one in found:
            by_other[one.other].append(one.record)
        for other, records in by_other.items():
            if work.requests.get(other).details.jurisdiction != law:
                continue
            for at in range(0, len(records), CHUNK):
                there = work.decisions.standings_of(other, records[at : at + CHUNK])
                for record, standing in there.items():
                    yield from lacking_beside(self._standings[record], standing)

    def _forget(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._held: dict[RecordId, Held] = {}
        self._mark: int | None = None
        self._holding: Holding | None = None
        self._holders: dict[ConversationId, RecordId] = {}
        self._position = 0
        self._standings: dict[RecordId, Standing] = {}
        self._redactions: dict[RecordId, tuple[Redaction, ...]] = {}
        self._keys: dict[RecordId, set[Key]] = {}
        self._sought: dict[Key, Sought] = {}
        self._met: defaultdict[RecordId, set[Key]] = defaultdict(set)
        self._everywhere: tuple[tuple[Decision, int], ...] = ()
        self._beside: dict[RecordId, tuple[SpanTarget, ...]] = {}
        self._public: set[tuple[RecordId, Target]] = set()

    def _spare(self, work: Work) -> None:
        public = work.decisions.already_public(self._request)
        self._public = {(one.record, one.target) for one in public}

    def _joined(self, work: Work) -> list[RecordId]:
        """Look through the records that joined since for what is withheld already.

        Where another record now holds the title of its conversation, because one joined before it
        or the one that held it was taken out, it is looked through again as well.
        """
        mark = work.printed.mark(self._request)
        if mark == self._mark:
            return []
        self._mark = mark
        held = work.printed.held(self._request)
        new = {one.id for one in held if one.id not in self._held}
        self._held = {one.id: one for one in held}
        self._holding = self._vault.index.holding(self._request).only(self._held)
        before, self._holders = self._holders, {one.conversation: one.id for one in reversed(held)}
        moved = [one for one, holder in before.items() if self._holders.get(one) != holder]
        joined = new | {self._holders[one] for one in moved if one in self._holders}
        left = {before[one] for one in moved} & set(self._held)
        holding = self._holding.only(joined)
        for key, sought in self._sought.items():
            for record in sought.look(work, holding):
                self._met[record].add(key)
                if self._holders[self._held[record].conversation] != record:
                    sought.leave_title(record)
            for record in left & set(sought.hits):
                sought.leave_title(record)
        return [*joined, *left]

    def _decided(self, work: Work) -> set[RecordId]:
        """Give the records that were decided since, and those that show the same title."""
        entries = work.decisions.log(self._request, self._position)
        if entries:
            self._position = entries[-1].id
        named = {getattr(entry.decision, "record", None) for entry in entries}
        records = {one for one in named if one is not None and one in self._held}
        titles = {self._holders.get(self._held[one].conversation) for one in records}
        return records | {one for one in titles if one is not None}

    def _read(self, work: Work, changed: Sequence[RecordId]) -> None:
        if not changed:
            return
        for at in range(0, len(changed), CHUNK):
            part = changed[at : at + CHUNK]
            self._standings.update(work.decisions.standings_of(self._request, part))
        for one in changed:
            self._redactions[one] = self._standings[one].redactions
        redacted = [one for one in changed if self._redactions[one]]
        self._let_go(set(changed) - set(redacted))
        self._open({*changed, *self._withhold(work, redacted)})

    def _withhold(self, work: Work, redacted: Sequence[RecordId]) -> set[RecordId]:
        """Learn the words that records withhold; gives where words stand that are new."""
        touched: set[RecordId] = set()
        for at in range(0, len(redacted), CHUNK):
            for record in work.records.many(redacted[at : at + CHUNK]):
                redactions = self._redactions[record.id]
                self._beside[record.id] = tuple(residue(record, redactions))
                learned = withheld_words(record, redactions, self._lexicon)
                touched |= self._learn(work, record.id, learned)
        return touched

    def _anywhere(self, work: Work) -> set[RecordId]:
        """Learn the words that are withheld wherever they stand; gives where new ones stand."""
        entries = work.decisions.standing_entries(self._request, WithholdWords)
        said = tuple((one.decision, one.at) for one in entries)
        if said == self._everywhere:
            return set()
        self._everywhere = said
        learned: dict[Key, Learned] = {}
        for one, at in said:
            if isinstance(one, WithholdWords):
                learned |= learn(one.words, at, tuple(sorted(one.codes)), self._lexicon)
        return self._learn(work, ANYWHERE, learned)

    def _learn(self, work: Work, record: RecordId, learned: Mapping[Key, Learned]) -> set[RecordId]:
        """Take down what a record withholds now; gives where words stand that are new."""
        touched: set[RecordId] = set()
        for key, one in learned.items():
            if key not in self._sought:
                self._sought[key] = Sought(one.words, one.forms)
                touched |= self._look(work, key)
            self._sought[key].withhold(record, one.since, one.codes)
        before, self._keys[record] = self._keys.get(record, set()), set(learned)
        self._drop(record, before - set(learned))
        return touched

    def _look(self, work: Work, key: Key) -> set[RecordId]:
        found = self._sought[key].look(work, self._holding) if self._holding is not None else []
        for record in found:
            self._met[record].add(key)
        return set(found)

    def _let_go(self, records: Iterable[RecordId]) -> None:
        for record in records:
            self._beside.pop(record, None)
            self._drop(record, self._keys.pop(record, set()))

    def _drop(self, record: RecordId, keys: Iterable[Key]) -> None:
        """Let words go that no record withholds any more."""
        for key in keys:
            if self._sought[key].let_go(record):
                for met in self._sought.pop(key).hits:
                    self._met[met].discard(key)

    def _open(self, records: Collection[RecordId]) -> None:
        """Say again of some records which places of words can be seen."""
        conversations = {self._held[one].conversation for one in records if one in self._held}
        held = [one for one in self._held.values() if one.conversation in conversations]
        cover = Cover(self._redactions, held)
        for record in records:
            for key in self._met.get(record, ()):
                sought = self._sought[key]
                seen = [hit for hit in sought.hits.get(record, ()) if not cover.covers(hit)]
                sought.open[record] = seen

    def _sought_told(self, *, literal: bool) -> Iterator[Inconsistency]:
        for sought in self._sought.values():
            seen: defaultdict[str, list[Hit]] = defaultdict(list)
            for record, hits in sought.open.items():
                kind_of_record = self._kind_of(record, sought)
                for hit in hits if kind_of_record is not None else ():
                    if not self._is_public(hit) and (literal or hit.likeness not in _LITERAL):
                        seen[kind_of_record or _kind(hit.likeness)].append(hit)
            for kind, found in seen.items():
                yield _told(kind, sought, found)

    def _kind_of(self, record: RecordId, sought: Sought) -> str | None:
        """Say how a record's places are told: as joined, by their likeness (empty), or not."""
        held = self._held.get(record)
        if held is None:
            return None
        outcome = self._standings[record].outcome
        if outcome is None:
            return "joined" if held.added > sought.since else None
        return "" if outcome in SHOWN else None

    def _is_public(self, hit: Hit) -> bool:
        public = self._public
        return bool(public) and all((hit.record, target) in public for target in hit.targets)

    def _residue_told(self) -> Iterator[Inconsistency]:
        records = [
            record
            for record, beside in self._beside.items()
            if beside and record in self._held and self._standings[record].outcome in (*SHOWN, None)
        ]
        hits = [
            Hit(record, (target,), Likeness.PART)
            for record in records
            for target in self._beside[record]
        ]
        told = [hit for hit in hits if not self._is_public(hit)]
        if told:
            leave = _many(len(told), "bar leaves", "bars leave")
            sentence = f"{leave} an initial or a possessive visible beside it."
            where = tuple(dict.fromkeys(hit.record for hit in told))
            yield Inconsistency("residue", sentence, where, tuple(told))

    def _codes_told(self) -> Iterator[Inconsistency]:
        for sought in self._sought.values():
            if sought.differs:
                where = tuple(record for record in sought.codes if record != ANYWHERE)
                sentence = (
                    "The same words are withheld under different exemptions in "
                    f"{_many(len(where), 'record', 'records')}."
                )
                yield Inconsistency("codes_differ", sentence, where, words=sought.words)


_ORDER = (
    "visible", "joined", "address_stays", "alike", "residue", "two_requests", "near_copies",
    "codes_differ",
)  # fmt: skip


def _kind(likeness: Likeness) -> str:
    if likeness in VISIBLE:
        return "visible"
    return "address_stays" if likeness is Likeness.ADDRESS else "alike"


def _told(kind: str, sought: Sought, hits: Sequence[Hit]) -> Inconsistency:
    records = tuple(dict.fromkeys(hit.record for hit in hits))
    inside = f"in {_many(len(sought.withheld), 'record', 'records')}"
    places = "everywhere" if ANYWHERE in sought.withheld else inside
    where = ", ".join(map(str, records[:_MOST_NAMED])) + (" …" if len(records) > 3 else "")
    seen = _many(len(hits), "place", "places")
    added = _many(len(records), "newly added record", "newly added records")
    sentence = {
        "visible": f"Words withheld {places} can be read in {seen} (record {where}).",
        "joined": f"Words withheld {places} stand in {added} (record {where}).",
        "address_stays": f"A name is withheld {places}, but an e-mail address or handle with "
        f"it stays visible in {seen} (record {where}).",
        "alike": f"Words withheld {places} stand in another form, such as another spelling "
        f"or initials, in {seen} (record {where}).",
    }[kind]
    return Inconsistency(kind, sentence, records, tuple(hits), sought.words)


def _across_told(
    found: Sequence[Differing], lacking: tuple[Lacking, ...]
) -> Iterator[Inconsistency]:
    records = tuple(dict.fromkeys(one.record for one in found))
    if records:
        others = len({one.other for one in found})
        sentence = (
            f"{_many(len(records), 'record is', 'records are')} decided otherwise in "
            f"{_many(others, 'other request', 'other requests')}."
        )
        yield Inconsistency("two_requests", sentence, records, lacking=lacking)


def _near_told(pairs: Sequence[NearPair]) -> Iterator[Inconsistency]:
    records = tuple(dict.fromkeys(one for pair in pairs for one in (pair.record, pair.other)))
    if records:
        count = _many(len(pairs), "pair of near-copies is", "pairs of near-copies are")
        where = ", ".join(map(str, records[:_MOST_NAMED]))
        more = " …" if len(records) > _MOST_NAMED else ""
        sentence = f"{count} decided differently (record {where}{more})."
        yield Inconsistency("near_copies", sentence, records)


def _otherwise_told(found: Sequence[Differing]) -> Iterator[Inconsistency]:
    records = tuple(dict.fromkeys(one.record for one in found))
    if records:
        others = _many(len({one.other for one in found}), "other request", "other requests")
        sentence = (
            f"{_many(len(records), 'record is', 'records are')} withheld, in whole or in the same "
            f"part, under another exemption in {others}."
        )
        yield Inconsistency("codes_differ", sentence, records)


def _many(number: int, one: str, several: str) -> str:
    return f"1 {one}" if number == 1 else f"{number:,} {several}"
