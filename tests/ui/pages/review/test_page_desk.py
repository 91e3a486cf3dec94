"""The desk of pages by mouse and by keyboard: what is drawn and pressed lies in the vault."""

from __future__ import annotations

import datetime as dt

import pytest
from page_desk import face, pdf, read, scan, stored, with_note
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFrame
from review_desk import CODE, LAW, OTHER
from review_window import ReviewWindow

from app.domain.decisions import Disposition
from app.domain.ids import AttachmentId, BlobName
from app.domain.languages import Languages
from app.domain.packets import Letterhead
from app.domain.records import Attachment
from app.domain.redaction import RegionTarget
from app.ui.pages.review.desk_telling import _read_by
from app.workflow.build_packet import PacketJob
from app.workflow.check_request import confirm_exemption
from app.workflow.decide import Decider
from app.workflow.packet_recipe import PacketWishes

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
PLAIN = Qt.KeyboardModifier.NoModifier
PAGES = (
    ("The report begins here", "Jordan Blackwood lives at", "14 Cedar Hollow Road"),
    ("A second page about", "Jordan Blackwood again"),
    ("The end",),
)


class Window(ReviewWindow):
    """The review page over one record with attachments, in a window that has the focus."""

    SIZE = (1200, 800)

    def __init__(self, folder, qtbot, files) -> None:
        super().__init__(
            folder,
            qtbot,
            texts=["see the papers", "nothing here"],
            attachments=lambda vault: [[stored(vault, *file) for file in files]],
        )
        self.desk = self.page.desk
        self.canvas = self.view.desk.canvas

    def spot(self, page: int, x: float, y: float) -> QPoint:
        return self.canvas.point_of(page, x, y)

    def word(self, page: int, text: str):
        return next(w for w in self.desk.drawn.page(page).words if w.text == text)

    def click(self, page: int, text: str, modifiers=PLAIN) -> None:
        left, top, right, bottom = self.word(page, text).box
        at = self.spot(page, (left + right) / 2, (top + bottom) / 2)
        self._bot.mouseClick(self.canvas.viewport(), Qt.MouseButton.LeftButton, modifiers, at)

    def third_click(self, at: QPoint) -> None:
        """Click right after a double click; the test kit lets time pass between its clicks."""
        port, button = self.canvas.viewport(), Qt.MouseButton.LeftButton
        for kind in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease):
            event = QMouseEvent(kind, QPointF(at), port.mapToGlobal(at), button, button, PLAIN)
            event.setTimestamp(self.canvas._last[0] + 10)
            QApplication.sendEvent(port, event)

    def drag(self, page: int, box) -> None:
        port, button = self.canvas.viewport(), Qt.MouseButton.LeftButton
        start, end = self.spot(page, box[0], box[1]), self.spot(page, box[2], box[3])
        QTest.mousePress(port, button, PLAIN, start)
        QTest.mouseMove(port, (start + end) / 2)
        QTest.mouseMove(port, end)
        QTest.mouseRelease(port, button, PLAIN, end)

    def withhold(self, words: str = "home address") -> None:
        """Press D; where no exemption was used yet, one is found in plain words."""
        self.press(Qt.Key.Key_D)
        if self.view.picker.isVisible():
            self.type(words)
            self.press(Qt.Key.Key_Return)

    def regions(self) -> list:
        targets = [one.target for one in self.standing(0).redactions]
        assert all(isinstance(one, RegionTarget) for one in targets)
        return [one.region for one in targets]

    def words_under(self, page: int = 1) -> set[str]:
        """Give the words of a page whose middle lies in a withheld region."""
        found = set()
        for word in self.desk.drawn.page(page).words:
            across, down = (word.box[0] + word.box[2]) / 2, (word.box[1] + word.box[3]) / 2
            for r in self.regions():
                if r.page == page and r.left <= across <= r.right and r.top <= down <= r.bottom:
                    found.add(word.text)
        return found

    def built(self):
        """Build and verify the packet; give its words, and its pages as they look."""
        Decider(self.vault, self.request, "Pat").dispose(self.ids, Disposition.RELEASE)
        confirm_exemption(self.vault, self.request, CODE)
        wishes = PacketWishes(dt.date(2026, 11, 17), Letterhead("Millbrook Police"))
        job = PacketJob(self.vault, self.request, LAW, wishes)
        for _ in job.steps():
            pass
        return read(job.result.built.data)


