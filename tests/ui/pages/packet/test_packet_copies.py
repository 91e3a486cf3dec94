"""Parts, marked copies, deliveries, certificates and what hides, from the packet page."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from desk_fakes import texts
from packing_desk import Packing
from PySide6.QtWidgets import QApplication, QFileDialog

from app.domain.packets import Finding, Verdict
from app.jobs.events import Failed, Finished, Progress, Stopped
from app.ui.pages.packet.delivering import DIFFERENT, SHORT
from app.ui.pages.packet.hiding_dialog import HidingDialog
from app.ui.pages.packet.marked_dialog import MarkedDialog
from app.ui.pages.packet.passphrase_dialog import PassphraseDialog
from app.ui.pages.packet.state import Source
from app.ui.rows import Tone
from app.ui.ways import Where
from app.vault.incoming import StoredAttachment
from app.workflow.build_packet import NotClean

WHO = "Lt. Paula Reyes"
PASSPHRASE = "copper lantern orbit"

pytestmark = pytest.mark.usefixtures("blind")


def with_sound(vault):
    kept = vault.blobs.put(io.BytesIO(b"RIFF...."))
    return [[StoredAttachment("a.wav", kept.size, "audio/wav", kept.sha256, kept.name)]]


@pytest.fixture
def desk(tmp_path):
    bench = Packing(tmp_path, with_sound)
    bench.decide()
    yield bench
    bench.close()


def like(desk, **habits: object) -> None:
    form = desk.presenter.state.form
    desk.presenter.change(replace(form, habits=replace(form.habits, **habits)))


def found(*records: int) -> NotClean:
    findings = tuple(Finding("x", 2, "It is wrong.", record) for record in records)
    return NotClean(Verdict(findings, 3, "0"))


def dialog_of(page, kind):
    (found,) = page.view.findChildren(kind)
    return found


def test_that_a_packet_in_parts_is_shown_page_by_page_and_saved_whole(desk, tmp_path):
    desk.presenter.arrive()
    like(desk, split="records")
    desk.presenter.build()
    packet, state = desk.presenter.packet, desk.state
    assert packet.is_several
    assert state.pages == packet.pages == sum(part.pages for part in packet.parts)
    assert len(state.green.files) == len(packet.parts)
    desk.presenter.turn(1_000)
    assert desk.state.page.number == packet.pages
    assert desk.state.section == packet.parts[-1].name
    assert desk.presenter.file_name() == "2026-014"
    folder = tmp_path / "out"
    folder.mkdir()
    desk.presenter.save(folder / "answer.pdf")
    names = {path.name for path in folder.iterdir()}
    assert {f"answer {part.name}.pdf" for part in packet.parts} < names
    assert {"answer certificate.json", "answer certificate.pdf"} < names
    assert desk.state.notice.tone is Tone.GOOD


def test_that_the_part_of_the_packet_that_is_shown_is_named(desk):
    desk.presenter.arrive()
    assert desk.state.section == "Letter"
    desk.presenter.pages.go(desk.state.pages)
    assert desk.state.section not in {"", "Letter"}
    like(desk, letter=False)
    desk.presenter.pages.go(1)
    assert desk.state.section == "Records"


def test_that_a_marked_copy_needs_a_name_and_stands_out(desk, tmp_path):
    desk.presenter.arrive()
    marking = desk.presenter.marking
    assert "named recipient" in marking.refusal("  ")
    assert marking.refusal(WHO) == ""
    marking.build(" ")
    assert desk.state.notice.tone is Tone.BAD
    assert not desk.state.building
    marking.build(WHO)
    assert desk.state.marked.marked_for == WHO
    assert desk.state.source is Source.MARKED
    assert WHO in marking.name()
    marking.save(tmp_path / marking.name())
    assert (tmp_path / marking.name()).exists()
    assert desk.state.kept[0].cells[1].text == f"marked copy for {WHO}"
    assert desk.state.kept[0].cells[1].tone is Tone.MARKED
    desk.presenter.look_at(Source.PACKET)
    assert desk.state.source is Source.MARKED
    like(desk, log=False)
    assert desk.state.marked is None
    assert marking.name() == ""
    assert desk.state.source is Source.PREVIEW


def test_that_a_marked_copy_that_fails_leaves_the_packet_as_it_was(desk):
    desk.presenter.arrive()
    marking = desk.presenter.marking
    marking._told(Progress(1, 4, "Marked"))
    assert desk.state.step == "Marked copy: Marked…"
    marking._told(Failed("x", "No room.", "Make some."))
    assert desk.state.notice.what == "No room."
    marking._told(Stopped("x"))
    marking._told(Finished("x", found(7)))
    assert desk.state.red.title == "● The marked copy was not saved"


def test_that_a_delivery_is_made_whole_in_a_folder(desk, tmp_path):
    desk.presenter.arrive()
    like(desk, index=("csv",))
    delivering = desk.presenter.delivering
    assert delivering.name() == "2026-014 delivery"
    delivering.deliver(tmp_path / delivering.name())
    names = {path.name for path in (tmp_path / "2026-014 delivery").rglob("*")}
    assert {"SHA256SUMS.txt", "index.csv", "certificate.json"} <= names
    assert desk.state.notice.tone is Tone.GOOD
    assert "Delivered as 2026-014 delivery:" in desk.state.notice.what
    assert texts(desk.state.kept, 2) == ["2026-014 delivery"]


def test_that_the_packet_that_was_proved_is_delivered_as_it_is(desk, tmp_path, monkeypatch):
    desk.presenter.arrive()
    desk.presenter.build()
    packet = desk.presenter.packet
    monkeypatch.delattr("app.workflow.deliver.PacketJob")
    desk.presenter.delivering.deliver(tmp_path / "answer")
    assert desk.state.notice.tone is Tone.GOOD
    assert (tmp_path / "answer" / "packet.pdf").read_bytes() == packet.built.data
    assert desk.presenter.packet is packet


def test_that_what_stops_a_delivery_is_told(desk):
    desk.presenter.arrive()
    delivering = desk.presenter.delivering
    delivering._told(Progress(1, 2, "Half"))
    assert (desk.state.step, desk.state.parts) == ("Half…", 500)
    delivering._told(Failed("x", "No room.", "Make some."))
    assert desk.state.notice.what == "No room."
    delivering._told(Stopped("x"))
    assert not desk.state.building
    delivering._told(Finished("x", found(7)))
    assert desk.state.red.title == "● Not delivered"
    like(desk, place="zip", locked=True)
    assert delivering.is_locked
    assert delivering.name() == "2026-014 delivery.zip"
    assert delivering.refusal("short", "short") == SHORT
    assert delivering.refusal(PASSPHRASE, "another passphrase") == DIFFERENT
    assert delivering.refusal(PASSPHRASE, PASSPHRASE) == ""


def test_that_delivery_wishes_leave_the_proved_packet_alone(desk):
    desk.presenter.arrive()
    desk.presenter.build()
    like(desk, files=True, place="zip")
    assert desk.presenter.packet is not None
    assert desk.state.green is not None
    desk.presenter.show_form()
    assert not desk.state.showing
    desk.presenter.show_result()
    assert desk.state.showing
    like(desk, custody=True)
    assert desk.presenter.packet is None
    desk.presenter.show_result()
    assert not desk.state.showing


def test_that_what_is_liked_is_remembered_when_the_page_is_left(desk):
    desk.presenter.arrive()
    like(desk, custody=True)
    desk.presenter.leave()
    assert desk.settings.now.packet.custody
    assert desk.settings.now.packet.prefix == "MPD"


def test_that_a_seal_is_cleaned_and_a_file_that_is_none_is_refused(desk, tmp_path):
    desk.presenter.arrive()
    bad = tmp_path / "seal.png"
    bad.write_bytes(b"no picture")
    desk.presenter.choose_seal(bad)
    assert desk.state.notice.tone is Tone.BAD
    assert desk.state.form.logo is None
    desk.presenter.choose_seal(tmp_path / "none.png")
    assert "cannot be read" in desk.state.notice.what
    good = QApplication.instance().windowIcon().pixmap(8, 8).toImage()
    good = good if not good.isNull() else _small()
    assert good.save(str(bad))
    desk.presenter.choose_seal(bad)
    assert desk.state.form.logo is not None
    desk.presenter.remove_seal()
    assert desk.state.form.logo is None


def _small():
    from PySide6.QtGui import QImage

    made = QImage(8, 8, QImage.Format.Format_RGB32)
    made.fill(0)
    return made


def test_that_what_hides_is_told_and_leads_to_its_record(desk, page, qtbot):
    assert "1 file cannot be drawn and gets a slip sheet." in page.view.hiding._words.text()
    page.view.hiding._button.click()
    dialog = dialog_of(page, HidingDialog)
    dialog.go.click()
    assert desk.ways.went == [(Where.REVIEW, str(desk.ids[0]))]


def test_that_the_marked_dialog_says_why_and_builds_for_the_name(desk, page, qtbot):
    page.ask_recipient()
    dialog = dialog_of(page, MarkedDialog)
    dialog.go.click()
    assert dialog._wrong.isVisible()
    dialog.who.setText(WHO)
    dialog.go.click()
    assert page.view.marked.isVisible()
    assert not page.view.green.isVisible()
    page.view.marked.save.click()
    (files,) = page.view.findChildren(QFileDialog)
    assert "marked copy" in files.selectedFiles()[0]
    files.close()


def test_that_a_locked_zip_asks_for_its_passphrase_twice(desk, page, qtbot, tmp_path):
    form = page.presenter.state.form
    page.presenter.change(replace(form, habits=replace(form.habits, place="zip", locked=True)))
    page.ask_delivery()
    dialog = dialog_of(page, PassphraseDialog)
    dialog.pair.first.field.setText(PASSPHRASE)
    dialog.go.click()
    assert dialog._wrong.text() == DIFFERENT
    dialog.pair.again.field.setText(PASSPHRASE)
    dialog.go.click()
    (files,) = page.view.findChildren(QFileDialog)
    assert files.selectedFiles()[0].endswith("2026-014 delivery.zip")
    files.close()


def test_that_the_red_panel_lists_all_and_goes_to_each(desk, page):
    page.presenter._told(Finished("x", found(int(desk.ids[3]), *range(20))))
    red = page.view.red
    assert red.isVisible()
    red.report.set_open(is_open=True)
    red.go_wished.emit(int(desk.ids[2]))
    red.go.click()
    assert desk.ways.went == [(Where.REVIEW, str(desk.ids[2])), (Where.REVIEW, str(desk.ids[3]))]


def test_that_pages_are_turned_by_number_and_zoomed_by_key(desk, page, qtbot):
    from PySide6.QtCore import Qt

    page.view.preview.number.setValue(2)
    assert page.presenter.state.number == 2
    paper = page.view.preview.paper
    qtbot.keyClick(paper, Qt.Key.Key_Plus)
    assert page.presenter.state.wide
    assert paper.minimumHeight() > paper.width()
    qtbot.keyClick(paper, Qt.Key.Key_Minus)
    assert not page.presenter.state.wide
    qtbot.keyClick(paper, Qt.Key.Key_Home)
    assert page.presenter.state.number == 1
    assert page.view.preview.number.value() == 1
