"""Build, verify, save and print from the window, over a real small vault and real PDFs."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest
from desk_fakes import texts
from packing_desk import Packing
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication
from review_desk import CODE

from app.documents.pages import draw_page
from app.domain.decisions import Disposition
from app.domain.ids import RequestId
from app.domain.packets import Finding, Order, Verdict
from app.jobs.events import Finished, Stopped
from app.packet import reading
from app.ui.pages.packet.page import PacketPage
from app.ui.pages.packet.presenter import NO_REQUEST, STOPPED
from app.ui.pages.packet.telling import CHANGED
from app.ui.theme import Look
from app.ui.ways import Where
from app.workflow.build_packet import NotClean, Verified
from app.workflow.print_packet import PRINTED

pytestmark = pytest.mark.usefixtures("blind")


@pytest.fixture
def desk(tmp_path):
    bench = Packing(tmp_path)
    bench.decide()
    yield bench
    bench.close()


def test_that_real_pages_are_shown_before_anything_is_built(desk):
    desk.presenter.arrive()
    assert desk.state.pages >= 2
    assert desk.state.page.pixels
    assert not desk.state.final
    assert desk.state.contents == ("5 records, 1 of them with redactions",)
    desk.presenter.turn(1)
    assert desk.state.page.number == 2
    desk.presenter.turn(1_000)
    assert desk.state.number == desk.state.pages
    desk.presenter.turn(-1_000)
    assert desk.state.number == 1


def test_that_what_was_made_ready_is_what_draws_the_first_preview(desk):
    desk.presenter.make_ready()
    ready = desk.presenter._ready
    assert ready._pages._isolated.pid is not None
    assert not desk.shown
    desk.presenter.make_ready()
    assert desk.presenter._ready is ready
    desk.presenter.arrive()
    assert desk.presenter._work is ready
    assert desk.presenter._ready is None
    assert desk.state.page.pixels
    desk.presenter.make_ready()
    assert desk.presenter._ready is None


def test_that_what_was_made_ready_for_another_request_is_ended(desk):
    desk.presenter.make_ready()
    ready = desk.presenter._ready
    other = replace(desk.request, id=RequestId(99))
    desk.ways.request = other
    desk.presenter.make_ready()
    assert ready._pages._isolated.pid is None
    assert desk.presenter._ready.request.id == other.id
    desk.ways.request = desk.request
    desk.presenter.arrive()
    assert desk.presenter._ready is None
    assert desk.state.page.pixels


def test_that_nothing_is_made_ready_without_a_request(desk):
    desk.ways.request = None
    desk.presenter.make_ready()
    assert desk.presenter._ready is None


def test_that_a_built_packet_is_proved_and_only_it_is_saved(desk, tmp_path):
    desk.presenter.arrive()
    desk.presenter.build()
    green = desk.state.green
    assert green is not None
    assert desk.state.final
    path = tmp_path / "packet.pdf"
    desk.presenter.save(path)
    data = path.read_bytes()
    assert hashlib.sha256(data).hexdigest() == green.sha256
    words = "".join(page.characters for page in reading.read_pages(data))
    assert CODE in words
    assert words.count("Blackwood") == 1
    assert texts(desk.state.kept, 2) == ["packet.pdf"]
    assert desk.state.kept[0].cells[5].text == green.sha256


def test_that_other_wishes_make_the_built_packet_void(desk):
    desk.presenter.arrive()
    desk.presenter.build()
    habits = replace(desk.state.form.habits, order=Order.CONVERSATION)
    desk.presenter.change(replace(desk.state.form, habits=habits))
    assert desk.state.green is None
    assert desk.presenter.packet is None
    assert not desk.state.final


def test_that_a_later_decision_makes_the_built_packet_void(desk):
    desk.presenter.arrive()
    desk.presenter.build()
    desk.decider.dispose(desk.ids[:1], Disposition.NOT_RESPONSIVE)
    desk.presenter.arrive()
    assert desk.state.green is None
    assert desk.state.notice == CHANGED
    desk.presenter.save(desk.vault.path / "never.pdf")
    assert not (desk.vault.path / "never.pdf").exists()


def test_that_what_blocks_the_packet_is_told_and_leads_to_the_check(desk):
    desk.decider.dispose(desk.ids[:1], None)
    desk.presenter.arrive()
    desk.presenter.build()
    assert "1 record has no decision." in desk.state.red.what
    desk.presenter.go_there()
    assert desk.ways.went == [(Where.CHECK, "")]


def test_that_a_packet_that_is_not_clean_leads_to_its_record(desk):
    finding = Finding("text_under_ink", 3, "It shows words that are withheld.", int(desk.ids[3]))
    desk.presenter.arrive()
    desk.presenter._told(Finished("x", NotClean(Verdict((finding,), 3, "0"))))
    assert "withheld" in desk.state.red.what
    assert desk.presenter.packet is None
    desk.presenter.go_there()
    assert desk.ways.went == [(Where.REVIEW, str(desk.ids[3]))]


def test_that_a_stopped_building_says_that_nothing_was_written(desk):
    desk.presenter.arrive()
    desk.presenter._told(Stopped("x"))
    assert desk.state.red == STOPPED
    desk.presenter.go_there()


def test_that_the_letterhead_is_remembered_for_the_next_packet(desk):
    desk.presenter.arrive()
    assert desk.state.form.department == "Millbrook Police Department"
    assert desk.state.form.prefix == "MPD"
    form = replace(desk.state.form, address="1 Main Street\n\n Millbrook, FL ", contact="555-0100")
    desk.presenter.change(form)
    desk.presenter.build()
    head = desk.settings.now.letterhead
    assert (head.address, head.contact) == (("1 Main Street", "Millbrook, FL"), "555-0100")


def test_that_a_file_that_cannot_be_written_is_told(desk, tmp_path):
    desk.presenter.arrive()
    desk.presenter.build()
    desk.presenter.save(tmp_path / "no such folder" / "packet.pdf")
    assert "could not be written" in desk.state.notice.what
    assert desk.state.kept == ()


def test_that_without_a_request_there_is_no_packet(desk):
    desk.ways.request = None
    desk.presenter.arrive()
    assert desk.state.empty == NO_REQUEST
    desk.presenter.build()
    desk.presenter.follow()
    assert desk.ways.went == [(Where.REQUESTS, "")]


def test_that_a_page_that_is_not_there_is_a_sentence():
    assert draw_page(b"no pdf", 1, 100) == "This page cannot be drawn."


def test_that_the_page_builds_saves_and_prints_the_verified_bytes(desk, qtbot, tmp_path):
    page = PacketPage(desk.context, Look(QApplication.instance()))
    qtbot.addWidget(page.view)
    page.view.resize(1150, 640)
    page.view.show()
    page.arrive("")
    page.deeds()[0].run()
    assert page.view.green.isVisible()
    assert isinstance(page.presenter.packet, Verified)
    assert [deed.keys for deed in page.deeds()[:3]] == ["Ctrl+Return", "Ctrl+S", "Ctrl+P"]
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    page.ask_printer()
    page.printing.print_on(printer)
    pages, *_ = draw_page((tmp_path / "printed.pdf").read_bytes(), 1, 100)
    assert pages == page.presenter.packet.pages
    assert texts(page.presenter.state.kept, 2) == [PRINTED]
    page.put_away()()


def test_that_leaving_a_field_shows_the_pages_anew(desk, qtbot):
    page = PacketPage(desk.context, Look(QApplication.instance()))
    qtbot.addWidget(page.view)
    page.view.show()
    page.arrive("")
    page.view.form.numbers.prefix.setText("XY-")
    page.view.form.numbers.prefix.editingFinished.emit()
    assert page.presenter.state.form.prefix == "XY-"
    page.view.form.looks.page.setCurrentIndex(2)
    page.view.form.looks.page.activated.emit(2)
    assert page.presenter.state.form.page == "a4"
    drawn = page.presenter.state.page
    assert drawn.height / drawn.width == pytest.approx(297 / 210, abs=0.01)
    page.put_away()()


def test_that_pages_are_drawn_for_the_width_of_the_window(desk):
    desk.presenter.arrive()
    desk.presenter.wide(500)
    assert desk.state.page.width == 500
    desk.presenter.wide(505)
    assert desk.state.page.width == 500


def test_that_the_file_is_named_after_the_request(desk):
    assert desk.presenter.file_name() == "2026-014 packet.pdf"
