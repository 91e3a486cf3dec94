"""What the camera does on each page; see ``shots_review.py``."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.domain.packets import CheckDone, Finding, Order, Talk, Verdict
from app.jobs.events import Finished
from app.ui.pages.packet.state import Source
from app.ui.ways import Where
from app.workflow.build_packet import NotClean

SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier


def review(camera, frame) -> None:
    frame.go(Where.REVIEW)
    page = frame._page(Where.REVIEW)
    camera.until(lambda: page.presenter.state.sight is not None)
    camera.shoot("review")
    page.view.sheet.setFocus()
    camera.key(Qt.Key.Key_Right, CTRL)
    camera.key(Qt.Key.Key_Right, CTRL | SHIFT)
    camera.key(Qt.Key.Key_Right, CTRL | SHIFT)
    camera.shoot("review_selected")
    camera.keys("d")
    camera.shoot("review_picker", 800)
    if page.presenter.picking.open:
        camera.keys("address")
        camera.shoot("review_picker_typed", 800)
        camera.key(Qt.Key.Key_Return)
    camera.shoot("review_redacted", 800)


def review_more(camera, frame) -> None:
    """Go on after ``review``: suggestions, bulk, pictures, undo."""
    page = frame._page(Where.REVIEW)
    view = page.view
    view.matches.opened.emit()
    camera.shoot("review_same_words", 800)
    view.matches.left.emit()
    view.sheet.setFocus()
    camera.key(Qt.Key.Key_Tab)
    camera.shoot("review_hint")
    camera.keys("a")
    camera.shoot("review_kind", 900)
    view.matches.left.emit()
    camera.key(Qt.Key.Key_Return)
    camera.wait(500)
    camera.keys("phone")
    camera.key(Qt.Key.Key_Return)
    camera.shoot("review_accepted", 800)
    camera.key(Qt.Key.Key_Escape)
    camera.wait(300)
    camera.keys("rrnr")
    camera.shoot("review_decided", 800)
    camera.key(Qt.Key.Key_Z, CTRL)
    camera.shoot("review_undone", 800)
    view.queue.table.setFocus()
    for _ in range(3):
        camera.key(Qt.Key.Key_Down, SHIFT)
    camera.shoot("review_several", 800)
    camera.keys("w")
    camera.wait(600)
    camera.key(Qt.Key.Key_Return)
    camera.shoot("review_withheld", 900)
    page.presenter.show_only("all")
    ids = page.presenter._ids
    with frame._desk.vault.read() as work:
        records = work.records.many(ids)
    with_pictures = [
        r.id for r in records if any(a.media_type.startswith("image") for a in r.attachments)
    ]
    longest = max(records, key=lambda record: len(record.text))
    for name, one in (("picture", with_pictures[:1]), ("long", [longest.id])):
        if one:
            page.presenter.go(one[0])
            camera.shoot(f"review_{name}", 2500)


WALKS = {"review": review, "review_more": review_more}


def search(camera, frame) -> None:
    frame.go(Where.SEARCH)
    page = frame._page(Where.SEARCH)
    view = page.view
    camera.until(lambda: page.presenter.state.asked)
    camera.shoot("search_all", 700)
    camera.keys("stop cedar")
    camera.shoot("search_typed", 900)
    camera.key(Qt.Key.Key_Return)
    camera.key(Qt.Key.Key_Down)
    camera.key(Qt.Key.Key_Space)
    camera.key(Qt.Key.Key_Space)
    camera.shoot("search_preview", 900)
    page.presenter.narrow('with:"Luis Reyna"')
    camera.shoot("search_narrowed", 900)
    page.presenter.type('cedar "traffic')
    camera.shoot("search_mistake", 700)
    page.presenter.type("sedar from:whitaker type:emal")
    camera.shoot("search_mistake_field", 700)
    page.presenter.type("compliant")
    camera.shoot("search_meant", 700)
    page.presenter.type("from:whitaker after:2026-03-20")
    camera.wait(600)
    page.presenter.add_with_neighbours()
    camera.shoot("search_added", 1200)
    page.presenter.take_out()
    camera.wait(500)
    view.turned.emit(__import__("app.ui.pages.search.state", fromlist=["Side"]).Side.HELP)
    camera.shoot("search_help", 600)
    view.turned.emit(__import__("app.ui.pages.search.state", fromlist=["Side"]).Side.TERMS)
    page.presenter.count_terms('cedar\n"traffic stop"\ndelaney~\ntype:emal\nzebra')
    camera.shoot("search_terms", 900)


WALKS["search"] = search


def check(camera, frame) -> None:
    """Decide the sample as the careful clerk does, then check."""
    from app.domain.decisions import Disposition
    from app.workflow.decide import Decider
    from app.workflow.demo import decide_sample
    from app.workflow.sample import load
    from app.workflow.search_records import Searcher

    vault, request = frame._desk.vault, frame.request
    decide_sample(vault, Searcher(vault, "America/New_York"), request, load())
    decider = Decider(vault, request, "M. Ortiz")
    ids = decider.record_ids()
    decider.dispose(ids[:3], None)
    frame.changed()
    frame.go(Where.CHECK)
    page = frame._page(Where.CHECK)
    camera.until(lambda: page.presenter.state.checked)
    camera.shoot("check", 1200)
    decider.dispose(ids[:3], Disposition.RELEASE)
    for item in page.presenter.state.items:
        if item.code:
            page.presenter.confirm(item.code)
            camera.wait(400)
    page.presenter.arrive()
    camera.shoot("check_free", 1500)
    page.presenter.sign("Lt. Paula Reyes", "second reader")
    camera.shoot("check_signed", 1500)


def packet(camera, frame) -> None:
    """Go over the packet page: form, preview, green, marked copy, what hides, red."""
    frame.go(Where.PACKET)
    camera.wait(500)
    page = frame._page(Where.PACKET)
    camera.until(lambda: page.presenter.state.page is not None, 40)
    camera.until(lambda: bool(page.presenter.state.hiding.sentence), 40)
    camera.shoot("packet", 900)
    page.view.form.unfold()
    bar = page.view.form.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    camera.shoot("packet_form_middle", 400)
    bar.setValue(bar.maximum())
    camera.shoot("packet_form_end", 400)
    packet_originals(camera, page)
    form = page.presenter.state.form
    habits = replace(form.habits, talk=Talk.BUBBLES, order=Order.CONVERSATION)
    page.presenter.change(replace(form, habits=habits))
    page.presenter.zoom(True)
    camera.wait(1500)
    page.presenter.turn(2)
    camera.shoot("packet_wide", 1200)
    page.presenter.zoom(False)
    page.show_hiding()
    camera.shoot("packet_hiding", 600)
    QApplication.activeModalWidget().reject()
    page.presenter.build()
    camera.shoot("packet_building", 1500)
    camera.until(lambda: not page.presenter.state.building, 120)
    camera.shoot("packet_built", 1500)
    if page.presenter.packet is not None:
        page.presenter.save(camera.folder / "packet.pdf")
        camera.wait(800)
        packet_copies(camera, page)
    red = NotClean(Verdict(FINDINGS, 8, "0" * 64, checks=CHECKS))
    page.presenter._told(Finished("x", red))
    page.view.red.report.set_open(is_open=True)
    camera.shoot("packet_red", 800)


def packet_originals(camera, page) -> None:
    """Go over what is proposed for a large packet, and originals in which something hides."""
    presenter = page.presenter
    estimate = presenter.state.estimate
    presenter.tell(replace(presenter.state, estimate=2_630))
    camera.shoot("packet_large", 300)
    presenter.tell(replace(presenter.state, estimate=estimate))
    form = presenter.state.form
    presenter.change(replace(form, habits=replace(form.habits, natives=True)))
    camera.shoot("packet_natives", 300)
    page.ask_originals()
    camera.shoot("packet_originals", 500)
    QApplication.activeModalWidget().reject()


def vault(camera, frame) -> None:
    """Look at the page of the vault."""
    frame.go(Where.VAULT)
    camera.shoot("vault", 900)


def packet_copies(camera, page) -> None:
    """Go on with a built packet: the marked copy."""
    page.ask_recipient()
    dialog = QApplication.activeModalWidget()
    dialog.go.click()
    camera.shoot("packet_marked_dialog", 500)
    dialog.who.setText("Lt. Paula Reyes, second reader")
    dialog.go.click()
    camera.until(lambda: page.presenter.state.marked is not None, 120)
    page.presenter.marking.save(camera.folder / page.presenter.marking.name())
    camera.wait(600)
    page.presenter.turn(2)
    camera.shoot("packet_marked", 1500)
    page.presenter.look_at(Source.PACKET)
    page.view.green._proof.checks.set_open(is_open=True)
    camera.shoot("packet_saved", 1200)


FINDINGS = (
    Finding("words_differ", 3, "Its words are not those of its redacted text.", 212, "words"),
    Finding("metadata", 0, "The properties of the file name a person.", 0, "metadata"),
)
CHECKS = (
    CheckDone("words", "The words of every record are those of its redacted text.", 1),
    CheckDone("metadata", "Nothing in the file names a person, a computer or a program.", 1),
    CheckDone("ink", "Nothing is painted over words or pictures.", 0),
)


WALKS["check"] = check
WALKS["packet"] = packet
WALKS["vault"] = vault
