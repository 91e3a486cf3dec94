"""Times as the packet prints them."""

from __future__ import annotations

import datetime as dt

from app.domain.provenance import Moment
from app.workflow.show_times import in_words, iso, local_day, microseconds

MARCH_14 = microseconds(dt.datetime(2026, 3, 15, 1, 4, 12, tzinfo=dt.UTC))


def test_that_a_time_is_printed_in_the_packets_zone_with_its_name() -> None:
    shown = in_words(Moment(MARCH_14, "", "utc"), "America/New_York")
    assert shown == "Sat 14 Mar 2026, 9:04:12 PM EDT"


def test_that_noon_and_midnight_are_twelve() -> None:
    noon = microseconds(dt.datetime(2026, 1, 5, 12, 0, tzinfo=dt.UTC))
    midnight = microseconds(dt.datetime(2026, 1, 5, 0, 0, tzinfo=dt.UTC))
    assert "12:00:00 PM UTC" in in_words(Moment(noon, "", "utc"), "UTC")
    assert "12:00:00 AM UTC" in in_words(Moment(midnight, "", "utc"), "UTC")


def test_that_an_assumed_zone_is_said() -> None:
    assumed = Moment(MARCH_14, "", "assumed:America/New_York")
    assert in_words(assumed, "America/New_York").endswith("EDT (zone assumed)")


def test_that_an_unknown_time_is_said() -> None:
    assert in_words(Moment(None), "UTC") == "time unknown"
    assert local_day(Moment(None), "UTC") is None
    assert iso(None) is None


def test_that_the_day_is_the_zones_own() -> None:
    moment = Moment(MARCH_14, "", "utc")
    assert local_day(moment, "UTC") == dt.date(2026, 3, 15)
    assert local_day(moment, "America/New_York") == dt.date(2026, 3, 14)


def test_that_times_before_1970_and_fractions_are_kept() -> None:
    early = microseconds(dt.datetime(1969, 12, 31, 23, 59, 59, 250_000, tzinfo=dt.UTC))
    assert early == -750_000
    assert iso(early) == "1969-12-31T23:59:59.250000+00:00"
