"""The register on the page of coverage, its scope and its rule; over a real small vault."""

from __future__ import annotations

from dataclasses import replace

import pytest
from coverage_window import CoverageDesk
from PySide6.QtCore import Qt

from app.domain.coverage import GapRule
from app.ui.pages.coverage.typed import RegisterRow, TypedEntry

HALE = TypedEntry(
    "Chief Hale", "Chief", "e-mail", "hale@example.com", "Laptop 3", "SN 9", "3/1/2026", "4/1/2026"
)


def entry_of(desk: CoverageDesk, custodian: str = "Chief Hale") -> RegisterRow:
    return next(one for one in desk.state.register if one.words[0] == custodian)


def test_that_an_entry_has_every_field_that_the_table_has(desk):
    desk.presenter.register.put(HALE)
    days = {"since": "2026-03-01", "until": "2026-04-01"}
    assert entry_of(desk).typed == replace(HALE, channel="email", **days)
    desk.presenter.register.remove(entry_of(desk).id)
    assert not any(one.words[0] == "Chief Hale" for one in desk.state.register)


def test_that_an_entry_is_changed_in_its_place_and_back(desk):
    before = len(desk.state.register)
    desk.presenter.register.put(HALE)
    row = entry_of(desk)
    barred = replace(row.typed, account="b@example.com", may_hold=False, said="Order 12, 2025")
    desk.presenter.register.change(row.id, barred)
    assert entry_of(desk).words[3] == "b@example.com"
    assert entry_of(desk).words[-1] == "no: Order 12, 2025"
    assert len(desk.state.register) == before + 1
    desk.presenter.undo()
    assert entry_of(desk).typed == row.typed


def test_that_an_entry_that_ended_asks_for_nothing_after_its_day(desk):
    cole = entry_of(desk, "Sgt. Cole")
    open_before = desk.state.open_gaps
    desk.presenter.register.end(cole.id, "2026-02-01")
    assert entry_of(desk, "Sgt. Cole").words[6] == "2026-02-01"
    line = next(one for one in desk.state.lines if one.title.startswith("Sgt. Cole · sms"))
    assert line.cells[4].tip.endswith("0 records.")
    assert desk.state.open_gaps == open_before
    desk.presenter.register.end(entry_of(desk, "Sgt. Cole").id, "")
    assert entry_of(desk, "Sgt. Cole").words[6] > "2026-02-01"


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"custodian": " "}, "names no custodian"),
        ({"since": "soon"}, "is not a date"),
        ({"since": "2026-05-01"}, "the last day lies before the first"),
        ({"until": "1950-01-01", "since": ""}, "lies too far away"),
        ({"may_hold": False}, "nobody is named who said"),
        ({"channel": ""}, "the channel is missing"),
        ({"channel": "<>!"}, "this is no channel"),
        ({"device": "x" * 201}, "more than 200 letters"),
    ],
)
def test_that_nonsense_is_refused_with_one_sentence(desk, wrong, sentence):
    before = desk.state.register
    desk.presenter.register.put(replace(HALE, **wrong))
    assert sentence in desk.state.notice.what
    assert desk.state.register == before


def test_that_no_entry_takes_the_place_of_another_unseen(desk):
    desk.presenter.register.put(HALE)
    desk.presenter.register.put(replace(HALE, role="Clerk"))
    assert "has this entry already" in desk.state.notice.what
    row = entry_of(desk)
    desk.presenter.register.change(row.id, entry_of(desk, "Sgt. Cole").typed)
    assert "has this entry already" in desk.state.notice.what
    desk.presenter.register.change(row.id, row.typed)
    assert "Nothing was changed" in desk.state.notice.what
    desk.presenter.register.end(999, "2026-01-01")
    assert "no such entry" in desk.state.notice.what


def test_that_a_register_goes_to_a_table_and_back(desk, tmp_path):
    table, register = tmp_path / "Register.csv", desk.presenter.register
    register.save_table(table)
    register.remove(desk.state.register[0].id)
    register.take_table(table)
    assert len(desk.state.register) == 4
    register.take_table(tmp_path / "missing.csv")
    assert "cannot be read" in desk.state.notice.what
    register.save_table(tmp_path)
    assert "cannot be written" in desk.state.notice.what


def test_that_the_request_may_ask_for_some_alone(page, qtbot, desk):
    page.view.open_asked()
    names = page.view.asked.custodians
    assert names.hasFocus()
    assert [names.item(at).text() for at in range(names.count())] == [
        "Lt. Reyes", "Ofc. Diaz", "Sgt. Cole",
    ]  # fmt: skip
    names.setCurrentRow(1)
    qtbot.keyClick(names, Qt.Key.Key_Space)
    channels = page.view.asked.channels
    channels.setCurrentRow(1)
    qtbot.keyClick(channels, Qt.Key.Key_Space)
    page.view.asked._wish()
    assert [line.title for line in page.presenter.state.lines] == ["Ofc. Diaz · sms · 850-555-0101"]
    assert page.presenter.state.asked.in_words == "Ofc. Diaz · sms"
    page.presenter.undo()
    assert len(page.presenter.state.lines) == 5
    assert names.ticked == []


