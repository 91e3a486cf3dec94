"""Tries to lose, double or miscount records, and to apply a decision where it is not meant."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import builders
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.cli.record_commands import record_answer
from app.domain.decisions import Disposition, Standing
from app.domain.ids import BlobName, RecordId
from app.domain.people import Party, Role
from app.domain.redaction import Redaction, SpanTarget, WholeTarget
from app.domain.requests import Request
from app.domain.spans import Span
from app.errors import DecisionRefused
from app.vault.folder import Vault
from app.vault.incoming import StoredAttachment
from app.workflow.decide import Decider
from app.workflow.decision_file import DecisionFile
from app.workflow.review import ReviewRoom
from app.workflow.search_records import Searcher

ANN = Party(Role.FROM, "Ann Gray", "+1 850 555 0109")
Stands = dict[RecordId, tuple[Disposition | None, frozenset[tuple[object, tuple[str, ...]]]]]
CODES = ("(a)", "(b)")


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    vault = builders.new_vault(tmp_path)
    yield vault
    vault.close()


def said(redactions: tuple[Redaction, ...]) -> frozenset[tuple[object, tuple[str, ...]]]:
    return frozenset((one.target, one.codes) for one in redactions)


class Clerk:
    """Decides at random in a request of three records, and knows how it stood before each act."""

    def __init__(self, vault: Vault, request: Request) -> None:
        self.vault = vault
        self.request = request
        self.decider = Decider(vault, request, "Pat")
        self.before: list[Stands] = []
        self.after: list[Stands] = []

    def standings(self) -> dict[RecordId, Standing]:
        with self.vault.read() as work:
            return work.decisions.standings(self.request.id)

    def stands(self) -> Stands:
        return {
            record: (standing.disposition, said(standing.redactions))
            for record, standing in self.standings().items()
        }

    def act(self, what: Callable[[], object]) -> None:
        held = self.stands()
        what()
        self.before.append(held)
        self.after.clear()

    def undo(self) -> None:
        held = self.stands()
        done = self.decider.undo()
        assert (done is not None) == bool(self.before)
        if self.before:
            self.after.append(held)
            assert self.stands() == self.before.pop()

    def redo(self) -> None:
        held = self.stands()
        done = self.decider.redo()
        assert (done is not None) == bool(self.after)
        if self.after:
            self.before.append(held)
            assert self.stands() == self.after.pop()

    def do(self, act: str, record: RecordId, number: int) -> None:
        target = SpanTarget(Span(number, number + 3))
        standing = self.standings()[record].redactions
        one = standing[number % len(standing)] if standing else None
        acts: dict[str, Callable[[], object]] = {
            "dispose": lambda: self.decider.dispose(
                [record], [*Disposition, None][number], CODES[:1]
            ),
            "redact": lambda: self.decider.redact(record, [target], CODES[:1]),
            "decline": lambda: self.decider.decline(record, target, "name"),
        }
        if one is not None:
            acts["lift"] = lambda: self.decider.lift(record, one.id)
            acts["recode"] = lambda: self.decider.recode(record, one.id, CODES[number % 2 :])
        if act in acts:
            self.act(acts[act])
        elif act == "undo":
            self.undo()
        elif act == "redo":
            self.redo()


ACTS = st.sampled_from(
    ("dispose", "redact", "redact", "lift", "recode", "decline", "undo", "undo", "redo")
)
STEPS = st.lists(st.tuples(ACTS, st.integers(0, 1), st.integers(0, 4)), min_size=3, max_size=14)


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=STEPS)
def test_that_undo_and_redo_always_give_what_stood_before(
    vault: Vault, steps: list[tuple[str, int, int]]
) -> None:
    with vault.read() as work:
        number = len(work.requests.all())
        held = work.records.count()
    if not held:
        builders.hold(vault, [builders.message(f"words of record {n}", n) for n in range(2)])
    ids = [RecordId(1), RecordId(2)]
    clerk = Clerk(vault, builders.new_request(vault, ids, number=f"2026-{number:03}"))
    for act, which, count in steps:
        clerk.do(act, ids[which], count)
    while clerk.before:
        clerk.undo()
    assert clerk.stands() == dict.fromkeys(ids, (None, frozenset()))
    with vault.write() as work:
        assert work.decisions.agrees_with_log()


def picture(name: str, sha256: str) -> StoredAttachment:
    return StoredAttachment(name, 10, "image/png", sha256, BlobName(sha256))


def lines_applied(vault: Vault, request: Request, *lines: dict[str, object]) -> Decider:
    decider = Decider(vault, request, "Pat")
    searcher = Searcher(vault, "America/New_York")
    DecisionFile(vault, searcher, decider).apply([json.dumps(line) for line in lines])
    return decider


def standing(vault: Vault, request: Request, record: RecordId) -> Standing:
    with vault.read() as work:
        return work.decisions.standing(request.id, record)


def test_that_the_last_line_of_a_decision_file_has_the_last_word(vault: Vault) -> None:
    ids = builders.hold(vault, [builders.message("alpha beta"), builders.message("beta", 1)])
    request = builders.new_request(vault, ids)
    withhold = {"find": "alpha", "disposition": "WITHHOLD", "exemptions": ["(a)"]}
    release = {"find": "beta", "disposition": "RELEASE"}
    lines_applied(vault, request, withhold, release, withhold)
    assert standing(vault, request, ids[0]).disposition is Disposition.WITHHOLD
    assert standing(vault, request, ids[1]).disposition is Disposition.RELEASE


def test_that_a_record_with_other_files_is_no_copy_though_it_says_the_same(vault: Vault) -> None:
    same = builders.message("please see attached")
    builders.hold(vault, [same], [[picture("a.png", "1" * 64)]], name="first")
    ids = builders.hold(vault, [same], [[picture("b.png", "2" * 64)]], name="second")
    decider = Decider(vault, builders.new_request(vault, ids), "Pat")
    assert decider.dispose([ids[0]], Disposition.RELEASE).records == 1


def test_that_the_words_of_another_author_are_no_copy(vault: Vault) -> None:
    texts = [builders.message("ok"), replace(builders.message("ok"), parties=(ANN,))]
    ids = builders.hold(vault, texts)
    decider = Decider(vault, builders.new_request(vault, ids), "Pat")
    assert decider.dispose([ids[0]], Disposition.RELEASE).records == 1


def test_that_a_copy_from_another_phone_is_reached(vault: Vault) -> None:
    mine = replace(builders.message("ok"), parties=(Party(Role.FROM, "Me", is_owner=True),))
    builders.hold(vault, [builders.message("ok")], name="hers")
    ids = builders.hold(vault, [mine], name="mine")
    decider = Decider(vault, builders.new_request(vault, ids), "Pat")
    assert decider.dispose([ids[0]], Disposition.RELEASE).records == 2


def test_that_a_withheld_file_is_withheld_in_a_copy_where_it_is_another_in_the_row(
    vault: Vault,
) -> None:
    one, two = picture("a.png", "1" * 64), picture("b.png", "2" * 64)
    same = builders.message("two pictures")
    builders.hold(vault, [same], [[one, two]], name="first")
    ids = builders.hold(vault, [same], [[two, one]], name="second")
    request = builders.new_request(vault, ids)
    lines_applied(vault, request, {"find": "two", "attachment": "a.png", "exemptions": ["(a)"]})
    targets = [[r.target for r in standing(vault, request, i).redactions] for i in ids]
    assert targets == [[WholeTarget(0)], [WholeTarget(1)]]


def test_that_a_withheld_file_alone_among_others_touches_no_other_file(vault: Vault) -> None:
    builders.hold(vault, [builders.message("x")], [[picture("a.png", "1" * 64)]], name="first")
    ids = builders.hold(
        vault, [builders.message("x")], [[picture("c.png", "3" * 64)]], name="second"
    )
    request = builders.new_request(vault, ids)
    Decider(vault, request, "Pat").redact(ids[0], [WholeTarget(0)], ["(a)"])
    assert standing(vault, request, ids[1]).redactions == ()


@pytest.mark.parametrize(
    "line",
    [
        '{"record": 1.9, "span": [0, 2], "exemptions": ["(a)"]}',
        '{"record": true, "span": [0, 2], "exemptions": ["(a)"]}',
        '{"record": 1, "span": [0.9, 2], "exemptions": ["(a)"]}',
        '{"record": 1e999, "span": [0, 2], "exemptions": ["(a)"]}',
        '{"record": 1, "span": [0, 2000], "exemptions": ["(a)"]}',
        '{"record": 1, "span": [0, 2], "field": "party", "index": -1, "exemptions": ["(a)"]}',
        "[" * 100_000,
    ],
)
def test_that_a_line_that_does_not_fit_refuses_the_whole_file(vault: Vault, line: str) -> None:
    ids = builders.hold(vault, [builders.message("some words")])
    request = builders.new_request(vault, ids)
    decider = Decider(vault, request, "Pat")
    file = DecisionFile(vault, Searcher(vault, "UTC"), decider)
    with pytest.raises(DecisionRefused):
        file.apply(['{"find": "some", "disposition": "RELEASE"}', line])
    assert standing(vault, request, ids[0]) == Standing(ids[0])


def test_that_a_copy_is_told_of_with_its_place_and_counted_once(vault: Vault) -> None:
    builders.hold(vault, [builders.message("hello")], name="first")
    ids = builders.hold(vault, [builders.message("hello")], name="second")
    with vault.read() as work:
        (record,) = work.records.many(ids)
    answer = record_answer(record)
    assert answer["copies"] == [{"source": 2, "locator": "sms 0", "custodian": "Ofc. Diaz"}]
    room = ReviewRoom(vault, builders.new_request(vault, ids))
    assert room.look(ids[0]).copies == 1
