"""Requests: taken in, filled, due, counted."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import builders
import pytest

from app.domain.audiences import Audience
from app.domain.decisions import Disposition
from app.domain.ids import PacketId
from app.domain.packets import KeptPacket
from app.domain.requests import NewRequest, Stage
from app.errors import AppError
from app.vault.folder import Vault
from app.workflow.decide import Decider
from app.workflow.keep_requests import Requests
from app.workflow.law import Library

LAW = Library.load()
TODAY = dt.date(2026, 11, 16)
ASKED = NewRequest("2026-014", " Dana Whitlow ", dt.date(2026, 11, 2), "US", "the stop")


@pytest.fixture
def requests(vault: Vault) -> Requests:
    return Requests(vault, LAW, lambda: TODAY)


def test_that_a_request_is_taken_in_tidy(requests: Requests) -> None:
    request = requests.new(replace(ASKED, number=" 2026-014 "))
    assert (request.number, request.details.requester) == ("2026-014", "Dana Whitlow")
    assert requests.get("2026-014").id == request.id


@pytest.mark.parametrize(
    ("details", "what"),
    [
        (replace(ASKED, number="  "), "no number"),
        (replace(ASKED, requester=""), "does not say who asks"),
        (replace(ASKED, jurisdiction="ZZ"), "ZZ"),
    ],
)
def test_that_what_cannot_be_kept_is_refused(
    requests: Requests, details: NewRequest, what: str
) -> None:
    with pytest.raises(AppError, match=what):
        requests.new(details)
    assert requests.rows() == []


def test_that_a_number_is_given_once(requests: Requests) -> None:
    requests.new(ASKED)
    other = requests.new(replace(ASKED, number="2026-015"))
    with pytest.raises(AppError, match="already a request"):
        requests.new(ASKED)
    with pytest.raises(AppError, match="already a request"):
        requests.change(other.id, ASKED)
    changed = requests.change(other.id, replace(ASKED, number="2026-016"))
    assert changed.id == other.id
    with pytest.raises(AppError, match="no request"):
        requests.get("2026-015")


def test_that_the_most_pressing_request_comes_first_and_closed_ones_last(
    requests: Requests,
) -> None:
    late = requests.new(replace(ASKED, number="late", received=dt.date(2026, 11, 9)))
    early = requests.new(ASKED)
    closed = requests.new(replace(ASKED, number="closed", received=dt.date(2026, 1, 5)))
    requests.close(closed.id)
    assert [row.request.id for row in requests.rows()] == [early.id, late.id, closed.id]
    assert [row.stage_word for row in requests.rows()] == ["Search", "Search", "Closed"]
    requests.reopen(closed.id)
    assert requests.get("closed").stage is Stage.OPEN


def test_that_a_due_date_set_by_hand_is_kept_and_said(requests: Requests) -> None:
    by_hand = replace(ASKED, due=dt.date(2026, 11, 20))
    deadline = requests.deadline(by_hand)
    assert deadline.due == dt.date(2026, 11, 20)
    assert "by hand" in deadline.steps[-1]
    assert requests.days_left(by_hand) == 4


def test_that_neighbours_come_with_what_was_found(vault: Vault, requests: Requests) -> None:
    ids = builders.hold(vault, [builders.message(f"m {n}", n) for n in range(9)])
    request = requests.new(ASKED)
    assert requests.add_with_neighbours(request.id, [ids[4]], 2) == 5
    assert requests.add(request.id, ids, "by hand") == 4
    assert requests.remove(request.id, ids[:3]) == 3
    assert requests.get("2026-014").records == 6


def test_that_the_guide_knows_what_is_held_and_left(vault: Vault, requests: Requests) -> None:
    assert requests.facts(None).records_held == 0
    ids = builders.hold(vault, [builders.message(f"m {n}", n) for n in range(3)])
    request = requests.new(ASKED)
    requests.add(request.id, ids, "by hand")
    Decider(vault, requests.get("2026-014"), "Pat").dispose(ids[:1], Disposition.REDACT)
    facts = requests.facts(request.id)
    assert (facts.sources, facts.records_held, facts.in_request) == (1, 3, 3)
    assert (facts.undecided, facts.findings, facts.packets) == (2, 1, 0)
    assert requests.rows()[0].stage_word == "Review"


def test_that_a_copy_for_somebody_else_answers_no_request(vault: Vault, requests: Requests) -> None:
    request = requests.new(ASKED)
    for audience, name, answers in (
        (Audience.PROSECUTOR, "", 0),
        (Audience.VICTIM, "Maria Soto", 0),
        (Audience.VICTIM, "dana  whitlow", 1),
        (Audience.PUBLIC, "", 2),
    ):
        kept = KeptPacket(
            PacketId(0), request.id, 1, "somebody", "a.pdf", "ab" * 32, 1, 1, 0, 0, ("1", "1"), 0,
            audience=audience, made_for=name,
        )  # fmt: skip
        with vault.write() as work:
            work.packets.keep(kept)
        assert requests.facts(request.id).packets == answers
