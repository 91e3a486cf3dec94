"""Words of decision files reach the pages of attachments; regions of texts are refused."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import builders
import pytest

from app.domain.redaction import RegionTarget, WholeTarget
from app.errors import DecisionRefused
from app.vault.folder import Vault
from app.vault.incoming import StoredAttachment
from app.workflow.decide import Decider
from app.workflow.decision_file import DecisionFile
from app.workflow.search_records import Searcher

sys.path.insert(0, str(Path(__file__).parents[1] / "documents"))
from papers import lines, page_picture, pdf, tiff

CODES = {"exemptions": ["(x)"]}
FORM = pdf(lines("Complaint of Avery Stone", "about the stop"), lines("Signed: Avery Stone"))


def stored(vault: Vault, name: str, media_type: str, data: bytes, text: str) -> StoredAttachment:
    put = vault.blobs.put(io.BytesIO(data))
    return StoredAttachment(name, put.size, media_type, put.sha256, put.name, text)


class Office:
    """A request of two mails: the first with a form as PDF, a scan and a text."""

    def __init__(self, vault: Vault) -> None:
        records = [builders.message("here is my form", 1), builders.message("Avery Stone", 2)]
        scan = tiff(page_picture(["Avery Stone lives here"]))
        files = [
            stored(vault, "form.pdf", "application/pdf", FORM, "Complaint of Avery Stone"),
            stored(vault, "scan.tif", "image/tiff", scan, ""),
            stored(vault, "note.txt", "text/plain", b"Avery Stone", "Avery Stone"),
            stored(vault, "other.pdf", "application/pdf", b"%PDF-1.4 broken", "Avery Stone"),
        ]
        self.vault = vault
        self.ids = builders.hold(vault, records, [files])
        self.request = builders.new_request(vault, self.ids)
        decider = Decider(vault, self.request, "Pat")
        self.file = DecisionFile(vault, Searcher(vault, "UTC"), decider)

    def apply(self, *said: object) -> None:
        self.file.apply([json.dumps(line) for line in said])

    def targets(self, number: int) -> list[object]:
        with self.vault.read() as work:
            standing = work.decisions.standing(self.request.id, self.ids[number])
        return [redaction.target for redaction in standing.redactions]

    def regions(self, index: int) -> list[RegionTarget]:
        found = [one for one in self.targets(0) if isinstance(one, RegionTarget)]
        return [one for one in found if one.attachment == index]


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    vault = builders.new_vault(tmp_path)
    yield Office(vault)
    vault.close()


def test_that_words_are_withheld_in_texts_and_on_pages_alike(office: Office) -> None:
    office.apply({"find": "*", "redact": "avery stone", "everywhere": True, **CODES})
    assert [one.region.page for one in office.regions(0)] == [1, 2]
    assert len(office.targets(1)) == 1
    assert not office.regions(3)


def test_that_a_scan_without_words_is_recognised(office: Office) -> None:
    office.apply({"find": "form", "redact": "Avery", **CODES})
    assert [one.region.page for one in office.regions(1)] == [1]


def test_that_words_of_one_attachment_are_withheld_as_wide_as_asked(office: Office) -> None:
    line = {"record": int(office.ids[0]), "attachment": 0, "redact": "Avery", **CODES}
    office.apply(line)
    narrow = office.regions(0)[0].region
    office.apply({**line, "mode": "line"})
    wide = max(office.regions(0), key=lambda one: one.region.right - one.region.left).region
    assert wide.left < narrow.left
    assert wide.right > narrow.right


def test_that_a_region_is_widened_by_the_words_of_its_page(office: Office) -> None:
    first = {"record": int(office.ids[0]), "attachment": 0, "redact": "Complaint", **CODES}
    office.apply(first)
    region = office.regions(0)[0].region
    box = [region.left, region.top, region.right, region.bottom]
    again = {"record": int(office.ids[0]), "attachment": 0, "page": 1, "region": box, **CODES}
    office.apply({**again, "mode": "line-end"})
    assert max(one.region.right for one in office.regions(0)) > region.right


def test_that_words_that_stand_on_no_page_are_refused(office: Office) -> None:
    line = {"record": int(office.ids[0]), "attachment": 0, "redact": "Blackwood", **CODES}
    with pytest.raises(DecisionRefused, match="no page"):
        office.apply(line)


def test_that_an_unknown_width_is_refused(office: Office) -> None:
    line = {"record": int(office.ids[0]), "attachment": 0, "redact": "Avery", "mode": "blur"}
    with pytest.raises(DecisionRefused, match="Line 1"):
        office.apply({**line, **CODES})


def test_that_a_region_of_a_text_is_refused_and_the_whole_is_not(office: Office) -> None:
    line = {"record": int(office.ids[0]), "attachment": 2, **CODES}
    with pytest.raises(DecisionRefused, match="by its text"):
        office.apply({**line, "region": [0, 0, 1, 1]})
    office.apply(line)
    assert WholeTarget(2) in office.targets(0)
