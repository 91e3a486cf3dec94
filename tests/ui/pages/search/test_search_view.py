"""The search by keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from review_desk import TEXTS, Bench

from app.ui.pages.search.help import EXAMPLES
from app.ui.pages.search.page import SearchPage
from app.ui.pages.search.state import Side
from app.ui.theme import Look


class Window(Bench):
    def __init__(self, folder, qtbot) -> None:
        super().__init__(folder, held=[0])
        self.page = SearchPage(self.context, Look(QApplication.instance()))
        self.view = self.page.view
        self._bot = qtbot
        qtbot.addWidget(self.view)
        self.view.resize(1150, 640)
        self.view.show()
        self.view.activateWindow()
        qtbot.waitUntil(self.view.isActiveWindow)
        self.page.arrive("")

    def press(self, key, modifiers=Qt.KeyboardModifier.NoModifier) -> None:
        self._bot.keyClick(QApplication.focusWidget(), key, modifiers)

    def type(self, text: str) -> None:
        self._bot.keyClicks(QApplication.focusWidget(), text)

    def held(self):
        with self.vault.read() as work:
            return work.requests.record_ids(self.request.id)


@pytest.fixture
def window(tmp_path, qtbot):
    made = Window(tmp_path, qtbot)
    yield made
    made.vault.close()


def test_that_a_search_is_typed_marked_and_added_without_a_mouse(window):
    window.type("blackwood")
    assert window.page.presenter.state.count == 2
    window.press(Qt.Key.Key_Down)
    assert window.page.presenter.state.preview.record == window.ids[1]
    window.press(Qt.Key.Key_Space)
    assert window.page.presenter.state.marked == 1
    assert window.page.presenter.state.preview.record == window.ids[3]
    window.press(Qt.Key.Key_A)
    assert window.held() == [window.ids[0], window.ids[1]]


def test_that_the_letter_a_in_the_line_is_only_a_letter(window):
    window.type("again")
    assert window.view.line.text() == "again"
    assert window.held() == [window.ids[0]]


def test_that_a_mistake_is_underlined_and_the_line_keeps_its_text(window):
    window.type("cedar type:emal")
    assert window.view.line.property("wrong") == "true"
    assert "emal" in window.view._said.text()
    assert window.view.line.text() == "cedar type:emal"
    window.press(Qt.Key.Key_Backspace)
    window.press(Qt.Key.Key_Backspace)
    window.type("ail")
    assert window.view.line.property("wrong") == "false"


def test_that_clearing_the_line_shows_everything_again(window):
    window.type("blackwood")
    window.view.line.clear()
    assert window.page.presenter.state.count == len(TEXTS)


def test_that_enter_on_a_hit_goes_into_its_conversation(window):
    window.type("cedar")
    window.press(Qt.Key.Key_Down)
    window.press(Qt.Key.Key_Return)
    assert window.view.preview.hasFocus()


def test_that_an_example_can_be_tried(window, qtbot):
    window.press(Qt.Key.Key_X, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: window.page.presenter.state.side is Side.HELP)
    window.view.help.tried.emit("from:diaz")
    assert window.view.line.text() == "from:diaz"


def test_that_every_example_of_the_help_is_understood(window):
    for _, examples in EXAMPLES:
        for example in examples:
            window.page.presenter.type(example.typed)
            assert window.page.presenter.state.mistake is None, example.typed


def test_that_a_search_is_saved_under_a_name_that_is_typed(window):
    window.type("blackwood")
    window.press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    window.type("driver")
    window.press(Qt.Key.Key_Return)
    assert [one.name for one in window.page.presenter.state.saved] == ["driver"]


def test_that_the_page_offers_its_deeds(window):
    window.type("call")
    deeds = {deed.title: deed for deed in window.page.deeds()}
    deeds["Add with messages around each"].run()
    assert len(window.held()) == 5
