"""The page of coverage: the picture, answering gaps, the register; over a real small vault."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from coverage_desk import DIAZ, day
from coverage_window import SPRING, CoverageDesk
from desk_fakes import Shown
from PySide6.QtCore import Qt

from app.domain.coverage import Mark, Settling
from app.search.language import parse
from app.ui.pages.coverage.presenter import CoveragePresenter
from app.ui.pages.coverage.state import NO_REQUEST
from app.ui.ways import Where


@pytest.fixture
def bare(tmp_path: Path) -> Iterator[CoverageDesk]:
    made = CoverageDesk(tmp_path, registered=False)
    made.presenter.arrive()
    yield made
    made.vault.close()


PHONE = "Ofc. Diaz · sms · 850-555-0101"


def line_of(desk: CoverageDesk, title: str = PHONE) -> int:
    return [line.title for line in desk.state.lines].index(title)


def test_that_every_week_has_its_number_and_its_marks(desk):
    line = desk.state.lines[line_of(desk)]
    assert len(line.cells) == len(desk.state.heads) == 13
    assert line.cells[0].marks == {Mark.GAP}
    assert line.cells[3].text == "46"
    assert line.cells[3].degree == 4
    assert Mark.SILENT in line.cells[9].marks
    assert "silent for days" in line.cells[9].tip
    assert "16 Mar 2026 to 22 Mar 2026: 3 records" in line.cells[9].tip


def test_that_weeks_without_a_record_tell_covered_from_not_covered(desk):
    page = desk.state.lines[line_of(desk, "Ofc. Diaz · facebook · diaz.millbrook")]
    assert (page.cells[0].text, page.cells[4].text) == ("", "0")


def test_that_the_summary_tells_what_is_missing(desk):
    assert "4 open gaps" in desk.state.summary
    assert "1 answered" in desk.state.summary
    assert "not in the register: Lt. Reyes (sms)" in desk.state.summary


def test_that_days_are_shown_and_weeks_again(desk):
    desk.presenter.zoom(by_days=True)
    assert len(desk.state.heads) == SPRING.length
    desk.presenter.zoom(by_days=False)
    assert len(desk.state.heads) == 13


def test_that_a_cell_leads_to_its_records(desk):
    desk.presenter.choose(line_of(desk), 3)
    assert desk.state.chosen.has_records
    desk.presenter.find()
    where, query = desk.ways.went[-1]
    assert where is Where.SEARCH
    assert query == 'after:2026-02-02 before:2026-02-09 source:"Ofc. Diaz"'
    assert desk.vault.index.find(parse(query, "America/New_York")).count == 46 + 1


def test_that_a_gap_is_answered_and_the_answer_taken_back(desk):
    desk.presenter.choose(line_of(desk), 0)
    assert desk.state.chosen.gap.endswith("12 Jan 2026 to 19 Jan 2026")
    desk.presenter.answer(Settling.NOTHING_EXISTS.value, 0, "New phone, says Sgt. Cole")
    assert desk.state.open_gaps == 3
    assert "New phone, says Sgt. Cole" in desk.state.chosen.sentence
    assert desk.state.chosen.gap == ""
    desk.presenter.undo()
    assert desk.state.open_gaps == 4
    assert desk.ways.said[-1] == "Undone: the answer to a gap."


def test_that_a_gap_without_a_reason_stays_open_with_a_sentence(desk):
    desk.presenter.choose(line_of(desk), 0)
    desk.presenter.answer(Settling.OUTSIDE.value, 0, " ")
    assert "without a reason" in desk.state.notice.what
    assert desk.state.open_gaps == 4


def test_that_a_gap_may_have_been_collected_with_another_source(desk):
    desk.presenter.choose(line_of(desk), 0)
    desk.presenter.answer(Settling.COLLECTED.value, int(desk.cole), "on the sergeant's phone")
    assert desk.state.open_gaps == 3


def test_that_all_gaps_are_acknowledged(desk):
    desk.presenter.acknowledge("The phone was lost")
    assert desk.ways.said[-1].startswith("4 open gaps acknowledged")
    desk.presenter.acknowledge("")
    assert "without a reason" in desk.state.notice.what


def test_that_other_days_are_kept(desk):
    desk.presenter.set_days("3/1/2026", "31 March 2026")
    assert (desk.state.first, desk.state.last) == ("2026-03-01", "2026-03-31")
    desk.presenter.set_days("", "2026-03-31")
    assert "A day is missing" in desk.state.notice.what
    desk.presenter.set_days("whenever", "2026-03-31")
    assert "is not a date" in desk.state.notice.what


def test_that_the_register_is_made_from_the_sources(bare):
    assert not bare.state.registered
    assert "no register" in bare.state.notice.what
    assert bare.state.proposals == 4
    bare.presenter.register.take_over()
    assert bare.state.registered
    assert bare.state.proposals == 0
    assert len(bare.state.lines) == 4
    bare.presenter.undo()
    assert not bare.state.registered


def test_that_nothing_is_shown_without_a_request(desk):
    desk.ways.request = None
    shown: Shown = Shown()
    presenter = CoveragePresenter(desk.context, shown)
    presenter.arrive()
    assert shown.last.empty == NO_REQUEST
    presenter.follow()
    assert desk.ways.went[-1][0] is Where.REQUESTS
    presenter.set_days("2026-03-01", "2026-03-02")
    presenter.acknowledge("why")
    presenter.answer(Settling.OUTSIDE.value, 0, "why")
    presenter.choose(0, 0)
    presenter.find()
    assert shown.last.chosen is None


def test_that_a_request_without_days_asks_for_them(bare):
    bare.presenter.register.take_over()
    details = replace(bare.request.details, text="All texts", number="2026-015")
    with bare.vault.write() as work:
        bare.ways.request = work.requests.add(details)
    bare.presenter.arrive()
    assert "names no days" in bare.state.notice.what
    assert bare.state.lines == ()


def test_that_cells_are_spoken_and_told_by_the_pointer(page):
    grid = page.view.grid
    index = grid.model_of.index(2, 0)
    for role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
        assert "12 Jan 2026 to 18 Jan 2026: 0 records; no export covers" in index.data(role)
    assert grid.model_of.headerData(0, Qt.Orientation.Horizontal) == "12 Jan"
    spoken = grid.model_of.headerData(
        2, Qt.Orientation.Vertical, Qt.ItemDataRole.AccessibleTextRole
    )
    assert spoken == "Ofc. Diaz · sms · 850-555-0101 · Phone 1 · 2 items unreadable"


def test_that_the_keys_lead_over_the_picture_to_the_answer(page, qtbot, desk):
    grid = page.view.grid
    grid.setFocus()
    grid.setCurrentIndex(grid.model_of.index(2, 0))
    assert page.presenter.state.chosen.line == 2
    assert page.view.answer.gap.text().startswith("Open gap: Ofc. Diaz")
    qtbot.keyClick(grid, Qt.Key.Key_Return)
    assert page.view.answer.reason.hasFocus()
    qtbot.keyClicks(page.view.answer.reason, "Not handed out yet")
    qtbot.keyClick(page.view.answer.reason, Qt.Key.Key_Return)
    assert page.presenter.state.open_gaps == 3
    assert page.view.answer.reason.text() == ""
    assert grid.currentIndex().row() == 2
    grid.setCurrentIndex(grid.model_of.index(2, 3))
    grid.setFocus()
    qtbot.keyClick(grid, Qt.Key.Key_Return)
    assert desk.ways.went[-1][0] is Where.SEARCH


def test_that_the_source_is_asked_only_where_it_was_collected(page):
    box = page.view.answer
    assert box.source.isHidden()
    box.settling.setCurrentIndex(box.settling.findData(Settling.COLLECTED.value))
    assert not box.source.isHidden()
    assert box.source.count() == 5


def test_that_the_view_wishes_what_its_fields_say(page, qtbot, desk):
    view = page.view
    view.first.setText("2026-03-01")
    qtbot.keyClick(view.first, Qt.Key.Key_Return)
    assert page.presenter.state.first == "2026-03-01"
    assert {deed.title for deed in page.deeds()} >= {"Answer the chosen gap"}


def test_that_a_picture_keeps_its_words_in_the_dark(page):
    page.view.grid.viewport().update()
    assert page.view.grid.model_of.rowCount() == 5
    assert DIAZ.custodian in page.view.grid.model_of.headerData(2, Qt.Orientation.Vertical)
    page.refresh()
    assert page.presenter.state.first == day("2026-01-12").isoformat()
