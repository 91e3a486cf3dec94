"""Open and close for one audience alone what is withheld; each act can be undone like any other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from app.domain.audiences import IN_WORDS, Audience
from app.domain.decisions import (
    Decision,
    Dispose,
    Disposition,
    Done,
    Redact,
    Standing,
    WithholdWords,
)
from app.domain.ids import RecordId
from app.domain.layers import (
    Layered,
    LayerEntry,
    OnlyRedact,
    OnlyWithhold,
    OnlyWords,
    OpenCode,
    OpenRecord,
    OpenRedaction,
    OpenWords,
)
from app.domain.redaction import Redaction, Target
from app.domain.views import Layer, layer_of
from app.errors import DecisionRefused
from app.vault.folder import Vault
from app.workflow.decide import Decider


@dataclass(frozen=True, slots=True)
class ViewTold:
    """What a layer comes to, in numbers.

    Attributes:
        codes: the exemptions that are used in the request, and whether each holds.
        redactions, records: of the public's, how many are opened.
        closed: how many places and records are withheld for this audience alone.
    """

    audience: Audience
    codes: Mapping[str, bool]
    redactions: int = 0
    records: int = 0
    closed: int = 0

    @property
    def in_words(self) -> str:
        """Say it in a sentence."""
        if self.audience is Audience.PUBLIC:
            return "What everybody may see."
        whom = IN_WORDS[self.audience]
        opened = _many(self.redactions, "redaction"), _many(self.records, "withheld record")
        only = f"; {_many(self.closed, 'place')} withheld for {whom} alone" if self.closed else ""
        return f"Open for {whom}: {opened[0]} and {opened[1]}{only}."


class Layering:
    """What is decided about audiences in one request, by one clerk."""

    def __init__(self, vault: Vault, decider: Decider) -> None:
        self._vault = vault
        self._request = decider.request.id
        self._decider = decider

    def told(self, audience: Audience) -> ViewTold:
        """Give what an audience's layer comes to."""
        with self._vault.read() as work:
            used = work.outcomes.codes_used(self._request)
            layer = work.layers.layer(self._request, audience)
            redactions, records = work.layers.opened(self._request, audience)
        codes = {code: code not in layer.codes for code in sorted(used | layer.codes)}
        closed = sum(map(len, layer.closed.values())) + len(layer.withheld)
        return ViewTold(audience, codes, redactions, records, closed)

    def standings(
        self, records: Sequence[RecordId], audience: Audience
    ) -> dict[RecordId, Standing]:
        """Give how some records stand for an audience."""
        with self._vault.read() as work:
            return work.layers.standings_of(self._request, records, audience)

    def hold_code(self, audience: Audience, code: str, *, holds: bool) -> Done:
        """Say whether an exemption holds against an audience."""
        change = Layered(audience, OpenCode(code), stands=not holds)
        does = "holds" if holds else "does not hold"
        return self._apply([change], f"{code} {does} against {IN_WORDS[audience]}")

    def show_words(self, audience: Audience, words: str, *, shown: bool = True) -> Done:
        """Say whether words that are withheld everywhere are searched for in an audience's copy."""
        does = "may stand" if shown else "may not stand"
        sentence = f"Words {does} in the copy for {IN_WORDS[audience]}"
        return self._apply([Layered(audience, OpenWords(words), stands=shown)], sentence)

    def open_redactions(
        self, audience: Audience, record: RecordId, redactions: Sequence[Redaction]
    ) -> Done:
        """Show what redactions of the public's withhold, in the record's exact copies too."""
        changes = [Layered(audience, one) for one in self._same(record, redactions)]
        return self._apply(changes, _said(changes, "opened", audience))

    def close_redactions(
        self, audience: Audience, record: RecordId, redactions: Sequence[Redaction]
    ) -> Done:
        """Withhold again what was opened; also what an exemption that does not hold opened."""
        named = self._same(record, redactions)
        layer = self._layer(audience, [one.record for one in named])
        changes: list[Layered] = []
        for one in named:
            if one in layer.redactions:
                changes.append(Layered(audience, one, stands=False))
            if one.codes and not layer.holding(one.codes):
                hashes = self._hashes(one.record, one.target, one.codes)
                only = OnlyRedact(one.record, one.target, one.codes, hashes)
                changes.append(Layered(audience, only))
        return self._apply(changes, _said(changes, "closed", audience))

    def turn_redactions(
        self, audience: Audience, record: RecordId, redactions: Sequence[Redaction]
    ) -> Done:
        """Open what is closed for an audience, or close what is open; where both, open all.

        A redaction that was made for this audience alone is taken away.
        """
        layer = self._layer(audience, [record])
        own = {one.id for one in layer.closed.get(record, ())}
        mine = [one for one in redactions if one.id in own]
        if mine:
            return self.lift_only(audience, record, mine)
        closed = [one for one in redactions if not layer.opens(one)]
        if closed:
            return self.open_redactions(audience, record, closed)
        return self.close_redactions(audience, record, redactions)

    def turn_record(self, audience: Audience, record: RecordId) -> Done:
        """Open a withheld record for an audience, or close it again."""
        with self._vault.read() as work:
            public = work.decisions.standing(self._request, record)
        layer = self._layer(audience, [record])
        reached = self._decider.with_copies([record])
        if record in layer.withheld:
            return self._take_out(audience, reached, OnlyWithhold, "shown again")
        if public.outcome is not Disposition.WITHHOLD:
            raise DecisionRefused(
                "This record is not withheld, so there is nothing to open.",
                "Choose a redaction in it, or withhold the record for this audience alone.",
            )
        named = [OpenRecord(one, public.codes) for one in reached]
        if not layer.opens_record(record, public.codes):
            changes = [Layered(audience, one) for one in named]
            return self._apply(changes, _said(changes, "opened", audience))
        taken = [Layered(audience, one, stands=False) for one in named]
        if not layer.holding(public.codes):
            taken += [Layered(audience, OnlyWithhold(one, public.codes)) for one in reached]
        return self._apply(taken, _said(taken, "closed", audience))

    def redact_only(
        self, audience: Audience, record: RecordId, targets: Sequence[Target], codes: Iterable[str]
    ) -> Done:
        """Withhold parts of a record, and of its copies, for one audience alone."""
        made = self._decider.redactions_of(record, targets, tuple(codes))
        changes = only_for(audience, made)
        return self._apply(changes, _said(changes, "withheld", audience))

    def withhold_only(
        self, audience: Audience, records: Sequence[RecordId], codes: Iterable[str]
    ) -> Done:
        """Withhold whole records, and their copies, for one audience alone."""
        given = tuple(codes)
        reached = self._decider.with_copies(records)
        changes = [Layered(audience, OnlyWithhold(one, given)) for one in reached]
        return self._apply(changes, _said(changes, "withheld", audience))

    def lift_only(
        self, audience: Audience, record: RecordId, redactions: Sequence[Redaction]
    ) -> Done:
        """Take away what was withheld for one audience alone, in exact copies too."""
        named = {(one.record, one.target, one.codes) for one in self._same(record, redactions)}
        with self._vault.read() as work:
            standing = work.layers.entries(self._request, audience)
        changes = [
            Layered(audience, one.entry, stands=False)
            for one in standing
            if isinstance(one.entry, OnlyRedact)
            and (one.entry.record, one.entry.target, one.entry.codes) in named
        ]
        return self._apply(changes, _said(changes, "shown again", audience))

    def _take_out(
        self,
        audience: Audience,
        records: Sequence[RecordId],
        kind: type[LayerEntry],
        word: str,
    ) -> Done:
        with self._vault.read() as work:
            standing = work.layers.entries(self._request, audience)
        changes = [
            Layered(audience, one.entry, stands=False)
            for one in standing
            if isinstance(one.entry, kind) and getattr(one.entry, "record", None) in set(records)
        ]
        return self._apply(changes, _said(changes, word, audience))

    def _same(self, record: RecordId, redactions: Sequence[Redaction]) -> list[OpenRedaction]:
        """Name redactions and the same ones of exact copies."""
        return [
            OpenRedaction(one.record, one.target, one.codes)
            for redaction in redactions
            for one in self._decider.redactions_of(record, [redaction.target], redaction.codes)
            if isinstance(one, Redact)
        ]

    def _hashes(self, record: RecordId, target: Target, codes: tuple[str, ...]) -> str:
        made = self._decider.redactions_of(record, [target], codes)
        return next(
            one.text_hash for one in made if isinstance(one, Redact) and one.record == record
        )

    def _layer(self, audience: Audience, records: Sequence[RecordId]) -> Layer:
        with self._vault.read() as work:
            return layer_of(audience, work.layers.entries(self._request, audience, records))

    def _apply(self, changes: Sequence[Layered], sentence: str) -> Done:
        return self._decider.apply(list(changes), sentence)


def only_for(audience: Audience, decisions: Iterable[Decision]) -> list[Layered]:
    """Make decisions count for one audience alone.

    Raises:
        DecisionRefused: one that withholds nothing.
    """
    return [Layered(audience, _only(one)) for one in decisions]


def _only(decision: Decision) -> LayerEntry:
    match decision:
        case Redact(record=record, target=target, codes=codes, text_hash=text_hash):
            return OnlyRedact(record, target, codes, text_hash)
        case Dispose(record=record, disposition=Disposition.WITHHOLD, codes=codes):
            return OnlyWithhold(record, codes)
        case WithholdWords(words=words):
            return OnlyWords(words)
        case _:
            raise DecisionRefused(
                "For one audience alone something can only be withheld.",
                "Withhold the record or redact in it; to show more, open what is withheld.",
            )


def _said(changes: Sequence[Layered], word: str, audience: Audience) -> str:
    records = {one.record for one in changes}
    places = _many(len(changes), "place")
    return f"{places} in {_many(len(records), 'record')} {word} for {IN_WORDS[audience]}"


def _many(number: int, noun: str) -> str:
    return f"1 {noun}" if number == 1 else f"{number:,} {noun}s"
