"""The form of a request."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from desk_fakes import TODAY, FakeRequests, FakeSettings, FakeWays, Shown, a_desk, a_request

from app.errors import AppError
from app.settings.values import Settings
from app.ui.at_once import AtOnce
from app.ui.pages.intake.presenter import IntakePresenter, mistakes, suggested_number
from app.ui.ways import Where


class Form:
    """The presenter over one known request."""

    def __init__(self) -> None:
        self.requests = FakeRequests(a_request("2026-014", 21))
        self.ways = FakeWays()
        self.settings = FakeSettings(Settings(jurisdiction="US"))
        self.shown: Shown = Shown()
        self.presenter = IntakePresenter(
            a_desk(self.requests), self.ways, AtOnce, self.settings, self.shown
        )

    def type(self, field: str, **changed: object) -> None:
        self.presenter.typed(field, replace(self.shown.last.typed, **changed))


@pytest.fixture
def form() -> Form:
    return Form()


def test_that_a_new_request_begins_with_the_next_number_and_today(form):
    form.presenter.arrive("new")
    typed = form.shown.last.typed
    assert (typed.number, typed.received, typed.jurisdiction) == ("2026-015", TODAY, "US")
    assert form.shown.last.steps
    assert form.shown.last.due.startswith("Due ")


def test_that_the_deadline_follows_what_is_typed(form):
    form.presenter.arrive("new")
    before = form.shown.last.due
    form.type("received", received=TODAY - dt.timedelta(days=7))
    assert form.shown.last.due != before
    form.type("jurisdiction", jurisdiction="FL")
    assert not form.shown.last.statutory
    form.type("due", due=dt.date(2026, 12, 24))
    assert form.shown.last.due == "Due Thursday 24 December 2026"


def test_that_after_hours_is_told_in_the_steps_at_once(form):
    form.presenter.arrive("new")
    form.type("received", received=dt.date(2026, 11, 2))
    by_day = form.shown.last.due
    form.type("after_hours", after_hours=True)
    assert form.shown.last.steps[0].startswith(
        "Received Monday 2 November 2026 while the office was closed: counts as received Tuesday"
    )
    assert form.shown.last.due != by_day


def test_that_fields_are_filled_once_and_not_while_typing(form):
    form.presenter.arrive("new")
    assert form.shown[-2].fill or form.shown.last.fill
    form.type("requester", requester="D")
    assert not form.shown.last.fill


def test_that_nothing_is_called_wrong_before_it_was_touched(form):
    form.presenter.arrive("new")
    form.type("number", number="2026-015")
    assert form.shown.last.wrong == ()
    form.type("requester", requester="")
    assert dict(form.shown.last.wrong).keys() == {"requester"}


def test_that_saving_what_is_incomplete_tells_at_the_fields(form):
    form.presenter.arrive("new")
    form.type("number", number=" ")
    form.presenter.save()
    assert dict(form.shown.last.wrong).keys() == {"number", "requester"}
    assert len(form.requests.held) == 1


def test_that_a_new_request_is_entered_and_opened(form):
    form.presenter.arrive("new")
    form.type("requester", requester="Dana Whitlow")
    assert form.presenter.changed
    form.presenter.save()
    assert form.requests.get("2026-015").details.requester == "Dana Whitlow"
    assert form.ways.opened == ["2026-015"]
    assert form.ways.went == [(Where.SOURCES, "")]
    assert form.ways.said == ["Request 2026-015 is entered."]
    assert not form.presenter.changed


def test_that_the_jurisdiction_is_remembered_for_the_next_one(form):
    form.presenter.arrive("new")
    form.type("requester", requester="Dana")
    form.type("jurisdiction", jurisdiction="FL")
    form.presenter.save()
    assert form.settings.now.jurisdiction == "FL"


def test_that_a_known_request_is_changed(form):
    form.presenter.arrive("2026-014")
    assert form.shown.last.title == "Request 2026-014"
    form.type("notes", notes="called back")
    form.presenter.save()
    assert form.requests.get("2026-014").details.notes == "called back"
    assert form.ways.went == []
    assert form.ways.said == ["Request 2026-014 is saved."]


def test_that_arriving_without_a_number_shows_the_open_request(form):
    form.ways.request = form.requests.get("2026-014")
    form.presenter.arrive("")
    assert form.shown.last.title == "Request 2026-014"


def test_that_its_own_number_is_not_taken(form):
    form.presenter.arrive("2026-014")
    form.type("number", number="2026-014")
    assert form.shown.last.wrong == ()


def test_that_half_typed_words_are_still_there_when_one_comes_back(form):
    form.presenter.arrive("new")
    form.type("requester", requester="Dana")
    form.presenter.arrive("new")
    assert form.shown.last.typed.requester == "Dana"
    assert form.shown.last.fill


def test_that_a_refusal_stands_in_the_page(form):
    form.presenter.arrive("new")
    form.type("requester", requester="Dana")
    form.requests.refusal = AppError("The disk is full.", "Make room.")
    form.presenter.save()
    assert form.shown.last.notice.what == "The disk is full."
    assert form.presenter.changed


def test_that_settings_that_cannot_be_kept_are_told(form):
    form.settings.refusal = AppError("Not saved.", "")
    form.presenter.arrive("new")
    form.type("requester", requester="Dana")
    form.presenter.save()
    assert [error.what for error in form.ways.troubles] == ["Not saved."]


def test_that_locking_keeps_what_can_be_kept(form):
    form.presenter.arrive("new")
    assert form.presenter.put_away() is None
    form.type("notes", notes="half")
    assert form.presenter.put_away() is None
    form.type("requester", requester="Dana")
    keep = form.presenter.put_away()
    assert keep is not None
    keep()
    assert form.requests.get("2026-015").details.notes == "half"


def test_that_leaving_throws_away_what_was_typed(form):
    form.presenter.arrive("new")
    form.type("requester", requester="Dana")
    form.presenter.leave_unsaved()
    form.presenter.arrive("new")
    assert form.shown.last.typed.requester == ""
    assert form.ways.went == [(Where.REQUESTS, "")]


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"number": ""}, "number"),
        ({"number": "2026-014"}, "number"),
        ({"requester": "  "}, "requester"),
        ({"received": TODAY + dt.timedelta(days=1)}, "received"),
        ({"due": TODAY - dt.timedelta(days=90)}, "due"),
    ],
)
def test_that_each_mistake_names_its_field(changed, field):
    details = replace(a_request("2026-099"), **changed)
    assert [name for name, _ in mistakes(details, frozenset({"2026-014"}), TODAY)] == [field]


@pytest.mark.parametrize(
    ("numbers", "next_one"),
    [
        ([], "2026-001"),
        (["2025-100"], "2026-001"),
        (["2026-009", "2026-010", "other"], "2026-011"),
        (["PRR-2026-7", "PRR-2026-12"], "PRR-2026-13"),
        (["2026-999"], "2026-1000"),
        (["R2026/0041"], "R2026/0042"),
    ],
)
def test_that_numbers_go_on_the_way_the_office_counts(numbers, next_one):
    assert suggested_number(numbers, TODAY) == next_one
