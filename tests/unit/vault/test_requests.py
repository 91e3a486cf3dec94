"""Requests: what a clerk types, what is in them, and what may leave them."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from builders import hold, message

from app.domain.decisions import Comment, Dispose, Disposition, Redact
from app.domain.ids import RecordId, RequestId
from app.domain.provenance import Moment
from app.domain.records import hash_of
from app.domain.redaction import SpanTarget
from app.domain.requests import NewRequest, Request, Stage
from app.domain.spans import Span
from app.errors import DecisionRefused, VaultRefused
from app.vault.folder import Vault

NEW = NewRequest(
    "2026-014", "Dana Whitlow", dt.date(2026, 11, 2), "FL", "All texts", "dana@example.com",
    "Millbrook Police Department", "by phone", dt.date(2026, 11, 20), after_hours=True,
)  # fmt: skip


def added(vault: Vault, number: str = "2026-014") -> Request:
    with vault.write() as work:
        return work.requests.add(replace(NEW, number=number))


def test_that_a_request_comes_back_as_typed(vault: Vault) -> None:
    request = added(vault)
    assert request.details == NEW
    assert (request.stage, request.records, request.undecided) == (Stage.OPEN, 0, 0)
    with vault.read() as work:
        assert work.requests.by_number(" 2026-014 ") == request
        assert work.requests.by_number("x") is None
        assert work.requests.all() == [request]
        with pytest.raises(KeyError):
            work.requests.get(RequestId(9))


def test_that_a_number_is_given_once(vault: Vault) -> None:
    first, second = added(vault), added(vault, "2")
    with pytest.raises(VaultRefused, match="already a request"):
        added(vault)
    with vault.write() as work:
        changed = work.requests.update(first.id, replace(NEW, notes="called back"))
        assert changed.details.notes == "called back"
        by_day = work.requests.update(first.id, replace(NEW, after_hours=False))
        assert not by_day.details.after_hours
        with pytest.raises(VaultRefused, match="already a request"):
            work.requests.update(second.id, NEW)
        assert work.requests.update(second.id, replace(NEW, number="3")).number == "3"


def test_that_a_request_needs_a_number(vault: Vault) -> None:
    with pytest.raises(VaultRefused, match="needs a number"):
        added(vault, "  ")


def test_that_records_come_in_once_and_by_date(vault: Vault) -> None:
    undated = replace(message("c", 9), sent=Moment(None))
    ids = hold(vault, [undated, message("b", 2), message("a", 1)])
    request = added(vault)
    with vault.write() as work:
        assert work.requests.add_records(request.id, ids, "word search") == 3
        assert work.requests.add_records(request.id, ids[:2], "by hand") == 0
        assert work.requests.add_records(request.id, [], "by hand") == 0
        assert work.requests.record_ids(request.id) == [3, 2, 1]
        assert work.requests.holds(request.id, ids[0])
        assert not work.requests.holds(request.id, RecordId(77))
        assert (work.requests.get(request.id).records, work.requests.get(request.id).undecided) == (
            3, 3,
        )  # fmt: skip


def test_that_thousands_can_be_added_and_removed_at_once(vault: Vault) -> None:
    ids = hold(vault, [message(f"m{n}", n) for n in range(3000)])
    request = added(vault)
    with vault.write() as work:
        assert work.requests.add_records(request.id, ids, "all") == 3000
        assert work.requests.remove_records(request.id, ids[:2500]) == 2500
        assert work.requests.get(request.id).records == 500


def test_that_undecided_counts_records_without_a_disposition(vault: Vault) -> None:
    ids = hold(vault, [message("a", 1), message("b", 2)])
    request = added(vault)
    with vault.write() as work:
        work.requests.add_records(request.id, ids, "all")
        work.decisions.append(request.id, "Rosa", [Dispose(ids[0], Disposition.RELEASE)])
        assert work.requests.get(request.id).undecided == 1


def test_that_a_decided_record_cannot_be_dropped(vault: Vault) -> None:
    ids = hold(vault, [message("some text", n) for n in range(4)])
    request = added(vault)
    redact = Redact(ids[1], SpanTarget(Span(0, 4)), (), hash_of("some text"))
    with vault.write() as work:
        work.requests.add_records(request.id, ids, "all")
        work.decisions.append(request.id, "Rosa", [Dispose(ids[0], Disposition.RELEASE), redact])
        work.decisions.append(request.id, "Rosa", [Comment(ids[2], "look again")])
        with pytest.raises(DecisionRefused, match="2 of these records have decisions"):
            work.requests.remove_records(request.id, ids)
        with pytest.raises(DecisionRefused, match="1 of these records has decisions"):
            work.requests.remove_records(request.id, ids[:1])
        assert work.requests.remove_records(request.id, ids[2:]) == 2
        assert work.requests.remove_records(request.id, ids[2:]) == 0


def test_that_a_closed_request_is_left_alone(vault: Vault) -> None:
    ids = hold(vault, [message("a", 1)])
    request = added(vault)
    with vault.write() as work:
        work.requests.close(request.id)
        assert work.requests.get(request.id).stage is Stage.CLOSED
        for change in (work.requests.add_records, work.requests.remove_records):
            with pytest.raises(DecisionRefused, match="is closed"):
                change(request.id, ids, *(["x"] if change == work.requests.add_records else []))
        work.requests.reopen(request.id)
        assert work.requests.add_records(request.id, ids, "x") == 1


def test_that_a_confirmed_citation_stays_confirmed(vault: Vault) -> None:
    with vault.write() as work:
        work.requests.confirm_exemption("FL", "119.071(2)(c)", "Rosa")
        work.requests.confirm_exemption("FL", "119.071(2)(c)", "Ben")
        assert work.requests.confirmed("FL") == {"119.071(2)(c)"}
        assert work.requests.confirmed("AZ") == set()


def test_that_searches_are_kept_by_name(vault: Vault) -> None:
    with vault.write() as work:
        work.requests.save_search("stop", "from:diaz stop")
        work.requests.save_search("all", "*")
        work.requests.save_search("stop", "from:diaz stop*")
        assert [tuple(s) for s in work.requests.searches()] == [
            ("all", "*"), ("stop", "from:diaz stop*"),
        ]  # fmt: skip
        work.requests.forget_search("all")
        assert [s.name for s in work.requests.searches()] == ["stop"]
