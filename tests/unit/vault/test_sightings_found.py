"""A record is found, and stands, as every export tells it: titles, platforms, conversations."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from zoneinfo import ZoneInfo

import builders
import pytest
from two_custodians import Telling, begin, both, take

from app.domain.coverage import Days
from app.domain.ids import RecordId
from app.domain.provenance import Moment
from app.domain.queries import FromSource, Has, Query, Tagged, Within, Word
from app.vault.checking import check_vault
from app.vault.day_counts import day_borders
from app.vault.folder import Vault

SENT, RECEIVED = both("Meet me at the dock", 0)
OTHERWISE = replace(
    RECEIVED, platform="imessage", labels=("iMessage",), flags=frozenset({"deleted"})
)
DAYS = Days(dt.date(2026, 3, 14), dt.date(2026, 3, 16))


@pytest.mark.parametrize(
    "query",
    [
        FromSource("Ofc. Ben"),
        FromSource("Ben.xml"),
        Within("as Ben calls it"),
        Within("imessage"),
        Word("Ben"),
        Tagged("iMessage"),
        Has("deleted"),
    ],
)
def test_that_what_the_second_export_alone_says_finds_the_record(
    vault: Vault, query: Query
) -> None:
    take(vault, begin(vault, "Ana"), [replace(SENT, parties=SENT.parties)])
    assert len(vault.index.find(Within("sms")).ids) == 1
    take(vault, begin(vault, "Ben"), [OTHERWISE])
    assert list(vault.index.find(query).ids) == [1]
    assert list(vault.index.find(Within("as Ana calls it")).ids) == [1]
    facets = vault.index.find(query).facets()
    assert facets.platforms == (("imessage", 1), ("sms", 1))
    assert facets.sources == (("Ana.xml", 1), ("Ben.xml", 1))


def test_that_coverage_counts_a_message_on_the_platform_that_each_export_says(
    vault: Vault,
) -> None:
    ana = begin(vault, "Ana")
    take(vault, ana, [SENT])
    ben = begin(vault, "Ben")
    take(vault, ben, [OTHERWISE])
    with vault.read() as work:
        assert work.coverage.platforms() == [(ana, "sms"), (ben, "imessage")]
    borders = day_borders(DAYS, ZoneInfo("UTC"))
    counted = vault.index.day_counts(borders, lambda pairs: list(range(len(pairs))))
    assert counted.pairs == ((ana, "sms"), (ben, "imessage"))
    assert counted.seen.any(axis=1).tolist() == [True, True]


def test_that_a_conversation_is_whole_as_the_second_export_tells_it(vault: Vault) -> None:
    take(vault, begin(vault, "Ana"), [SENT])
    kept = Telling("Ben", "Ben", ("Ana",), "Only Ben kept this", 60).parsed
    take(vault, begin(vault, "Ben"), [RECEIVED, kept])
    with vault.read() as work:
        assert work.records.neighbours(RecordId(2), 9, 9) == [1, 2]
        assert work.records.neighbours(RecordId(1), 9, 9) == [1]


def test_that_a_time_far_outside_of_any_calendar_is_taken_in(vault: Vault) -> None:
    begin(vault, "Cleo")
    far = [replace(SENT, sent=Moment(at), locator=str(at)) for at in (2**63 - 1, -(2**63))]
    assert take(vault, begin(vault, "Ana"), far).records == 2
    assert check_vault(vault, deep=True) == []


def test_that_a_record_which_another_tells_by_now_is_put_into_a_request_as_that_one(
    vault: Vault,
) -> None:
    crossed = (("Ben", 160), ("Ana", 40), ("Ana", 120), ("Ben", 60), ("Ben", 140), ("Ben", -100))
    for number, (phone, second) in enumerate(crossed):
        one = Telling(phone, "Ana", ("Ben",), "ok", second).parsed
        take(vault, begin(vault, phone, str(number)), [one])
    with vault.database.read() as connection:
        folded = connection.exec_driver_sql(
            "SELECT was, record_id FROM sightings WHERE was IS NOT NULL"
        ).fetchall()
    assert len(folded) == 1
    request = builders.new_request(vault, [])
    with vault.write() as work:
        assert work.records.count() == len(vault.index.find(Word("ok")).ids)
        assert work.records.last() > work.records.count()
        was, lead = map(RecordId, folded[0])
        assert (work.records.now(was), work.records.now(lead)) == (lead, lead)
        assert work.requests.add_records(request.id, [was], "by hand") == 1
        assert work.requests.add_records(request.id, [lead], "by hand") == 0
