"""That faces on pictures and pages of a request are suggested once, and settled by decisions."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import builders
import pytest
from fakes import Here
from PIL import Image

from app.domain.decisions import Disposition
from app.domain.ids import RecordId
from app.domain.redaction import RegionTarget, WholeTarget
from app.domain.requests import Request
from app.domain.spans import Region
from app.vault.folder import Vault
from app.vault.incoming import StoredAttachment
from app.workflow.decide import Decider
from app.workflow.find_faces import FACE, FaceFinder, FindFaces

sys.path.insert(0, str(Path(__file__).parents[1] / "documents"))
from papers import pdf, picture

PORTRAIT = Path(__file__).parents[1] / "documents" / "faces" / "astronaut.jpg"


class Counting(Here):
    """Does the calls of a child process here, and counts those that look for faces."""

    def __init__(self) -> None:
        self.looks = 0

    def call(self, function: Callable[..., object], *arguments: object, **_: float) -> object:
        self.looks += function.__name__ == "faces_of"
        return super().call(function, *arguments)


class Desk:
    """A request with a photograph, a page that shows one, a broken picture and plain words."""

    def __init__(self, vault: Vault) -> None:
        self.vault = vault
        self.child = Counting()
        portrait = Image.open(PORTRAIT)
        page = pdf(lambda canvas: picture(canvas, portrait, (100, 300, 400, 400)))
        files = (
            (PORTRAIT.read_bytes(), "image/jpeg"), (page, "application/pdf"),
            (b"broken", "image/png"), (b"words", "text/plain"),
        )  # fmt: skip
        attachments = [[self._put(*one)] for one in files]
        records = [builders.message(f"message {n}", n) for n in range(4)]
        self.ids = builders.hold(vault, records, attachments)
        self.request: Request = builders.new_request(vault, self.ids)

    def look(self) -> list[RecordId]:
        job = FindFaces(self.vault, self.request, FaceFinder(self.vault, self.child))
        assert [step.done for step in job.steps()] == [1, 2, 3, 4]
        self.found = job.result
        return [one.record for one in job.result]

    @property
    def decider(self) -> Decider:
        return Decider(self.vault, self.request, "Clerk")

    def _put(self, data: bytes, media_type: str) -> StoredAttachment:
        put = self.vault.blobs.put(io.BytesIO(data))
        return StoredAttachment("a.bin", put.size, media_type, put.sha256, put.name)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    vault = builders.new_vault(tmp_path)
    yield Desk(vault)
    vault.close()


def test_that_faces_of_pictures_and_pages_are_found_and_looked_for_once(desk: Desk) -> None:
    assert desk.look() == desk.ids[:2]
    on_page = desk.found[1].target.region
    assert 0.3 < on_page.left < on_page.right < 0.6
    looks = desk.child.looks
    assert desk.look() == desk.ids[:2]
    assert desk.child.looks == looks + 1, "only the broken picture is tried again"


def test_that_a_region_over_a_face_settles_it(desk: Desk) -> None:
    desk.look()
    first, second = desk.found
    desk.decider.redact(first.record, [first.target], ["x"])
    corner = RegionTarget(0, Region(1, 0.0, 0.0, 0.1, 0.1))
    desk.decider.redact(second.record, [corner], ["x"])
    assert desk.look() == [second.record]


def test_that_the_whole_attachment_withheld_settles_it(desk: Desk) -> None:
    desk.decider.redact(desk.ids[0], [WholeTarget(0)], ["x"])
    assert desk.look() == [desk.ids[1]]


def test_that_a_declined_face_does_not_come_again(desk: Desk) -> None:
    desk.look()
    desk.decider.decline(desk.found[0].record, desk.found[0].target, FACE)
    assert desk.look() == [desk.ids[1]]


def test_that_withheld_records_are_not_looked_at(desk: Desk) -> None:
    desk.decider.dispose(desk.ids[:1], Disposition.NOT_RESPONSIVE)
    desk.decider.dispose(desk.ids[1:2], Disposition.WITHHOLD, ["x"])
    assert desk.look() == []
    assert desk.child.looks == 1
