"""What is about to be imported, in the window, over a real vault and real exports."""

from __future__ import annotations

from pathlib import Path

import builders
import pytest
from desk_fakes import FakeSettings, FakeWays, a_context, a_desk
from exports import sms_files
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton

from app.domain.sources import Source
from app.settings.values import Settings
from app.ui.doors import SourceDoor
from app.ui.pages.sources.page import SourcesPage
from app.ui.theme import Look


class Seat:
    def __init__(self, folder: Path, qtbot) -> None:
        self.qtbot = qtbot
        self.vault = builders.new_vault(folder / "vault")
        self.ways = FakeWays()
        settings = FakeSettings(Settings(zone="America/New_York"))
        desk = a_desk(sources=SourceDoor(self.vault))
        context = a_context(desk, self.ways, settings)
        self.page = SourcesPage(context, Look(QApplication.instance()))
        qtbot.addWidget(self.page.widget)
        self.page.widget.show()
        self.page.arrive("")

    def field(self, name: str) -> QLineEdit:
        return self.shown(QLineEdit, name)

    def press(self, words: str) -> None:
        self.shown(QPushButton, words).click()

    def shown(self, kind: type, name: str):
        """Give what a screen reader knows by this name, once it is there."""

        def found() -> list:
            among = self.page.widget.findChildren(kind)
            return [one for one in among if one.isVisible() and one.accessibleName() == name]

        self.qtbot.waitUntil(lambda: len(found()) == 1)
        return found()[0]

    def sources(self) -> list[Source]:
        for job in self.ways.jobs:
            for _ in job.steps():
                pass
        with self.vault.read() as work:
            return work.sources.all()


@pytest.fixture
def seat(tmp_path, qtbot):
    made = Seat(tmp_path, qtbot)
    yield made
    made.vault.close()


def phone(folder: Path, words: str) -> None:
    folder.mkdir(parents=True)
    (folder / "sms.xml").write_bytes(sms_files.backup(sms_files.sms(words)).encode())


def test_that_each_phone_of_a_folder_is_imported_as_its_owners(seat, tmp_path):
    case = tmp_path / "case"
    for who in ("Diaz", "Reyes", "Smith"):
        phone(case / who, who)
    (case / "sms.xml").mkdir()
    (case / "sms.xml" / "note.txt").write_text("A note.")
    seat.page.dropped((case,))
    seat.field("Whose is it: Diaz").setText("Ofc. Diaz")
    seat.field("Own number or address: Diaz").setText("850-555-0126")
    seat.field("Whose is it: Reyes").setText("Sgt. Reyes")
    seat.press("Leave out sms.xml")
    seat.press("Leave out Smith")
    ready = seat.shown(QPushButton, "Import 2 exports")
    assert seat.field("Own number or address: Diaz").text() == "850-555-0126"
    ready.click()
    held = {one.details.name: one.details for one in seat.sources()}
    assert {name: one.custodian for name, one in held.items()} == {
        "Diaz": "Ofc. Diaz", "Reyes": "Sgt. Reyes",
    }  # fmt: skip
    assert held["Diaz"].own_addresses == ("850-555-0126",)


def test_that_what_was_typed_stays_when_a_file_of_the_same_name_makes_its_name_longer(
    seat, tmp_path
):
    for who in ("one/phone", "two/tablet", "three/phone"):
        phone(tmp_path / who, who)
    seat.page.dropped((tmp_path / "one" / "phone", tmp_path / "two" / "tablet"))
    seat.field("Whose is it: phone").setText("Ofc. Diaz")
    seat.page.dropped((tmp_path / "three" / "phone",))
    assert seat.field("Whose is it: one/phone").text() == "Ofc. Diaz"
    assert seat.field("Whose is it: three/phone").text() == ""
