"""Widgets that several pages use."""

from __future__ import annotations

import pytest
from desk_fakes import FakeSettings, FakeVaults, a_desk
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QVBoxLayout, QWidget

from app.errors import AppError
from app.ui.at_once import AtOnce
from app.ui.crash_dialog import CrashDialog, details_of
from app.ui.error_dialog import error_dialog
from app.ui.heartbeat import Heartbeat
from app.ui.pages.unlock.page import UnlockPage
from app.ui.rows import Cell, Chip, Column, EmptyWords, Notice, Row, Tone
from app.ui.services import Services
from app.ui.theme import read_tokens
from app.ui.widgets.chips import Chips
from app.ui.widgets.elided import ElidedLabel
from app.ui.widgets.empty_page import EmptyPage
from app.ui.widgets.notice_line import NoticeLine
from app.ui.widgets.table import PAGE, PAGES_KEPT, RowsModel, Table
from app.ui.widgets.words import button

COLUMNS = (Column("Name"), Column("Count", 8, numbers=True))
COLOURS = read_tokens(dark=False)


def rows(count: int, start: int = 0) -> list[Row]:
    return [
        Row(str(at), (Cell(f"row {at}"), Cell(str(at), Tone.BAD, strong=True)))
        for at in range(start, start + count)
    ]


def test_that_the_model_obeys_qts_rules(qtmodeltester):
    model = RowsModel(COLUMNS, COLOURS)
    model.show_rows(rows(12))
    qtmodeltester.check(model)


def test_that_the_lazy_model_obeys_qts_rules(qtmodeltester):
    model = RowsModel(COLUMNS, COLOURS)
    model.show_count(450, lambda offset, limit, came: came(rows(min(limit, 450 - offset), offset)))
    qtmodeltester.check(model)


def test_that_only_pages_that_are_looked_at_are_asked_for(qtbot):
    asked = []

    def fetch(offset, limit, came):
        asked.append(offset)
        came(rows(limit, offset))

    table = Table("Records", COLUMNS, COLOURS)
    qtbot.addWidget(table)
    table.resize(400, 300)
    table.show()
    table.rows.show_count(100_000, fetch)
    table.grab()
    assert set(asked) == {0}
    table.scrollToBottom()
    table.grab()
    assert set(asked) == {0, 100_000 - PAGE}
    assert table.rows.rowCount() == 100_000


def test_that_scrolling_through_everything_keeps_few_pages():
    model = RowsModel(COLUMNS, COLOURS)
    model.show_count(100_000, lambda offset, limit, came: came(rows(limit, offset)))
    for at in range(0, 100_000, PAGE):
        model.row(at)
    assert len(model._pages) <= PAGES_KEPT
    assert model.row(99_999).key == "99999"
    assert model.row(100_000) is None
    assert 0 not in model._pages
    assert model.row(0).key == "0"
    assert model.row(0).key == "0"


def test_that_a_row_on_its_way_is_shown_as_such_and_asked_for_once():
    asked = []
    model = RowsModel(COLUMNS, COLOURS)
    model.show_count(10, lambda *question: asked.append(question))
    for _ in range(3):
        assert model.index(4, 0).data() == "…"
    assert len(asked) == 1
    changed = []
    model.dataChanged.connect(lambda *_: changed.append(1))
    asked[0][2](rows(10))
    assert model.index(4, 0).data() == "row 4"
    assert changed


def test_that_a_late_answer_to_an_older_table_is_dropped():
    asked = []
    model = RowsModel(COLUMNS, COLOURS)
    model.show_count(10, lambda *question: asked.append(question))
    model.row(0)
    model.show_rows(rows(1, 70))
    asked[0][2](rows(10))
    assert model.row(0).key == "70"


