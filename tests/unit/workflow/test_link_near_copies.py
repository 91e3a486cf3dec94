"""Near-copies of all records: found once by a job, kept, told at once and in the check."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import builders
import pytest

from app.domain.decisions import Dispose, Disposition
from app.domain.ids import RecordId
from app.vault.folder import Vault
from app.vault.near_pairs import MOST_KEPT
from app.workflow import link_near_copies
from app.workflow.consistency import Consistency
from app.workflow.link_near_copies import LinkNearCopies
from app.workflow.near_copies import NearCopies

FIRST = "Please bring Jordan Blackwood to the front desk before nine on Friday morning"
NEAR = "Please bring Jordan Blackwood to the front desk before ten on Friday morning"
FAR = "Please bring the keys of the boat house to the harbor on Sunday"
SHORT = "on my way now"


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    vault = builders.new_vault(tmp_path)
    yield vault
    vault.close()


def hold(vault: Vault, *texts: str, name: str = "made.xml", at: int = 0) -> list[RecordId]:
    messages = [builders.message(text, at + n) for n, text in enumerate(texts)]
    return builders.hold(vault, messages, name=name)


def linked(vault: Vault, *, afresh: bool = False) -> int:
    job = LinkNearCopies(vault, afresh)
    for _ in job.steps():
        pass
    return job.result


def kept(vault: Vault, record: int) -> list[tuple[int, float]]:
    with vault.read() as work:
        found = work.near_pairs.of(RecordId(record))
    return [(one.other, round(one.share, 2)) for one in found]


def test_that_what_is_kept_is_what_is_found_when_asked(vault: Vault) -> None:
    ids = hold(vault, FIRST, NEAR, FAR, FIRST, SHORT, SHORT)
    before = {one: NearCopies(vault).of(one) for one in ids}
    assert linked(vault) == 3
    assert {one: NearCopies(vault).of(one) for one in ids} == before
    assert kept(vault, 1) == [(4, 1.0), (2, 0.92)]
    assert NearCopies(vault).told(ids) == {
        1: "2 near-copies", 2: "2 near-copies", 4: "2 near-copies",
    }  # fmt: skip


def test_that_only_what_came_since_is_looked_at_again(vault: Vault) -> None:
    hold(vault, FIRST, FAR)
    assert linked(vault) == 0
    assert linked(vault) == 0
    hold(vault, NEAR, name="later.xml", at=9)
    assert [one.id for one in NearCopies(vault).of(RecordId(1)).copies] == [3]
    assert linked(vault) == 1
    assert kept(vault, 1) == [(3, 0.92)]
    assert linked(vault, afresh=True) == 1
    assert kept(vault, 3) == [(1, 0.92)]


def test_that_a_stopped_look_goes_on_where_it_stopped(
    vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(link_near_copies, "_AT_ONCE", 2)
    hold(vault, FIRST, FAR, NEAR, FIRST, NEAR)
    stopped = LinkNearCopies(vault).steps()
    assert [next(stopped).done, next(stopped).done] == [2, 4]
    stopped.close()
    with vault.read() as work:
        assert work.near_pairs.reached == 4
    assert linked(vault) == 3
    assert [other for other, _ in kept(vault, 5)] == [3, 1, 4]


def test_that_the_same_notice_without_end_keeps_so_many(vault: Vault) -> None:
    ids = hold(vault, *[FIRST] * (MOST_KEPT + 5))
    linked(vault)
    assert len(kept(vault, 1)) == MOST_KEPT
    assert NearCopies(vault).told(ids[:1]) == {ids[0]: "50 or more near-copies"}
    assert len(NearCopies(vault).of(ids[0]).copies) == MOST_KEPT + 4


def test_that_the_check_tells_of_near_copies_decided_differently(vault: Vault) -> None:
    ids = hold(vault, FIRST, NEAR, FAR)
    linked(vault)
    request = builders.new_request(vault, ids)
    consistency = Consistency(vault, request)

    def decide(record: RecordId, disposition: Disposition) -> list[str]:
        codes = ("119.071(5)(a)",) if disposition is Disposition.WITHHOLD else ()
        with vault.write() as work:
            work.decisions.append(request.id, "Rosa", [Dispose(record, disposition, codes)])
        return [one.sentence for one in consistency.report() if one.kind == "near_copies"]

    assert decide(ids[0], Disposition.RELEASE) == []
    assert decide(ids[1], Disposition.WITHHOLD) == [
        "1 pair of near-copies is decided differently (record 1, 2)."
    ]
    assert decide(ids[1], Disposition.REDACT) == []