def black_at(pages, x: float, y: float) -> bool:
    """Say whether a page of the packet that shows a page of a file is black at a point of it."""
    return any(
        page.getpixel((round(x * page.width * scale), round(y * page.height * scale))) < 40
        for page in pages
        for scale in (0.8, 0.85, 0.9, 0.95, 1.0)
    )


def centre_of(page, box) -> int:
    """Give where the pixel in the middle of a box stands among the bytes of a grey page."""
    x = round((box[0] + box[2]) / 2 * page.pixels.width)
    y = round((box[1] + box[3]) / 2 * page.pixels.height)
    return y * page.pixels.width + x + 6


@pytest.fixture
def opened(windows):
    def make(*files) -> Window:
        chosen = files or [("report.pdf", pdf(PAGES), "application/pdf")]
        window = windows(Window, files=chosen)
        window.press(Qt.Key.Key_P)
        return window

    return make


def test_that_p_opens_the_pages_and_escape_goes_back(opened):
    window = opened()
    assert window.view.desk.isVisible()
    assert window.desk.count == 3
    assert QApplication.focusWidget() is window.canvas
    window.press(Qt.Key.Key_Escape)
    assert not window.view.desk.isVisible()
    assert QApplication.focusWidget() is window.view.sheet
    window.press(Qt.Key.Key_P)
    window.press(Qt.Key.Key_P)
    assert window.view.sheet.isVisible()


def test_that_a_word_is_clicked_and_withheld(opened):
    window = opened()
    window.click(1, "Jordan")
    window.withhold()
    assert window.words_under() == {"Jordan"}
    assert window.standing(0).redactions[0].codes == (CODE,)
    window.press(Qt.Key.Key_Z, CTRL)
    assert window.regions() == []
    window.press(Qt.Key.Key_Y, CTRL)
    assert window.words_under() == {"Jordan"}


def test_that_a_double_click_takes_the_line_and_a_third_the_block(opened):
    window = opened()
    window.click(1, "Blackwood")
    left, top, right, bottom = window.word(1, "Blackwood").box
    at = window.spot(1, (left + right) / 2, (top + bottom) / 2)
    port, button = window.canvas.viewport(), Qt.MouseButton.LeftButton
    QTest.mouseDClick(port, button, PLAIN, at)
    QTest.mouseRelease(port, button, PLAIN, at)
    assert window.desk.choosing.choice.reach == "line"
    window.third_click(at)
    assert window.desk.choosing.choice.reach == "block"


def test_that_shift_and_a_click_extend_to_a_run_of_words(opened):
    window = opened()
    window.click(1, "Jordan")
    window.click(1, "Cedar", SHIFT)
    window.withhold()
    assert window.words_under() == {"Jordan", "Blackwood", "lives", "at", "14", "Cedar"}


def test_that_x_widens_to_the_line_the_block_and_the_page(opened):
    window = opened()
    window.click(1, "Jordan")
    window.press(Qt.Key.Key_X)
    window.withhold()
    assert window.words_under() == {"Jordan", "Blackwood", "lives", "at"}
    window.press(Qt.Key.Key_Z, CTRL)
    window.click(1, "Jordan")
    window.press(Qt.Key.Key_X, times=3)
    window.withhold()
    (region,) = window.regions()
    assert (region.left, region.top, region.right, region.bottom) == (0, 0, 1, 1)


def test_that_pages_are_turned_and_told_as_seen(opened):
    window = opened()
    assert [row.seen for row in window.desk.state.rows] == [True, False, False]
    window.press(Qt.Key.Key_PageDown)
    window.press(Qt.Key.Key_PageDown)
    assert window.desk.page == 3
    assert all(row.seen for row in window.desk.state.rows)
    window.press(Qt.Key.Key_Home)
    assert window.desk.page == 1


