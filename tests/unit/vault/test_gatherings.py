"""Which records of a request belong together, asked of a real vault."""

from __future__ import annotations

from dataclasses import replace

import builders
import pytest

from app.domain.ids import RecordId
from app.domain.people import Role


@pytest.fixture
def vault(tmp_path):
    made = builders.new_vault(tmp_path)
    yield made
    made.close()


def test_that_a_conversation_is_gathered_within_the_request_alone(vault):
    here = [builders.message(f"here {n}", n) for n in range(3)]
    there = [
        replace(builders.message(f"there {n}", 10 + n), conversation_key="another")
        for n in range(2)
    ]
    ids = builders.hold(vault, [*here, *there])
    request = builders.new_request(vault, [ids[0], ids[2], *ids[3:]])
    with vault.read() as work:
        assert work.gatherings.of_conversation(request.id, ids[0]) == [ids[0], ids[2]]
        assert work.gatherings.of_conversation(request.id, ids[4]) == ids[3:]


def test_that_a_record_that_is_not_there_stands_for_itself(vault):
    ids = builders.hold(vault, [builders.message("alone", 0)])
    request = builders.new_request(vault, [])
    with vault.read() as work:
        assert work.gatherings.of_conversation(request.id, ids[0]) == ids
        assert work.gatherings.of_sender(request.id, RecordId(999)) == [999]


def test_that_a_sender_is_gathered_across_conversations(vault):
    diaz = [builders.message("a", 0), builders.message("b", 1)]
    cole = replace(
        builders.message("c", 2),
        parties=(replace(diaz[0].parties[1], role=Role.FROM, is_owner=False),),
    )
    elsewhere = replace(builders.message("d", 3), conversation_key="another")
    ids = builders.hold(vault, [*diaz, cole, elsewhere])
    request = builders.new_request(vault, ids)
    with vault.read() as work:
        assert work.gatherings.of_sender(request.id, ids[0]) == [ids[0], ids[1], ids[3]]
        assert work.gatherings.of_sender(request.id, ids[2]) == [ids[2]]
