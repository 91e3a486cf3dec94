"""What hides in the attachments that leave, and which get a slip sheet."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from pathlib import Path

import builders
import pikepdf
import pytest
from fakes import Here

from app.documents.images import Cleaner
from app.documents.sheets import Sheets
from app.domain.decisions import Disposition
from app.domain.hidden import HiddenKind
from app.domain.redaction import WholeTarget
from app.vault.incoming import StoredAttachment
from app.workflow.decide import Decider
from app.workflow.kept_sheets import Tools
from app.workflow.look_inside import CANNOT, NO_FILE, Inside, many_in_words

sys.path.insert(0, str(Path(__file__).parents[1] / "documents"))
from papers import lines, pdf

PDF = "application/pdf"
CODE = "s. 119.071(5)(a)"


def with_author() -> bytes:
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf(lines("Plain words")))) as document:
        document.docinfo["/Author"] = "A. Person"
        document.save(target)
    return target.getvalue()


class Room:
    def __init__(self, folder: Path) -> None:
        self.vault = builders.new_vault(folder)
        files = [
            [self.put(with_author(), PDF, "a.pdf"), self.put(b"RIFF....", "audio/wav", "b.wav")],
            [self.put(b"no pdf at all", PDF, "c.pdf"), self.missing()],
            [self.put(with_author(), PDF, "d.pdf")],
            [],
        ]
        records = [builders.message(f"words {at}", at) for at in range(len(files))]
        self.ids = builders.hold(self.vault, records, files)
        self.request = builders.new_request(self.vault, self.ids, "FL")
        self.decider = Decider(self.vault, self.request, "M. Ortiz")
        self.inside = Inside(self.vault, Tools(Cleaner(Here()), Sheets(Here())))

    def put(self, data: bytes, media_type: str, name: str) -> StoredAttachment:
        kept = self.vault.blobs.put(io.BytesIO(data))
        return StoredAttachment(name, kept.size, media_type, kept.sha256, kept.name)

    def missing(self) -> StoredAttachment:
        return StoredAttachment("e.pdf", 0, PDF, "", "", missing="not in the export")

    def told(self, at: int):
        return self.inside.of_record(self.request, self.ids[at])


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    made = Room(tmp_path)
    yield made
    made.vault.close()


def test_that_only_records_that_leave_with_attachments_are_looked_into(room):
    assert room.inside.records(room.request) == []
    room.decider.dispose(room.ids, Disposition.RELEASE)
    room.decider.dispose(room.ids[2:3], Disposition.NOT_RESPONSIVE)
    assert room.inside.records(room.request) == room.ids[:2]


def test_that_what_hides_and_what_cannot_be_drawn_are_told(room):
    author, sound = room.told(0)
    assert [one.kind for one in author.left] == [HiddenKind.AUTHOR]
    assert (author.number, author.slip) == (1, "")
    assert (sound.number, sound.slip) == (2, CANNOT)
    broken, missing = room.told(1)
    assert broken.slip.endswith(".")
    assert broken.left == ()
    assert missing.slip == NO_FILE


def test_that_an_attachment_that_is_withheld_is_not_told_of(room):
    room.decider.dispose(room.ids, Disposition.RELEASE)
    room.decider.redact(room.ids[0], [WholeTarget(0)], [CODE])
    assert [one.number for one in room.told(0)] == [2]
    assert room.told(3) == []


def test_that_what_hides_is_summed_up_by_kind(room):
    summed = many_in_words([*room.told(0), *room.told(2)])
    assert [kind for kind, _ in summed] == ["author"]
    assert summed[0][1] >= 2
    assert many_in_words(room.told(0), shown=True) == []