def test_that_a_request_without_days_asks_for_them_before_whom(desk):
    details = replace(desk.request.details, text="All texts", number="2026-015")
    with desk.vault.write() as work:
        desk.ways.request = work.requests.add(details)
    desk.presenter.arrive()
    desk.presenter.ask_for(["Ofc. Diaz"], [])
    assert "A day is missing" in desk.state.notice.what
    desk.presenter.set_days("2026-03-01", "2026-03-31")
    desk.presenter.ask_for(["Ofc. Diaz"], [])
    assert {line.title.split(" · ")[0] for line in desk.state.lines} == {"Ofc. Diaz"}
    desk.ways.request = None
    desk.presenter.ask_for([], [])


def test_that_the_rule_is_set_on_the_page(page, qtbot, desk):
    silent = "1 silent stretch"
    assert silent in page.presenter.state.summary
    page.view.open_rule()
    rule = page.view.rule
    assert rule.hole.hasFocus()
    assert page.view.fold_of_asked.is_open is False
    rule.silent.setValue(5)
    rule.blocks.setChecked(False)
    rule._wish()
    assert page.presenter.state.rule == GapRule(False, 60, 5)
    assert silent not in page.presenter.state.summary
    rule.hole.setValue(3)
    rule._wish()
    assert page.presenter.state.open_gaps == 6
    page.presenter.undo()
    page.presenter.undo()
    assert page.presenter.state.rule == GapRule()
    assert (rule.hole.value(), rule.silent.value(), rule.blocks.isChecked()) == (60, 3, True)


def test_that_the_fields_serve_a_new_entry_and_the_chosen_one(page, qtbot, desk):
    view = page.view.register
    page.view.fold.set_open(is_open=True)
    lines = view.entry.lines
    lines["custodian"].setText("Chief Hale")
    view.entry.channel.setEditText("sms")
    lines["serial"].setText("SN 9")
    qtbot.keyClick(lines["account"], Qt.Key.Key_Return)
    made = next(one for one in page.presenter.state.register if one.words[0] == "Chief Hale")
    assert made.typed.serial == "SN 9"
    assert lines["custodian"].text() == ""
    view.table.selectRow(page.presenter.state.register.index(made))
    assert lines["serial"].text() == "SN 9"
    assert view.entry._put.isHidden()
    lines["device"].setText("Phone 4")
    qtbot.keyClick(lines["device"], Qt.Key.Key_Return)
    made = next(one for one in page.presenter.state.register if one.words[0] == "Chief Hale")
    assert made.words[4] == "Phone 4"
    view.table.selectRow(page.presenter.state.register.index(made))
    lines["until"].setText("2026-04-01")
    view.entry._wish_ended()
    made = next(one for one in page.presenter.state.register if one.words[0] == "Chief Hale")
    assert made.words[6] == "2026-04-01"
    view.table.selectRow(page.presenter.state.register.index(made))
    view.entry._wish_removed()
    assert not any(one.words[0] == "Chief Hale" for one in page.presenter.state.register)
    for nothing in (view.entry._wish_changed, view.entry._wish_ended, view.entry._wish_removed):
        nothing()
    assert len(page.presenter.state.register) == 4


def test_that_a_policy_is_only_told_where_none_may_lie(page):
    entry = page.view.register.entry
    entry.said.setText("Order 12")
    assert not entry.said.isEnabled()
    assert entry.typed.said == ""
    entry.may_hold.setChecked(False)
    assert entry.said.isEnabled()
    assert entry.typed.said == "Order 12"


def test_that_how_an_export_was_collected_closes_its_gap(page):
    box = page.view.collected
    box.source.setCurrentIndex(1)
    box.on.setText("2026-04-13")
    box.by.setText("B. Cole")
    box.first.setText("2026-01-01")
    box._wish()
    assert "One of the two days is missing" in page.presenter.state.notice.what
    box.last.setText("4/13/2026")
    box.account.setText(" Phone 1 ")
    box._wish()
    assert page.presenter.state.open_gaps == 3
    box.source.setCurrentIndex(0)
    assert box.by.text() == ""
    box.source.setCurrentIndex(1)
    assert (box.by.text(), box.last.text(), box.account.text()) == (
        "B. Cole", "2026-04-13", "Phone 1",
    )  # fmt: skip
    page.presenter.undo()
    assert page.presenter.state.open_gaps == 4
