"""Parts proposed, building stopped, certificate and report printed, originals permitted."""

from __future__ import annotations

import hashlib
import io
from dataclasses import replace

import pikepdf
import pytest
from packing_desk import Packing
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.documents.pages import draw_page
from app.domain.packets import CheckDone, Finding, Verdict
from app.jobs.events import Finished, Progress, Stopped
from app.packet.reading import read_pages
from app.ui.pages.packet.originals_dialog import OriginalsDialog
from app.ui.pages.packet.state import Form, Green, Hiding, Original, PacketState
from app.ui.pages.packet.telling import UNSEEN, originals_told, pages_told, too_large
from app.ui.rows import Tone
from app.ui.theme import Look
from app.vault.incoming import StoredAttachment
from app.workflow.build_packet import NotClean

PDF = "application/pdf"


def with_author(vault):
    target = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        document.docinfo["/Author"] = "A. Person"
        document.save(target)
    files = []
    for name, media, data in (
        ("plan.pdf", PDF, target.getvalue()), ("call.wav", "audio/wav", b"RIFF....")
    ):  # fmt: skip
        kept = vault.blobs.put(io.BytesIO(data))
        files.append(StoredAttachment(name, kept.size, media, kept.sha256, kept.name))
    return [files]


@pytest.fixture
def desk(tmp_path):
    bench = Packing(tmp_path, with_author)
    bench.decide()
    yield bench
    bench.close()


def acts(desk) -> list[str]:
    with desk.vault.read() as work:
        return [entry.act for entry in work.audit.entries()]


def like(presenter, **habits: object) -> None:
    form = presenter.state.form
    presenter.change(replace(form, habits=replace(form.habits, **habits)))


def printed(page, path) -> str:
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    page.printing.print_on(printer)
    return path.read_bytes()


# Size


def test_that_the_size_is_estimated_before_anything_is_built(desk):
    desk.presenter.arrive()
    estimate = desk.state.estimate
    desk.presenter.build()
    assert estimate == pytest.approx(desk.state.pages, rel=0.25)
    like(desk.presenter, log=False, letter=False)
    assert desk.state.estimate < estimate


def test_that_parts_are_proposed_above_two_thousand_pages(desk, page):
    assert page.view.large.isHidden()
    assert too_large(PacketState(estimate=2_000)) is None
    told = too_large(PacketState(estimate=2_630))
    assert told.what == "The packet will have about 2,600 pages."
    assert too_large(PacketState(estimate=2_630, building=True)) is None
    assert too_large(PacketState(estimate=2_630, green=Green((), (), ""))) is None
    page.presenter.tell(replace(page.presenter.state, estimate=2_630))
    assert page.view.large.isVisible()
    page.view.large.pressed.emit()
    habits = page.presenter.state.form.habits
    assert (habits.split, habits.part_pages) == ("parts", 500)
    page.presenter.tell(replace(page.presenter.state, estimate=2_630))
    assert page.view.large.isHidden()


@pytest.mark.parametrize(
    ("estimate", "told"),
    [(0, ""), (1, "about 1 page"), (17, "about 17 pages"), (243, "about 240 pages"),
     (12_345, "about 12,300 pages")],
)  # fmt: skip
def test_that_an_estimate_is_told_no_finer_than_it_is_known(estimate, told):
    assert pages_told(estimate) == told


# Stop


def test_that_building_is_stopped_beside_its_progress(desk, page):
    stopped: list[object] = []
    desk.ways.start = lambda job, _: lambda: stopped.append(job)
    presenter, view = page.presenter, page.view
    presenter.stop()
    assert not presenter.state.stopping
    assert view.stop.isHidden()
    presenter.build()
    presenter._told(Progress(1, 4, "Pages"))
    assert view.stop.isVisible()
    view.stop.click()
    assert len(stopped) == 1
    assert presenter.state.stopping
    assert not view.stop.isEnabled()
    assert view.stop.accessibleName() == "Stop building"
    presenter._told(Stopped("x"))
    assert not presenter.state.stopping
    assert view.stop.isHidden()


# Certificate and report


def test_that_the_certificate_is_printed_as_it_was_saved(desk, page, tmp_path):
    assert page.presenter.certificate() is None
    page.print_certificate()
    assert page.printing.dialog is None
    page.presenter.build()
    page.presenter.save(tmp_path / "answer.pdf")
    saved = (tmp_path / "answer certificate.pdf").read_bytes()
    printout = page.presenter.certificate()()
    assert printout.files[0].sha256 == hashlib.sha256(saved).hexdigest()
    words = "".join(one.characters for one in read_pages(saved))
    assert page.presenter.state.fingerprint in words
    page.view.green.certificate.click()
    pages, *_ = draw_page(printed(page, tmp_path / "paper.pdf"), 1, 100)
    assert pages == printout.files[0].pages
    assert "certificate.printed" in acts(desk)


