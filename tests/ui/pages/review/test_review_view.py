"""The review by keyboard alone: keys go in, decisions lie in the vault."""

from __future__ import annotations

import io

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from review_desk import CODE, OTHER, TEXTS

from app.domain.decisions import Disposition
from app.domain.redaction import SpanTarget, WholeTarget
from app.ui.ways import Where
from app.vault.incoming import StoredAttachment

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def desk(windows):
    return windows


def test_that_words_behind_an_emoji_are_redacted_by_keyboard_and_lie_in_the_vault(desk):
    window = desk()
    window.press(Qt.Key.Key_J)
    text = TEXTS[1]
    start = text.index("Jordan")
    window.press(Qt.Key.Key_Right, times=start)
    window.press(Qt.Key.Key_Right, CTRL | SHIFT, times=2)
    assert window.view.bar.isVisible()
    window.press(Qt.Key.Key_D)
    assert window.view.picker.isVisible()
    window.type("home address")
    window.press(Qt.Key.Key_Return)
    (redaction,) = window.standing(1).redactions
    target = redaction.target
    assert isinstance(target, SpanTarget)
    assert text[target.span.start : target.span.end] == "Jordan Blackwood"
    assert redaction.codes == (CODE,)
    own = window.sheet.toPlainText().split("stopped")[1].split("lives at")[0]
    assert "Jordan" not in own
    assert CODE in own


def test_that_one_letter_decides_and_the_next_record_comes(desk):
    window = desk()
    for key in (Qt.Key.Key_R, Qt.Key.Key_N, Qt.Key.Key_R):
        window.press(key)
    outcomes = [window.standing(at).outcome for at in range(4)]
    assert outcomes == [
        Disposition.RELEASE, Disposition.NOT_RESPONSIVE, Disposition.RELEASE, None,
    ]  # fmt: skip


def test_that_letters_typed_into_the_note_decide_nothing(desk):
    window = desk()
    window.press(Qt.Key.Key_M)
    window.type("rnw 1")
    window.press(Qt.Key.Key_Return)
    assert window.standing(0).outcome is None
    assert window.standing(0).comments == ("rnw 1",)


def test_that_tab_enter_and_delete_go_through_suggestions(desk):
    window = desk()
    window.page.presenter.go(window.ids[3])
    window.sheet.setFocus()
    before = len(window.page.presenter.state.sight.hints)
    window.press(Qt.Key.Key_Tab)
    window.press(Qt.Key.Key_Delete)
    assert len(window.page.presenter.state.sight.hints) == before - 1
    window.press(Qt.Key.Key_Return)
    assert window.view.picker.isVisible()
    window.type("social security")
    window.press(Qt.Key.Key_Return)
    assert [one.codes for one in window.standing(3).redactions] == [(OTHER,)]


def test_that_several_rows_are_chosen_by_shift_and_decided_together(desk):
    window = desk()
    window.view.queue.table.setFocus()
    window.press(Qt.Key.Key_Down, SHIFT, times=2)
    assert window.page.presenter.state.panel.several == 3
    window.press(Qt.Key.Key_N)
    assert [window.standing(at).outcome for at in range(3)] == [Disposition.NOT_RESPONSIVE] * 3


def test_that_undo_by_key_takes_the_decision_back(desk):
    window = desk()
    window.press(Qt.Key.Key_R)
    window.press(Qt.Key.Key_Z, CTRL)
    assert window.standing(0).outcome is None
    window.press(Qt.Key.Key_Y, CTRL)
    assert window.standing(0).outcome is Disposition.RELEASE


def test_that_escape_leaves_the_exemptions_and_nothing_is_withheld(desk):
    window = desk()
    window.press(Qt.Key.Key_W)
    assert window.view.picker.isVisible()
    window.press(Qt.Key.Key_Escape)
    assert not window.view.picker.isVisible()
    assert not window.page.presenter.picking.open
    assert window.log() == []


def test_that_the_sender_and_the_title_can_be_redacted_too(desk):
    window = desk()
    window.sheet.selectAll()
    places = {target.place.field.value for target in window.sheet.targets()}
    assert places == {"text", "title", "party"}


