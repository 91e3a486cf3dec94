"""The review: the queue, one record in its conversation, and what might be redacted."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import builders
import pytest

from app.domain.decisions import AlreadyPublic, Disposition
from app.domain.ids import RecordId
from app.domain.redaction import SOURCE_TEXT, SpanTarget
from app.domain.requests import Request
from app.domain.spans import Span
from app.vault.folder import Vault
from app.workflow.decide import Decider
from app.workflow.review import PARTLY, ReviewRoom

TEXTS = ("SSN 219-09-9999 of hers", "call me", "her SSN is 219-09-9999", "ok")


class Office:
    """A conversation of four messages, three of them in the request."""

    def __init__(self, vault: Vault) -> None:
        records = [builders.message(text, number) for number, text in enumerate(TEXTS)]
        self.ids: list[RecordId] = builders.hold(vault, records)
        self.request: Request = builders.new_request(vault, self.ids[:3])
        self.room = ReviewRoom(vault, self.request)
        self.decider = Decider(vault, self.request, "Pat")

    def in_text(self, record: RecordId) -> list[str]:
        sight = self.room.look(record)
        return [
            sight.record.text[one.suggestion.span.start : one.suggestion.span.end]
            for one in sight.suggestions
            if one.place.field.value == "text"
        ]


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    vault = builders.new_vault(tmp_path)
    yield Office(vault)
    vault.close()


def test_that_the_queue_shows_what_was_asked_for(office: Office) -> None:
    first, second, third = office.ids[:3]
    office.decider.dispose([first], Disposition.RELEASE)
    office.decider.dispose([second], Disposition.NOT_RESPONSIVE)
    assert office.room.ids() == [first, second, third]
    assert office.room.ids("undecided") == [third]
    assert office.room.ids("released") == [first]
    assert office.room.ids("not_responsive") == [second]
    assert office.room.progress() == (2, 3)
    assert [row.outcome for row in office.room.queue()] == [
        Disposition.RELEASE,
        Disposition.NOT_RESPONSIVE,
        None,
    ]


def test_that_a_record_is_seen_among_its_neighbours(office: Office) -> None:
    sight = office.room.look(office.ids[1])
    assert [one.id for one in sight.neighbours] == office.ids
    assert office.ids[3] not in sight.standings
    assert sight.copies == 0


def test_that_a_suggestion_goes_when_it_is_decided_or_declined(office: Office) -> None:
    first, _, third = office.ids[:3]
    assert office.in_text(first) == ["219-09-9999"]
    (one,) = [s for s in office.room.look(first).suggestions if s.place.field.value == "text"]
    office.decider.redact(first, [one.target], ["(x)"])
    assert office.in_text(first) == []
    (other,) = [s for s in office.room.look(third).suggestions if s.place.field.value == "text"]
    office.decider.decline(third, other.target, other.suggestion.kind)
    assert office.in_text(third) == []
    office.decider.undo()
    assert office.in_text(third) == ["219-09-9999"]


@pytest.mark.parametrize(
    ("hidden", "left"),
    [
        ([(4, 7)], ["09-9999"]),
        ([(8, 10)], ["219", "9999"]),
        ([(4, 7), (8, 10), (11, 15)], []),
        ([(0, 12)], ["999"]),
    ],
)
def test_that_what_a_bar_leaves_of_a_suggestion_comes_again(
    office: Office, hidden: list[tuple[int, int]], left: list[str]
) -> None:
    first = office.ids[0]
    office.decider.redact(first, [SpanTarget(Span(*one)) for one in hidden], ["(x)"])
    assert office.in_text(first) == left
    parts = [one for one in office.room.look(first).suggestions if one.place == SOURCE_TEXT]
    assert {(one.suggestion.level, one.suggestion.why) for one in parts} <= {("critical", PARTLY)}
    for one in parts:
        office.decider.decline(first, one.target, one.suggestion.kind)
    assert office.in_text(first) == []
    assert office.in_text(office.ids[2]) == ["219-09-9999"]


def test_that_what_the_public_knows_is_no_longer_suggested(office: Office) -> None:
    first = office.ids[0]
    left = [AlreadyPublic(first, SpanTarget(Span(4, 10)), "in the paper")]
    office.decider.apply(left, "left")
    assert office.in_text(first) == ["9999"]
    office.decider.redact(first, [SpanTarget(Span(11, 15))], ["(x)"])
    assert office.in_text(first) == []
    office.decider.undo()
    office.decider.undo()
    assert office.in_text(first) == ["219-09-9999"]


def test_that_all_suggestions_of_a_kind_are_listed(office: Office) -> None:
    found = [record for record, _ in office.room.all_suggestions("ssn")]
    assert found == [office.ids[0], office.ids[2]]
    kinds = {one.suggestion.kind for _, one in office.room.all_suggestions()}
    assert kinds == {"ssn", "phone"}