def test_that_a_certificate_printed_first_is_the_one_that_is_saved(desk, tmp_path):
    desk.presenter.arrive()
    desk.presenter.build()
    first = desk.presenter.certificate()().files[0].sha256
    desk.presenter.save(tmp_path / "2026-014 packet.pdf")
    saved = (tmp_path / "2026-014 packet certificate.pdf").read_bytes()
    assert hashlib.sha256(saved).hexdigest() == first
    desk.presenter.save(tmp_path / "other.pdf")
    saved = (tmp_path / "other certificate.pdf").read_bytes()
    assert hashlib.sha256(saved).hexdigest() != first


def test_that_the_report_of_a_clean_packet_and_of_one_with_faults_is_printed(desk, page, tmp_path):
    assert page.presenter.report() is None
    page.presenter.build()
    page.view.green.report.click()
    printed(page, tmp_path / "good.pdf")
    assert acts(desk)[-1] == "report.printed"
    clean = page.presenter.report()().files[0].sha256
    checks = (CheckDone("ink", "Nothing is painted over words.", 1),)
    finding = Finding("covers", 2, "It is painted over.", 4, "ink")
    page.presenter._told(Finished("x", NotClean(Verdict((finding,), 3, "0" * 64, checks=checks))))
    assert page.view.red.paper.isVisible()
    assert page.presenter.report()().files[0].sha256 != clean
    assert {"Print the verification report", "Print the certificate"} <= {
        deed.title for deed in page.deeds()
    }


# Originals


def test_that_originals_in_which_something_hides_stay_unless_a_person_permits_them(desk, tmp_path):
    desk.presenter.arrive()
    like(desk.presenter, natives=True, index=("csv",))
    pdf, sound = desk.state.hiding.originals
    assert (pdf.name, sound.name, sound.hides) == ("plan.pdf", "call.wav", UNSEEN)
    assert "author" in pdf.hides.casefold()
    assert desk.state.form.permitted == frozenset()
    desk.presenter.delivering.deliver(tmp_path / "none")
    assert not (tmp_path / "none" / "natives").exists()
    assert "originals.permitted" not in acts(desk)
    desk.presenter.permit(frozenset({pdf.sha256}))
    desk.presenter.delivering.deliver(tmp_path / "one")
    (native,) = (tmp_path / "one" / "natives").iterdir()
    assert hashlib.sha256(native.read_bytes()).hexdigest() == pdf.sha256
    with desk.vault.read() as work:
        (entry,) = (one for one in work.audit.entries() if one.act == "originals.permitted")
    assert entry.detail["files"] == pdf.sha256
    like(desk.presenter, natives=False)
    desk.presenter.delivering.deliver(tmp_path / "off")
    assert not (tmp_path / "off" / "natives").exists()


def test_that_an_original_of_which_something_is_withheld_is_not_offered(desk):
    from review_desk import CODE

    from app.domain.redaction import WholeTarget

    desk.decider.redact(desk.ids[0], [WholeTarget(1)], [CODE])
    desk.presenter.arrive()
    assert desk.state.hiding.originals == ()


def test_that_the_clerk_chooses_originals_in_a_list(desk, page):
    like(page.presenter, natives=True)
    key = page.view.form.handing.hides
    assert key.text() == "2 originals hide something: they stay."
    page.ask_originals()
    (dialog,) = page.view.findChildren(OriginalsDialog)
    assert dialog._sum.text() == "All of them stay."
    QTest.keyClick(dialog.table, Qt.Key.Key_Space)
    assert dialog.turned.accessibleName() == "Let it stay"
    dialog.turned.click()
    dialog.turned.click()
    dialog.turn("")
    assert dialog._sum.text() == "1 of 2 may leave."
    dialog.done_key.click()
    assert len(page.presenter.state.form.permitted) == 1
    assert key.text() == "2 originals hide something: 1 may leave."


def test_that_the_list_of_originals_is_told_in_one_line():
    one = Original("a" * 64, "record 1, attachment 1", "", "Sound", UNSEEN)
    assert originals_told(Form(), Hiding()) == ""
    assert originals_told(Form(), Hiding(originals=(one,))) == (
        "1 original hides something: it stays."
    )
    look = Look(QApplication.instance())
    dialog = OriginalsDialog(None, (), frozenset(), look)
    dialog.turned.click()
    assert dialog._leave == frozenset()
    row = OriginalsDialog(None, (one,), frozenset({one.sha256}), look)._row(one)
    assert (row.cells[0].tone, row.cells[1].text) == (Tone.SOON, "Sound")