def test_that_found_words_are_outlined_and_all_of_them_withheld_by_one_key(opened):
    window = opened()
    window.press(Qt.Key.Key_F, CTRL)
    window.type("jordan blackwood")
    assert len(window.desk.find.hits) == 2
    window.press(Qt.Key.Key_Return)
    window.press(Qt.Key.Key_Return)
    assert window.desk.page == 2
    window.press(Qt.Key.Key_Return, CTRL)
    window.type("home address")
    window.press(Qt.Key.Key_Return)
    assert sorted(region.page for region in window.regions()) == [1, 2]
    window.press(Qt.Key.Key_Return, CTRL)
    assert len(window.regions()) == 2


def test_that_a_box_drawn_by_mouse_is_burned_into_the_built_packet(opened):
    window = opened()
    first, last = window.word(1, "Jordan").box, window.word(1, "at").box
    window.drag(1, (first[0] - 0.01, first[1] - 0.004, last[2] + 0.01, last[3] + 0.004))
    assert window.desk.choosing.choice.box is not None
    window.withhold()
    (region,) = window.regions()
    said, pages = window.built()
    assert "The report begins here" in said
    assert "Blackwood again" in said
    assert "lives at" not in said
    assert black_at(pages, (region.left + region.right) / 2, (region.top + region.bottom) / 2)


def test_that_everything_but_a_line_is_withheld(opened):
    window = opened()
    window.click(1, "Jordan")
    window.press(Qt.Key.Key_X)
    window.press(Qt.Key.Key_I)
    window.withhold()
    assert len(window.regions()) == 4
    said, _ = window.built()
    assert "Jordan Blackwood lives at" in said
    assert "begins" not in said
    assert "Hollow" not in said
    assert "second page" in said


@pytest.mark.parametrize("languages", [None, *Languages])
def test_that_a_scan_says_in_which_languages_it_was_read(languages):
    scanned = Attachment(
        AttachmentId(1), "a.tif", 1, "image/tiff", "aa", BlobName("b"), languages=languages
    )
    told = f", in {languages.told}" if languages else ""
    assert _read_by("ocr", scanned) == f"its words were read by eye{told}"
    assert _read_by("file", scanned) == ""
    assert _read_by("", scanned) == "no words were found on it"


def test_that_words_of_a_scan_are_withheld_by_keys_alone(opened):
    words = ("Statement of the witness", "Jordan Blackwood saw it", "and went home")
    window = opened(("scan.tif", scan(words), "image/tiff"))
    page = window.desk.drawn.page(1)
    assert page.read_by == "ocr"
    assert "its words were read by eye · " in window.desk.state.telling
    at = next(n for n, word in enumerate(page.words) if word.text == "Jordan")
    window.press(Qt.Key.Key_Right, times=at + 1)
    window.press(Qt.Key.Key_Right, SHIFT)
    window.withhold()
    assert window.words_under() == {"Jordan", "Blackwood"}
    said, _ = window.built()
    assert "witness" in said
    assert "Blackwood" not in said


def test_that_a_box_is_moved_and_grown_by_keys(opened):
    window = opened()
    window.press(Qt.Key.Key_Space)
    before = window.desk.choosing.choice.box
    window.press(Qt.Key.Key_Right)
    window.press(Qt.Key.Key_Down, SHIFT)
    left, top, right, bottom = window.desk.choosing.choice.box
    assert left > before[0]
    assert top == before[1]
    assert bottom > before[3]
    assert right - left == pytest.approx(before[2] - before[0])
    window.withhold()
    assert len(window.regions()) == 1


def test_that_the_burned_page_is_the_bitmap_of_the_packet(opened):
    window = opened()
    window.click(1, "Jordan")
    window.withhold()
    outlined = [one for one in window.desk.state.outlines if one.words == CODE]
    assert len(outlined) == 1
    whole = window.desk.drawn.page(1)
    window.press(Qt.Key.Key_B)
    burned = window.desk.drawn.page(1)
    assert not [one for one in window.desk.state.outlines if one.words]
    at = centre_of(burned, outlined[0].box)
    assert burned.pixels.data[at] < 30
    assert burned.pixels.data != whole.pixels.data
    window.press(Qt.Key.Key_B)
    assert window.desk.drawn.page(1) is whole


