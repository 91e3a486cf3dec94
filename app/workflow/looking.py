"""One question where words and alike ones stand in a request, answered in portions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from app.detect.variants import forms_of
from app.domain.ids import RecordId, RequestId
from app.domain.lists import EntryKind
from app.domain.redaction import Field, Redaction, SpanTarget
from app.domain.words import placed_words
from app.vault.folder import Vault
from app.vault.holding import Holding
from app.vault.printed import Held
from app.vault.work import Work
from app.workflow.alike import Alike, Hit, marked
from app.workflow.covered import Cover
from app.workflow.find_words import CHUNK
from app.workflow.known_words import KnownWords
from app.workflow.page_likeness import SHOWN, PageLikeness

AT_ONCE = 2_000
"""So many texts are read for one answer; that takes about a quarter of a second."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for.

    Attributes:
        kind: what the words are, where that is known.
        here: the place that they were taken from, which is not told.
    """

    words: str = field(repr=False)
    kind: EntryKind | None = None
    here: tuple[RecordId, SpanTarget] | None = None


class Looking:
    """Reads on when it is asked to; its first portion holds the likeliest texts.

    Args:
        vault: holds the request.
        request: is looked through.
        known: the vault's words.
        wanted: what is looked for.
    """

    def __init__(self, vault: Vault, request: RequestId, known: KnownWords, wanted: Wanted) -> None:
        self._vault = vault
        self._request = request
        self._wanted = wanted
        self._holding = vault.index.holding(request)
        self._on_pages: list[Hit] = []
        self._alike: Alike | None = None
        forms = forms_of(wanted.words, known.lexicon(request), wanted.kind)
        if forms is not None:
            said = [word for word, _, _ in placed_words(wanted.words)]
            with vault.read() as work:
                self._alike = Alike(work, forms, self._holding, said)
            self.read()

    @property
    def left(self) -> int:
        """Say how many texts and names are still to be looked at."""
        return self._alike.left if self._alike is not None else 0

    def read(self) -> None:
        """Read one more portion."""
        if self._alike is None:
            return
        with self._vault.read() as work:
            self._alike.read(work, AT_ONCE)

    def look_at_pages(self, pages: PageLikeness) -> None:
        """Look at the pages of attachments that are shown as pixels, too."""
        if self._alike is not None:
            shown = self._holding.with_files(SHOWN)
            self._on_pages = pages.hits(shown, self._wanted.words, self._wanted.kind)

    def hits(self) -> list[Hit]:
        """Give what was found until now as it stands; the same words come first."""
        found = [*self._alike.hits(), *self._on_pages] if self._alike is not None else []
        if self._wanted.here is not None:
            found = [hit for hit in found if not _is_here(hit, *self._wanted.here)]
        with self._vault.read() as work:
            stand = _standing(work, self._request, self._holding, found)
        return sorted(stand, key=lambda hit: not hit.is_same)


def _is_here(hit: Hit, record: RecordId, target: SpanTarget) -> bool:
    if hit.record != record:
        return False
    there = hit.targets[0]
    return (
        isinstance(there, SpanTarget)
        and there.place == target.place
        and there.span.overlaps(target.span)
    )


def _standing(work: Work, request: RequestId, holding: Holding, found: Sequence[Hit]) -> list[Hit]:
    """Say of each place whether it is withheld; most stand in records without redactions."""
    redacted = set(work.printed.redacted(request).tolist())
    if not redacted:
        return list(found)
    records = {hit.record for hit in found if hit.record in redacted}
    if any(hit.place.field is Field.TITLE for hit in found):
        records.update(work.outcomes.retitled(request))
    redactions = _redactions(work, request, sorted(records))
    cover = Cover(redactions, _held(holding, redactions, found))
    return [
        marked(hit, withheld=cover.covers(hit))
        if hit.record in redactions or hit.place.field is Field.TITLE
        else hit
        for hit in found
    ]


def _redactions(
    work: Work, request: RequestId, records: Sequence[RecordId]
) -> dict[RecordId, tuple[Redaction, ...]]:
    found: dict[RecordId, tuple[Redaction, ...]] = {}
    for at in range(0, len(records), CHUNK):
        found.update(work.decisions.redactions(request, records[at : at + CHUNK]))
    return found


def _held(
    holding: Holding, redactions: Mapping[RecordId, Sequence[Redaction]], found: Sequence[Hit]
) -> list[Held]:
    titles = (hit.record for hit in found if hit.place.field is Field.TITLE)
    return [
        Held(record, holding.conversation_of(record), 0, 0)
        for record in holding.only({*redactions, *titles}).ids.tolist()
    ]
