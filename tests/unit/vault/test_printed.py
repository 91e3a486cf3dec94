"""The shelf of printed texts, and the one that compares requests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import builders
import numpy as np
import pytest

from app.domain.decisions import AlreadyPublic, DeclineGroup, Dispose, Disposition, Redact
from app.domain.ids import BlobName
from app.domain.records import hash_of
from app.domain.redaction import SpanTarget
from app.domain.spans import Span
from app.vault.folder import Vault
from app.vault.incoming import StoredAttachment


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    vault = builders.new_vault(tmp_path)
    yield vault
    vault.close()


def test_that_words_are_met_in_texts_names_and_titles(vault: Vault) -> None:
    note = StoredAttachment("cedar.txt", 4, "text/plain", "aa", BlobName("b"), text="pine tree")
    lost = StoredAttachment("b.jpg", -1, "image/jpeg", "", BlobName(""), missing="not there")
    first = builders.message("the oak", 1, sender="Ivy Elm")
    second = builders.message("a birch stands", 2, title="Birch road")
    ids = builders.hold(vault, [first, second], [[note, lost]])
    request = builders.new_request(vault, ids)
    with vault.read() as work:
        met = work.printed.meeting({"pine", "elm", "birch"}, [("birch", "road")])
        assert met.records.tolist() == [ids[0], ids[1]]
        assert list(work.printed.labels(met.handles.tolist()).values()) == [
            "Ivy Elm <+1 850 555 0101>"
        ]
        assert list(work.printed.titles(met.conversations.tolist()).values()) == [
            "Ivy Elm",
            "Birch road",
        ]
        held = work.printed.held(request.id)
        (texts,) = work.printed.texts([ids[0]])
        shown = work.printed.with_files(request.id, ["image/jpeg", "text/plain"])
        people = work.printed.people(request.id)
        nothing = work.printed.meeting((), ())
    assert [one.id for one in held] == ids
    parties = vault.index.holding(request.id).with_handles(met.handles.tolist())
    assert list(parties) == [(ids[0], 0, met.handles[0])]
    held = vault.index.holding(request.id)
    assert held.with_files(["image/jpeg", "image/png"]) == [ids[0]]
    assert held.with_files(["image/png"]) == []
    assert texts.files[0][:4] == (0, "cedar.txt", "pine tree", "text/plain")
    assert texts.files[1].is_missing
    assert shown == [ids[0]]
    assert "oak" not in repr(texts)
    assert "pine" not in repr(texts.files)
    assert ("Ben Cole", "+1 850 555 0102", True) in people
    assert not len(nothing.records)


def test_that_a_mark_tells_of_records_that_join(vault: Vault) -> None:
    ids = builders.hold(vault, [builders.message(str(n), n) for n in range(2)])
    request = builders.new_request(vault, ids[:1])
    with vault.write() as work:
        before = work.printed.mark(request.id)
        work.requests.add_records(request.id, ids, "by hand")
        joined = work.printed.mark(request.id)
        work.requests.remove_records(request.id, ids[1:])
        assert len({before, joined, work.printed.mark(request.id)}) == 3


def test_that_what_a_request_holds_is_read_again_only_when_records_join_or_leave(
    vault: Vault,
) -> None:
    ids = builders.hold(vault, [builders.message(str(n), -n, sender=f"S{n}") for n in range(4)])
    request = builders.new_request(vault, ids[:2])
    before = vault.index.holding(request.id)
    assert before.ids.tolist() == [ids[1], ids[0]]
    assert vault.index.holding(request.id) is before
    builders.hold(vault, [builders.message("later", 9)], name="other.xml")
    assert vault.index.holding(request.id) is before
    with vault.write() as work:
        work.requests.add_records(request.id, [ids[3]], "by hand")
    after = vault.index.holding(request.id)
    assert after.ids.tolist() == [ids[3], ids[1], ids[0]]
    assert after.among(np.array([ids[0], ids[2], ids[3], 10_000])).tolist() == [ids[3], ids[0]]
    assert after.conversation_of(ids[0]) != after.conversation_of(ids[3])
    assert after.only([ids[1]]).ids.tolist() == [ids[1]]
    assert list(after.with_handles([10_000])) == []


def test_that_two_requests_are_compared_by_what_becomes_of_a_record(vault: Vault) -> None:
    texts = ["abc", "def", "ghi", "jkl"]
    ids = builders.hold(vault, [builders.message(text, n) for n, text in enumerate(texts)])
    one = builders.new_request(vault, ids)
    other = builders.new_request(vault, ids, number="2026-015")
    mark = Redact(ids[0], SpanTarget(Span(0, 1)), ("x",), hash_of("abc"))
    release = [Dispose(record, Disposition.RELEASE) for record in ids[:3]]
    with vault.write() as work:
        work.decisions.append(one.id, "Pat", [*release, mark])
        work.decisions.append(
            other.id, "Pat", [*release[:2], Dispose(ids[2], Disposition.WITHHOLD, ("y",))]
        )
        found = work.across.differing(one.id)
        assert [(d.record, d.other) for d in found] == [(ids[0], other.id), (ids[2], other.id)]
        again = Redact(ids[0], SpanTarget(Span(0, 1)), ("z",), hash_of("abc"))
        work.decisions.append(other.id, "Pat", [again, Dispose(ids[2], Disposition.RELEASE)])
        assert work.across.differing(one.id) == []


def test_that_declined_groups_and_public_places_are_kept_until_undone(vault: Vault) -> None:
    ids = builders.hold(vault, [builders.message("abc", 1)])
    request = builders.new_request(vault, ids)
    group = DeclineGroup(ids[0], "name", "joanna delaney")
    public = AlreadyPublic(ids[0], SpanTarget(Span(0, 2)), "press release")
    with vault.write() as work:
        act = work.decisions.append(request.id, "Pat", [group, public])
        declined = work.decisions.standing_entries(request.id, DeclineGroup)
        assert [one.decision for one in declined] == [group]
        assert work.decisions.already_public(request.id) == [public]
        work.decisions.undo(act, "Pat")
        assert work.decisions.standing_entries(request.id, DeclineGroup) == []
        assert work.decisions.already_public(request.id) == []
        assert work.decisions.agrees_with_log()
    assert "joanna" not in repr(group)
    assert "press" not in repr(public)


def test_that_redactions_are_given_of_some_records_or_of_all(vault: Vault) -> None:
    ids = builders.hold(vault, [builders.message(str(n) * 3, n) for n in range(2)])
    request = builders.new_request(vault, ids)
    marks = [
        Redact(record, SpanTarget(Span(0, 1)), ("x",), hash_of(str(n) * 3))
        for n, record in enumerate(ids)
    ]
    with vault.write() as work:
        work.decisions.append(request.id, "Pat", marks)
        assert set(work.decisions.redactions(request.id)) == set(ids)
        assert set(work.decisions.redactions(request.id, ids[:1])) == {ids[0]}
