"""One decision everywhere: where else the words of a redaction stand, and to withhold them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from app.domain.decisions import AlreadyPublic, Done, Redact
from app.domain.ids import RecordId
from app.domain.lists import EntryKind
from app.domain.places import text_at
from app.domain.records import Record
from app.domain.redaction import RegionTarget, SpanTarget, Target
from app.domain.requests import Request
from app.errors import DecisionRefused
from app.vault.folder import Vault
from app.workflow.alike import Hit
from app.workflow.decide import Decider
from app.workflow.known_words import KnownWords
from app.workflow.looking import Looking, Wanted
from app.workflow.page_likeness import PageLikeness

AROUND = 48


@dataclass(frozen=True, slots=True)
class Context:
    """What stands around a place; made to be shown, never kept."""

    before: str = field(repr=False)
    words: str = field(repr=False)
    after: str = field(repr=False)


class Elsewhere:
    """Looks through one request, whatever its size.

    Args:
        vault: holds it.
        request: is looked through.
        words: the vault's words, where others ask for them too.
        pages: looks at pages that are shown as pixels; without it only texts are looked at.
    """

    def __init__(
        self,
        vault: Vault,
        request: Request,
        words: KnownWords | None = None,
        pages: PageLikeness | None = None,
    ) -> None:
        self._vault = vault
        self._request = request
        self._words = words or KnownWords(vault)
        self._pages = pages

    def of_place(self, record: RecordId, target: SpanTarget) -> list[Hit]:
        """Find the words of a place in all other places; the same words come first."""
        return self._all(self.looking_from(record, target))

    def of_words(self, words: str, kind: EntryKind | None = None) -> list[Hit]:
        """Find words and what is like them; ``kind`` says what they are, where that is known."""
        return self._all(self.looking(Wanted(words, kind)))

    def looking_from(self, record: RecordId, target: SpanTarget) -> Looking:
        """Begin to look for the words of a place in all other places."""
        with self._vault.read() as work:
            text = text_at(work.records.get(record), target.place)
        words = text[target.span.start : target.span.end]
        return self.looking(Wanted(words, here=(record, target)))

    def looking(self, wanted: Wanted) -> Looking:
        """Begin to look for words and what is like them, in texts."""
        return Looking(self._vault, self._request.id, self._words, wanted)

    def _all(self, looking: Looking) -> list[Hit]:
        while looking.left:
            looking.read()
        if self._pages is not None:
            looking.look_at_pages(self._pages)
        return looking.hits()

    def contexts(self, hits: Sequence[Hit]) -> list[Context]:
        """Give what stands around each place, for lists."""
        with self._vault.read() as work:
            ids = list(dict.fromkeys(hit.record for hit in hits))
            records = {record.id: record for record in work.records.many(ids)}
        return [self._context(records[hit.record], hit) for hit in hits]

    def _context(self, record: Record, hit: Hit) -> Context:
        target = hit.targets[0]
        if isinstance(target, RegionTarget):
            return (
                Context(*self._pages.around(target, record)) if self._pages else Context("", "", "")
            )
        text, span = text_at(record, target.place), target.span
        start, end = max(0, span.start - AROUND), min(len(text), span.end + AROUND)
        return Context(text[start : span.start], text[span.start : span.end], text[span.end : end])


def elsewhere(vault: Vault, request: Request, record: RecordId, target: SpanTarget) -> list[Hit]:
    """Find where else the words of one place stand in the texts of a request."""
    return Elsewhere(vault, request).of_place(record, target)


def apply_elsewhere(decider: Decider, chosen: Iterable[Hit], codes: Sequence[str]) -> Done:
    """Withhold the chosen places, and the same in exact copies of their records, as one act."""
    targets: dict[RecordId, list[Target]] = {}
    for hit in chosen:
        if not hit.withheld:
            targets.setdefault(hit.record, []).extend(hit.targets)
    decisions = dict.fromkeys(decider.redactions_of_all(targets, tuple(codes)))
    records = len({one.record for one in decisions if isinstance(one, Redact)})
    places = "1 place" if len(decisions) == 1 else f"{len(decisions):,} places"
    return decider.apply(
        list(decisions), f"{places} withheld in {records:,} record{'' if records == 1 else 's'}"
    )


def leave_visible(decider: Decider, chosen: Iterable[Hit], why: str) -> Done:
    """Let chosen places stay visible, because the public knows what stands there; logged so."""
    reason = why.strip()
    if not reason:
        raise DecisionRefused(
            "It is not said how the public knows these words.",
            "Write where they were published, or who made them public.",
        )
    decisions = [
        AlreadyPublic(hit.record, target, reason) for hit in chosen for target in hit.targets
    ]
    places = "1 place stays" if len(decisions) == 1 else f"{len(decisions):,} places stay"
    return decider.apply(decisions, f"{places} visible as already public")