def test_that_cells_carry_tone_weight_alignment_and_words():
    model = RowsModel((Column("A", tip="about A"), COLUMNS[1]), COLOURS)
    model.show_rows(
        [Row("1", (Cell("a", tip="whole a", spoken="letter a"), Cell("1", Tone.BAD, strong=True)))]
    )
    first, second = model.index(0, 0), model.index(0, 1)
    assert first.data(Qt.ItemDataRole.ToolTipRole) == "whole a"
    assert first.data(Qt.ItemDataRole.AccessibleTextRole) == "letter a"
    assert first.data(Qt.ItemDataRole.ForegroundRole) is None
    assert second.data(Qt.ItemDataRole.ForegroundRole) == COLOURS["bad"]
    assert (
        second.data(Qt.ItemDataRole.FontRole).bold()
        or second.data(Qt.ItemDataRole.FontRole).weight() > 500
    )
    assert second.data(Qt.ItemDataRole.TextAlignmentRole) & int(Qt.AlignmentFlag.AlignRight)
    assert second.data(Qt.ItemDataRole.DecorationRole) is None
    assert model.data(QModelIndex()) is None
    horizontal = Qt.Orientation.Horizontal
    assert model.headerData(0, horizontal) == "A"
    assert model.headerData(0, horizontal, Qt.ItemDataRole.ToolTipRole) == "about A"
    assert model.headerData(0, Qt.Orientation.Vertical) is None
    model.recolour(read_tokens(dark=True))
    assert second.data(Qt.ItemDataRole.ForegroundRole) == read_tokens(dark=True)["bad"]


@pytest.fixture
def table(qtbot) -> Table:
    made = Table("Names", COLUMNS, COLOURS)
    qtbot.addWidget(made)
    made.rows.show_rows(rows(5))
    made.resize(400, 300)
    made.show()
    return made


def test_that_enter_opens_the_row_one_stands_on(table, qtbot):
    table.choose("2")
    with qtbot.waitSignal(table.opened) as opened:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert opened.args == ["2"]


def test_that_arrows_tell_the_row_one_comes_to(table, qtbot):
    table.choose("2")
    with qtbot.waitSignal(table.chosen) as chosen:
        qtbot.keyClick(table, Qt.Key.Key_Down)
    assert chosen.args == ["3"]
    assert table.chosen_keys() == ["3"]


def test_that_being_told_where_to_stand_is_no_wish(table, qtbot):
    with qtbot.assertNotEmitted(table.chosen):
        table.choose("4")
        table.choose("")
        table.choose("99")


def test_that_a_click_tells_row_and_column(table, qtbot):
    where = table.visualRect(table.rows.index(1, 1)).center()
    with qtbot.waitSignal(table.pressed_cell) as pressed:
        qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert pressed.args == ["1", 1]


def test_that_a_title_that_is_clicked_wishes_an_order(table, qtbot):
    with qtbot.waitSignal(table.sort_wished) as wished:
        table.horizontalHeader().sectionClicked.emit(1)
    assert wished.args == [1]


def test_that_chips_are_chosen_by_key_and_told(qtbot):
    chips = Chips("Which")
    qtbot.addWidget(chips)
    chips.show_chips((Chip("a", "All", 7), Chip("o", "Overdue", 1, Tone.BAD, "●")), "a")
    chips.show()
    with qtbot.waitSignal(chips.wished) as wished:
        qtbot.keyClick(chips._buttons["o"], Qt.Key.Key_Space)
    assert wished.args == ["o"]
    chips.show_chips((Chip("a", "All", 8), Chip("o", "Overdue", 1, Tone.BAD, "●")), "o")
    assert chips._buttons["a"].text() == "All  8"
    assert chips._buttons["o"].accessibleName() == "Overdue, 1"


def test_that_a_notice_shows_its_button_and_can_be_dismissed(qtbot):
    line = NoticeLine(closable=True)
    qtbot.addWidget(line)
    line.show_notice(Notice("It broke.", "Mend it.", Tone.BAD, "&Mend"))
    assert line._words.text() == "It broke. Mend it."
    with qtbot.waitSignal(line.pressed):
        line._button.click()
    with qtbot.waitSignal(line.dismissed):
        line._close.click()
    line.show_notice(None)
    assert line.isHidden()


def test_that_words_of_an_export_are_never_taken_for_markup(qtbot):
    line = NoticeLine()
    qtbot.addWidget(line)
    line.show_notice(Notice("<b>bold</b>"))
    assert line._words.textFormat() is Qt.TextFormat.PlainText


def test_that_an_empty_page_offers_its_button(qtbot):
    page = EmptyPage()
    qtbot.addWidget(page)
    page.show_words(EmptyWords("None yet", "Add one.", "&Add"))
    with qtbot.waitSignal(page.pressed):
        page._button.click()
    page.show_words(EmptyWords("None", "Nothing to do."))
    assert page._button.isHidden()


