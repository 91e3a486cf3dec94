"""An estimate of pages is compared with real built packets, layout by layout."""

from __future__ import annotations

import datetime as dt
import io
import random
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import builders
import pytest
from fakes import Here

from app.documents.images import Cleaner
from app.documents.sheets import Sheets
from app.domain.decisions import Disposition
from app.domain.packets import Contents, Density, Layout, Letterhead, Order, Talk
from app.domain.records import Kind
from app.domain.redaction import SpanTarget
from app.domain.spans import Span
from app.packet.writer import build
from app.vault.incoming import StoredAttachment
from app.workflow.decide import Decider
from app.workflow.estimate_pages import estimate_pages
from app.workflow.kept_sheets import KeptSheets, Tools
from app.workflow.law import Library
from app.workflow.packet_recipe import PacketWishes, RecipeMaker

sys.path.insert(0, str(Path(__file__).parents[1] / "documents"))
from papers import lines, pdf

LAW = Library.load()
CODE = "s. 119.071(5)(a)"
TEXT = "shift report Cedar Street dog school visit stop ticket parking roster call me please"
WORDS = TEXT.split()
KINDS = (*[Kind.MESSAGE] * 8, Kind.EMAIL, Kind.POST, Kind.COMMENT, Kind.CALL, Kind.DOCUMENT)
DAY = 86_400_000_000


class Room:
    """Records of many kinds, some with files, some withheld."""

    def __init__(self, folder: Path, count: int = 260) -> None:
        self.vault = builders.new_vault(folder)
        chance = random.Random(7)
        records = [self._record(at, chance) for at in range(count)]
        files = [self._files(at) for at in range(count)]
        self.ids = builders.hold(self.vault, records, files)
        self.request = builders.new_request(self.vault, self.ids, "FL")
        decider = Decider(self.vault, self.request, "M. Ortiz")
        decider.dispose(self.ids, Disposition.RELEASE)
        decider.dispose(self.ids[5::50], Disposition.WITHHOLD, [CODE])
        for one in self.ids[3::20]:
            decider.redact(one, [SpanTarget(Span(0, 4))], [CODE])
        self.tools = Tools(Cleaner(Here()), Sheets(Here()))
        law = LAW.get("FL")
        self.maker = RecipeMaker(self.vault, self.request, law, self.tools)

    def _record(self, at: int, chance: random.Random):
        kind = chance.choice(KINDS)
        many = chance.choice((4, 9, 20, 60)) * (6 if kind in {Kind.EMAIL, Kind.DOCUMENT} else 1)
        text = " ".join(chance.choice(WORDS) for _ in range(many))
        if kind is Kind.EMAIL:
            text = text.replace(" dog ", " dog\n\n")
        made = builders.message(text, at, sender=f"Officer {at // 15 % 7}")
        moment = replace(made.sent, utc=(made.sent.utc or 0) + at // 40 * DAY)
        subject = "About it" if kind is Kind.EMAIL else ""
        return replace(made, kind=kind, sent=moment, subject=subject)

    def _files(self, at: int) -> list[StoredAttachment]:
        if at % 20:
            return []
        pages = range(1 + at % 3)
        data = pdf(*(lines(*(f"Line {n} of page {page}" for n in range(30))) for page in pages))
        kept = self.vault.blobs.put(io.BytesIO(data))
        return [StoredAttachment("a.pdf", kept.size, "application/pdf", kept.sha256, kept.name)]

    def estimate(self, wishes: PacketWishes) -> int:
        return estimate_pages(self.vault, self.request, LAW, wishes, self.tools)

    def built(self, wishes: PacketWishes) -> int:
        return build(self.maker.cook(wishes).recipe).pages


@pytest.fixture(scope="module")
def room(tmp_path_factory) -> Iterator[Room]:
    made = Room(tmp_path_factory.mktemp("estimate"))
    yield made
    made.vault.close()


def wished(**layout: object) -> PacketWishes:
    return PacketWishes(dt.date(2026, 11, 20), Letterhead("Millbrook Police"), Layout(**layout))


@pytest.mark.parametrize(
    "layout",
    [
        {},
        {"order": Order.CONVERSATION, "talk": Talk.BUBBLES},
        {"order": Order.SOURCE, "density": Density.COMPACT},
        {"order": Order.CUSTODIAN, "page": "legal", "attachments": False},
        {"density": Density.ONE_A_PAGE, "page": "a4"},
    ],
)
def test_that_an_estimate_lies_within_a_quarter_of_the_built_packet(room, layout):
    wishes = wished(**layout)
    assert room.estimate(wishes) == pytest.approx(room.built(wishes), rel=0.25)


def test_that_pages_counted_before_are_taken_as_they_are(room):
    with room.vault.read() as work:
        (record,) = work.records.many(room.ids[:1])
    kept = KeptSheets(room.vault, room.tools)
    (attachment,) = record.attachments
    room.vault.blobs.read(attachment.blob)
    many = kept.pages(attachment).count
    assert kept.counted(attachment) == many


def test_that_what_is_left_out_is_not_counted(room):
    whole = wished()
    bare = replace(whole, contents=Contents(letter=False, log=False))
    assert room.estimate(bare) < room.estimate(whole) < room.estimate(replace(whole, custody=True))
    assert room.estimate(replace(bare, per_record=True)) >= len(room.ids)


def test_that_a_request_of_which_nothing_leaves_has_few_pages(tmp_path):
    vault = builders.new_vault(tmp_path)
    ids = builders.hold(vault, [builders.message("hello")])
    request = builders.new_request(vault, ids, "FL")
    tools = Tools(Cleaner(Here()), Sheets(Here()))
    assert estimate_pages(vault, request, LAW, wished(), tools) == 3
    vault.close()
