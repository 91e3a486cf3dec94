"""A desk over a real small vault whose request is decided, for the tests of the packet page."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from pathlib import Path

from desk_fakes import Shown
from review_desk import CODE, TEXTS, Bench

from app.domain.decisions import Disposition
from app.domain.redaction import SpanTarget
from app.domain.spans import Span
from app.jobs.events import Event, Job
from app.jobs.runner import run
from app.ui.pages.packet.presenter import PacketPresenter
from app.ui.pages.packet.state import PacketState
from app.vault.folder import Vault
from app.vault.incoming import StoredAttachment
from app.workflow.decide import Decider


def run_at_once(job: Job, told: Callable[[Event], None]) -> Callable[[], None]:
    """Stand for the lane: do the job here and tell all of it."""
    stop = threading.Event()
    run(job, told, stop)
    return stop.set


class Packing(Bench):
    """A presenter over the vault, and what it showed."""

    def __init__(
        self,
        folder: Path,
        attachments: Callable[[Vault], Sequence[Sequence[StoredAttachment]]] = lambda _: (),
    ) -> None:
        super().__init__(folder, attachments=attachments)
        self.ways.start = run_at_once  # type: ignore[method-assign]  # the fake's own is a list
        self.decider = Decider(self.vault, self.request, "M. Ortiz")
        self.shown: Shown[PacketState] = Shown()
        self.presenter = PacketPresenter(self.context, self.shown)

    @property
    def state(self) -> PacketState:
        """Give what is shown now."""
        return self.shown.last

    def decide(self) -> None:
        """Release all, one of them without a name."""
        self.decider.dispose(self.ids, Disposition.RELEASE)
        start = TEXTS[1].index("Jordan Blackwood")
        self.decider.redact(self.ids[1], [SpanTarget(Span(start, start + 16))], [CODE])

    def close(self) -> None:
        """End every process and the vault."""
        finish = self.presenter.put_away()
        if finish is not None:
            finish()
        self.vault.close()
