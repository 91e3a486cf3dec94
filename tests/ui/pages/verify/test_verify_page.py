"""The page that checks any PDF: its list of words, and what is said of what was found."""

from __future__ import annotations

import pytest
from desk_fakes import FakeWays, Shown, a_context
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton

from app.domain.packets import Finding, Verdict
from app.jobs.events import Failed, Finished, Progress, Started, Stopped
from app.settings.values import Theme
from app.ui.pages.verify.page import VerifyPage
from app.ui.pages.verify.presenter import NO_LIST, VerifyPresenter
from app.ui.rows import Tone
from app.ui.theme import Look

CLEAN = Verdict((), 12, "ab" * 32, ("Nothing is left over.",))
LEAKING = Verdict(
    (
        Finding("text_under_ink", 3, "A bar is painted over text."),
        Finding("metadata", 0, "A name."),
    ),
    12,
    "cd" * 32,
    ("Nothing is left over.",),
)


class Room:
    def __init__(self) -> None:
        self.ways, self.shown, self.made = FakeWays(), Shown(), []
        self.presenter = VerifyPresenter(self.make, self.ways, self.shown)
        self.presenter.arrive()

    def make(self, path, words):
        self.made.append((path, words))
        return "job"

    def check(self, path, *events) -> None:
        self.ways.events = [Started("x"), Progress(0), *events]
        self.presenter.check(path)


@pytest.fixture
def room() -> Room:
    return Room()


def test_that_faults_are_listed_with_their_pages(room, tmp_path):
    room.check(tmp_path / "a.pdf", Finished("x", LEAKING))
    last = room.shown.last
    assert [[cell.text for cell in row.cells] for row in last.rows] == [
        ["3", "A bar is painted over text."],
        ["file", "A name."],
    ]
    assert last.notice.what == "2 faults in a.pdf, 12 pages."
    assert last.notice.tone is Tone.BAD
    assert last.checked == ()


def test_that_a_clean_file_is_told_with_what_holds(room, tmp_path):
    room.check(tmp_path / "a.pdf", Finished("x", CLEAN))
    assert room.shown.last.notice.tone is Tone.GOOD
    assert "pictures are not read" in room.shown.last.notice.remedy
    assert room.shown.last.checked == CLEAN.checked
    assert room.shown.last.rows == ()


def test_that_a_check_that_failed_or_was_stopped_is_not_called_clean(room, tmp_path):
    room.check(tmp_path / "a.pdf", Failed("x", "Too large.", "Print it."))
    assert room.shown.last.notice.what == "Too large."
    room.check(tmp_path / "a.pdf", Stopped("x"))
    assert "not checked to its end" in room.shown.last.notice.what
    assert not room.shown.last.running


def test_that_a_list_of_words_is_used_until_it_is_left_out(room, tmp_path):
    words = tmp_path / "words.txt"
    room.presenter.use_list(words)
    assert "words.txt" in room.shown.last.words
    room.check(tmp_path / "a.pdf", Finished("x", CLEAN))
    assert room.shown.last.listed
    room.presenter.use_list(None)
    assert room.shown.last.words == NO_LIST
    room.check(tmp_path / "b.pdf", Finished("x", CLEAN))
    assert room.made == [(tmp_path / "a.pdf", words), (tmp_path / "b.pdf", None)]


def test_that_one_file_is_checked_at_a_time(room, tmp_path):
    room.check(tmp_path / "a.pdf")
    room.check(tmp_path / "b.pdf")
    assert len(room.made) == 1
    assert room.shown.last.running


@pytest.fixture
def page(qtbot):
    look = Look(QApplication.instance())
    look.wear(Theme.LIGHT, 100)
    made = VerifyPage(a_context(), look)
    qtbot.addWidget(made.widget)
    made.widget.show()
    made.arrive("")
    return made


def test_that_the_page_shows_rows_only_where_something_was_found(page, tmp_path):
    ways = page.presenter._ways
    ways.events = [Finished("x", LEAKING)]
    page.presenter.check(tmp_path / "a.pdf")
    assert page.view.table.isVisible()
    assert page.view.table.rows.rowCount() == 2
    ways.events = [Finished("x", CLEAN)]
    page.presenter.check(tmp_path / "a.pdf")
    assert not page.view.table.isVisible()
    assert "Nothing is left over." in page.view._checked.text()
    assert [job.title for job in ways.jobs] == ["Checking a PDF"] * 2


def test_that_files_are_asked_for(page):
    presses = [
        *(deed.run for deed in page.deeds()),
        *(one.click for one in page.view.findChildren(QPushButton) if one.text().endswith("…")),
    ]
    assert len(presses) == 4
    for press in presses:
        press()
        dialog = page.view.findChildren(QFileDialog)[-1]
        dialog.close()
        dialog.deleteLater()
    page.presenter.use_list(None)
    page.view._no_list.click()


def test_that_a_chosen_file_is_checked(page, tmp_path):
    page._ask_file()
    dialog = page.view.findChildren(QFileDialog)[-1]
    dialog.fileSelected.emit(str(tmp_path / "a.pdf"))
    assert page.presenter._state.running
    dialog.close()
