"""Withhold words where they can still be read, under what they are withheld under elsewhere."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.decisions import Done
from app.domain.redaction import Redaction, RegionTarget, SpanTarget
from app.domain.requests import Request
from app.errors import DecisionRefused
from app.vault.folder import Vault
from app.workflow.alike import Hit
from app.workflow.decide import Decider
from app.workflow.elsewhere import Elsewhere, apply_elsewhere
from app.workflow.known_words import KnownWords


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
    return max(found, key=lambda one: one.id).codes if found else ()


def apply_there_too(
    vault: Vault,
    request: Request,
    words: str,
    hits: Sequence[Hit],
    known: KnownWords | None = None,
) -> Done:
    """Withhold places under the exemptions that the same words have elsewhere, as one act.

    Raises:
        DecisionRefused: they are withheld nowhere under an exemption.
    """
    codes = codes_of_words(vault, request, words, known)
    if not codes:
        raise DecisionRefused(
            "These words are withheld nowhere under an exemption.",
            "Go there and redact them under the one that fits.",
        )
    return apply_elsewhere(Decider(vault, request, vault.who), hits, codes)


def _covers(redaction: Redaction, hit: Hit) -> bool:
    there, target = hit.targets[0], redaction.target
    if not isinstance(there, SpanTarget) or not isinstance(target, SpanTarget):
        return isinstance(there, RegionTarget) and target == there
    return there.place == target.place and there.span.overlaps(target.span)
