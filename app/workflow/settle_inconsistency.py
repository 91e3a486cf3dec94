"""Withhold words where they can still be read, under what they are withheld under elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from app.domain.decisions import Decision, Done, WithholdWords
from app.domain.ids import RecordId
from app.domain.redaction import Redaction, RegionTarget, SpanTarget
from app.domain.requests import Request
from app.errors import DecisionRefused
from app.vault.folder import Vault
from app.workflow.alike import Hit
from app.workflow.consistency import VISIBLE
from app.workflow.covered import Cover
from app.workflow.decide import Decider
from app.workflow.elsewhere import Elsewhere, apply_elsewhere
from app.workflow.find_words import squeezed
from app.workflow.known_words import KnownWords
from app.workflow.page_likeness import PageLikeness


def codes_of_words(
    vault: Vault, request: Request, words: str, known: KnownWords | None = None
) -> tuple[str, ...]:
    """Give the exemptions under which words were withheld last; empty where none are."""
    hits = [hit for hit in Elsewhere(vault, request, known).of_words(words) if hit.withheld]
    with vault.read() as work:
        redactions = work.decisions.redactions(
            request.id, list(dict.fromkeys(hit.record for hit in hits))
        )
    found = [
        redaction
        for hit in sorted(hits, key=lambda hit: hit.is_same)
        for redaction in redactions.get(hit.record, ())
        if redaction.codes and _covers(redaction, hit)
    ]
    return max(found, key=lambda one: one.id).codes if found else _said(vault, request, words)


def _said(vault: Vault, request: Request, words: str) -> tuple[str, ...]:
    """Give the exemptions that were named when words were withheld wherever they stand."""
    with vault.read() as work:
        entries = work.decisions.standing_entries(request.id, WithholdWords)
    for entry in reversed(entries):
        one = entry.decision
        if isinstance(one, WithholdWords) and one.codes and squeezed(one.words) == squeezed(words):
            return one.codes
    return ()


@dataclass(frozen=True, slots=True)
class Open:
    """What can still be read though it is withheld elsewhere.

    Attributes:
        words: as they are withheld; empty where the places are what bars leave beside them.
        hits: the places in texts.
        paged: records on whose pages the words are seen; where exactly is found when settled.
    """

    words: str = field(repr=False)
    hits: Sequence[Hit]
    paged: Sequence[RecordId] = ()


def apply_there_too(
    vault: Vault,
    request: Request,
    told: Open,
    known: KnownWords | None = None,
    pages: PageLikeness | None = None,
) -> Done:
    """Withhold places under the exemptions that the same words have elsewhere, as one act.

    What a bar leaves beside it takes the exemptions of the bar.

    Raises:
        DecisionRefused: they are withheld nowhere under an exemption.
    """
    decider = Decider(vault, request, vault.who)
    if not told.words:
        return _apply_beside(vault, request, decider, told.hits)
    codes = codes_of_words(vault, request, told.words, known)
    if not codes:
        raise DecisionRefused(
            "These words are withheld nowhere under an exemption.",
            "Go there and redact them under the one that fits.",
        )
    hits = list(told.hits)
    if pages is not None and told.paged:
        hits += _seen_on(pages.hits(told.paged, told.words), vault, request)
    return apply_elsewhere(decider, hits, codes)


def _apply_beside(vault: Vault, request: Request, decider: Decider, hits: Sequence[Hit]) -> Done:
    records = list(dict.fromkeys(hit.record for hit in hits))
    with vault.read() as work:
        redactions = work.decisions.redactions(request.id, records)
    decisions: dict[Decision, None] = {}
    for hit in hits:
        codes = _codes_beside(redactions.get(hit.record, ()), hit)
        if codes:
            made = decider.redactions_of(hit.record, hit.targets, codes)
            decisions.update(dict.fromkeys(made))
    places = "1 place" if len(decisions) == 1 else f"{len(decisions):,} places"
    return decider.apply(list(decisions), f"{places} withheld beside bars")


def _codes_beside(redactions: Iterable[Redaction], hit: Hit) -> tuple[str, ...]:
    """Give the exemptions of the bar that touches a place."""
    there = hit.targets[0]
    for one in redactions:
        target = one.target
        if not isinstance(target, SpanTarget) or not isinstance(there, SpanTarget):
            continue
        touches = target.span.start <= there.span.end and there.span.start <= target.span.end
        if target.place == there.place and touches and one.codes:
            return one.codes
    return ()


def _seen_on(found: Iterable[Hit], vault: Vault, request: Request) -> list[Hit]:
    """Leave of places on pages those where the very words can be seen."""
    hits = [hit for hit in found if hit.likeness in VISIBLE]
    with vault.read() as work:
        redactions = work.decisions.redactions(request.id, [hit.record for hit in hits])
    cover = Cover(redactions, ())
    return [hit for hit in hits if not cover.covers(hit)]


def _covers(redaction: Redaction, hit: Hit) -> bool:
    there, target = hit.targets[0], redaction.target
    if not isinstance(there, SpanTarget) or not isinstance(target, SpanTarget):
        return isinstance(there, RegionTarget) and target == there
    return there.place == target.place and there.span.overlaps(target.span)
