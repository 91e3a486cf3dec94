"""Recognising words from the page of sources, over a real vault and a real Spanish scan."""

from __future__ import annotations

import builders
import pytest
from desk_fakes import FakeSettings, FakeWays, a_context, a_desk
from page_desk import scan, stored
from PySide6.QtWidgets import QApplication

from app.domain.ids import RecordId
from app.domain.languages import Languages
from app.jobs.finish import finish
from app.settings.values import Settings
from app.ui.doors import SourceDoor
from app.ui.pages.review.group_work import GroupWork
from app.ui.pages.sources.page import SourcesPage
from app.ui.theme import Look
from app.workflow.review import ReviewRoom
from app.workflow.search_records import Searcher

LINES = ("La conductora era Begoña Peña", "y el niño llamó después")


class Seat:
    """The page over a vault with one scan."""

    def __init__(self, folder, qtbot, settings: Settings) -> None:
        self.vault = builders.new_vault(folder)
        paper = stored(self.vault, "papel.tiff", scan(LINES), "image/tiff")
        builders.hold(self.vault, [builders.message("a", 1)], [[paper]])
        self.ways, desk = FakeWays(), a_desk(sources=SourceDoor(self.vault))
        context = a_context(desk, self.ways, FakeSettings(settings))
        self.page = SourcesPage(context, Look(QApplication.instance()))
        qtbot.addWidget(self.page.widget)
        self.page.widget.show()
        self.page.arrive("")

    @property
    def button(self):
        return self.page.view.keys.findChild(type(self.page.view.keys._words))

    @property
    def told(self) -> str:
        return self.page.view._scans.text()

    def recognised(self) -> str:
        with self.vault.read() as work:
            return work.records.get(RecordId(1)).attachments[0].recognised

    def choices(self) -> list[str]:
        return [action.text() for action in self.button.menu().actions()]

    def choose(self, at: int) -> None:
        """Take a choice, and let the job come to its end."""
        self.button.menu().actions()[at].trigger()
        finish(self.ways.jobs[-1], lambda _: None)
        self.page.refresh()


@pytest.fixture
def seat(tmp_path, qtbot):
    made = Seat(tmp_path, qtbot, Settings())
    yield made
    made.vault.close()


def test_that_a_scan_is_read_in_english_and_then_in_both(seat):
    searcher = Searcher(seat.vault, "UTC")
    assert seat.button.text() == "&Recognise words in 1"
    assert seat.choices() == ["In English (1 file)", "In English and Spanish (1 file)"]
    assert seat.told == "Scans and pictures: none read yet."
    seat.choose(0)
    assert seat.told == "Scans and pictures: 1 file read in English."
    assert seat.button.text() == "&Recognise words again"
    assert "ñ" not in seat.recognised()
    assert seat.choices() == ["In English and Spanish (1 file)"]
    seat.choose(0)
    assert [job.title for job in seat.ways.jobs] == [
        "Recognising words",
        "Recognising words in English and Spanish",
    ]
    assert seat.told == "Scans and pictures: 1 file read in English and Spanish."
    assert not seat.button.isVisible()
    assert "Begoña Peña" in seat.recognised()
    assert searcher.ask("pena").ids() == searcher.ask("Peña").ids() == [1]


def test_that_what_can_be_done_is_found_among_everything(seat):
    deeds = {deed.title: deed for deed in seat.page.deeds()}
    deeds["Recognise words in English and Spanish"].run()
    assert seat.ways.jobs[-1].languages is Languages.ENGLISH_AND_SPANISH


def test_that_the_languages_of_the_preferences_stand_first(tmp_path, qtbot):
    both = Languages.ENGLISH_AND_SPANISH
    seat = Seat(tmp_path, qtbot, Settings(scans=both))
    assert seat.choices()[0] == "In English and Spanish (1 file)"
    seat.vault.close()


def test_that_the_pages_of_a_request_are_read_in_the_languages_of_the_preferences(seat):
    request = builders.new_request(seat.vault, [RecordId(1)])
    settings = FakeSettings(Settings())
    work = GroupWork(seat.vault, request, ReviewRoom(seat.vault, request), settings)
    finish(work.page_job(), lambda _: None)
    assert work.gather().unread == 0
    settings.change(Settings(scans=Languages.ENGLISH_AND_SPANISH))
    assert work.gather().unread == 1
    finish(work.page_job(), lambda _: None)
    assert work.gather().unread == 0
    work.close()
    assert "Begoña Peña" in seat.recognised()
    seat.page.refresh()
    assert seat.told == "Scans and pictures: 1 file read in English and Spanish."
