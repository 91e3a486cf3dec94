"""The list of requests."""

from __future__ import annotations

import pytest
from desk_fakes import FakeRequests, FakeWays, Shown, a_desk, a_request, texts

from app.domain.ids import RequestId
from app.domain.steps import Facts
from app.errors import AppError
from app.ui.at_once import AtOnce
from app.ui.pages.requests.presenter import EMPTY, NONE_FOUND, RequestsPresenter
from app.ui.rows import Tone
from app.ui.ways import Where


class Home:
    """The presenter over some requests: one late, two soon, one with time, one closed."""

    def __init__(self, *, empty: bool = False) -> None:
        self.requests = FakeRequests()
        if not empty:
            for number, ago, who, text in (
                ("2026-014", 21, "Dana Whitlow", "the stop on 14 March"),
                ("2026-011", 40, "Daily Courier", "texts of the chief"),
                ("2026-021", 4, "Channel 8", "mails of the director"),
                ("2026-012", 22, "A. Brandt", ""),
                ("2026-003", 200, "Old One", "long ago"),
            ):
                self.requests.new(a_request(number, ago, requester=who, text=text))
            self.requests.close(RequestId(5))
        self.ways = FakeWays()
        self.shown: Shown = Shown()
        self.presenter = RequestsPresenter(a_desk(self.requests), self.ways, AtOnce, self.shown)
        self.presenter.arrive()

    @property
    def numbers(self) -> list[str]:
        return texts(self.shown.last.rows, 1)


@pytest.fixture
def home() -> Home:
    return Home()


def test_that_open_requests_stand_first_due_first(home):
    assert home.numbers == ["2026-011", "2026-012", "2026-014", "2026-021"]


def test_that_due_dates_carry_colour_and_sign(home):
    first, second, _, last = home.shown.last.rows
    assert (first.cells[0].tone, first.cells[0].text[0]) == (Tone.BAD, "●")
    assert (second.cells[0].tone, second.cells[0].text[0]) == (Tone.SOON, "▲")
    assert last.cells[0].tone is Tone.PLAIN
    assert "overdue" in first.cells[0].spoken


def test_that_chips_count_what_they_filter(home):
    counts = {chip.key: chip.count for chip in home.shown.last.chips}
    assert counts == {"overdue": 1, "soon": 2, "all": 4, "closed": 1}
    for key, count in counts.items():
        home.presenter.filter(key)
        assert len(home.numbers) == count


def test_that_words_find_number_name_and_text(home):
    home.presenter.find("STOP march")
    assert home.numbers == ["2026-014"]
    home.presenter.find("courier")
    assert home.numbers == ["2026-011"]
    home.presenter.find("021")
    assert home.numbers == ["2026-021"]


def test_that_nothing_found_says_so_and_shows_all_again(home):
    home.presenter.find("nobody")
    assert home.shown.last.empty == NONE_FOUND
    assert home.shown.last.detail is None
    home.presenter.empty_pressed()
    assert len(home.numbers) == 4


def test_that_an_empty_vault_says_what_belongs_here():
    home = Home(empty=True)
    assert home.shown.last.empty == EMPTY
    home.presenter.empty_pressed()
    assert home.ways.went == [(Where.INTAKE, "new")]


@pytest.mark.parametrize("column", range(6))
def test_that_each_column_orders_both_ways(home, column):
    home.presenter.sort(column)
    if column == 0:
        home.presenter.sort(column)
    once = home.numbers
    home.presenter.sort(column)
    assert sorted(once) == sorted(home.numbers)
    if column in {1, 2, 3}:
        assert home.numbers == once[::-1]


def test_that_the_chosen_request_tells_how_its_day_was_found(home):
    home.presenter.choose("2026-014")
    detail = home.shown.last.detail
    assert detail.due == "Due Tue 1 Dec · 5 business days"
    assert any("Thanksgiving" in step for step in detail.steps)
    assert detail.law == "United States"
    assert detail.close_word == "&Close request"


def test_that_a_filter_moves_the_choice_to_what_is_shown(home):
    home.presenter.choose("2026-021")
    home.presenter.filter("overdue")
    assert home.shown.last.chosen == home.presenter.chosen == "2026-011"


@pytest.mark.parametrize(
    ("facts", "where"),
    [
        (Facts(True, 1, 9), Where.SEARCH),
        (Facts(True, 1, 9, 9, 3), Where.REVIEW),
        (Facts(True, 1, 9, 9, 0), Where.CHECK),
    ],
)
def test_that_opening_goes_where_the_work_is(home, facts, where):
    home.requests.in_request["2026-014"] = facts
    home.presenter.arrive()
    home.presenter.open("2026-014")
    assert home.ways.opened == ["2026-014"]
    assert home.ways.went == [(where, "")]


def test_that_a_request_that_is_not_there_is_not_opened(home):
    home.presenter.open("none")
    home.presenter.close_or_reopen("none")
    assert home.ways.opened == []


def test_that_edit_opens_the_form(home):
    home.presenter.edit("2026-014")
    assert home.ways.went == [(Where.INTAKE, "2026-014")]


def test_that_closing_and_reopening_are_told(home):
    home.presenter.close_or_reopen("2026-014")
    assert home.ways.said == ["Request 2026-014 is closed."]
    assert "2026-014" not in home.numbers
    home.presenter.close_or_reopen("2026-014")
    assert home.ways.said[-1] == "Request 2026-014 is open again."
    assert home.ways.changes == 2


def test_that_a_refusal_stands_in_the_page(home):
    home.requests.refusal = AppError("No.", "Because.")
    home.presenter.close_or_reopen("2026-014")
    assert home.shown.last.notice.sentence == "No. Because."
    home.presenter.arrive()
    assert home.shown.last.notice.sentence == "No. Because."


def test_that_a_closed_request_is_shown_without_urgency(home):
    home.presenter.filter("closed")
    assert home.shown.last.rows[0].cells[0].tone is Tone.MUTED
    assert home.shown.last.detail.close_word == "&Reopen"
