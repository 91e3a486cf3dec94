"""Sentences of the window."""

from __future__ import annotations

import datetime as dt

import pytest
from desk_fakes import a_request

from app.domain.ids import RequestId
from app.domain.requests import Request, Stage
from app.errors import AppError
from app.ui import wording
from app.ui.rows import PADDING, Column, Tone, column_widths


@pytest.mark.parametrize(
    ("left", "told"),
    [
        (-2, "2 business days late"),
        (-1, "1 business day late"),
        (0, "due today"),
        (1, "1 business day"),
    ],
)
def test_that_days_left_are_told_in_words(left, told):
    assert wording.days_left(left) == told


@pytest.mark.parametrize(
    ("left", "stage", "tone", "sign"),
    [
        (-1, Stage.OPEN, Tone.BAD, "●"),
        (0, Stage.OPEN, Tone.SOON, "▲"),
        (5, Stage.OPEN, Tone.SOON, "▲"),
        (6, Stage.OPEN, Tone.PLAIN, ""),
        (-9, Stage.CLOSED, Tone.MUTED, ""),
    ],
)
def test_that_urgency_has_a_colour_and_a_sign(left, stage, tone, sign):
    assert wording.urgency(left, stage) is tone
    assert wording.urgency_sign(tone) == sign
    assert bool(wording.urgency_word(tone)) == bool(sign)


def test_that_days_are_written_with_their_year_only_where_it_is_another():
    today = dt.date(2026, 11, 23)
    assert wording.short_day(dt.date(2026, 11, 27), today) == "Fri 27 Nov"
    assert wording.short_day(dt.date(2027, 1, 4), today) == "Mon 4 Jan 2027"
    assert wording.long_day(dt.date(2026, 11, 27)) == "Friday 27 November 2026"


def test_that_what_is_asked_is_one_short_line():
    request = Request(RequestId(1), a_request("1", text="a\n b  " + "word " * 40))
    assert wording.about(request, 20) == "a b word word word…"
    assert wording.about(Request(RequestId(1), a_request("1", text="a\n b"))) == "a b"


@pytest.mark.parametrize(
    ("size", "told"),
    [
        (1, "1 byte"),
        (999, "999 bytes"),
        (1200, "1.2 KB"),
        (45_000_000, "45 MB"),
        (2_300_000_000, "2.3 GB"),
    ],
)
def test_that_sizes_are_told_in_the_unit_one_would_use(size, told):
    assert wording.size(size) == told


def test_that_an_error_becomes_a_line_with_its_remedy():
    notice = wording.of_error(AppError("It broke.", "Mend it."))
    assert notice.sentence == "It broke. Mend it."
    assert notice.tone is Tone.BAD


def test_that_numbers_have_their_noun():
    assert wording.count(1, "copy", "copies") == "1 copy"
    assert wording.count(2140, "copy", "copies") == "2,140 copies"
    assert wording.count(0, "record") == "0 records"


COLUMNS = (Column("Date", 12), Column("Name", 30), Column("Text"), Column("Left", 8, numbers=True))


def test_that_a_wide_table_gives_what_is_left_to_the_open_column():
    date, name, text, left = column_widths(COLUMNS, 8, 1200)
    assert (date, name, left) == (114, 258, 82)
    assert date + name + text + left == 1200


def test_that_a_narrow_table_keeps_figures_and_dates_whole():
    date, name, text, left = column_widths(COLUMNS, 8, 500)
    assert (date, left) == (114, 82)
    assert name < 258
    assert sum((date, name, text, left)) <= 501


def test_that_no_column_disappears_however_narrow_the_table():
    assert min(column_widths(COLUMNS, 8, 50)) > 60


def test_that_a_column_that_must_stay_whole_keeps_its_width():
    columns = (Column("Made", 20, whole=True), Column("For", 24), Column("About"))
    made, name, _ = column_widths(columns, 8, 300)
    assert made == 20 * 8 + PADDING
    assert name < 24 * 8
