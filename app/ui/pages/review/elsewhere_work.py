"""What words elsewhere ask of the vault, beside the window, portion by portion. No PySide6."""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace

from app.domain.ids import RecordId
from app.domain.redaction import SpanTarget
from app.domain.requests import Request
from app.ui.pages.review.matching import MatchList, hit_rows, title_of
from app.ui.services import Desk
from app.vault.folder import Vault
from app.workflow.alike import Hit
from app.workflow.elsewhere import Elsewhere
from app.workflow.looking import Looking
from app.workflow.page_likeness import PageLikeness

LISTED = 400
"""So many places are described for one answer; the rest when the clerk wants to see them."""


@dataclass(frozen=True, slots=True)
class Looked:
    """How far a question is.

    Attributes:
        found: the places as they stood when they were listed last; None where there are none.
    """

    looking: Looking
    codes: tuple[str, ...]
    found: MatchList | None = None

    @property
    def left(self) -> int:
        """Say how many texts are still to be read."""
        return self.looking.left


class ElsewhereWork:
    """The verbs of words elsewhere in one request; each runs in a reader's thread.

    Args:
        desk: knows the vault.
        request: is looked through.
        zone: in which days are told.
        pages: looks at pages of attachments.
    """

    def __init__(self, desk: Desk, request: Request, zone: str, pages: PageLikeness) -> None:
        self._vault: Vault = desk.vault
        self._request = request.id
        self._zone = zone
        self._pages = pages
        self._elsewhere = Elsewhere(desk.vault, request, desk.words, pages)
        self._drawing = threading.Lock()

    def make_ready(self) -> None:
        """Read what every question needs, so that the first one is answered at once."""
        self._vault.index.holding(self._request)

    def begin(self, record: RecordId, target: SpanTarget, codes: tuple[str, ...]) -> Looked:
        """Find where words stand that can still be read, in the likeliest texts."""
        looking = self._elsewhere.looking_from(record, target)
        return self._listed(Looked(looking, codes))

    def read_on(self, looked: Looked) -> Looked:
        """Read one more portion; the places are listed anew with the last."""
        looked.looking.read()
        if looked.left and looked.found is not None:
            return replace(looked, found=replace(looked.found, left=looked.left))
        return self._listed(looked)

    def look_at_pages(self, looked: Looked) -> Looked:
        """Look at pages of attachments too, and describe the first places.

        Pages are drawn by one question at a time, so that those who read are never all busy.
        """
        if self._drawing.acquire(blocking=False):
            try:
                looked.looking.look_at_pages(self._pages)
            finally:
                self._drawing.release()
        listed = self._listed(looked)
        return listed if listed.found is None else self.describe(listed)

    def describe(self, looked: Looked) -> Looked:
        """Describe the next places for the list."""
        found = looked.found
        if found is None:
            return looked
        told = len(found.rows)
        hits = found.hits[told : told + LISTED]
        contexts = self._elsewhere.contexts(hits)
        ids = list(dict.fromkeys(hit.record for hit in hits))
        with self._vault.read() as work:
            records = {record.id: record for record in work.records.many(ids)}
        rows = hit_rows(hits, contexts, records, self._zone, ticked=found.others)
        return replace(looked, found=replace(found, rows=(*found.rows, *rows), open=True))

    def _listed(self, looked: Looked) -> Looked:
        with self._vault.read() as work:
            public = {(o.record, o.target) for o in work.decisions.already_public(self._request)}

        def is_open(hit: Hit) -> bool:
            is_public = public and all((hit.record, one) in public for one in hit.targets)
            return not hit.withheld and not is_public

        hits = tuple(filter(is_open, looked.looking.hits()))
        if not hits:
            return replace(looked, found=None)
        found = MatchList(title_of(hits), hits, codes=looked.codes, left=looked.left)
        return replace(looked, found=found)