def test_that_a_long_line_is_told_whole_on_hover(qtbot):
    made = ElidedLabel()
    qtbot.addWidget(made)
    made.set_whole("word " * 100)
    made.resize(100, 30)
    made.show()
    made.grab()
    assert made.toolTip() == "word " * 100
    assert made.minimumSizeHint().width() <= 40


def broken(words: str) -> BaseException:
    try:
        int(words)
    except ValueError as error:
        return error
    raise AssertionError("no number was expected")


def test_that_the_crash_dialog_tells_no_word_of_a_record(qtbot, tmp_path):
    error = broken("Blackwood lives at 14 Cedar Hollow")
    dialog = CrashDialog(error, tmp_path)
    told = details_of(error)
    qtbot.addWidget(dialog)
    assert "ValueError" in told
    assert "test_widgets.py:" in told
    assert "Blackwood" not in told
    dialog._copy()
    assert QApplication.clipboard().text() == dialog.details == told


def test_that_the_error_dialog_says_what_and_what_to_do(qtbot):
    box = error_dialog(AppError("The key could not be saved.", "Choose another folder."))
    qtbot.addWidget(box)
    assert (box.text(), box.informativeText()) == (
        "The key could not be saved.",
        "Choose another folder.",
    )
    assert isinstance(box.findChild(QDialogButtonBox), QDialogButtonBox)


def test_that_the_recovery_key_must_be_ticked_off_and_can_be_saved(qtbot, tmp_path):
    desks = []
    services = Services(FakeVaults(a_desk), tmp_path / "settings.toml", tmp_path)
    page = UnlockPage(services, AtOnce(), FakeSettings(), desks.append)
    qtbot.addWidget(page.widget)
    page.widget.show()
    page.presenter.want_new()
    form = page.widget.new
    form.clerk.setText("M. Ortiz")
    for field in (form.pair.first.field, form.pair.again.field):
        qtbot.keyClicks(field, "copper lantern orbit maple")
    qtbot.keyClick(form.pair.again.field, Qt.Key.Key_Return)
    key = page.widget.key
    assert key.isVisible()
    assert not key._go.isEnabled()
    page.save_key(tmp_path / "key.txt")
    assert "K7QM-2RXF" in (tmp_path / "key.txt").read_text(encoding="utf-8")
    key.ticked.click()
    key._go.click()
    assert len(desks) == 1
    assert form.pair.first.text == ""


def test_that_a_passphrase_can_be_looked_at(qtbot, tmp_path):
    services = Services(FakeVaults(a_desk), tmp_path / "settings.toml", tmp_path)
    page = UnlockPage(services, AtOnce(), FakeSettings(), lambda _: None)
    qtbot.addWidget(page.widget)
    secret = page.widget.unlock.passphrase
    assert secret.field.echoMode() is secret.field.EchoMode.Password
    secret._eye.click()
    assert secret.field.echoMode() is secret.field.EchoMode.Normal
    secret.empty()
    assert secret.field.echoMode() is secret.field.EchoMode.Password


def test_that_a_stall_of_the_window_is_measured(qtbot):
    heart = Heartbeat()
    heart.start()
    end = __import__("time").perf_counter() + 0.06
    while __import__("time").perf_counter() < end:
        pass
    assert heart.stop() >= 40
    assert heart.own_ms > 0


def test_that_a_button_answers_its_letter_and_its_further_key(qtbot):
    pressed: list[str] = []
    window = QWidget()
    column = QVBoxLayout(window)
    made = button("&Save", lambda: pressed.append("save"), key="Ctrl+S")
    column.addWidget(made)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    QTest.keyClick(window, Qt.Key.Key_S, Qt.KeyboardModifier.AltModifier)
    QTest.keyClick(window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: pressed == ["save", "save"])
    made.setText("&Keep")
    QTest.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.AltModifier)
    QTest.keyClick(window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: pressed == ["save"] * 4)
    for hide in (made.setDisabled, made.setHidden):
        hide(True)
        QTest.keyClick(window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
        hide(False)
    assert len(pressed) == 4


def test_that_a_button_is_read_out_by_the_words_that_it_shows(qtbot):
    made = button("&Import…", lambda: None)
    qtbot.addWidget(made)
    assert made.accessibleName() == "Import"
    made.setText("&Import 2 exports")
    assert made.accessibleName() == "Import 2 exports"
    made.setAccessibleName("Import the case")
    made.setText("&Import")
    assert made.accessibleName() == "Import the case"
