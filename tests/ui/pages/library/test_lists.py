"""The clerk's lists in the window, over a real small vault."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from review_desk import CODE, Bench

from app.domain.lists import EntryKind, ListKind
from app.ui.pages.library.page import LibraryPage
from app.ui.theme import Look


class Keeping(Bench):
    def __init__(self, folder, qtbot) -> None:
        super().__init__(folder)
        self.page = LibraryPage(self.context, Look(QApplication.instance()))
        qtbot.addWidget(self.page.widget)
        self.page.widget.show()
        self.view = self.page.lists_view
        self.page.arrive("lists")

    @property
    def state(self):
        return self.page.lists.state

    def entries(self):
        with self.vault.read() as work:
            return [one.entry for one in work.lists.all()]


@pytest.fixture
def desk(tmp_path, qtbot):
    made = Keeping(tmp_path, qtbot)
    yield made
    made.vault.close()


def test_that_an_empty_list_says_what_belongs_there(desk):
    assert desk.state.empty is not None
    assert desk.view.empty.isVisible()
    assert desk.view.take_focus is not None


def test_that_an_entry_is_typed_and_put_down_with_enter(desk, qtbot):
    desk.view._list.setCurrentText("Victims")
    qtbot.keyClicks(desk.view._text, "Jordan Blackwood")
    qtbot.keyClicks(desk.view._codes, f"{CODE}; x")
    qtbot.keyPress(desk.view._codes, Qt.Key.Key_Return)
    (entry,) = desk.entries()
    assert (entry.list, entry.kind, entry.codes) == (ListKind.VICTIMS, EntryKind.NAME, (CODE, "x"))
    assert desk.view._text.text() == ""
    assert desk.ways.said == ["1 new entry on your lists."]
    assert [cell.text for cell in desk.state.rows[0].cells[:2]] == ["Jordan Blackwood", "Victims"]


def test_that_an_own_list_gets_its_name_and_is_shown_alone(desk):
    desk.page.lists.add("Confidential donors", "", "850-555-0142", "", "")
    desk.page.lists.add("never_redact", "literal", "Front desk", "", "")
    assert ("Confidential donors", "Confidential donors") in desk.state.lists
    desk.page.lists.choose_list("Confidential donors")
    assert desk.state.found == "1 entry"
    assert desk.view._shown.currentText() == "Confidential donors"


def test_that_delete_removes_what_is_chosen(desk, qtbot):
    desk.page.lists.add("minors", "name", "Sam Lee", "", "")
    desk.view.table.selectRow(0)
    qtbot.keyPress(desk.view.table, Qt.Key.Key_Delete)
    assert desk.entries() == []
    assert desk.ways.said[-1] == "1 entry removed."
    desk.page.lists.remove([])


def test_that_lists_go_out_as_a_table_and_come_in_again(desk, tmp_path):
    desk.page.lists.add("informants", "name", "Ned Holcombe", "seen", CODE)
    path = tmp_path / "lists.csv"
    desk.page.lists.save_table(path)
    assert "Ned Holcombe" in path.read_text(encoding="utf-8-sig")
    desk.page.lists.remove([desk.state.rows[0].key])
    desk.page.lists.take_table(path)
    assert [entry.text for entry in desk.entries()] == ["Ned Holcombe"]


def test_that_what_is_wrong_with_a_table_or_an_entry_is_said_in_the_page(desk, tmp_path):
    desk.page.lists.add("victims", "", "  ", "", "")
    assert desk.state.notice is not None
    bad = tmp_path / "bad.csv"
    bad.write_text("a,b\n1,2\n", encoding="utf-8")
    desk.page.lists.take_table(bad)
    assert "columns" in desk.state.notice.what
    desk.page.lists.take_table(tmp_path / "none.csv")
    assert "cannot be read" in desk.state.notice.what
    desk.page.lists.save_table(tmp_path)
    assert "could not be saved" in desk.state.notice.what


def test_that_the_offices_own_people_are_never_redacted(desk):
    desk.page.lists.add_office()
    assert {entry.list for entry in desk.entries()} <= {ListKind.NEVER_REDACT}
    assert desk.ways.said[-1].endswith("on your lists.")


def test_that_the_tabs_lead_from_the_law_to_the_lists_and_back(desk):
    desk.page.arrive("")
    assert not desk.view.isVisible()
    assert desk.page.presenter is not None
    desk.page.deeds()[0].run()
    assert desk.view.isVisible()
    desk.page._tabs.setCurrentIndex(0)
    assert desk.page.view.isVisible()
