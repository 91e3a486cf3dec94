"""Values of exports become moments, or say why not."""

from __future__ import annotations

import datetime as dt

import pytest

from app.domain.provenance import Moment
from app.errors import AppError
from app.importers.times import (
    AHEAD,
    AMBIGUOUS,
    EARLIEST,
    MISSING,
    OUT_OF_RANGE,
    UNREADABLE,
    TimeReader,
    Unit,
    wall_clock,
)

NOW = 1_793_620_000_000_000
SECOND = 1_700_000_000
READER = TimeReader("America/New_York", lambda: NOW)


@pytest.mark.parametrize("factor", [1, 1_000, 1_000_000, 1_000_000_000])
def test_that_the_size_of_a_number_tells_its_unit(factor: int) -> None:
    timed = READER.epoch(SECOND * factor)
    assert timed.moment == Moment(SECOND * 1_000_000, str(SECOND * factor), "utc")
    assert timed.flags == frozenset()


@pytest.mark.parametrize("absent", [0, -1, None, "", "null", "0"])
def test_that_an_absent_date_is_said_to_be_missing(absent: object) -> None:
    timed = READER.epoch(absent)
    assert timed.moment.utc is None
    assert timed.problems == (MISSING,)
    assert timed.flags == {"date_doubtful"}


@pytest.mark.parametrize("value", ["bad", "12:30", "1e9", "1" * 30, True])
def test_that_what_is_no_number_is_said_to_be_unreadable(value: object) -> None:
    timed = READER.epoch(value)
    assert timed.problems == (UNREADABLE,)
    assert timed.moment == Moment(None, str(value))


def test_that_fractions_of_seconds_are_kept() -> None:
    assert READER.epoch("1700000000.25").moment.utc == SECOND * 1_000_000 + 250_000
    assert READER.epoch("1700000000250.5", Unit.MILLISECONDS).moment.utc == (
        SECOND * 1_000_000 + 250_500
    )


@pytest.mark.parametrize(
    "micros", [EARLIEST - 1, NOW + AHEAD + 1, -62_169_958_800_000_000, 4 * 10**18]
)
def test_that_an_impossible_date_is_kept_as_it_stood_and_not_believed(micros: int) -> None:
    timed = READER.epoch(micros, Unit.MICROSECONDS)
    assert timed.moment == Moment(None, str(micros), "utc")
    assert timed.problems == (OUT_OF_RANGE,)


@pytest.mark.parametrize("micros", [EARLIEST, NOW + AHEAD])
def test_that_the_window_holds_its_ends(micros: int) -> None:
    assert READER.epoch(micros, Unit.MICROSECONDS).problems == ()


def test_that_a_reader_for_mail_keeps_odd_dates_with_their_problem() -> None:
    reader = TimeReader(clock=lambda: NOW, keep_outside=True)
    timed = reader.iso("1971-01-01T00:00:00Z")
    assert timed.moment.utc == 365 * 86_400 * 1_000_000
    assert timed.problems == (OUT_OF_RANGE,)


@pytest.mark.parametrize(
    ("written", "zone"),
    [
        ("2026-03-14T19:04:00Z", "utc"),
        ("2026-03-14 19:04:00 UTC", "utc"),
        ("2026-03-14T19:04:00+00:00", "utc"),
        ("2026-03-14T15:04:00-04:00", "offset:-04:00"),
        ("2026-03-15T00:34:00+05:30", "offset:+05:30"),
        ("2026-03-14 15:04:00", "assumed:America/New_York"),
        ("2026-03-14\u202f15:04:00", "assumed:America/New_York"),
    ],
)
def test_that_one_instant_written_in_many_ways_is_one(written: str, zone: str) -> None:
    timed = READER.iso(written)
    wanted = int(dt.datetime(2026, 3, 14, 19, 4, tzinfo=dt.UTC).timestamp()) * 1_000_000
    assert timed.moment == Moment(wanted, written, zone)


def test_that_the_hour_that_comes_twice_is_marked() -> None:
    assert READER.iso("2025-11-02T01:30:00").problems == (AMBIGUOUS,)
    assert READER.iso("2025-11-02T03:30:00").problems == ()


@pytest.mark.parametrize(
    ("written", "problem"),
    [("", MISSING), ("31/02/2020", UNREADABLE), ("0001-01-01T00:00:00+14:00", OUT_OF_RANGE)],
)
def test_that_a_date_that_is_none_says_so(written: str, problem: object) -> None:
    assert READER.iso(written).problems == (problem,)


def test_that_a_local_time_at_the_end_of_time_is_no_fault() -> None:
    reader = TimeReader("Pacific/Kiritimati", lambda: NOW)
    assert reader.at(dt.datetime(1, 1, 1), "1").moment.utc is None  # noqa: DTZ001 - a local time


@pytest.mark.parametrize("zone", ["Mars/Olympus", "", "../../etc/passwd", "a\0b"])
def test_that_an_unknown_zone_is_refused_with_a_sentence(zone: str) -> None:
    with pytest.raises(AppError, match="time zone is not known"):
        TimeReader(zone)


def test_that_the_clock_counts_microseconds() -> None:
    assert wall_clock() > NOW - 10 * 365 * 86_400 * 1_000_000
