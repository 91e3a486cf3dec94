"""The print preview as a widget: by keyboard, with names, live while the printer works."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pypdfium2
import pytest
from desk_fakes import texts
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QWidget,
)
from pytestqt.qtbot import QtBot
from review_desk import LAW, TEXTS, Bench

from app.domain.decisions import Disposition
from app.domain.packets import Contents, Letterhead
from app.jobs.finish import finish
from app.ui.background import Background
from app.ui.pages.packet import print_desk
from app.ui.pages.packet.page import PacketPage
from app.ui.pages.packet.print_desk import PrintDesk
from app.ui.pages.packet.print_state import Phase, PrinterFacts, Turning
from app.ui.rows import Tone
from app.ui.theme import Look
from app.ui.ways import PageContext
from app.workflow.build_marked import MarkedJob
from app.workflow.build_packet import PacketJob, Verified
from app.workflow.decide import Decider
from app.workflow.packet_recipe import PacketWishes
from app.workflow.print_packet import PRINTED
from app.workflow.print_pages import Scope

WISHES = PacketWishes(
    dt.date(2026, 11, 17),
    Letterhead("Millbrook Police Department"),
    bates_prefix="MPD",
    contents=Contents(letter=False),
)

pytestmark = pytest.mark.usefixtures("blind")


class Shop(Bench):
    """A verified packet and a desk that prints it over a bare window."""

    def __init__(self, folder, qtbot: QtBot) -> None:
        super().__init__(folder, TEXTS * 4)
        Decider(self.vault, self.request, "M. Ortiz").dispose(self.ids, Disposition.RELEASE)
        self.folder = folder
        self.packet = finish(PacketJob(self.vault, self.request, LAW, WISHES))
        assert isinstance(self.packet, Verified)
        self.printed = 0
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.desk = PrintDesk(self.context, Look(QApplication.instance()))

    def count(self) -> None:
        self.printed += 1

    def open(self):
        return self.desk.open_packet(self.window, self.packet, WISHES, self.count)

    def printer(self) -> QPrinter:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(self.folder / "printed.pdf"))
        printer.setResolution(72)
        return printer

    def close(self) -> None:
        last = self.desk.put_away()
        if last is not None:
            last()
        self.vault.close()


@pytest.fixture
def shop(tmp_path, qtbot):
    made = Shop(tmp_path, qtbot)
    yield made
    made.close()


def pages_in(path) -> int:
    document = pypdfium2.PdfDocument(path.read_bytes())
    count = len(document)
    document.close()
    return count


def test_that_the_dialog_prints_letter_and_packet_and_tells_the_window(shop):
    dialog = shop.open()
    assert dialog.windowTitle() == "Print 2026-014 packet"
    assert dialog.print.isEnabled()
    assert not dialog.stop.isVisible()
    shop.desk.print_on(shop.printer())
    assert pages_in(shop.folder / "printed.pdf") == shop.packet.pages + 1
    assert shop.printed == 1
    assert shop.ways.said == [
        f"{shop.packet.pages + 1} pages of 2026-014 packet went to the printer."
    ]
    assert shop.desk.presenter.state.notice.tone is Tone.GOOD


def test_that_one_dialog_stands_at_a_time(shop):
    assert shop.open() is shop.open()


def test_that_everything_can_be_typed_and_has_a_name(shop, qtbot):
    dialog = shop.open()
    for kind in (QComboBox, QLineEdit, QSpinBox, QCheckBox, QPushButton):
        for one in dialog.form.findChildren(kind) + dialog.findChildren(QPushButton):
            assert one.accessibleName() or one.text() or not one.isVisibleTo(dialog)
    form = dialog.form
    qtbot.keyClicks(form.pages, "1-2")
    assert shop.desk.presenter.state.form.pages == "1-2"
    form.copies.setValue(3)
    qtbot.keyClick(form.two_up, Qt.Key.Key_Space)
    qtbot.keyClick(form.stamped, Qt.Key.Key_Space)
    form.stamp_for.clear()
    qtbot.keyClicks(form.stamp_for, "Daily Courier")
    state = shop.desk.presenter.state
    assert (state.form.copies, state.form.two_up) == (3, True)
    assert state.stamp == "Copy of 2026-014 packet for Daily Courier, November 12, 2026"
    form.scope.setCurrentIndex(form.scope.findData("letter"))
    form.scope.activated.emit(form.scope.currentIndex())
    assert shop.desk.presenter.state.form.scope is Scope.LETTER
    assert "no page 2" in shop.desk.presenter.state.wrong
    assert not dialog.print.isEnabled()


def test_that_keys_and_wheel_turn_the_sides(shop, qtbot):
    dialog = shop.open()
    side, presenter = dialog.preview.side, shop.desk.presenter
    qtbot.keyClick(side, Qt.Key.Key_PageDown)
    assert presenter.state.at == 1
    qtbot.keyClick(side, Qt.Key.Key_End)
    assert presenter.state.at == presenter.state.sides - 1
    qtbot.keyClick(side, Qt.Key.Key_Home)
    assert presenter.state.at == 0
    qtbot.keyClick(side, Qt.Key.Key_A)
    assert presenter.state.at == 0
    assert side.accessibleDescription() == "Letter, page 1"


def test_that_the_preview_paints_the_stamp_and_the_page(shop):
    dialog = shop.open()
    plain = dialog.preview.side.grab().toImage()
    presenter = shop.desk.presenter
    presenter.change(replace(presenter.state.form, stamped=True))
    stamped = dialog.preview.side.grab().toImage()
    assert plain != stamped
    presenter.change(replace(presenter.state.form, two_up=True))
    assert dialog.preview.side.grab().toImage() != stamped
    presenter.change(replace(presenter.state.form, pages="99"))
    assert dialog.preview.side.grab().toImage() != stamped


def test_that_a_sharper_page_is_drawn_for_a_larger_window(shop, qtbot):
    dialog = shop.open()
    presenter = shop.desk.presenter
    before = presenter.state.laid[0].page.width
    dialog.resize(1500, 1400)
    qtbot.waitUntil(lambda: presenter.state.laid[0].page.width > before)
    assert presenter.state.laid[0].page.width == pytest.approx(dialog.preview.side.pixels(), abs=26)


def test_that_a_printer_that_cannot_turn_the_paper_is_not_asked_to(shop):
    dialog = shop.open()
    state = replace(shop.desk.presenter.state, facts=PrinterFacts("Old", can_turn=False))
    dialog.show_state(state)
    model = dialog.form.turning.model()
    at = dialog.form.turning.findData(str(Turning.LONG))
    assert not model.item(at).isEnabled()
    assert model.item(dialog.form.turning.findData(str(Turning.FRONT))).isEnabled()


def test_that_the_systems_dialog_has_what_was_chosen(shop, monkeypatch):
    asked = []
    monkeypatch.setattr(print_desk, "ask_printer", lambda *given: asked.append(given))
    shop.open()
    presenter = shop.desk.presenter
    presenter.change(replace(presenter.state.form, copies=2, collate=False, paper="legal"))
    shop.desk.dialog.print.click()
    ((printer, over, _),) = asked
    assert over is shop.desk.dialog
    assert (printer.copyCount(), printer.collateCopies()) == (2, False)
    assert printer.docName() == "Request 2026-014"


def test_that_closing_puts_all_away(shop):
    dialog = shop.open()
    dialog.leave.click()
    assert shop.desk.dialog is None
    assert shop.desk.presenter is None
    shop.desk.ask_printer()
    shop.desk.print_on(shop.printer())
    assert shop.desk.put_away() is None


def test_that_escape_leaves_but_not_while_the_printer_works(shop, qtbot):
    dialog = shop.open()
    dialog.show_state(replace(shop.desk.presenter.state, phase=Phase.PRINTING, total=9, done=3))
    assert dialog.stop.isVisible()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    dialog.show_state(shop.desk.presenter.state)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert shop.desk.dialog is None


def test_that_without_a_request_nothing_is_shown(shop):
    shop.ways.request = None
    assert shop.open() is None
    assert shop.desk.open_log(shop.window, shop.packet, WISHES, shop.count) is None
    assert shop.desk.open_marked(shop.window, None, "letter", shop.count) is None


def test_that_log_certificate_and_marked_copy_go_the_same_way(shop):
    copy = finish(MarkedJob(shop.vault, shop.request, LAW, WISHES, marked_for="County attorney"))
    ways = (
        lambda: shop.desk.open_log(shop.window, shop.packet, WISHES, shop.count),
        lambda: shop.desk.open_file(
            shop.window, "x certificate", shop.packet.built.data, "certificate.printed", shop.count
        ),
        lambda: shop.desk.open_marked(shop.window, copy, "letter", shop.count),
    )
    for number, way in enumerate(ways, start=1):
        way()
        shop.desk.print_on(shop.printer())
        assert shop.printed == number
        shop.desk.put_away()()


def test_that_the_window_stays_live_while_the_printer_works(shop, qtbot):
    background = Background(bug=lambda error: pytest.fail(repr(error)))
    context = PageContext(
        shop.context.desk, shop.context.ways, background.asks, shop.context.settings
    )
    shop.desk = PrintDesk(context, Look(QApplication.instance()))
    shop.open()
    presenter = shop.desk.presenter
    qtbot.waitUntil(lambda: bool(presenter.state.laid))
    shop.desk.print_on(shop.printer())
    assert presenter.state.phase is Phase.PRINTING
    assert presenter.state.done == 0
    qtbot.waitUntil(lambda: presenter.state.done > 0)
    assert presenter.state.phase is Phase.PRINTING
    qtbot.waitUntil(lambda: shop.printed == 1)
    assert presenter.state.phase is Phase.CHOOSING
    shop.desk.put_away()()
    background.close()


def test_that_the_page_prints_its_verified_packet(shop, qtbot):
    page = PacketPage(shop.context, Look(QApplication.instance()))
    qtbot.addWidget(page.view)
    page.view.show()
    page.arrive("")
    page.ask_printer()
    assert page.printing.dialog is None
    page.presenter._packet = shop.packet
    assert "Print the exemption log alone" in [deed.title for deed in page.deeds()]
    page.ask_log()
    assert page.printing.presenter.state.title == "2026-014 exemption log"
    page.printing.put_away()()
    page.ask_printer()
    page.printing.print_on(shop.printer())
    assert texts(page.presenter.state.kept, 2) == [PRINTED]
    page.put_away()()
    assert page.printing.dialog is None