def test_that_a_face_is_suggested_withheld_and_declined_by_keys(opened):
    window = opened(("face.jpg", face(), "image/jpeg"))
    assert window.desk.state.hints == 1
    window.press(Qt.Key.Key_Tab)
    assert window.desk.state.waiting
    window.press(Qt.Key.Key_Return)
    window.type("home address")
    window.press(Qt.Key.Key_Return)
    assert len(window.regions()) == 1
    assert window.desk.state.hints == 0
    window.press(Qt.Key.Key_Z, CTRL)
    assert window.desk.state.hints == 1
    window.press(Qt.Key.Key_Tab)
    window.press(Qt.Key.Key_Delete)
    assert window.desk.state.hints == 0
    assert window.regions() == []


def test_that_what_hides_is_ticked_once_and_the_tick_undone(opened):
    window = opened(("form.pdf", with_note(pdf(PAGES)), "application/pdf"))
    assert window.desk.state.to_look_at
    assert window.view.desk._hides.isVisible()
    window.press(Qt.Key.Key_L)
    assert window.desk.state.looked_at
    window.press(Qt.Key.Key_Z, CTRL)
    assert not window.desk.state.looked_at


def test_that_sound_is_told_to_be_left_out_and_text_to_be_read_in_the_record(opened):
    window = opened(
        ("call.mp3", b"ID3", "audio/mpeg"),
        ("notes.txt", b"plain words", "text/plain", "plain words"),
    )
    assert "slip sheet" in window.desk.state.note
    window.press(Qt.Key.Key_Escape)
    window.page.desk.open(1)
    assert "by its text" in window.desk.state.note
    window.press(Qt.Key.Key_Escape)
    assert "plain words" in window.view.sheet.toPlainText()
    assert "call.mp3" in window.view.pictures.widget().findChild(QFrame).accessibleName()


def test_that_a_card_opens_its_pages_and_a_line_of_the_panel_its_region(opened):
    window = opened()
    window.press(Qt.Key.Key_PageDown)
    window.click(2, "again")
    window.withhold()
    window.press(Qt.Key.Key_Escape)
    card = window.view.pictures.widget().findChild(QFrame)
    QTest.mouseClick(card, Qt.MouseButton.LeftButton, PLAIN, QPoint(4, 4))
    assert window.desk.is_open
    window.press(Qt.Key.Key_Escape)
    window.view.decision.looked_at.emit(window.standing(0).redactions[0].target)
    assert window.desk.page == 2


def test_that_another_record_closes_the_desk(opened):
    window = opened()
    window.press(Qt.Key.Key_J)
    assert not window.view.desk.isVisible()
    window.press(Qt.Key.Key_P)
    assert not window.desk.is_open
    assert "no attachment" in window.ways.said[-1]


def test_that_control_and_zero_fit_the_width_and_open_no_other_page(opened):
    window = opened()
    before = window.canvas.point_of(1, 1, 0).x()
    window.press(Qt.Key.Key_Plus, CTRL)
    assert window.canvas.point_of(1, 1, 0).x() > before
    window.press(Qt.Key.Key_0, CTRL)
    assert window.canvas.point_of(1, 1, 0).x() == before


def test_that_a_region_may_carry_several_exemptions(opened):
    window = opened()
    window.click(1, "Jordan")
    window.press(Qt.Key.Key_E)
    for code in (CODE, OTHER):
        window.page.presenter.picking.tick(code)
    window.page.presenter.picking.take("")
    assert window.standing(0).redactions[0].codes == (CODE, OTHER)
    (outline,) = [one for one in window.desk.state.outlines if one.words]
    assert outline.words == f"{CODE} + {OTHER}"


