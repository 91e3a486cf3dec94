"""Coverage: what is held for a request, what is missing, and what is said of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from builders import hold, new_request, new_vault
from coverage_desk import DIAZ, MARCH, ZONE, daily, day, hold_of, march, on
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.coverage import (
    Collected,
    Coverage,
    CoverageLine,
    Days,
    GapAnswer,
    GapRule,
    Mark,
    RegisterEntry,
    Scope,
    Settling,
    cells,
    days_in,
    weeks_of,
)
from app.domain.provenance import NO_MOMENT
from app.domain.requests import Request
from app.errors import AppError, PacketRefused
from app.vault.folder import Vault
from app.workflow.check_request import blocks, check
from app.workflow.coverage import chosen_entry, coverage
from app.workflow.coverage_scope import days_named, scope_of, set_scope
from app.workflow.gaps import (
    acknowledge,
    answer_gaps,
    findings,
    gap_at,
    gap_rule,
    set_collected,
    set_gap_rule,
    undo,
)
from app.workflow.keep_register import Register
from app.workflow.law import Library
from app.workflow.packet_recipe import refuse_unready

WHO = "Rosa"


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    made = new_vault(tmp_path)
    yield made
    made.close()


def asked(vault: Vault, scope: Scope | None = None) -> Request:
    with vault.read() as work:
        count = work.records.count()
    request = new_request(vault, [] if not count else [1])  # type: ignore[list-item]  # the first record
    set_scope(vault, request, scope or march(), WHO)
    return request


def picture(vault: Vault, request: Request) -> Coverage:
    found = coverage(vault, request)
    assert found is not None
    return found


def line_of(vault: Vault, request: Request, entry: RegisterEntry = DIAZ) -> CoverageLine:
    return next(one for one in picture(vault, request).lines if one.entry.key == entry.key)


def gaps_of(vault: Vault, request: Request, entry: RegisterEntry = DIAZ) -> list[Days]:
    return [gap.days for gap in line_of(vault, request, entry).gaps if gap.is_open]


def test_that_a_vault_without_a_register_has_no_coverage_and_is_not_kept_back(vault: Vault) -> None:
    hold_of(vault, "Ofc. Diaz", daily("2026-03-10", "2026-03-12"))
    request = asked(vault)
    assert coverage(vault, request) is None
    assert findings(vault, request) == []


def test_that_days_beyond_an_export_are_gaps_and_its_ends_are_cuts(vault: Vault) -> None:
    hold_of(vault, "ofc.  DIAZ", daily("2026-03-10", "2026-03-12"))
    Register(vault, WHO).add([DIAZ])
    request = asked(vault)
    line = line_of(vault, request)
    assert gaps_of(vault, request) == [
        Days(MARCH.first, day("2026-03-09")),
        Days(day("2026-03-13"), MARCH.last),
    ]
    assert line.cuts == (day("2026-03-10"), day("2026-03-12"))
    assert line.total == 3


def test_that_an_export_covers_days_without_records_between_its_own(vault: Vault) -> None:
    hold_of(vault, "Ofc. Diaz", [on(day("2026-03-01")), on(day("2026-03-31"), 1)])
    Register(vault, WHO).add([DIAZ])
    assert gaps_of(vault, asked(vault)) == []


def test_that_a_hole_longer_than_two_months_is_a_gap_until_somebody_tells(vault: Vault) -> None:
    source = hold_of(vault, "Ofc. Diaz", [on(day("2025-12-20")), on(day("2026-04-20"), 1)])
    Register(vault, WHO).add([DIAZ])
    request = asked(vault)
    assert gaps_of(vault, request) == [MARCH]
    told = Collected(source, days=Days(day("2025-12-01"), day("2026-04-30")))
    set_collected(vault, told, WHO)
    assert gaps_of(vault, request) == []
    assert undo(vault, None, WHO) == "how an export was collected"
    assert gaps_of(vault, request) == [MARCH]


def test_that_an_export_covers_until_the_day_it_was_collected(vault: Vault) -> None:
    source = hold_of(vault, "Ofc. Diaz", daily("2026-02-20", "2026-03-12"))
    Register(vault, WHO).add([DIAZ])
    request = asked(vault)
    set_collected(vault, Collected(source, on=day("2026-03-20"), by="B. Cole"), WHO)
    assert gaps_of(vault, request) == [Days(day("2026-03-21"), MARCH.last)]
    set_collected(vault, Collected(source, on=day("2026-04-02"), by="B. Cole"), WHO)
    assert gaps_of(vault, request) == []


def test_that_no_gap_lies_before_a_phone_was_handed_out_or_where_policy_allows_none(
    vault: Vault,
) -> None:
    hold_of(vault, "Ofc. Diaz", daily("2026-03-10", "2026-03-20"))
    register = Register(vault, WHO)
    own = RegisterEntry("Ofc. Diaz", role="Patrol", until=day("2026-03-25"))
    barred = RegisterEntry("Ofc. Diaz", channel="whatsapp", may_hold=False, said="Order 12, 2025")
    register.add([replace(DIAZ, since=day("2026-03-10")), own, barred])
    request = asked(vault)
    assert gaps_of(vault, request) == [Days(day("2026-03-21"), day("2026-03-25"))]
    assert gaps_of(vault, request, barred) == []


def test_that_records_where_policy_allows_none_are_told(vault: Vault) -> None:
    hold_of(vault, "Ofc. Diaz", daily("2026-03-01", "2026-03-31"))
    Register(vault, WHO).add([replace(DIAZ, may_hold=False, said="Order 12")])
    request = asked(vault)
    assert [one.kind for one in findings(vault, request)] == ["unexpected_channel"]
    weeks = weeks_of(MARCH)
    assert Mark.UNEXPECTED in cells(line_of(vault, request), MARCH.first, weeks)[0].marks


def test_that_days_are_silent_where_the_channel_usually_has_records(vault: Vault) -> None:
    quiet = ("2026-03-17", "2026-03-18", "2026-03-19")
    hold_of(vault, "Ofc. Diaz", daily("2026-02-01", "2026-04-15", leave_out=quiet))
    Register(vault, WHO).add([DIAZ])
    line = line_of(vault, asked(vault))
    assert line.silent == (Days(day("2026-03-17"), day("2026-03-19")),)
    assert line.gaps == ()


def test_that_weekends_of_an_office_are_not_silent_and_do_not_break_silence(vault: Vault) -> None:
    def works(one: dt.date) -> bool:
        return one.weekday() < 5 and one not in {day("2026-03-13"), *after}

    after = {day("2026-03-16"), day("2026-03-17")}
    start = day("2026-02-02")
    each = [start + dt.timedelta(days=at) for at in range(80)]
    hold_of(vault, "Ofc. Diaz", [on(one) for one in each if works(one)])
    Register(vault, WHO).add([DIAZ])
    line = line_of(vault, asked(vault))
    assert line.silent == (Days(day("2026-03-13"), day("2026-03-17")),)


def test_that_a_seldom_used_channel_is_never_silent(vault: Vault) -> None:
    hold_of(vault, "Ofc. Diaz", [on(day(f"2026-03-{n:02}")) for n in (1, 8, 19, 31)])
    Register(vault, WHO).add([DIAZ])
    assert line_of(vault, asked(vault)).silent == ()


def test_that_a_message_of_two_custodians_counts_once_and_fills_both(vault: Vault) -> None:
    same = daily("2026-03-01", "2026-03-31")
    hold_of(vault, "Ofc. Diaz", same)
    hold_of(vault, "Sgt. Cole", same, name="second.xml")
    cole = RegisterEntry("Sgt. Cole", channel="sms")
    Register(vault, WHO).add([DIAZ, cole])
    request = asked(vault)
    found = picture(vault, request)
    assert sum(line.total for line in found.lines) == 31
    assert sum(line_of(vault, request, cole).copies) == 31
    assert found.open_gaps == ()


def test_that_a_phone_whose_export_may_be_another_ones_keeps_its_gap(vault: Vault) -> None:
    second = replace(DIAZ, account="850-555-0109", device="Phone 2")
    source = hold_of(vault, "Ofc. Diaz", daily("2026-03-01", "2026-03-31"))
    Register(vault, WHO).add([DIAZ, second])
    request = asked(vault)
    assert gaps_of(vault, request) == [MARCH] == gaps_of(vault, request, second)
    loose = picture(vault, request).lines[-1]
    assert (loose.registered, loose.total, loose.gaps) == (False, 31, ())
    set_collected(vault, Collected(source, account="phone 2"), WHO)
    assert gaps_of(vault, request, second) == []
    assert gaps_of(vault, request) == [MARCH]


def test_that_an_export_goes_to_the_account_whose_number_it_has(vault: Vault) -> None:
    second = replace(DIAZ, account="+1 (850) 555-0109", device="Phone 2")
    hold_of(vault, "Ofc. Diaz", daily("2026-03-01", "2026-03-31"), own=("8505550109",))
    Register(vault, WHO).add([DIAZ, second])
    request = asked(vault)
    assert gaps_of(vault, request, second) == []
    assert gaps_of(vault, request) == [MARCH]


def test_that_an_export_of_a_number_that_is_not_registered_fills_no_gap() -> None:
    assert chosen_entry([DIAZ], ("Ofc. Diaz", "sms"), ("850-555-0177",)) is None
    assert chosen_entry([DIAZ], ("Ofc. Diaz", "sms"), ()) == DIAZ
    assert chosen_entry([DIAZ], ("Ofc. Diaz", "email"), ()) is None
    bare = replace(DIAZ, account="")
    assert chosen_entry([bare], ("Ofc. Diaz", "sms"), ("850-555-0177",)) == bare


def test_that_undated_and_unreadable_items_are_told_beside_the_line(vault: Vault) -> None:
    records = [*daily("2026-03-01", "2026-03-31"), replace(on(MARCH.first, 77), sent=NO_MOMENT)]
    hold_of(vault, "Ofc. Diaz", records, unreadable=2)
    Register(vault, WHO).add([DIAZ])
    line = line_of(vault, asked(vault))
    assert (line.undated, line.unreadable, line.total) == (1, 2, 31)
    first = cells(line, MARCH.first, days_in(MARCH))[0]
    assert first.marks == {Mark.UNREADABLE}


def test_that_days_are_those_of_the_zone(vault: Vault) -> None:
    late = on(day("2026-03-07"), 1, at=dt.time(23, 59))
    hold_of(vault, "Ofc. Diaz", [late, on(day("2026-03-08"), 2, at=dt.time(0, 0))])
    Register(vault, WHO).add([DIAZ])
    line = line_of(vault, asked(vault))
    assert line.records[6:8] == (1, 1)


def test_that_a_gap_is_settled_by_an_answer_and_open_again_when_it_is_undone(vault: Vault) -> None:
    hold_of(vault, "Ofc. Diaz", daily("2026-03-10", "2026-03-31"))
    Register(vault, WHO).add([DIAZ])
    request = asked(vault)
    gap = picture(vault, request).open_gaps[0]
    assert gap.days == Days(MARCH.first, day("2026-03-09"))
    said = GapAnswer(gap.line, gap.days, Settling.NOTHING_EXISTS, " On leave,  says Sgt. Cole ")
    answer_gaps(vault, request, [said], WHO)
    line = line_of(vault, request)
    assert line.gaps[0].answers[0].answer.reason == "On leave, says Sgt. Cole"
    assert picture(vault, request).open_gaps == ()
    assert Mark.SETTLED in cells(line, MARCH.first, weeks_of(MARCH))[0].marks
    assert undo(vault, request, WHO) == "the answer to a gap"
    assert picture(vault, request).open_gaps == (gap,)


def test_that_an_answer_holds_for_its_days_alone(vault: Vault) -> None:
    hold_of(vault, "Ofc. Diaz", daily("2026-03-10", "2026-03-31"))
    Register(vault, WHO).add([DIAZ])
    request = asked(vault)
    part = Days(day("2026-03-03"), day("2026-03-05"))
    answer_gaps(vault, request, [GapAnswer(DIAZ.key, part, Settling.OUTSIDE, "not asked")], WHO)
    assert gaps_of(vault, request) == [
        Days(MARCH.first, day("2026-03-02")),
        Days(day("2026-03-06"), day("2026-03-09")),
    ]
    assert len(gap_at(picture(vault, request), DIAZ.key, weeks_of(MARCH)[0])) == 1


@pytest.mark.parametrize("reason", ["", "  ", "—"])
def test_that_a_gap_is_not_answered_without_a_reason(vault: Vault, reason: str) -> None:
    Register(vault, WHO).add([DIAZ])
    request = asked(vault)
    said = GapAnswer(DIAZ.key, MARCH, Settling.NOTHING_EXISTS, reason)
    with pytest.raises(AppError, match="without a reason"):
        answer_gaps(vault, request, [said], WHO)
    with pytest.raises(AppError, match="without a reason"):
        acknowledge(vault, request, reason, WHO)


def test_that_collected_later_needs_a_source(vault: Vault) -> None:
    source = hold_of(vault, "Sgt. Cole", daily("2026-03-01", "2026-03-02"))
    Register(vault, WHO).add([DIAZ])
    request = asked(vault)
    said = GapAnswer(DIAZ.key, MARCH, Settling.COLLECTED, "with the sergeant's")
    with pytest.raises(AppError, match="no such source"):
        answer_gaps(vault, request, [said], WHO)
    answer_gaps(vault, request, [replace(said, source=source)], WHO)
    assert picture(vault, request).open_gaps == ()


def test_that_open_gaps_keep_the_packet_back_until_they_are_acknowledged(vault: Vault) -> None:
    ids = hold(vault, daily("2026-03-10", "2026-03-31"))
    Register(vault, WHO).add([DIAZ])
    request = new_request(vault, ids)
    set_scope(vault, request, march(), WHO)
    law = Library.load()
    assert "open_gaps" in [one.kind for one in blocks(vault, request, law)]
    assert acknowledge(vault, request, "The phone was replaced", WHO) == 1
    assert "open_gaps" not in [one.kind for one in blocks(vault, request, law)]
    told = [one for one in check(vault, request, law) if one.kind == "open_gaps"]
    assert [one.blocks for one in told] == [False]
    assert "The phone was replaced" in told[0].sentence
    set_scope(vault, request, Scope(Days(day("2026-02-01"), MARCH.last), (), ZONE), WHO)
    assert "open_gaps" in [one.kind for one in blocks(vault, request, law)]


def test_that_a_packet_with_open_gaps_is_refused(vault: Vault) -> None:
    Register(vault, WHO).add([DIAZ])
    hold_of(vault, "Ofc. Diaz", daily("2026-03-10", "2026-03-31"))
    request = asked(vault)
    with pytest.raises(PacketRefused):
        refuse_unready(vault, request, Library.load())


def test_that_the_vault_may_only_warn_of_gaps(vault: Vault) -> None:
    Register(vault, WHO).add([DIAZ])
    hold_of(vault, "Ofc. Diaz", daily("2026-03-10", "2026-03-31"))
    request = asked(vault)
    set_gap_rule(vault, GapRule(blocks=False), WHO)
    assert not gap_rule(vault).blocks
    assert [one.blocks for one in findings(vault, request)] == [False]
    assert undo(vault, None, WHO) == "the rule on gaps"
    assert gap_rule(vault).blocks


def test_that_nothing_is_acknowledged_where_no_gap_is_open(vault: Vault) -> None:
    request = asked(vault)
    with pytest.raises(AppError, match="No gap"):
        acknowledge(vault, request, "because", WHO)


def test_that_custodians_outside_of_the_register_are_told(vault: Vault) -> None:
    hold_of(vault, "Ofc. Diaz", daily("2026-03-01", "2026-03-31"))
    hold_of(vault, "Lt. Reyes", [on(day("2026-03-05"), 9)], name="other.xml")
    register = Register(vault, WHO)
    register.add([DIAZ, RegisterEntry("Chief Hale", role="Chief")])
    request = asked(vault)
    found = picture(vault, request)
    assert (found.unregistered, found.bare) == (("Lt. Reyes",), ("Chief Hale",))
    told = findings(vault, request)
    assert [(one.kind, one.blocks) for one in told] == [("unregistered", False)]
    set_scope(vault, request, march("ofc. diaz", "Chief Hale"), WHO)
    assert "Chief Hale" in findings(vault, request)[0].sentence
    set_scope(vault, request, march("Ofc. Diaz"), WHO)
    assert findings(vault, request) == []


def test_that_a_scope_names_known_custodians_and_real_days(vault: Vault) -> None:
    request = asked(vault)
    for days in (Days(MARCH.last, MARCH.first), Days(day("0900-01-01"), MARCH.last)):
        with pytest.raises(AppError):
            set_scope(vault, request, Scope(days, (), ZONE), WHO)
    with pytest.raises(AppError, match="no custodian Nobody"):
        set_scope(vault, request, march("Nobody"), WHO)


def test_that_the_last_scope_holds_and_the_one_before_after_undo(vault: Vault) -> None:
    request = asked(vault)
    other = Scope(Days(day("2026-01-01"), day("2026-01-02")), (), ZONE)
    set_scope(vault, request, other, WHO)
    set_scope(vault, request, march(), WHO)
    assert scope_of(vault, request) == march()
    undo(vault, request, WHO)
    assert scope_of(vault, request) == other


def test_that_a_request_without_dates_takes_those_of_its_records(vault: Vault) -> None:
    ids = hold(vault, daily("2026-03-10", "2026-03-12"))
    request = new_request(vault, ids)
    quiet = replace(request, details=replace(request.details, text="All texts"))
    found = scope_of(vault, quiet)
    assert found is not None
    assert found.days == Days(day("2026-03-10"), day("2026-03-12"))
    assert scope_of(vault, request) == Scope(Days(day("2026-03-14"), day("2026-03-14")), (), "UTC")


def test_that_a_request_that_says_nothing_of_days_has_no_coverage(vault: Vault) -> None:
    Register(vault, WHO).add([DIAZ])
    request = new_request(vault, [])
    quiet = replace(request, details=replace(request.details, text="All texts"))
    assert scope_of(vault, quiet) is None
    assert coverage(vault, quiet) is None


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("texts from 2026-03-01 to 2026-03-31", "2026-03-01", "2026-03-31"),
        ("between March 3, 2026 and April 2026", "2026-03-03", "2026-04-30"),
        ("about the stop on 14 March", "2026-03-14", "2026-03-14"),
        ("about the stop on December 24", "2025-12-24", "2025-12-24"),
        ("since 3/1/2026 about 31 April 2026", "2026-03-01", "2026-03-01"),
    ],
)
def test_that_days_are_read_from_a_requests_text(text: str, first: str, last: str) -> None:
    assert days_named(text, day("2026-11-02")) == Days(day(first), day(last))


@pytest.mark.parametrize("text", ["", "All texts about 14 Cedar Hollow", "since 01/02/1900"])
def test_that_a_text_without_usable_days_names_none(text: str) -> None:
    assert days_named(text, day("2026-11-02")) is None


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_that_every_record_of_the_days_counts_exactly_once(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    made = new_vault(tmp_path_factory.mktemp("any"))
    places = st.tuples(
        st.integers(0, 60), st.integers(0, 3), st.sampled_from(["sms", "email", "x"])
    )
    for number in range(data.draw(st.integers(1, 3))):
        drawn = data.draw(st.lists(places, max_size=12))
        records = [
            on(day("2026-02-15") + dt.timedelta(days=at), n, platform=platform)
            for at, n, platform in drawn
        ]
        who = data.draw(st.sampled_from(["Ofc. Diaz", "Sgt. Cole", ""]))
        hold_of(made, who, records, name=f"{number}.xml")
    Register(made, WHO).add([DIAZ, replace(DIAZ, device="Phone 2"), RegisterEntry("Sgt. Cole")])
    request = asked(made)
    found = picture(made, request)
    with made.read() as work:
        sent = [one.sent.utc for one in work.records.many(list(range(1, work.records.count() + 1)))]  # type: ignore[arg-type]  # ids
    made.close()
    begin = dt.datetime(2026, 3, 1, 5, tzinfo=dt.UTC).timestamp() * 1_000_000
    end = dt.datetime(2026, 4, 1, 4, tzinfo=dt.UTC).timestamp() * 1_000_000
    assert sum(line.total for line in found.lines) == sum(
        1 for one in sent if one is not None and begin <= one < end
    )
    for line in found.lines:
        assert sum(cell.records for cell in cells(line, MARCH.first, found.weeks)) == line.total
        held = [own + again > 0 for own, again in zip(line.records, line.copies, strict=True)]
        assert not any(has and not there for has, there in zip(held, line.covered, strict=True))
