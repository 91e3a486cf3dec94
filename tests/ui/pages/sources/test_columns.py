"""The page of columns in the window, over a real vault and real tables."""

from __future__ import annotations

from pathlib import Path

import builders
import pytest
from desk_fakes import FakeSettings, FakeWays, a_context, a_desk
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from app.domain.columns import DateOrder, Meaning
from app.settings.values import Settings
from app.ui.doors import SourceDoor
from app.ui.pages.sources.page import SourcesPage
from app.ui.theme import Look
from app.ui.ways import PageContext

EXPORTS = Path(__file__).parents[3] / "exports" / "table"
TABLE = "When;Who;Said;Mood\n3/2/2026 9:00;@pd;Ramp open;glad\n4/5/2026 9:00;@pd;Closed;sad\n"


class Seat:
    def __init__(self, folder: Path, qtbot) -> None:
        self.vault = builders.new_vault(folder / "vault")
        self.ways = FakeWays()
        settings = FakeSettings(Settings(zone="America/New_York"))
        self.context: PageContext = a_context(
            a_desk(sources=SourceDoor(self.vault)), self.ways, settings
        )
        self.page = SourcesPage(self.context, Look(QApplication.instance()))
        qtbot.addWidget(self.page.widget)
        self.page.widget.resize(1180, 760)
        self.page.widget.show()
        self.page.arrive("")

    @property
    def view(self):
        return self.page.view.columns

    def words(self) -> list[str]:
        return [one.text() for one in self.view.findChildren(QLabel) if one.isVisible()]

    def press(self, words: str) -> None:
        for one in self.page.widget.findChildren(QPushButton):
            if one.isVisible() and words in one.text().replace("&", ""):
                one.click()
                return
        raise AssertionError(f"no button {words}")

    def choose(self, heading: str, words: str) -> None:
        combo = self.view._choosers[heading]
        at = next(at for at in range(combo.count()) if words in combo.itemText(at))
        combo.setCurrentIndex(at)
        combo.activated.emit(at)


@pytest.fixture
def seat(tmp_path, qtbot):
    made = Seat(tmp_path, qtbot)
    yield made
    made.vault.close()


@pytest.fixture
def odd(tmp_path) -> Path:
    path = tmp_path / "odd.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def test_that_a_table_of_an_archive_can_be_looked_at_before_it_is_imported(seat):
    seat.page.dropped((EXPORTS / "social.csv",))
    seat.press("Columns…")
    assert seat.view.isVisible()
    assert not seat.page.view.drop.isVisible()
    assert "record id" in seat.words()
    assert seat.view.table.model().rowCount() == 10
    seat.page.refresh()
    assert seat.view.isVisible()
    seat.press("Back")
    assert not seat.view.isVisible()
    assert seat.page.view.adding.isVisible()


def test_that_a_table_of_no_known_kind_is_read_as_the_clerk_says(seat, odd):
    seat.page.dropped((odd,))
    seat.press("Read as a table…")
    assert any("No column is chosen for the sender" in one for one in seat.words())
    seat.choose("who", "Sender: address")
    seat.choose("said", "Text")
    seat.view.order.setCurrentIndex(2)
    seat.view.order.activated.emit(2)
    assert not any("No column is chosen" in one for one in seat.words())
    seat.view.platform.setText("Facebook")
    seat.view.platform.editingFinished.emit()
    seat.press("Use these columns")
    (export,) = seat.page.presenter._state.adding.recognised
    assert export.mapping.order is DateOrder.DAY_FIRST
    assert export.mapping.platform == "Facebook"
    assert dict(export.mapping.columns)["said"] is Meaning.TEXT
    seat.page.view.adding.files.paper_wished.emit("odd.csv")
    assert [one.key for one in seat.page.presenter._state.adding.recognised] == ["files"]


def test_that_columns_are_kept_and_proposed_again(seat, odd, tmp_path):
    seat.page.dropped((odd,))
    seat.press("Read as a table…")
    seat.choose("mood", "Subject")
    seat.view.keep_name.setText("Moods")
    seat.press("Keep")
    assert seat.view.kept.currentText() == "Moods"
    seat.choose("mood", "(keep")
    assert seat.view.kept.currentText() == "(none)"
    seat.view.kept.setCurrentIndex(1)
    seat.view.kept.activated.emit(1)
    assert seat.view._choosers["mood"].currentText() == "Subject or title"
    seat.press("Back")
    later = tmp_path / "later.csv"
    later.write_text(TABLE + "5/6/2026 8:00;@pd;x;y\n", encoding="utf-8")
    seat.page.dropped((later,))
    seat.page.open_columns("later.csv")
    assert seat.view.kept.currentText() == "Moods"
    assert seat.view._choosers["mood"].currentText() == "Subject or title"


def test_that_another_row_of_headings_gives_other_columns(seat, odd):
    seat.page.open_columns("nothing")
    seat.page.dropped((odd,))
    seat.press("Read as a table…")
    seat.view.row.setValue(2)
    assert list(seat.view._choosers) == ["3/2/2026 9:00", "@pd", "ramp open", "glad"]
    seat.view.row.setValue(0)
    seat.view.delimiter.setCurrentIndex(1)
    seat.view.delimiter.activated.emit(1)
    assert list(seat.view._choosers) == ["when;who;said;mood"]