def test_that_control_and_page_keys_go_to_the_other_attachments(opened):
    window = opened(
        ("report.pdf", pdf(PAGES), "application/pdf"),
        ("scan.tif", scan(["A statement"]), "image/tiff"),
    )
    assert window.desk.state.several
    window.press(Qt.Key.Key_PageDown, CTRL)
    assert (window.desk.index, window.desk.count) == (1, 1)
    window.press(Qt.Key.Key_PageUp, CTRL)
    assert (window.desk.index, window.desk.count) == (0, 3)


def test_that_the_last_page_is_meant_though_it_is_too_short_for_the_room(opened):
    window = opened()
    window.press(Qt.Key.Key_End)
    assert window.desk.page == 3
    assert window.view.desk.pages.currentIndex().row() == 2
    window.view.desk.page_wished.emit(2)
    assert window.desk.page == 2
    window.canvas.verticalScrollBar().setValue(0)
    assert window.desk.page == 1


def test_that_the_whole_page_is_withheld_and_there_is_nothing_beside_it(opened):
    window = opened()
    window.press(Qt.Key.Key_F)
    window.press(Qt.Key.Key_I)
    assert not window.desk.choosing.choice.inverted
    window.withhold()
    assert window.words_under() == {word.text for word in window.desk.drawn.page(1).words}


def test_that_nothing_is_withheld_while_nothing_is_chosen(opened):
    window = opened()
    window.press(Qt.Key.Key_D)
    assert "Choose something first" in window.ways.said[-1]
    window.press(Qt.Key.Key_I)
    window.press(Qt.Key.Key_X)
    window.press(Qt.Key.Key_Delete)
    window.press(Qt.Key.Key_Return)
    window.press(Qt.Key.Key_L)
    assert not window.view.picker.isVisible()
    assert window.regions() == []


def test_that_escape_drops_what_is_chosen_before_it_leaves(opened):
    window = opened()
    window.click(1, "Jordan")
    window.press(Qt.Key.Key_Escape)
    assert window.desk.choosing.choice is None
    window.press(Qt.Key.Key_F, CTRL)
    window.type("nobody of that name")
    assert window.desk.state.telling == "These words stand on no page."
    window.press(Qt.Key.Key_Escape)
    assert window.desk.find.words == ""
    assert QApplication.focusWidget() is window.canvas
    assert window.desk.is_open
    window.press(Qt.Key.Key_Escape)
    assert not window.desk.is_open


def test_that_a_click_on_nothing_and_a_page_that_was_turned_drop_and_keep_what_is_chosen(opened):
    window = opened()
    window.click(1, "Jordan")
    window.press(Qt.Key.Key_PageDown)
    window.press(Qt.Key.Key_PageUp)
    assert window.desk.choosing.choice is not None
    at = window.spot(1, 0.9, 0.02)
    QTest.mouseClick(window.canvas.viewport(), Qt.MouseButton.LeftButton, PLAIN, at)
    assert window.desk.choosing.choice is None


def test_that_an_attachment_that_is_withheld_whole_says_so(opened):
    window = opened()
    window.press(Qt.Key.Key_Escape)
    window.page.presenter.redacting.withhold_attachment(0)
    window.page.presenter.picking.take(CODE)
    window.press(Qt.Key.Key_P)
    assert "whole attachment is withheld" in window.desk.state.note


def test_that_a_file_that_does_not_open_says_why(opened):
    window = opened(("broken.pdf", b"no pdf at all", "application/pdf"))
    assert window.desk.state.note
    assert window.desk.state.sizes == ()
    window.press(Qt.Key.Key_P)
    assert not window.desk.is_open


def test_that_everything_that_can_be_done_names_the_desk(opened):
    window = opened()
    deeds = {deed.keys: deed for deed in window.page.deeds() if "page" in deed.words}
    assert {"P", "B", "I", "F", "X", "L"} <= set(deeds)
    deeds["P"].run()
    assert not window.desk.is_open
    for key in ("B", "I", "F", "X", "L"):
        deeds[key].run()
    assert window.regions() == []
