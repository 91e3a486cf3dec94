"""What is decided together: a conversation, a sender, the hits of a search and their words."""

from __future__ import annotations

import builders
import pytest

from app.domain.decisions import Redact
from app.workflow.decide import Decider
from app.workflow.gather_records import Gathering, Sought

TEXTS = ("the stop on Cedar Street", "nothing here", "cedar street, two stops", "Cedar Street shut")


@pytest.fixture
def bench(tmp_path):
    vault = builders.new_vault(tmp_path)
    ids = builders.hold(vault, [builders.message(text, n) for n, text in enumerate(TEXTS)])
    request = builders.new_request(vault, ids[:3])
    yield vault, ids, request
    vault.close()


def test_that_hits_outside_the_request_are_left_out(bench):
    vault, ids, request = bench
    gathering = Gathering(vault, request, "UTC")
    assert gathering.of_search(Sought("cedar")) == (ids[0], ids[2])
    assert gathering.of_search(Sought("cedar", marked=(ids[1], ids[3]))) == (ids[1],)


def test_that_other_endings_are_found_only_where_wished(bench):
    vault, ids, request = bench
    gathering = Gathering(vault, request, "UTC")
    assert gathering.of_search(Sought("stop")) == (ids[0], ids[2])
    assert gathering.of_search(Sought("stop", stems=False)) == (ids[0],)


def test_that_the_words_of_a_phrase_are_one_place(bench):
    vault, ids, request = bench
    matches = Gathering(vault, request, "UTC").searched_words(Sought('"cedar street"'), ids[:3])
    texts = [TEXTS[ids.index(one.record)][one.span.start : one.span.end] for one in matches]
    assert texts == ["Cedar Street", "cedar street"]


def test_that_conversation_and_sender_come_with_the_record_itself(bench):
    vault, ids, request = bench
    gathering = Gathering(vault, request, "UTC")
    assert gathering.of_conversation(ids[1]) == tuple(ids[:3])
    assert gathering.of_sender(ids[1]) == tuple(ids[:3])


def test_that_a_word_chosen_in_one_record_is_withheld_in_all_chosen_as_one_act(bench):
    vault, ids, request = bench
    decider = Decider(vault, request, "M. Ortiz")
    (first,) = Gathering(vault, request, "UTC").searched_words(Sought('"cedar street"'), ids[:1])
    done = decider.redact_in(ids[0], [first.target], ("b6",), ids[:3])
    assert done.sentence == "2 redactions in 2 records"
    with vault.read() as work:
        entries = work.decisions.group(done.group)
    assert [one.decision.record for one in entries if isinstance(one.decision, Redact)] == [
        ids[0],
        ids[2],
    ]
    undone = decider.undo()
    assert undone is not None
    with vault.read() as work:
        standings = work.decisions.standings(request.id)
    assert not any(one.redactions for one in standings.values())


def test_that_undo_says_what_it_took_back_and_where(bench):
    vault, ids, request = bench
    decider = Decider(vault, request, "M. Ortiz")
    gathering = Gathering(vault, request, "UTC")
    (first,) = gathering.searched_words(Sought('"cedar street"'), ids[:1])
    decider.redact(ids[0], [first.target], ("b6",))
    undone = decider.undo()
    assert undone is not None
    assert undone.sentence == f"Undone: 1 redaction in record {ids[0]}"
    again = decider.redo()
    assert again is not None
    assert again.sentence == f"Done again: 1 redaction in record {ids[0]}"
