"""Tries to lose, double or miscount records, and to apply a decision where it is not meant."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable, Generator, Mapping
from dataclasses import replace
from pathlib import Path

import builders
import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st
from tries import tries

from app.cli.files import lines_of, write_text
from app.cli.record_commands import record_answer
from app.domain.decisions import Disposition, Standing
from app.domain.ids import BlobName, RecordId
from app.domain.packets import Layout, Letterhead, Order
from app.domain.parsed import Ignored
from app.domain.people import Party, Role
from app.domain.redaction import Redaction, SpanTarget, WholeTarget
from app.domain.requests import Request
from app.domain.sources import Source, SourceState
from app.domain.spans import Span
from app.errors import AppError, DecisionRefused, PacketRefused
from app.importers.base import ImportOptions
from app.importers.export_tree import export_hash, open_export
from app.jobs.finish import finish
from app.packet import reading
from app.vault.folder import Vault
from app.vault.incoming import StoredAttachment
from app.workflow.build_packet import PacketJob, Verified
from app.workflow.decide import Decider
from app.workflow.decision_file import DecisionFile
from app.workflow.import_export import ImportJob, Recognised, look_at
from app.workflow.law import Library
from app.workflow.packet_recipe import PacketWishes
from app.workflow.review import ReviewRoom
from app.workflow.search_records import Searcher

CODE = [next(e for e in Library.load().get("FL").exemptions if not e.needs_confirmation).code]
ANN = Party(Role.FROM, "Ann Gray", "+1 850 555 0109")
Stands = dict[RecordId, tuple[Disposition | None, frozenset[tuple[object, tuple[str, ...]]]]]
CODES = ("(a)", "(b)")

pytestmark = pytest.mark.usefixtures("blind")


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


@tries(20, HealthCheck.function_scoped_fixture)
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


def lines_applied(vault: Vault, request: Request, *lines: Mapping[str, object]) -> Decider:
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


def imported(vault: Vault, path: Path) -> Source:
    (what,) = look_at([path])
    assert isinstance(what, Recognised)
    source = finish(ImportJob(vault, what, ImportOptions("Ofc. Diaz", "UTC")))
    assert isinstance(source, Source)
    return source


def test_that_an_import_never_goes_on_where_another_reader_stopped(
    vault: Vault, tmp_path: Path
) -> None:
    path = tmp_path / "sms.xml"
    path.write_text(builders.sms_xml(("one", "two", "three")), encoding="utf-8")
    first = imported(vault, path)
    path.write_text(builders.sms_xml(("four", "five", "six")), encoding="utf-8")
    digest = run_to_end(export_hash(open_export([path])))
    with vault.write() as work:
        wrong = work.sources.begin(replace(first.details, format="eml", sha256=digest))
        work.sources.take(wrong, [Ignored("sms 0", "no mail"), Ignored("sms 1", "no mail")])
        work.sources.set_state(wrong, SourceState.FAILED)
    again = imported(vault, path)
    assert again.id != wrong
    assert again.counts.records == again.counts.seen == 3


def run_to_end(steps: Generator[int, None, str]) -> str:
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return str(end.value)


def test_that_the_export_of_a_source_that_is_held_can_still_be_kept(
    vault: Vault, tmp_path: Path
) -> None:
    path = tmp_path / "sms.xml"
    path.write_text(builders.sms_xml(("one",)), encoding="utf-8")
    assert not imported(vault, path).kept
    (what,) = look_at([path])
    assert isinstance(what, Recognised)
    job = ImportJob(vault, what, ImportOptions("Ofc. Diaz", "UTC"), keep_export=True)
    finish(job)
    assert job.already_held
    assert job.result.kept


@pytest.mark.parametrize("order", list(Order))
def test_that_every_record_that_leaves_is_printed_once_and_counted(
    vault: Vault, order: Order
) -> None:
    texts = [
        builders.message("the same words", n, sender=f"Person {n % 3}", to="Ben Cole")
        for n in range(9)
    ]
    ids = builders.hold(vault, texts)
    request = builders.new_request(vault, ids)
    decider = Decider(vault, request, "Pat")
    decider.dispose(ids[:5], Disposition.RELEASE)
    decider.redact(ids[0], [SpanTarget(Span(0, 3))], CODE)
    decider.dispose(ids[5:7], Disposition.WITHHOLD, CODE)
    decider.dispose(ids[7:], Disposition.NOT_RESPONSIVE)
    wishes = PacketWishes(dt.date(2026, 11, 17), Letterhead("Millbrook"), Layout(order=order))
    packet = finish(PacketJob(vault, request, Library.load(), wishes))
    assert isinstance(packet, Verified)
    tally = packet.tally
    assert (tally.found, tally.released, tally.redacted, tally.withheld) == (7, 4, 1, 2)
    assert sorted(packet.built.first_pages) == ids[:7]
    pages = reading.read_pages(packet.built.data)
    text = "".join(page.characters for page in pages)
    numbers = [int(found) for found in re.findall(r"Record (\d+)\s+·", text)]
    by_person = [1, 4, 7, 2, 5, 3, 6]
    withheld_last = [1, 4, 2, 5, 3, 6, 7]
    orders = {Order.DATE: ids[:7], Order.CONVERSATION: by_person}
    assert numbers == orders.get(order, withheld_last)


def test_that_a_record_that_became_undecided_meanwhile_is_not_left_out_in_silence(
    vault: Vault,
) -> None:
    ids = builders.hold(vault, [builders.message("one"), builders.message("two", 1)])
    request = builders.new_request(vault, ids)
    decider = Decider(vault, request, "Pat")
    decider.dispose(ids, Disposition.RELEASE)
    wishes = PacketWishes(dt.date(2026, 11, 17), Letterhead("Millbrook"))
    steps = PacketJob(vault, request, Library.load(), wishes).steps()
    next(steps)
    decider.dispose(ids[:1], None)
    with pytest.raises(PacketRefused, match="changed while"):
        next(steps)


def test_that_a_text_with_another_line_end_stays_one_line(tmp_path: Path) -> None:
    file = tmp_path / "decisions.jsonl"
    file.write_text('{"find": "a\u2028b"}\n\n{"find": "c\x85"}\n', encoding="utf-8")
    assert lines_of(file) == ['{"find": "a\u2028b"}', "", '{"find": "c\x85"}']
    with pytest.raises(AppError, match="cannot be read"):
        lines_of(tmp_path)
    with pytest.raises(AppError, match="cannot be written"):
        write_text(tmp_path, "x")
