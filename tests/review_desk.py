"""A desk over a real small vault, with one request under review; for the pages' tests."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path

import builders
from desk_fakes import FakeSettings, FakeSources, FakeWays
from fakes import LaneAtOnce

from app.domain.ids import RecordId
from app.domain.parsed import Parsed
from app.domain.requests import Request
from app.ui.at_once import AtOnce
from app.ui.doors import LawDoor
from app.ui.services import Desk
from app.ui.ways import PageContext
from app.vault.folder import Vault
from app.vault.incoming import StoredAttachment
from app.workflow.keep_requests import Requests
from app.workflow.law import Library

TODAY = dt.date(2026, 11, 12)
LAW = Library.load()
CODE = "s. 119.071(4)(d)2.a"
OTHER = "s. 119.071(5)(a)"

TEXTS = (
    "where are you",
    "😀 stopped Jordan Blackwood on Cedar Street 🚓 lives at 14 Cedar Hollow Road",
    "who was on that stop?",
    "Jordan Blackwood again, call 850-555-0142",
    "call me",
)


class Bench:
    """The vault, its request and what a page is made from."""

    def __init__(
        self,
        folder: Path,
        texts: Sequence[str] = TEXTS,
        attachments: Callable[[Vault], Sequence[Sequence[StoredAttachment]]] = lambda _: (),
        held: Sequence[int] | None = None,
        jurisdiction: str = "FL",
        *,
        made: Sequence[Parsed] = (),
    ) -> None:
        self.vault: Vault = builders.new_vault(folder)
        records = [*made] or [builders.message(text, n) for n, text in enumerate(texts)]
        self.ids: list[RecordId] = builders.hold(self.vault, records, attachments(self.vault))
        chosen = self.ids if held is None else [self.ids[at] for at in held]
        self.request: Request = builders.new_request(self.vault, chosen, jurisdiction)
        self.ways = FakeWays(request=self.request)
        self.settings = FakeSettings()
        desk = Desk(
            name="test",
            who="M. Ortiz",
            vault=self.vault,
            requests=Requests(self.vault, LAW, lambda: TODAY),
            sources=FakeSources(),
            law=LawDoor(LAW),
            library=LAW,
            lane=LaneAtOnce(),
            close=self.vault.close,
            today=lambda: TODAY,
        )
        self.context = PageContext(desk, self.ways, AtOnce, self.settings)

    def standing(self, at: int):
        """Say how a record stands."""
        with self.vault.read() as work:
            return work.decisions.standing(self.request.id, self.ids[at])

    def log(self):
        """Give the request's decisions."""
        with self.vault.read() as work:
            return work.decisions.log(self.request.id)
