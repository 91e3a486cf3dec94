"""Suggestions on drawn pages by keyboard: one by one on the desk, and in groups with texts."""

from __future__ import annotations

import io

import pytest
from fakes import LaneAtOnce
from page_desk import face, pdf, scan, stored
from PIL import Image
from PySide6.QtCore import Qt
from review_desk import CODE
from review_window import ReviewWindow

from app.domain.decisions import Decline, DeclineGroup, Redact
from app.domain.redaction import RegionTarget
from app.ui.pages.review.desk_state import Ring

CTRL = Qt.KeyboardModifier.ControlModifier
FORM = (
    ("Incident report", "SSN: 219-09-9999", "Phone 850-555-0142 at home"),
    ("Nothing to withhold here",),
    ("His card was 4111 1111", "1111 1111 as he said"),
)
TEXTS = ("see the papers", "call me at (850) 555-0142", "and another file")


class Window(ReviewWindow):
    """The review page over a message with a file, one without, and one with the other files."""

    SIZE = (1200, 800)

    def __init__(self, folder, qtbot, files) -> None:
        super().__init__(
            folder, qtbot, texts=TEXTS,
            attachments=lambda vault: [[stored(vault, *one) for one in files[:1]], [],
                                       [stored(vault, *one) for one in files[1:]]],
        )  # fmt: skip
        self.desk = self.page.desk
        self.ways.start = self._do

    def _do(self, job, told):
        """Do what is begun in the strip at once."""
        self.ways.jobs.append(job)
        return LaneAtOnce().submit(job, told).stop

    @property
    def groups(self):
        return self.page.groups.state

    def look_for_faces(self) -> None:
        self.open_groups()
        self.view.groups._faces.click()

    def open_groups(self) -> None:
        if not self.groups.open:
            self.press(Qt.Key.Key_G)

    def read_pages(self) -> None:
        self.open_groups()
        self.view.groups._pages.click()

    def stand_on(self, words: str) -> None:
        at = next(n for n, row in enumerate(self.groups.rows) if words in row.cells[1].text)
        table = self.view.groups.table
        table.setFocus()
        table.selectRow(at)

    def words(self) -> list[str]:
        return [row.cells[1].text for row in self.groups.rows]

    def faces(self) -> str:
        return self.groups.rows[-1].cells[3].text

    def redacted(self) -> list[Redact]:
        return [one.decision for one in self.log() if isinstance(one.decision, Redact)]


@pytest.fixture
def opened(windows):
    return lambda *files: windows(Window, files=files)


def a_form() -> tuple[str, bytes, str]:
    return "form.pdf", pdf(FORM, leading=28), "application/pdf"


def photograph() -> tuple[str, bytes, str]:
    return "face.jpg", face(), "image/jpeg"


def mirrored() -> tuple[str, bytes, str]:
    target = io.BytesIO()
    with Image.open(io.BytesIO(face())) as picture:
        picture.transpose(Image.Transpose.FLIP_LEFT_RIGHT).save(target, "PNG")
    return "other.png", target.getvalue(), "image/png"


def test_that_a_number_on_a_page_is_outlined_and_withheld_by_enter(opened):
    window = opened(a_form())
    window.press(Qt.Key.Key_P)
    state = window.desk.state
    assert state.rows[0].hints == state.hints == 2
    assert {one.ring for one in state.outlines} <= {Ring.HINT, Ring.CRITICAL}
    assert "2 suggestions, Tab goes through" in state.telling
    window.press(Qt.Key.Key_Tab)
    assert "social security number 1 of 2" in window.desk.state.telling.lower()
    assert [one.ring for one in window.desk.state.outlines].count(Ring.WAITING) == 1
    window.press(Qt.Key.Key_Return)
    if window.view.picker.isVisible():
        window.page.presenter.picking.take(CODE)
    (made,) = window.redacted()
    assert isinstance(made.target, RegionTarget)
    assert window.desk.state.waiting, "the next one waits"
    assert "phone" in window.desk.state.telling
    window.press(Qt.Key.Key_Z, CTRL)
    assert window.desk.state.hints == 2


def test_that_a_declined_one_does_not_come_again(opened):
    window = opened(a_form())
    window.press(Qt.Key.Key_P)
    window.press(Qt.Key.Key_Tab)
    window.press(Qt.Key.Key_Delete)
    (entry,) = window.log()
    assert isinstance(entry.decision, Decline)
    assert (window.desk.state.hints, window.desk.state.waiting) == (1, True)
    window.press(Qt.Key.Key_P)
    window.press(Qt.Key.Key_P)
    assert window.desk.state.hints == 1