def test_that_what_is_copied_is_plain_and_without_hidden_words(desk):
    window = desk()
    window.press(Qt.Key.Key_J)
    start = TEXTS[1].index("Jordan")
    window.press(Qt.Key.Key_Right, times=start)
    window.press(Qt.Key.Key_Right, CTRL | SHIFT, times=2)
    window.press(Qt.Key.Key_E)
    window.press(Qt.Key.Key_Return)
    window.sheet.selectAll()
    data = window.sheet.createMimeDataFromSelection()
    assert data.formats() == ["text/plain"]
    own = data.text().split("stopped")[1].split("lives at")[0]
    assert "Jordan" not in own


def png(vault) -> list[list[StoredAttachment]]:
    """Put a picture away, and one whose bytes are no picture."""
    made = []
    picture = io.BytesIO()
    Image.new("RGB", (40, 30), (200, 10, 10)).save(picture, "PNG")
    for name, data in (("plate.png", picture.getvalue()), ("broken.png", b"no picture")):
        put = vault.blobs.put(io.BytesIO(data))
        made.append(StoredAttachment(name, len(data), "image/png", put.sha256, put.name))
    return [made]


def test_that_pictures_are_shown_and_withheld(desk):
    window = desk(texts=("look",), attachments=png)
    plate, broken = window.page.presenter.state.sight.pictures
    assert (plate.name, plate.kind) == ("plate.png", "Picture (PNG)")
    assert QImage.fromData(plate.data).width() == 40
    assert broken.note == "The picture is damaged and cannot be shown."
    assert window.view.pictures.isVisible()
    window.view.pictures.withhold_wished.emit(0)
    window.press(Qt.Key.Key_Return)
    (redaction,) = window.standing(0).redactions
    assert redaction.target == WholeTarget(0)
    window.view.pictures.withhold_wished.emit(0)
    assert window.standing(0).redactions == ()


def test_that_a_neighbour_is_opened_by_a_double_click(desk):
    window = desk()
    window.sheet.opened.emit(int(window.ids[2]))
    assert window.page.presenter.record == window.ids[2]


def test_that_the_page_offers_its_keys_to_everything(desk):
    window = desk()
    deeds = {deed.title: deed for deed in window.page.deeds()}
    deeds["Release this record"].run()
    deeds["Find an exemption for the selection"].run()
    assert window.standing(0).outcome is Disposition.RELEASE
    assert window.ways.said[-1].startswith("Select the words first")
    assert all(deed.keys for deed in deeds.values())


def test_that_every_control_has_a_name_for_screen_readers(desk):
    from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QComboBox, QLineEdit

    window = desk()
    for kind in (QAbstractButton, QAbstractItemView, QComboBox, QLineEdit):
        for widget in window.view.findChildren(kind):
            if widget.isVisible() and not widget.objectName().startswith("qt_"):
                assert widget.accessibleName() or getattr(widget, "text", str)(), widget


def test_that_the_button_of_the_notice_leads_to_the_check(desk):
    window = desk(texts=("only one",))
    window.press(Qt.Key.Key_R)
    window.view.notice.pressed.emit()
    assert window.ways.went == [(Where.CHECK, "")]


def test_that_equal_words_are_ticked_with_the_space_bar(desk):
    window = desk()
    window.press(Qt.Key.Key_J)
    window.press(Qt.Key.Key_Right, times=TEXTS[1].index("Jordan"))
    window.press(Qt.Key.Key_Right, CTRL | SHIFT, times=2)
    window.press(Qt.Key.Key_D)
    window.press(Qt.Key.Key_Return)
    window.view.matches.opened.emit()
    window.view.matches._table.setFocus()
    window.press(Qt.Key.Key_Down)
    window.press(Qt.Key.Key_Space)
    assert not window.page.presenter.state.same.rows[0].checked
    window.view.matches.grab()
    window.press(Qt.Key.Key_Space)
    window.view.matches.applied.emit()
    assert len(window.standing(3).redactions) == 1


def test_that_delete_lifts_the_chosen_redaction(desk):
    window = desk()
    window.press(Qt.Key.Key_J)
    window.press(Qt.Key.Key_Right, CTRL | SHIFT)
    window.press(Qt.Key.Key_E)
    window.view.picker.grab()
    window.press(Qt.Key.Key_Return)
    window.view.decision._list.setFocus()
    window.press(Qt.Key.Key_Down)
    window.press(Qt.Key.Key_Delete)
    assert window.standing(1).redactions == ()
