"""People through the whole window: suggested, joined, searched, printed, taken back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import builders
import pytest
from desk_fakes import TODAY
from page_desk import read
from PySide6.QtCore import QItemSelectionModel, Qt

from app.domain.decisions import Disposition
from app.domain.parsed import Parsed
from app.domain.people import Party, Role
from app.domain.provenance import Moment
from app.domain.records import Kind
from app.ui.application import Program
from app.ui.doors import Doors
from app.ui.pages.packet.telling import RENAMED
from app.ui.services import Services
from app.ui.ways import Where
from app.vault.folder import Vault
from app.workflow.decide import Decider

OFFICE = Party(Role.TO, "Front Desk", "desk@example.com", is_owner=True)
NUMBER = "+1 850 555 0171"
NOTE = f"{NUMBER} is known to this office as Dale Whitaker"
SHORT = "D. Whitaker <whitaker@example.org> is known to this office as Dale Whitaker"
BY_NAME = 'from:"Dale Whitaker"'
WHOLE_ROW = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows

pytestmark = pytest.mark.usefixtures("blind")


def said(number: int, platform: str, name: str, address: str) -> Parsed:
    sent = Moment(builders.MARCH_14 + number * 60_000_000, "", "utc")
    parties = (Party(Role.FROM, name, address), OFFICE)
    return Parsed(f"m {number}", platform, Kind.MESSAGE, f"word{number}", sent, parties)


def filled(folder: Path) -> Vault:
    """Make a vault with texts of a number, mails of two addresses, and a released request."""
    vault = builders.new_vault(folder)
    texts = [said(at, "sms", "", NUMBER) for at in range(2)]
    mails = [
        said(2, "email", "Dale Whitaker", "dale@example.com"),
        said(3, "email", "D. Whitaker", "whitaker@example.org"),
    ]
    ids = builders.hold(vault, [*texts, *mails])
    request = builders.new_request(vault, ids)
    Decider(vault, request, "Pat").dispose(ids, Disposition.RELEASE)
    return vault


class Seat:
    """The program over that vault, with its request open."""

    def __init__(self, folder: Path, qtbot, qapp) -> None:
        self._qtbot = qtbot
        doors = Doors(lambda _: filled(folder), lambda: TODAY)
        self.program = Program(Services(doors, folder / "s.toml", folder), qapp)
        self.window = self.program.window
        self.window.resize(1280, 800)
        self.window.show()
        self.window.unlock.presenter.sample()
        self.until(lambda: self.window.frame is not None)
        self.frame = self.window.frame
        home = self.frame._page(Where.REQUESTS).view.table
        self.until(lambda: home.rows.rowCount() == 1)
        qtbot.keyClick(home, Qt.Key.Key_Down)
        qtbot.keyClick(home, Qt.Key.Key_Return)
        self.until(lambda: self.frame.request is not None)

    def until(self, is_so) -> None:
        self._qtbot.waitUntil(is_so)

    def page(self, where: Where, subject: str = ""):
        self.frame.go(where, subject)
        return self.frame._page(where)

    def people(self):
        page = self.page(Where.LIBRARY, "people")
        self.until(lambda: bool(page.people.state.rows))
        return page

    def first(self) -> str:
        """Give the name of the first of the people."""
        return self.frame._page(Where.LIBRARY).people.state.rows[0].cells[0].text

    def found(self, typed: str) -> int:
        """Search, and give how many records were found."""
        page = self.page(Where.SEARCH, typed)
        self.until(lambda: page.presenter.state.typed == typed)
        self._qtbot.waitUntil(lambda: page.presenter._found is not None)
        before = page.presenter.state.answer
        page.presenter.type(typed)
        self.until(lambda: page.presenter.state.answer != before)
        return page.view.table.rows.rowCount()

    def built(self) -> bytes:
        """Build the packet with joined names ticked."""
        page = self.page(Where.PACKET)
        presenter = page.presenter
        self.until(lambda: presenter._work is not None and not presenter.state.building)
        presenter.change(replace(presenter.state.form, joined_names=True))
        presenter.build()
        self.until(lambda: presenter.state.green is not None or presenter.state.red is not None)
        assert presenter.packet is not None, presenter.state.red
        return presenter.packet.built.data

    def close(self) -> None:
        self.window.close()
        self.until(lambda: not self.window.isVisible())
        self.program.end()


@pytest.fixture
def seat(tmp_path: Path, qtbot, qapp) -> Iterator[Seat]:
    made = Seat(tmp_path, qtbot, qapp)
    yield made
    made.close()


def test_that_a_suggestion_is_joined_searched_printed_and_taken_back(seat: Seat, qtbot) -> None:
    assert seat.found(BY_NAME) == 1
    library = seat.people()
    seat.until(lambda: len(library.people.state.maybe) == 1)
    view = library.people_view
    assert "may be short for" in library.people.state.maybe[0].cells[1].text
    view.maybe.setFocus()
    view.maybe.selectRow(0)
    qtbot.keyClick(view.maybe, Qt.Key.Key_A)
    seat.until(lambda: seat.first() == "Dale Whitaker  (2 joined)")
    assert seat.found(BY_NAME) == 2
    seat.people()
    view.table.clearSelection()
    for row, shown in enumerate(library.people.state.rows):
        if "Whitaker" in shown.cells[0].text or NUMBER in shown.cells[1].text:
            view.table.selectionModel().select(view.table.rows.index(row, 0), WHOLE_ROW)
    qtbot.keyClick(view.table, Qt.Key.Key_J)
    seat.until(lambda: seat.first() == "Dale Whitaker  (3 joined)")
    assert seat.found(BY_NAME) == 4
    assert seat.found("from:850-555-0171") == 4
    told, _ = read(seat.built())
    assert (told.count(NOTE), told.count(SHORT)) == (2, 1)
    packet = seat.frame._page(Where.PACKET).presenter
    seat.people()
    view._undo.click()
    seat.until(lambda: seat.first() == "Dale Whitaker  (2 joined)")
    seat.page(Where.PACKET)
    seat.until(lambda: packet.state.notice == RENAMED)
    assert packet.packet is None
    assert seat.found(BY_NAME) == 2
    told, _ = read(seat.built())
    assert (told.count(NOTE), told.count(SHORT)) == (0, 1)
