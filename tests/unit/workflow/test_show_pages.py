"""That a window is shown what a packet releases, and is told why where nothing is shown."""

from __future__ import annotations

import io
from collections.abc import Sequence

import builders
from fakes import Here
from page_desk import LETTER, face, pdf, scan, stored
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from app.domain.decisions import LookedAt, Standing
from app.domain.ids import BlobName
from app.domain.records import Record
from app.domain.redacted import released
from app.domain.redaction import Field, Place, RegionTarget, SpanTarget, WholeTarget
from app.domain.requests import Request
from app.domain.spans import Region, Span
from app.jobs.isolated import Child
from app.vault.folder import Vault
from app.vault.incoming import StoredAttachment
from app.workflow.decide import Decider
from app.workflow.draw_attachments import AttachmentDrawer
from app.workflow.find_faces import FACE
from app.workflow.kept_sheets import tools_in
from app.workflow.show_pages import (
    BY_TEXT,
    CLOSED,
    NATIVE,
    NO_FILE,
    PageAsked,
    PagesOnScreen,
    is_withheld,
    on_page,
)

PDF = "application/pdf"
LINES = ("The report begins here", "Jordan Blackwood lives at", "14 Cedar Hollow Road")


class Office:
    """A request of one message with attachments, and what shows them."""

    def __init__(self, vault: Vault, files: Sequence[StoredAttachment]) -> None:
        ids = builders.hold(vault, [builders.message("see these")], [files])
        self.vault = vault
        self.request: Request = builders.new_request(vault, ids)
        self.decider = Decider(vault, self.request, "Pat")
        self.tools = tools_in(Here())
        self.room = PagesOnScreen(vault, self.request, here())
        with vault.read() as work:
            self.record: Record = work.records.get(ids[0])

    @property
    def standing(self) -> Standing:
        """Say how the record stands."""
        with self.vault.read() as work:
            return work.decisions.standing(self.request.id, self.record.id)

    def note(self, index: int) -> str:
        """Say why an attachment is not shown."""
        opened = self.room.opened(self.record, index, self.standing)
        assert opened.sizes == ()
        return opened.note


def here() -> Child:
    """Give a child that does its calls here."""
    child = Child()
    child.call = Here().call  # type: ignore[method-assign,assignment]  # as the real one, without a process
    return child


def test_that_what_has_no_pages_says_what_becomes_of_it(vault: Vault) -> None:
    gone = StoredAttachment("gone.pdf", -1, PDF, "", BlobName(""), missing="not in the export")
    files = [
        stored(vault, "call.mp3", b"ID3", "audio/mpeg"),
        stored(vault, "disk.bin", b"\0", "application/octet-stream"),
        stored(vault, "notes.txt", b"words", "text/plain", "words"),
        stored(vault, "broken.pdf", b"no pdf", PDF),
        gone,
    ]
    office = Office(vault, files)
    assert [office.note(at) for at in (0, 1, 2, 4)] == [NATIVE, CLOSED, BY_TEXT, NO_FILE]
    assert office.note(3)


def test_that_a_burned_page_is_the_bitmap_that_the_packet_takes(vault: Vault) -> None:
    office = Office(vault, [stored(vault, "report.pdf", pdf([LINES]), PDF)])
    region = Region(1, 0.1, 0.1, 0.5, 0.2)
    office.decider.redact(office.record.id, [RegionTarget(0, region)], ["(x)"])
    marks = on_page(office.standing, 0, 1)
    assert len(marks) == 1
    shown = office.room.page(office.record, 0, PageAsked(1, 10_000, marks))
    drawer = AttachmentDrawer(vault, office.tools)
    drawn = drawer.draw(office.record.attachments[0], 0, released("x"), office.standing.redactions)
    picture = drawn.sheets[0].picture()
    assert shown.size == (picture.width, picture.height)
    assert shown.pixels is not None
    assert shown.pixels.data[_at(shown.pixels.width, shown.size, region)] == 0
    assert {word.text for word in shown.words} >= {"Jordan", "Road"}
    small = office.room.page(office.record, 0, PageAsked(1, 300))
    assert small.pixels is not None
    assert small.pixels.width == 300