def test_that_a_key_pressed_twice_before_anything_is_written_means_two_of_them(opened):
    window = opened(a_form())
    window.press(Qt.Key.Key_P)
    window.press(Qt.Key.Key_Tab)
    written = []
    presenter = window.page.presenter
    do = presenter.do
    presenter.do = written.append
    window.press(Qt.Key.Key_Delete)
    window.press(Qt.Key.Key_Delete)
    assert (len(written), window.desk.hinting.waiting) == (2, None)
    assert window.desk.state.hints == 0
    presenter.do = do
    for act in written:
        presenter.do(act)
    assert {entry.decision.kind for entry in window.log()} == {"ssn", "phone"}


def test_that_tab_goes_to_and_fro_and_past_the_last_one_none_waits(opened):
    window = opened(a_form())
    window.press(Qt.Key.Key_P)
    window.press(Qt.Key.Key_Tab)
    window.press(Qt.Key.Key_Tab)
    second = window.desk.hinting.waiting
    window.press(Qt.Key.Key_Backtab)
    assert window.desk.hinting.waiting not in (None, second)
    window.press(Qt.Key.Key_Backtab)
    assert window.desk.hinting.waiting is None
    for _ in range(3):
        window.press(Qt.Key.Key_Tab)
    assert window.desk.hinting.waiting is None
    window.press(Qt.Key.Key_Tab)
    window.press(Qt.Key.Key_Escape)
    assert window.desk.hinting.waiting is None
    assert window.desk.is_open


def test_that_pages_out_of_sight_come_once_the_file_was_read(opened):
    window = opened(a_form())
    window.read_pages()
    window.press(Qt.Key.Key_G)
    window.press(Qt.Key.Key_P)
    assert [row.hints for row in window.desk.state.rows] == [2, 0, 1]
    for _ in range(3):
        window.press(Qt.Key.Key_Tab)
    assert window.desk.state.page == 3
    assert len(window.desk.hinting.waiting.targets) == 2, "it is broken over two lines"
    window.press(Qt.Key.Key_Return)
    assert len(window.redacted()) == 2
    assert len({entry.group for entry in window.log()}) == 1


def test_that_a_digit_withholds_what_waits_under_that_exemption(opened):
    window = opened(a_form())
    window.press(Qt.Key.Key_P)
    window.press(Qt.Key.Key_Tab)
    window.press(Qt.Key.Key_E)
    window.page.presenter.picking.take(CODE)
    window.press(Qt.Key.Key_1)
    assert [one.codes for one in window.redacted()] == [(CODE,), (CODE,)]


def test_that_groups_say_that_pages_were_not_read_and_read_them_on_wish(opened):
    window = opened(a_form(), ("notes.pdf", pdf((("Ask for 850 555 0142",),)), "application/pdf"))
    window.open_groups()
    assert any("Pages: 2 files not read yet" in words for words in window.words())
    assert "pages of 2 files" in window.view.groups._pages.text()
    window.stand_on("Pages:")
    assert window.groups.accept == "&Read the pages"
    assert "recognised" in window.groups.detail.why
    window.press(Qt.Key.Key_Return)
    assert [job.title for job in window.ways.jobs] == ["Reading pages"]
    assert window.ways.said[-1] == "The pages of 2 files were read."
    assert not any(words.startswith("Pages:") for words in window.words())
    assert not window.view.groups._pages.isVisible()
    row = next(row for row in window.groups.rows if "555-0142" in row.cells[1].text)
    assert row.cells[3].text == "3"


def test_that_one_key_withholds_a_number_in_messages_and_on_pages(opened):
    window = opened(a_form(), ("notes.pdf", pdf((("Ask for 850 555 0142",),)), "application/pdf"))
    window.read_pages()
    window.stand_on("555-0142")
    group = next(row for row in window.groups.rows if "555-0142" in row.cells[1].text)
    assert [cell.text for cell in group.cells[3:5]] == ["3", "3"]
    window.press(Qt.Key.Key_Space)
    where = [place.where for place in window.groups.detail.places]
    assert any("page 1 of form.pdf" in one for one in where)
    assert window.groups.detail.places[-1].before == "Ask for "
    window.press(Qt.Key.Key_Escape)
    window.press(Qt.Key.Key_E)
    window.page.presenter.picking.take(CODE)
    made = window.redacted()
    assert len(made) == 3
    assert sum(isinstance(one.target, RegionTarget) for one in made) == 2
    assert len({entry.group for entry in window.log()}) == 1
    assert not any("555-0142" in words for words in window.words())
    window.press(Qt.Key.Key_Z, CTRL)
    assert any("555-0142" in words for words in window.words())


