"""How the records of a request stand, asked in numbers."""

from __future__ import annotations

import builders
import pytest

from app.domain.decisions import Decision, Dispose, Disposition, Redact
from app.domain.ids import RecordId, SourceId
from app.domain.records import hash_of
from app.domain.redaction import Field, Place, SpanTarget
from app.domain.requests import Request
from app.domain.spans import Span
from app.vault.folder import Vault

HOME, CASE, ODD = "s. 119.071(2)(c)1", "s. 119.071(4)(d)", 'an "odd_% code"'


class Desk:
    """A request of seven messages: released, redacted, withheld, out, hollow, bare, undecided."""

    def __init__(self, vault: Vault) -> None:
        self.vault = vault
        made = [builders.message(f"Blackwood said {n}", n, title="Texts") for n in range(7)]
        self.ids = builders.hold(vault, made)
        self.request: Request = builders.new_request(vault, self.ids)
        with vault.read() as work:
            hashes = [record.text_hash for record in work.records.many(self.ids)]
        one, two, three, four, five, six, _ = self.ids
        name, title = SpanTarget(Span(0, 9)), SpanTarget(Span(0, 5), Place(Field.TITLE))
        self.decided: list[tuple[str, list[Decision]]] = [
            (
                "Pat",
                [
                    Dispose(one, Disposition.RELEASE),
                    Redact(two, name, (HOME,), hashes[1]),
                    Redact(two, title, (ODD,), hash_of("Texts")),
                    Dispose(two, Disposition.RELEASE),
                    Dispose(three, Disposition.WITHHOLD, (CASE,)),
                ],
            ),
            (
                "Rosa",
                [
                    Dispose(four, Disposition.NOT_RESPONSIVE),
                    Redact(four, name, (CASE, HOME), hashes[3]),
                    Dispose(five, Disposition.REDACT),
                    Redact(six, name, (), hashes[5]),
                    Dispose(six, Disposition.REDACT),
                ],
            ),
        ]
        with vault.write() as work:
            for who, decisions in self.decided:
                work.decisions.append(self.request.id, who, decisions)


@pytest.fixture
def desk(vault: Vault) -> Desk:
    return Desk(vault)


def test_that_records_are_counted_by_what_happens_to_them(desk: Desk) -> None:
    with desk.vault.read() as work:
        counts = work.outcomes.counts(desk.request.id)
    assert counts == {
        Disposition.RELEASE: 1,
        Disposition.REDACT: 3,
        Disposition.WITHHOLD: 1,
        Disposition.NOT_RESPONSIVE: 1,
        None: 1,
    }


def test_that_only_redactions_of_what_leaves_are_counted(desk: Desk) -> None:
    with desk.vault.read() as work:
        assert work.outcomes.redactions(desk.request.id) == 3


def test_that_codes_of_what_stays_are_used_but_do_not_leave(desk: Desk) -> None:
    with desk.vault.write() as work:
        log = [Dispose(desk.ids[2], Disposition.NOT_RESPONSIVE)]
        work.decisions.append(desk.request.id, "Pat", log)
    with desk.vault.read() as work:
        assert work.outcomes.codes_that_leave(desk.request.id) == {HOME, ODD}
        assert work.outcomes.codes_used(desk.request.id) == {HOME, ODD, CASE}


@pytest.mark.parametrize(
    ("code", "numbers"), [(HOME, [1, 3]), (CASE, [2, 3]), (ODD, [1]), ("119.071", [])]
)
def test_that_records_with_a_code_are_found_by_the_whole_of_it(
    desk: Desk, code: str, numbers: list[int]
) -> None:
    with desk.vault.read() as work:
        assert work.outcomes.with_code(desk.request.id, code) == ids_of(desk, *numbers)


def test_that_what_is_not_finished_is_listed(desk: Desk) -> None:
    with desk.vault.read() as work:
        assert work.outcomes.undecided(desk.request.id) == ids_of(desk, 6)
        assert work.outcomes.without_codes(desk.request.id) == ids_of(desk, 5)
        assert work.outcomes.hollow(desk.request.id) == ids_of(desk, 4)


def test_that_what_leaves_is_listed_with_what_becomes_of_it(desk: Desk) -> None:
    with desk.vault.read() as work:
        keys = work.outcomes.leaving(desk.request.id)
        few = work.outcomes.leaving(desk.request.id, 2)
    assert [key.id for key in keys] == ids_of(desk, 0, 1, 2, 4, 5)
    outcomes = [Disposition.RELEASE, Disposition.REDACT, Disposition.WITHHOLD]
    assert [key.outcome for key in keys] == [*outcomes, Disposition.REDACT, Disposition.REDACT]
    assert [key.hides for key in keys] == [False, True, True, False, True]
    assert keys[-1] == keys[4]
    assert list(keys[1:3]) == [keys[1], keys[2]]
    assert list(few) == list(keys[:2])


def test_that_records_whose_title_is_withheld_in_part_are_listed(desk: Desk) -> None:
    with desk.vault.read() as work:
        assert work.outcomes.retitled(desk.request.id) == ids_of(desk, 1)


def test_that_people_sources_and_days_are_those_of_the_request(desk: Desk) -> None:
    with desk.vault.read() as work:
        people = work.outcomes.people(desk.request.id)
        between = work.outcomes.decided_between(desk.request.id)
        sources = work.outcomes.sources(desk.request.id)
        log = work.decisions.log(desk.request.id, 0)
    assert people == ["Pat", "Rosa"]
    assert between == (min(one.at for one in log), max(one.at for one in log))
    assert sources == {SourceId(1)}


def test_that_a_request_without_records_has_nothing(desk: Desk) -> None:
    empty = builders.new_request(desk.vault, [], number="2026-099")
    with desk.vault.read() as work:
        assert work.outcomes.counts(empty.id) == {}
        assert work.outcomes.people(empty.id) == []
        assert work.outcomes.decided_between(empty.id) is None
        assert len(work.outcomes.leaving(empty.id)) == 0


def test_that_memory_can_be_given_back_and_the_vault_goes_on(desk: Desk) -> None:
    with desk.vault.read() as work:
        work.outcomes.let_go()
        assert work.outcomes.redactions(desk.request.id) == 3


def ids_of(desk: Desk, *numbers: int) -> list[RecordId]:
    return [desk.ids[number] for number in numbers]
