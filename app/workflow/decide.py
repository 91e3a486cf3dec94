"""Decide: dispositions and redactions, each act one group of the log that can be undone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from app.domain.decisions import (
    Comment,
    Decision,
    Decline,
    Dispose,
    Disposition,
    Done,
    Lift,
    Listed,
    Redact,
)
from app.domain.ids import DecisionId, GroupId, RecordId
from app.domain.lists import ListEntry
from app.domain.places import text_at
from app.domain.records import Record, hash_of
from app.domain.redaction import SpanTarget, Target
from app.domain.requests import Request
from app.errors import DecisionRefused
from app.vault.folder import Vault
from app.vault.work import Work
from app.workflow.exact_copies import Copies, targets_in
from app.workflow.find_words import Match, find_words, parted, records_of
from app.workflow.history import History
from app.workflow.undo_words import act_in_words, records_in

_UNDONE = "Undone"


class Decider:
    """Everything that is decided in one request, by one clerk."""

    def __init__(self, vault: Vault, request: Request, who: str) -> None:
        self._vault = vault
        self._request = request
        self._who = who
        self._copies = Copies(vault, request)
        self._history = History(request.id)

    @property
    def request(self) -> Request:
        """Give the request that is decided."""
        return self._request

    def dispose(
        self,
        records: Sequence[RecordId],
        disposition: Disposition | None,
        codes: Iterable[str] = (),
    ) -> Done:
        """Give records their disposition; their exact copies in the request get it too."""
        given = tuple(codes)
        if disposition is Disposition.WITHHOLD and not given:
            raise DecisionRefused(
                "A record can only be withheld for a reason.",
                "Choose at least one exemption.",
            )
        reached = self.with_copies(records)
        what = disposition.value.replace("_", " ").lower() if disposition else "undecided"
        decisions = [Dispose(record, disposition, given) for record in reached]
        return self.apply(decisions, f"{_count(len(reached), 'record')} set to {what}")

    def redact(self, record: RecordId, targets: Sequence[Target], codes: Iterable[str]) -> Done:
        """Withhold parts of a record, and the same parts of its exact copies at once."""
        decisions = self.redactions_of(record, targets, tuple(codes))
        return self.apply(decisions, _redactions_in(decisions))

    def redactions_of(
        self, record: RecordId, targets: Sequence[Target], codes: tuple[str, ...]
    ) -> list[Decision]:
        """Word the decisions that withhold parts of a record and of its copies."""
        return list(self.redactions_of_all({record: targets}, codes))

    def redactions_of_all(
        self, targets: Mapping[RecordId, Sequence[Target]], codes: tuple[str, ...]
    ) -> Iterator[Decision]:
        """Word the decisions that withhold parts of many records and of their copies."""
        for part in parted(list(targets)):
            twins = self._copies.same_text(part)
            named = dict.fromkeys(one for record in part for one in (record, *twins[record]))
            known = {one.id: one for one in records_of(self._vault, list(named))}
            for record in part:
                original = known[record]
                for copy in (known[one] for one in (record, *twins[record])):
                    for target in targets[record]:
                        for there in targets_in(copy, original, target):
                            text_hash = hash_of(_text_at(copy, there))
                            yield Redact(copy.id, there, codes, text_hash)

    def redact_in(
        self,
        record: RecordId,
        targets: Sequence[Target],
        codes: Iterable[str],
        among: Sequence[RecordId],
    ) -> Done:
        """Withhold parts of a record, and the same words in all of ``among``, as one act."""
        given = tuple(codes)
        decisions = self.redactions_of(record, targets, given)
        for target in targets:
            if isinstance(target, SpanTarget):
                span = target.span
                words = self._text_of(record, target)[span.start : span.end]
                matches = self.find_words(words, self.with_same_text(among))
                decisions += self.redactions_for(matches, given)
        unique = list(dict.fromkeys(decisions))
        return self.apply(unique, _redactions_in(unique))

    def recode(self, record: RecordId, redaction: DecisionId, codes: Iterable[str]) -> Done:
        """Give a redaction other exemptions: lifted and made again as one act."""
        with self._vault.read() as work:
            standing = work.decisions.standing(self._request.id, record)
        for standing_redaction in standing.redactions:
            if standing_redaction.id == redaction:
                target = standing_redaction.target
                text_hash = hash_of(self._text_of(record, target))
                again = Redact(record, target, tuple(codes), text_hash)
                return self.apply([Lift(record, redaction), again], "Exemptions changed")
        raise DecisionRefused("This redaction was lifted meanwhile.", "Look at the record again.")

    def lift(self, record: RecordId, redaction: DecisionId) -> Done:
        """Take a redaction away."""
        return self.apply([Lift(record, redaction)], "1 redaction lifted")

    def comment(self, record: RecordId, text: str) -> Done:
        """Write a note on a record; it is never printed."""
        return self.apply([Comment(record, text)], "Note kept")

    def decline(self, record: RecordId, target: Target, kind: str) -> Done:
        """Say of a suggestion that it is none."""
        return self.apply([Decline(record, target, kind)], "1 suggestion declined")

    def find_words(self, words: str, records: Sequence[RecordId] | None = None) -> list[Match]:
        """Find words in the request's records, or in some of them."""
        among = self.record_ids() if records is None else records
        return find_words(self._vault, words, among)

    def redact_matches(self, matches: Sequence[Match], codes: Iterable[str]) -> Done:
        """Withhold each of these places; those that are withheld already stay as they are."""
        decisions = self.redactions_for(matches, tuple(codes))
        return self.apply(decisions, _redactions_in(decisions))

    def redactions_for(self, matches: Sequence[Match], codes: tuple[str, ...]) -> list[Decision]:
        """Word the decisions for these places without applying them."""
        ids = list(dict.fromkeys(match.record for match in matches))
        records = {record.id: record for record in records_of(self._vault, ids)}
        with self._vault.read() as work:
            standing = work.decisions.redactions(self._request.id, ids)
        taken = {
            (record, redaction.target, redaction.codes)
            for record, redactions in standing.items()
            for redaction in redactions
        }
        return [
            Redact(
                match.record,
                match.target,
                codes,
                hash_of(text_at(records[match.record], match.place)),
            )
            for match in matches
            if (match.record, match.target, codes) not in taken
        ]

    def withheld_words(self) -> list[str]:
        """Give the words that are withheld wherever they may stand."""
        with self._vault.read() as work:
            return work.decisions.withheld_words(self._request.id)

    def not_listed(self, entries: Iterable[ListEntry]) -> list[ListEntry]:
        """Leave of entries those that are on their lists in no way yet."""
        with self._vault.read() as work:
            kept = {_on_list(one.entry) for one in work.lists.all()}
        return [one for one in entries if _on_list(one) not in kept]

    def undo(self) -> Done | None:
        """Take the latest act back; None where there is none."""
        undo = self._read_on().undo
        return self._reverse(undo[-1], _UNDONE) if undo else None

    def redo(self) -> Done | None:
        """Do again what was undone last; None where there is nothing."""
        redo = self._read_on().redo
        return self._reverse(redo[-1], "Done again") if redo else None

    def can(self) -> tuple[bool, bool]:
        """Say whether something can be undone and whether something can be done again."""
        found = self._read_on()
        return bool(found.undo), bool(found.redo)

    def recent_codes(self, most: int = 9) -> list[str]:
        """Give the exemptions used in this request, last used first."""
        return self._read_on().recent_codes(most)

    def record_ids(self) -> list[RecordId]:
        """Give the request's records, oldest first."""
        with self._vault.read() as work:
            return work.requests.record_ids(self._request.id)

    def with_copies(self, records: Sequence[RecordId]) -> list[RecordId]:
        """Add the exact copies that are in the request too."""
        return self._copies.with_exact(records)

    def with_same_text(self, records: Sequence[RecordId]) -> list[RecordId]:
        """Add the records of the request with the same text of the same second."""
        return self._copies.with_same_text(records)

    def apply(self, decisions: Sequence[Decision], sentence: str) -> Done:
        """Write decisions to the log as one act and one transaction."""
        if not decisions:
            return Done(GroupId(0), 0, "Nothing to change")
        return self._append(decisions, sentence)

    def _reverse(self, group: GroupId, word: str) -> Done:
        with self._vault.write() as work:
            act = work.decisions.group(group)
            reversal = work.decisions.undo(group, self._who)
            made = work.decisions.group(reversal) or act
            self._trail(work, [entry.decision for entry in made])
        said = [entry.decision for entry in (act if word == _UNDONE else made)]
        records = _records_in([one.decision for one in made]) or _records_in(said)
        return Done(reversal, records, f"{word}: {act_in_words(said)}")

    def _append(self, decisions: Sequence[Decision], sentence: str) -> Done:
        with self._vault.write() as work:
            group = work.decisions.append(self._request.id, self._who, decisions)
            self._trail(work, decisions)
        return Done(group, _records_in(decisions), sentence)

    def _trail(self, work: Work, decisions: Sequence[Decision]) -> None:
        """Say in the trail, by numbers alone, what decisions did to lists."""
        stands = [one.stands for one in decisions if isinstance(one, Listed)]
        for act, number in (("added", sum(stands)), ("removed", len(stands) - sum(stands))):
            if number:
                work.audit.append(
                    self._who, f"lists.{act}", entries=number, request=self._request.id
                )

    def _read_on(self) -> History:
        with self._vault.read() as work:
            self._history.read_on(work)
        return self._history

    def _text_of(self, record: RecordId, target: Target) -> str:
        with self._vault.read() as work:
            return _text_at(work.records.get(record), target)


def _on_list(entry: ListEntry) -> tuple[str, ...]:
    return entry.list.value, entry.name, entry.kind.value, entry.text


def _text_at(record: Record, target: Target) -> str:
    """Give the text that a target counts in; a place that is not there is refused later."""
    if not isinstance(target, SpanTarget):
        return ""
    try:
        return text_at(record, target.place)
    except IndexError:
        return ""


def _redactions_in(decisions: Sequence[Decision]) -> str:
    records = _count(_records_in(decisions), "record")
    return f"{_count(len(decisions), 'redaction')} in {records}"


def _records_in(decisions: Sequence[Decision]) -> int:
    return len(records_in(decisions))


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number:,} {noun}s"