def test_that_a_declined_group_is_none_on_pages_that_are_opened_later(opened):
    window = opened(a_form())
    window.open_groups()
    window.stand_on("555-0142")
    window.press(Qt.Key.Key_Delete)
    (entry,) = window.log()
    assert isinstance(entry.decision, DeclineGroup)
    window.press(Qt.Key.Key_G)
    window.page.presenter.go(window.ids[0])
    window.press(Qt.Key.Key_P)
    assert [one.kind for one in window.desk.hinting.open()] == ["ssn"]


def test_that_a_place_on_a_page_is_left_out_by_its_tick(opened):
    window = opened(a_form())
    window.read_pages()
    window.stand_on("555-0142")
    window.press(Qt.Key.Key_Space)
    page = next(n for n, one in enumerate(window.groups.detail.places) if "form" in one.where)
    window.page.groups.tick(1 - page)
    window.press(Qt.Key.Key_Escape)
    window.stand_on("555-0142")
    window.page.groups.places()
    window.page.groups.tick(1 - page)
    window.page.groups.decline()
    (entry,) = window.log()
    assert isinstance(entry.decision.target, RegionTarget)


def test_that_a_place_on_a_page_leads_to_that_page(opened):
    window = opened(a_form())
    window.read_pages()
    window.stand_on("4111")
    window.press(Qt.Key.Key_Space)
    window.press(Qt.Key.Key_Return)
    assert not window.groups.open
    assert (window.desk.is_open, window.desk.state.page) == (True, 3)
    window.press(Qt.Key.Key_G)
    window.page.presenter.go(window.ids[1])
    window.stand_on("4111")
    window.page.groups.places()
    window.press(Qt.Key.Key_Return)
    assert window.page.presenter.record == window.ids[0]
    assert (window.desk.is_open, window.desk.state.page) == (True, 3)


def test_that_a_scan_is_read_by_eye_and_suggested_too(opened):
    lines = ("Statement of the witness", "His SSN: 219-09-9999 was given", "Phone 850-555-0142",
             "and nothing more is to be read", "on this page of paper")  # fmt: skip
    window = opened(("scan.tiff", scan(lines), "image/tiff"))
    window.read_pages()
    row = next(row for row in window.groups.rows if "555-0142" in row.cells[1].text)
    assert row.cells[3].text == "2"
    assert any("219-09-9999" in words for words in window.words())


def test_that_faces_are_withheld_as_one_group(opened):
    window = opened(photograph(), mirrored())
    window.look_for_faces()
    assert any("Faces: found" in words for words in window.words())
    window.stand_on("Faces")
    assert window.groups.accept == "&Redact 2 faces…"
    window.press(Qt.Key.Key_Return)
    assert "2 faces" in window.page.presenter.state.pick.purpose
    window.page.presenter.picking.take(CODE)
    made = window.redacted()
    assert {one.record for one in made} == {window.ids[0], window.ids[2]}
    assert all(one.codes == (CODE,) and one.target.region.page == 1 for one in made)
    assert len({entry.group for entry in window.log()}) == 1
    assert window.faces() == "0"
    window.press(Qt.Key.Key_Z, CTRL)
    assert window.faces() == "2"
    window.stand_on("Faces")
    window.press(Qt.Key.Key_Return)
    assert len(window.redacted()) == 4, "the exemption that was used before is used again"


def test_that_faces_are_declined_as_one_group_and_one_is_left_out_by_its_tick(opened):
    window = opened(photograph(), mirrored())
    window.look_for_faces()
    window.stand_on("Faces")
    window.press(Qt.Key.Key_Space)
    assert [place.where.split(" · ")[0] for place in window.groups.detail.places] == ["1", "3"]
    window.press(Qt.Key.Key_Space)
    window.page.groups.decline()
    (entry,) = window.log()
    assert isinstance(entry.decision, Decline)
    assert entry.decision.record == window.ids[2]
    window.stand_on("Faces")
    window.press(Qt.Key.Key_Delete)
    assert len(window.log()) == 2
    assert window.faces() == "0"
    window.look_for_faces()
    assert window.faces() == "0"
