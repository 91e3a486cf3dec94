"""The packet page makes a copy for one audience: chosen, previewed, named, asked about once."""

from __future__ import annotations

from dataclasses import replace

import builders
import pytest
from desk_fakes import texts
from packing_desk import Packing, run_at_once
from review_desk import CODE

from app.domain.audiences import Audience
from app.domain.decisions import Disposition
from app.packet import reading
from app.ui.pages.packet.sure_dialog import SureDialog
from app.ui.rows import Tone
from app.workflow.decide import Decider
from app.workflow.layering import Layering

pytestmark = pytest.mark.usefixtures("blind")
VICTIM = Audience.VICTIM


@pytest.fixture
def desk(tmp_path):
    bench = Packing(tmp_path)
    bench.decide()
    Layering(bench.vault, bench.decider).hold_code(VICTIM, CODE, holds=False)
    yield bench
    bench.close()


def make_for(presenter, audience: Audience, name: str = "") -> None:
    form = presenter.state.form
    presenter.change(replace(form, audience=audience, for_name=name))


def test_that_what_goes_in_and_the_file_are_those_of_the_audience(desk, tmp_path):
    desk.presenter.arrive()
    assert desk.state.contents == ("5 records, 1 of them with redactions",)
    make_for(desk.presenter, VICTIM, " Ana  Blackwood ")
    assert desk.state.contents == ("5 records",)
    desk.presenter.build()
    assert ("◆ Made for", "Ana Blackwood, the victim") in desk.state.green.facts
    assert desk.presenter.file_name() == "2026-014 copy for victim.pdf"
    assert desk.presenter.delivering.name() == "2026-014 delivery for victim"
    path = tmp_path / desk.presenter.file_name()
    desk.presenter.save(path)
    text = "".join(page.characters for page in reading.read_pages(path.read_bytes()))
    assert "Jordan Blackwood on Cedar" in text
    assert texts(desk.state.kept, 1) == ["copy for Ana Blackwood, the victim"]


def test_that_a_packet_of_a_request_that_was_left_is_not_that_of_the_next(desk):
    desk.presenter.arrive()
    waiting = []
    desk.ways.start = lambda job, told: waiting.append((job, told)) or (lambda: None)
    desk.presenter.build()
    desk.ways.request = builders.new_request(desk.vault, desk.ids, number="2026-015")
    Decider(desk.vault, desk.ways.request, "Pat").dispose(desk.ids, Disposition.RELEASE)
    desk.presenter.arrive()
    (left,) = waiting
    run_at_once(*left)
    assert desk.presenter.packet is None
    assert desk.state.green is None
    assert not desk.state.building


def test_that_what_was_said_for_one_reader_is_not_said_for_another(desk):
    desk.presenter.arrive()
    make_for(desk.presenter, VICTIM, "Ana Blackwood")
    desk.presenter.permit(frozenset({"a" * 64}))
    form = desk.presenter.state.form
    assert form.permitted
    desk.presenter.change(replace(form, dated=form.dated.replace(year=2025)))
    assert desk.presenter.state.form.permitted, "for the same reader it stays"
    desk.presenter.change(replace(desk.presenter.state.form, audience=Audience.COURT))
    assert desk.presenter.state.form.permitted == frozenset()
    assert desk.presenter.state.form.made_for.in_words == "the court"
    desk.presenter.permit(frozenset({"a" * 64}))
    desk.presenter.change(replace(desk.presenter.state.form, audience=Audience.PUBLIC))
    assert desk.presenter.state.form.permitted == frozenset()


def test_that_a_name_that_does_not_say_so_is_refused(desk, tmp_path):
    desk.presenter.arrive()
    make_for(desk.presenter, VICTIM)
    desk.presenter.build()
    desk.presenter.save(tmp_path / "packet.pdf")
    assert "does not say so" in desk.state.notice.what
    assert list(tmp_path.glob("*.pdf")) == []
    make_for(desk.presenter, Audience.PUBLIC)
    assert desk.presenter.packet is None
    assert desk.presenter.state.form.wishes.made_for.is_public


def test_that_a_delivery_says_for_whom_in_every_name(desk, tmp_path):
    desk.presenter.arrive()
    make_for(desk.presenter, VICTIM)
    form = desk.presenter.state.form
    desk.presenter.change(replace(form, habits=replace(form.habits, index=("html",))))
    delivering = desk.presenter.delivering
    delivering.deliver(tmp_path / "answer")
    assert "does not say so" in desk.state.notice.what
    place = tmp_path / delivering.name()
    delivering.deliver(place)
    assert desk.state.notice.tone is Tone.GOOD
    assert (place / "packet for victim.pdf").exists()
    assert "Copy for the victim" in (place / "READ ME.txt").read_text("utf-8-sig")
    assert "copy for the victim" in (place / "index.html").read_text("utf-8-sig")


def test_that_the_form_asks_for_a_name_only_where_there_may_be_one(page):
    group = page.view.form.audience
    assert not group.name.isVisible()
    assert not group._warning.isVisible()
    group.audience.setCurrentIndex(group.audience.findData("prosecutor"))
    group.audience.activated.emit(group.audience.currentIndex())
    assert group.name.isVisible()
    assert "NOT the public's packet" in group._warning.text()
    assert page.presenter.state.form.audience is Audience.PROSECUTOR
    assert group.summary(page.presenter.state.form) == "The prosecutor"


def test_that_it_is_asked_once_before_such_a_copy_leaves(page, monkeypatch):
    asked: list[str] = []
    monkeypatch.setattr(
        "app.ui.pages.packet.page.ask_save", lambda _, title, *__: asked.append(title)
    )
    make_for(page.presenter, VICTIM, "Ana Blackwood")
    page.presenter.build()
    page.ask_file()
    assert asked == []
    (dialog,) = page.view.findChildren(SureDialog)
    said = " ".join(one.text() for one in dialog.findChildren(type(dialog._wrong)))
    assert "This copy is for Ana Blackwood, the victim." in said
    assert "not the answer to Dana Whitlow" in said
    dialog.go.click()
    assert asked == ["Save the packet"]
    page.ask_file()
    assert asked == ["Save the packet"] * 2
    make_for(page.presenter, Audience.PUBLIC)
    page.presenter.build()
    page.ask_file()
    assert len(asked) == 3
