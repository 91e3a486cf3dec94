"""Times as reports and tables write them: every form, what is none, and guessed orders of days."""

from __future__ import annotations

import datetime as dt

import pytest

from app.importers.report_times import DateOrder, ReportTimes
from app.importers.times import TimeReader


@pytest.mark.parametrize(
    ("written_as", "meant"),
    [
        ("2026-05-13T09:04:20.1234567-04:00", "2026-05-13T13:04:20.123456+00:00"),
        ("13-May-26 09:04:20", "2026-05-13T13:04:20+00:00"),
        ("13/05/2026 09:04:20(UTC-4)", "2026-05-13T13:04:20+00:00"),
        ("5/13/2026 9:04:20 PM(UTC+05:30)", "2026-05-13T15:34:20+00:00"),
        ("2026/05/13 09:04 (UTC)", "2026-05-13T09:04:00+00:00"),
        ("13.05.2026 09:04:20.5 UTC", "2026-05-13T09:04:20.500000+00:00"),
        ("13.06.2026", "2026-06-13T04:00:00+00:00"),
        ("46155.5", "2026-05-13T16:00:00+00:00"),
        ("12/5/2026 12:10:00 AM(UTC+0)", "2026-12-05T00:10:00+00:00"),
    ],
)
def test_that_times_are_read_in_every_form(written_as: str, meant: str) -> None:
    times = ReportTimes(TimeReader("America/New_York", lambda: 2_000_000_000_000_000))
    moment = times.read(written_as).moment
    assert moment.utc is not None
    assert dt.datetime.fromtimestamp(moment.utc / 1e6, dt.UTC).isoformat() == meant
    assert moment.raw == written_as


@pytest.mark.parametrize(
    "written_as", ["31/31/2026 09:00", "soon", "1/1/2026 29:00", "13-Foo-26 1:00"]
)
def test_that_a_time_that_is_none_says_so(written_as: str) -> None:
    timed = ReportTimes(TimeReader()).read(written_as)
    assert timed.moment.utc is None
    assert timed.problems[0].code == "date_unreadable"


def test_that_an_order_of_dates_that_is_not_known_is_a_guess() -> None:
    order = DateOrder()
    times = ReportTimes(TimeReader("UTC", lambda: 2_000_000_000_000_000), order)
    assert [one.code for one in times.read("5/6/2026 9:00").problems] == ["date_order_guessed"]
    assert not times.read("5/5/2026 9:00").problems
    for one in ("13/5/2026", "2026-01-02", "5/6/2026", "13-May-26"):
        order.weigh(one)
    timed = times.read("5/6/2026 9:00")
    assert not timed.problems
    assert timed.moment.utc == 1_780_650_000_000_000
