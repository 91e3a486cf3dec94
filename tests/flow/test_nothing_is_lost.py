"""Tries to lose, double or miscount records, and to apply a decision where it is not meant."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import builders
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.decisions import Disposition, Standing
from app.domain.ids import RecordId
from app.domain.redaction import Redaction, SpanTarget
from app.domain.requests import Request
from app.domain.spans import Span
from app.vault.folder import Vault
from app.workflow.decide import Decider

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
