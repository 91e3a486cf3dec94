"""What contradicts itself in what the audiences beside the public see; blocks nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from app.domain.audiences import IN_WORDS, Audience
from app.domain.decisions import Disposition, Standing
from app.domain.ids import RecordId
from app.domain.layers import LayerEntry, OpenCode, OpenRecord, OpenRedaction, OpenWords
from app.domain.requests import Request
from app.domain.views import layer_of, seen_by
from app.vault.folder import Vault
from app.vault.work import Work
from app.workflow.contradictions import Contradiction, contradictions


@dataclass(frozen=True, slots=True)
class ViewFinding:
    """One sentence about what an audience sees.

    Attributes:
        kind: ``opens_nothing`` or ``visible_in_view``.
        words: that are withheld and seen, to be shown beside the sentence and nowhere else.
    """

    kind: str
    sentence: str
    records: tuple[RecordId, ...] = ()
    words: str = field(default="", repr=False)


def view_findings(
    vault: Vault,
    request: Request,
    public: Mapping[RecordId, Standing],
    told: Sequence[Contradiction] = (),
    audience: Audience | None = None,
) -> list[ViewFinding]:
    """List what is wrong with layers; nothing where there is none.

    Args:
        vault: holds the request.
        request: whose layers.
        public: how its records stand for the public.
        told: what is said of the public's packet already, and not said again.
        audience: one of them; all for whom anything stands where it is left out.
    """
    with vault.read() as work:
        used = work.layers.used(request.id)
        idle = [_idle(work, request, public, one) for one in used if audience in {one, None}]
    found = [one for one in idle if one is not None]
    known = {(one.words, one.sentence) for one in told}
    for one in used:
        if audience in {one, None}:
            found += _visible(vault, request, one, public, known)
    return found


def _idle(
    work: Work, request: Request, public: Mapping[RecordId, Standing], audience: Audience
) -> ViewFinding | None:
    """Tell of openings of what nobody withholds, or withholds for other reasons now."""
    entries = [one.entry for one in work.layers.entries(request.id, audience)]
    said = set(work.decisions.withheld_words(request.id))
    used = work.outcomes.codes_used(request.id)
    idle = [one for one in entries if _opens_nothing(one, public, (used, said))]
    if not idle:
        return None
    records = dict.fromkeys(
        one.record for one in idle if isinstance(one, OpenRedaction | OpenRecord)
    )
    opens = "opening opens" if len(idle) == 1 else "openings open"
    sentence = (
        f"For {IN_WORDS[audience]}: {len(idle):,} {opens} nothing (any more); what was opened is "
        "not withheld, or under other exemptions."
    )
    return ViewFinding("opens_nothing", sentence, tuple(records))


def _opens_nothing(
    entry: LayerEntry,
    public: Mapping[RecordId, Standing],
    known: tuple[set[str], set[str]],
) -> bool:
    codes, words = known
    match entry:
        case OpenCode(code=code):
            return code not in codes
        case OpenWords(words=said):
            return said not in words
        case OpenRecord(record=record, codes=own):
            standing = public.get(record, Standing(record))
            return (standing.disposition, standing.codes) != (Disposition.WITHHOLD, own)
        case OpenRedaction(record=record, target=target, codes=own):
            made = public.get(record, Standing(record)).redactions
            return not any((one.target, one.codes) == (target, own) for one in made)
        case _:
            return False


def _visible(
    vault: Vault,
    request: Request,
    audience: Audience,
    public: Mapping[RecordId, Standing],
    known: set[tuple[str, str]],
) -> Iterator[ViewFinding]:
    """Tell of words that are withheld from an audience in one place and shown in another."""
    with vault.read() as work:
        layer = layer_of(audience, work.layers.entries(request.id, audience))
        words = work.layers.withheld_words(request.id, audience)
    standings = {record: seen_by(standing, layer) for record, standing in public.items()}
    for one in contradictions(vault, request, standings, words):
        if (one.words, one.sentence) not in known:
            sentence = f"In the copy for {IN_WORDS[audience]}: {one.sentence}"
            yield ViewFinding("visible_in_view", sentence, one.records, one.words)
