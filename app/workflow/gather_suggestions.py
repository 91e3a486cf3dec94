"""Gather the open suggestions of a request in groups, portion by portion; decides nothing."""

from __future__ import annotations

import hashlib
import threading
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from app.detect.suggestion import Level
from app.domain.decisions import Redact
from app.domain.ids import RecordId
from app.domain.redaction import SpanTarget, Target
from app.domain.requests import Request
from app.vault.folder import Vault
from app.workflow.find_words import CHUNK, Match, records_of
from app.workflow.gather_pages import PageGathering
from app.workflow.open_suggestions import Changes, Groups, Key
from app.workflow.review import PlacedSuggestion, ReviewRoom, placed_suggestions, words_of
from app.workflow.suggest_on_pages import PageSuggestion
from app.workflow.suggesting import Suggesting

LATEST = 400
"""So many of the latest redactions tell under what a kind is withheld in a request."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """One open suggestion and its words; it stands in a text, or on a page."""

    record: RecordId
    placed: PlacedSuggestion | PageSuggestion
    words: str = field(repr=False)

    @property
    def match(self) -> Match | None:
        """Give it as a place of a text to withhold; None of one on a page."""
        if isinstance(self.placed, PageSuggestion):
            return None
        return Match(self.record, self.placed.place, self.placed.suggestion.span)

    @property
    def group_key(self) -> Key:
        """Give what equal ones have in common."""
        suggestion = self.placed.suggestion
        alike = "" if suggestion.group else self.words.casefold()
        return suggestion.kind, suggestion.group, alike

    @property
    def targets(self) -> tuple[Target, ...]:
        """Give what a redaction of it withholds."""
        return (
            self.placed.targets
            if isinstance(self.placed, PageSuggestion)
            else (self.placed.target,)
        )


@dataclass(frozen=True)
class SuggestionGroup:
    """Equal suggestions.

    Attributes:
        group: what they have in common; empty where they merely read alike.
        words: how they are written most often.
        codes, listed: as of the clerk's list on which they stand.
    """

    kind: str
    group: str = field(repr=False)
    words: str = field(repr=False)
    level: Level
    why: str
    found: tuple[Gathered, ...] = field(repr=False)
    codes: tuple[str, ...] = ()
    listed: str = ""

    @cached_property
    def key(self) -> str:
        """Name the group shortly, the same way as long as it is there."""
        told = "\x1f".join((self.kind, self.group, "" if self.group else self.words.casefold()))
        return f"{self.kind}-{hashlib.sha256(told.encode('utf-8', 'replace')).hexdigest()[:10]}"

    @cached_property
    def records(self) -> tuple[RecordId, ...]:
        """Give the records in which they stand."""
        return tuple(dict.fromkeys(one.record for one in self.found))


class Gathering:
    """Keeps what is suggested in each record, as long as names and lists stay as they are.

    What is open is kept too; records are judged again when something was decided on them.

    Args:
        vault: holds the records.
        request: is read.
        room: knows what is suggested, and what is settled.
        pages: gathers what stands on pages; without it texts alone are gathered.
    """

    def __init__(
        self, vault: Vault, request: Request, room: ReviewRoom, pages: PageGathering | None = None
    ) -> None:
        self._vault = vault
        self._request = request.id
        self._room = room
        self._pages = pages
        self._lock = threading.Lock()
        self._now: Suggesting | None = None
        self._begin_with([])

    def _begin_with(self, ids: list[RecordId]) -> None:
        self._left: list[RecordId] = ids
        self._places = {record: at for at, record in enumerate(ids)}
        self._found: dict[RecordId, dict[PlacedSuggestion, str]] = {}
        self._unjudged: set[RecordId] = set()
        self._groups: Groups[Gathered, SuggestionGroup] = Groups(_group)
        self._changes = Changes(self._request)

    def left(self) -> list[RecordId]:
        """Give the records that are still to be read; all, once names or lists changed."""
        now = self._room.suggesting()
        with self._lock:
            if now is not self._now:
                self._now = now
                self._begin_with(self._vault.index.holding(self._request).ids.tolist())
            return self._left

    def read(self, ids: Sequence[RecordId]) -> None:
        """Read a portion of what is left."""
        now = self._now
        if now is None:
            return
        found = {
            record.id: {one: words_of(record, one) for one in placed_suggestions(record, now)}
            for record in records_of(self._vault, ids)
        }
        with self._lock:
            if now is self._now:
                self._found.update(found)
                self._unjudged.update(found)
                is_next = list(ids) == self._left[: len(ids)]
                rest = self._left[len(ids) :] if is_next else self._left
                self._left = rest if is_next else [one for one in rest if one not in self._found]

    @property
    def total(self) -> int:
        """Say how many records there are."""
        return len(self._places)

    def groups(self) -> list[SuggestionGroup]:
        """Give what was read in groups: critical ones first, then the larger.

        What nobody decided on since they were given last is not judged again.
        """
        with self._lock, self._vault.read() as work:
            changed = self._changes.since(work, self._groups)
            again = self._found if changed is None else changed & self._found.keys()
            self._judge([*self._unjudged, *again])
            made = list(self._groups.all(self._places, self._on_pages()))
        return sorted(made, key=_order)

    def _judge(self, records: Sequence[RecordId]) -> None:
        for at in range(0, len(records), CHUNK):
            part = {one: self._found[one] for one in records[at : at + CHUNK]}
            open_now: defaultdict[RecordId, list[Gathered]] = defaultdict(list)
            for record, placed, said in self._room.still_open(part):
                open_now[record].append(Gathered(record, placed, " ".join(said.split())))
            for record in part:
                self._groups.put(record, open_now[record])
        self._unjudged.clear()

    def _on_pages(self) -> dict[Key, list[Gathered]]:
        found: defaultdict[Key, list[Gathered]] = defaultdict(list)
        for record, on_page in self._pages.open() if self._pages is not None else ():
            one = Gathered(record, on_page, on_page.words)
            found[one.group_key].append(one)
        return found


def used_codes(
    vault: Vault, request: Request, now: Suggesting, most: int = LATEST
) -> dict[str, tuple[str, ...]]:
    """Say under what each kind of suggestion was withheld last in a request."""
    with vault.read() as work:
        log = work.decisions.log(request.id)
        latest = [
            entry.decision
            for entry in reversed(log)
            if isinstance(entry.decision, Redact)
            and isinstance(entry.decision.target, SpanTarget)
            and entry.decision.codes
        ][:most]
        records = {one.id: one for one in work.records.many(list({o.record for o in latest}))}
    kinds = {
        (record.id, one.target): one.suggestion.kind
        for record in records.values()
        for one in placed_suggestions(record, now)
    }
    used: dict[str, tuple[str, ...]] = {}
    for redaction in latest:
        kind = kinds.get((redaction.record, redaction.target))  # type: ignore[arg-type]  # only span targets were taken
        if kind is not None:
            used.setdefault(kind, redaction.codes)
    return used


def _group(found: Sequence[Gathered]) -> SuggestionGroup:
    kind, group, _ = found[0].group_key
    words = Counter(one.words for one in found).most_common(1)[0][0]
    first = next((one.placed for one in found if one.placed.listed), found[0].placed)
    critical = next((o for o in found if o.placed.suggestion.level == "critical"), found[0])
    told = critical.placed.suggestion
    return SuggestionGroup(
        kind, group, words, told.level, told.why, tuple(found), first.codes, first.listed
    )


def _order(group: SuggestionGroup) -> tuple[bool, int]:
    return group.level != "critical", -len(group.found)