def test_that_a_scan_is_shown_as_a_page_and_a_photograph_as_the_picture_it_stays(
    vault: Vault,
) -> None:
    office = Office(
        vault,
        [
            stored(vault, "scan.tif", scan(["Statement of the witness"]), "image/tiff"),
            stored(vault, "face.jpg", face(), "image/jpeg"),
        ],
    )
    page = office.room.page(office.record, 0, PageAsked(1, 640))
    assert page.read_by == "ocr"
    assert "Statement" in {word.text for word in page.words}
    photo = office.room.page(office.record, 1, PageAsked(1, 640))
    assert photo.pixels is not None
    assert photo.pixels.coloured
    (found,) = office.room.faces(office.record, 1, 1)
    target = RegionTarget(1, found)
    office.decider.redact(office.record.id, [target], ["(x)"])
    burned = office.room.page(office.record, 1, PageAsked(1, 640, on_page(office.standing, 1, 1)))
    assert burned.pixels is not None
    at = _at(burned.pixels.width, (burned.pixels.width, burned.pixels.height), found) * 3
    assert max(burned.pixels.data[at : at + 3]) < 30


def test_that_a_page_that_cannot_be_drawn_says_why_and_has_no_words_and_no_faces(
    vault: Vault,
) -> None:
    office = Office(vault, [stored(vault, "broken.pdf", b"no pdf", PDF)])
    page = office.room.page(office.record, 0, PageAsked(1, 640))
    assert page.pixels is None
    assert page.note
    assert office.room.hits(office.record, 0, 1, "Jordan") == []
    assert office.room.faces(office.record, 0, 1) == ()


def test_that_words_are_found_on_a_page(vault: Vault) -> None:
    office = Office(vault, [stored(vault, "report.pdf", pdf([LINES, ["else"]]), PDF)])
    assert len(office.room.hits(office.record, 0, 1, "jordan blackwood")) == 1
    assert office.room.hits(office.record, 0, 2, "jordan") == []


def test_that_the_log_says_what_was_declined_and_looked_at(vault: Vault) -> None:
    office = Office(vault, [stored(vault, "face.jpg", face(), "image/jpeg")])
    target = RegionTarget(0, Region(1, 0.1, 0.1, 0.2, 0.2))
    office.decider.decline(office.record.id, target, FACE)
    office.decider.apply([LookedAt(office.record.id, 0)], "looked at")
    facts = office.room.facts(office.record)
    assert facts.settled.places == {(office.record.id, target, FACE)}
    assert facts.looked_at == {0}


def test_that_a_whole_attachment_that_is_withheld_is_told_so(vault: Vault) -> None:
    office = Office(vault, [stored(vault, "notes.txt", b"words", "text/plain", "words")])
    assert not is_withheld(office.standing, 0)
    span = SpanTarget(Span(0, 3), Place(Field.ATTACHMENT_TEXT, 0))
    office.decider.redact(office.record.id, [span, WholeTarget(0)], ["(x)"])
    assert is_withheld(office.standing, 0)
    assert office.note(0) == BY_TEXT


def _at(width: int, size: tuple[int, int], region: Region) -> int:
    """Give where a pixel near the corner of a region stands."""
    x = round((region.left + 0.02) * size[0])
    y = round((region.top + 0.02) * size[1])
    return y * width + x


def half_said() -> bytes:
    """Give a scan of three lines of which the file's own invisible words say the first."""
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=LETTER, invariant=1)
    canvas.drawImage(ImageReader(io.BytesIO(scan(LINES))), 0, 0, *LETTER)
    text = canvas.beginText(160 * 612 / 1700, 792 - 225 * 792 / 2200)
    text.setFont("Helvetica", 20)
    text.setTextRenderMode(3)
    text.textOut(LINES[0])
    canvas.drawText(text)
    canvas.save()
    return target.getvalue()


def test_that_a_scan_is_shown_before_eyes_have_read_what_its_own_words_do_not_say(
    vault: Vault,
) -> None:
    office = Office(vault, [stored(vault, "half.pdf", half_said(), PDF)])
    office.room.get_ready()
    asked = PageAsked(1, 640)
    at_once = office.room.page(office.record, 0, asked)
    assert at_once.unread
    assert "Blackwood" not in [word.text for word in at_once.words]
    further = office.room.further(office.record, 0, 1)
    assert "Blackwood" in [word.text for word in further]
    again = office.room.page(office.record, 0, asked)
    assert not again.unread
    assert again.words == (*at_once.words, *further)
    assert again.pixels == at_once.pixels


def test_that_eyes_do_not_read_pages_whose_words_are_all_there(vault: Vault) -> None:
    broken = stored(vault, "broken.pdf", b"%PDF-1.4 nothing", PDF)
    office = Office(vault, [stored(vault, "text.pdf", pdf([LINES]), PDF), broken])
    assert not office.room.page(office.record, 0, PageAsked(1, 640)).unread
    assert office.room.further(office.record, 0, 1) == ()
    assert office.room.further(office.record, 1, 1) == ()
