"""The people of a vault in the window, over a real small vault."""

from __future__ import annotations

import builders
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from review_desk import Bench

from app.domain.parsed import Parsed
from app.domain.people import Party, Role
from app.domain.provenance import Moment
from app.domain.records import Kind
from app.ui.pages.library.page import LibraryPage
from app.ui.theme import Look

MET = (
    ("sms", Party(Role.FROM, "", "+1 850 555 0171")),
    ("email", Party(Role.FROM, "Dale Whitaker", "dale@example.com")),
    ("email", Party(Role.FROM, "D. Whitaker", "whitaker@example.org")),
    ("x", Party(Role.FROM, "", "@daleonwater")),
    ("instagram", Party(Role.FROM, "", "@daleonwater")),
)


class Office(Bench):
    def __init__(self, folder, qtbot) -> None:
        super().__init__(folder)
        records = [
            Parsed(f"m {at}", platform, Kind.MESSAGE, f"word{at}", Moment(at, "", "utc"), (party,))
            for at, (platform, party) in enumerate(MET)
        ]
        builders.hold(self.vault, records, name="people.xml")
        self.page = LibraryPage(self.context, Look(QApplication.instance()))
        qtbot.addWidget(self.page.widget)
        self.page.widget.resize(1100, 720)
        self.page.widget.show()
        self.view = self.page.people_view
        self.page.arrive("people")

    @property
    def state(self):
        return self.page.people.state

    def choose(self, *names: str) -> list[str]:
        keys = [
            row.key
            for name in names
            for row in self.state.rows
            if name in row.cells[0].text or name in row.cells[1].text
        ]
        table = self.view.table
        table.clearSelection()
        for key in keys:
            index = table.rows.index(table.rows.position_of(key), 0)
            flags = table.selectionModel().SelectionFlag
            table.selectionModel().select(index, flags.Select | flags.Rows)
        return keys

    def names(self) -> list[str]:
        return [row.cells[0].text for row in self.state.rows]


@pytest.fixture
def desk(tmp_path, qtbot):
    made = Office(tmp_path, qtbot)
    yield made
    made.vault.close()


def test_that_people_are_found_by_a_piece_of_their_name(desk, qtbot):
    everybody = len(desk.state.rows)
    qtbot.keyClicks(desk.view._find, "whit")
    assert set(desk.names()) == {"Dale Whitaker", "D. Whitaker"}
    assert desk.state.found == "2 people"
    qtbot.keyClicks(desk.view._find, "zz")
    assert desk.view.empty.isVisible()
    desk.view._find.clear()
    assert len(desk.state.rows) == everybody


def test_that_one_key_joins_the_chosen_under_the_typed_name(desk, qtbot):
    desk.choose("0171", "dale@example.com")
    desk.view._name.setText("Uncle Dale")
    qtbot.keyPress(desk.view.table, Qt.Key.Key_J)
    assert desk.names()[0] == "Uncle Dale  (2 joined)"
    assert desk.ways.said[-1] == "2 people joined into one."
    assert desk.view._name.text() == ""
    desk.choose("Uncle Dale")
    qtbot.keyPress(desk.view.table, Qt.Key.Key_S)
    assert "Uncle Dale  (2 joined)" not in desk.names()
    assert desk.view._undo.isEnabled()
    desk.view._undo.click()
    assert desk.names()[0] == "Uncle Dale  (2 joined)"
    desk.view._undo.click()
    assert not desk.view._undo.isEnabled()


def test_that_one_person_is_called_otherwise_and_as_before(desk, qtbot):
    desk.choose("0171")
    desk.view._name.setText("Dale")
    qtbot.keyPress(desk.view._name, Qt.Key.Key_Return)
    assert desk.names()[0] == "Dale"
    desk.choose("0171")
    qtbot.keyPress(desk.view._name, Qt.Key.Key_Return)
    assert "+1 850 555 0171" in desk.names()
    assert desk.ways.said[-1] == "Called as the exports do."


def test_that_one_key_accepts_a_suggestion_and_one_declines_it(desk, qtbot):
    assert len(desk.state.maybe) == 2
    table = desk.view.maybe
    assert "same handle" in desk.state.maybe[0].cells[1].text
    table.selectRow(0)
    qtbot.keyPress(table, Qt.Key.Key_D)
    assert desk.state.maybe_words == "1 suggestion"
    table.selectRow(0)
    qtbot.keyPress(table, Qt.Key.Key_A)
    assert desk.names()[0] == "Dale Whitaker  (2 joined)"
    assert desk.state.maybe == ()
    assert not table.isVisible()


def test_that_what_makes_no_sense_is_said_in_the_page(desk, qtbot):
    desk.choose("0171")
    qtbot.keyPress(desk.view.table, Qt.Key.Key_J)
    assert desk.state.notice.what == "One alone cannot be joined."
    desk.choose("0171", "dale@example.com")
    desk.view._call()
    assert "one" in desk.state.notice.remedy.casefold()
    desk.page.people.accept("none")
    desk.page.people.decline("none")
    qtbot.keyPress(desk.view.table, Qt.Key.Key_Down)


def test_that_the_page_is_offered_among_everything_that_can_be_done(desk):
    desk.page.arrive("")
    assert not desk.view.isVisible()
    deeds = {deed.title: deed for deed in desk.page.deeds()}
    deeds["People: join numbers, addresses, handles"].run()
    assert desk.view.isVisible()
    deeds["Undo the last joining of people"].run()
    assert "Nothing was joined" in desk.state.notice.what
