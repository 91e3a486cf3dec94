"""The statutory clock: worked examples with the calendars of 2026, and laws over every date."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.deadlines import business_days_left, dates, due_date
from app.domain.exemptions import ClockRule, Jurisdiction
from app.workflow.law import Library

LIBRARY = Library.load()
DAYS = st.dates(dt.date(2024, 1, 1), dt.date(2028, 12, 31))
CODES = st.sampled_from(LIBRARY.codes)


def law(number: int | None, unit: str = "business_days", **more: ClockRule) -> Jurisdiction:
    return Jurisdiction(
        "XX", "Testland", "Act", "ch. 1", ClockRule("in time", "s. 1", number, unit), **more
    )


def no_holidays(_: int) -> dict[dt.date, str]:
    return {}


def due(code: str, day: dt.date, *, while_closed: bool = False) -> dt.date:
    found = LIBRARY.get(code)
    return due_date(day, found, LIBRARY.holidays_of(code), while_closed=while_closed).due


@pytest.mark.parametrize(
    ("code", "received", "while_closed", "expected"),
    [
        # 20 working days without Veterans Day (11 November) and Thanksgiving (26 November)
        ("US", dt.date(2026, 11, 2), False, dt.date(2026, 12, 2)),
        # without Juneteenth (19 June) and Independence Day, observed on 3 July
        ("US", dt.date(2026, 6, 15), False, dt.date(2026, 7, 15)),
        # over the turn of the year: Christmas, New Year, Martin Luther King Jr. (18 January)
        ("US", dt.date(2026, 12, 21), False, dt.date(2027, 1, 21)),
        # a Saturday: Monday is the first day
        ("US", dt.date(2026, 3, 14), False, dt.date(2026, 4, 10)),
        # received on Veterans Day itself
        ("US", dt.date(2026, 11, 11), False, dt.date(2026, 12, 10)),
        # Florida's own target of ten: after hours of 2 November, without Veterans Day
        ("FL", dt.date(2026, 11, 2), True, dt.date(2026, 11, 18)),
        ("FL", dt.date(2026, 11, 2), False, dt.date(2026, 11, 17)),
        # Florida's offices work on Juneteenth, and not on the Friday after Thanksgiving
        ("FL", dt.date(2026, 6, 12), False, dt.date(2026, 6, 26)),
        ("FL", dt.date(2026, 11, 18), False, dt.date(2026, 12, 4)),
        # Arizona works on that Friday, and keeps Juneteenth and Columbus Day (12 October)
        ("AZ", dt.date(2026, 11, 18), False, dt.date(2026, 12, 3)),
        ("AZ", dt.date(2026, 6, 12), False, dt.date(2026, 6, 29)),
        ("AZ", dt.date(2026, 10, 5), False, dt.date(2026, 10, 20)),
        # California counts calendar days; a Friday that is a holiday moves to Monday
        ("CA", dt.date(2026, 6, 23), False, dt.date(2026, 7, 6)),
    ],
)
def test_that_an_answer_is_due_on_this_day(
    code: str, received: dt.date, while_closed: bool, expected: dt.date
) -> None:
    assert due(code, received, while_closed=while_closed) == expected


def test_that_the_steps_tell_how_the_date_was_found() -> None:
    found = due_date(
        dt.date(2026, 11, 2), LIBRARY.get("FL"), LIBRARY.holidays_of("FL"), while_closed=True
    )
    assert found.steps == (
        (
            "Received Monday 2 November 2026 while the office was closed: counts as received "
            "Tuesday 3 November 2026, which does not count itself."
        ),
        "Florida fixes no number of days; the office's own target of 10 business days is used.",
        "Wednesday 11 November 2026 does not count (Veterans Day).",
        "10 business days: due Wednesday 18 November 2026. s. 119.07(1)(a),(c), F.S.",
    )
    assert not found.statutory


def test_that_a_weekend_or_holiday_of_receipt_is_told() -> None:
    holidays_of = LIBRARY.holidays_of("US")
    saturday = due_date(dt.date(2026, 3, 14), LIBRARY.get("US"), holidays_of)
    assert saturday.steps[0].endswith("the first business day is Monday 16 March 2026.")
    holiday = due_date(dt.date(2026, 11, 11), LIBRARY.get("US"), holidays_of)
    assert holiday.steps[0].startswith("Received Wednesday 11 November 2026 (Veterans Day);")
    assert holiday.statutory
    assert holiday.citation == "5 U.S.C. 552(a)(6)(A)(i)"


def test_that_arizona_wants_an_acknowledgment_in_five_business_days() -> None:
    found = dates(dt.date(2026, 11, 9), LIBRARY.get("AZ"), LIBRARY.holidays_of("AZ"))
    assert found.acknowledge is not None
    assert found.acknowledge.due == dt.date(2026, 11, 17)
    assert found.acknowledge.citation == "A.R.S. 39-171(B)"
    assert found.extended is None


def test_that_a_federal_answer_may_be_put_off_by_ten_working_days() -> None:
    found = dates(dt.date(2026, 11, 2), LIBRARY.get("US"), LIBRARY.holidays_of("US"))
    assert found.acknowledge is None
    assert found.extended is not None
    assert found.extended.due == dt.date(2026, 12, 16)
    assert "counts from the due date, Wednesday 2 December 2026" in found.extended.steps[0]


def test_that_an_extension_may_count_from_receipt() -> None:
    extension = ClockRule("14 in all", "s. 2", 14, from_receipt=True)
    found = dates(dt.date(2026, 3, 2), law(7, extension=extension), no_holidays)
    assert found.extended is not None
    assert found.extended.due == dt.date(2026, 3, 20)


def test_that_clocks_without_a_number_give_no_date() -> None:
    loose = ClockRule("promptly", "s. 3")
    found = dates(
        dt.date(2026, 3, 2), law(None, acknowledgment=loose, extension=loose), no_holidays
    )
    assert found.acknowledge is None
    assert found.extended is None
    assert not found.due.statutory


@pytest.mark.parametrize(
    ("number", "unit", "expected", "wording"),
    [
        (1, "business_days", dt.date(2026, 3, 3), "1 business day:"),
        (10, "calendar_days", dt.date(2026, 3, 12), "10 calendar days:"),
        (5, "calendar_days", dt.date(2026, 3, 9), "5 calendar days:"),
        (24, "hours", dt.date(2026, 3, 3), "24 hours:"),
        (36, "hours", dt.date(2026, 3, 4), "36 hours:"),
    ],
)
def test_that_units_are_counted_so(number: int, unit: str, expected: dt.date, wording: str) -> None:
    found = due_date(dt.date(2026, 3, 2), law(number, unit), no_holidays)
    assert found.due == expected
    assert found.steps[-1].startswith(wording)


def is_business_day(day: dt.date, code: str) -> bool:
    return day.weekday() < 5 and day not in LIBRARY.holidays_of(code)(day.year)


@settings(deadline=None)
@given(CODES, DAYS)
def test_that_an_answer_is_never_due_on_a_day_off_or_before_receipt(
    code: str, received: dt.date
) -> None:
    found = due(code, received)
    assert found > received
    assert is_business_day(found, code)


@settings(deadline=None)
@given(CODES, DAYS, st.booleans())
def test_that_a_later_request_is_never_due_earlier(
    code: str, received: dt.date, while_closed: bool
) -> None:
    following = received + dt.timedelta(days=1)
    assert due(code, received, while_closed=while_closed) <= due(
        code, following, while_closed=while_closed
    )


@settings(deadline=None)
@given(CODES, DAYS)
def test_that_a_request_after_hours_is_never_due_earlier(code: str, received: dt.date) -> None:
    assert due(code, received) <= due(code, received, while_closed=True)


@settings(deadline=None)
@given(st.sampled_from(["US", "FL", "AZ"]), DAYS)
def test_that_the_business_days_up_to_the_due_day_are_those_of_the_law(
    code: str, received: dt.date
) -> None:
    found = LIBRARY.get(code)
    number = found.response.number or found.target_days
    holidays_of = LIBRARY.holidays_of(code)
    assert business_days_left(received, due(code, received), holidays_of) == number


@settings(deadline=None)
@given(DAYS, DAYS)
def test_that_days_left_turn_negative_when_the_day_has_passed(one: dt.date, two: dt.date) -> None:
    holidays_of = LIBRARY.holidays_of("US")
    assert business_days_left(one, two, holidays_of) == -business_days_left(two, one, holidays_of)


@settings(deadline=None)
@given(CODES, DAYS)
def test_that_every_extension_ends_after_the_due_day(code: str, received: dt.date) -> None:
    found = dates(received, LIBRARY.get(code), LIBRARY.holidays_of(code))
    if found.extended is not None and not LIBRARY.get(code).extension.from_receipt:  # type: ignore[union-attr]  # it has an extension
        assert found.extended.due > found.due.due
