"""Hangouts of a Takeout: messages, pictures, what happened, both ages of the file."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest
from exports.hangouts_files import samples
from exports.zipped import zipped

from app.domain.parsed import Ignored, Item, Parsed, Unreadable
from app.domain.records import Flag, Kind
from app.importers.base import Export, ImportOptions
from app.importers.chat.hangouts import NO_MESSAGES, HangoutsImporter
from app.importers.social.account import ONLY_ADDRESS

Sample = Callable[[str], Export]
Tree = Callable[[Mapping[str, bytes]], Export]


def items_of(export: Export) -> list[Item]:
    return list(HangoutsImporter().read(export, ImportOptions(), None))


@pytest.mark.parametrize("name", sorted(samples()))
def test_that_the_kept_samples_are_what_their_maker_makes(sample: Sample, name: str) -> None:
    kept = sample(f"hangouts/{name}.zip").paths[0].read_bytes()
    assert kept == zipped(samples()[name])


def test_that_messages_pictures_and_people_are_kept(sample: Sample) -> None:
    items = items_of(sample("hangouts/takeout.zip"))
    first, pictures, *_ = [item for item in items if isinstance(item, Parsed)]
    assert first.text == "Boat is\nin"
    assert first.sent.utc == 1_442_446_501_000_000
    assert [(party.label, party.is_owner) for party in first.parties] == [
        ("Rosa Diaz <101>", True),
        ("Dana Whitlow <102>", False),
        ("+18505550142", False),
    ]
    assert (first.conversation_key, first.conversation_title) == ("Ug1", "Harbor")
    assert [file.missing for file in pictures.attachments] == [ONLY_ADDRESS, ""]


def test_that_what_happened_is_told(sample: Sample) -> None:
    items = items_of(sample("hangouts/takeout.zip"))
    joined, renamed, call, empty = [item for item in items if isinstance(item, Parsed)][2:]
    assert (joined.kind, joined.text) == (Kind.SYSTEM, "[event] join Dana Whitlow")
    assert joined.flags == {Flag.SYSTEM.value}
    assert renamed.text == "[event] renamed Harbor"
    assert (call.kind, call.text) == (Kind.CALL, "[call] end hangout")
    assert {problem.code for problem in empty.problems} == {"no_content"}
    assert empty.parties[0].address == "999"
    lost = [item.locator.rpartition("#")[2] for item in items if isinstance(item, Unreadable)]
    assert lost == ["1.7", "1.8", "2"]


def test_that_the_older_layout_is_read(sample: Sample) -> None:
    (record,) = items_of(sample("hangouts/older.zip"))
    assert isinstance(record, Parsed)
    assert record.text == "Older"


def test_that_empty_and_cut_files_say_so(tree: Tree) -> None:
    (empty,) = items_of(tree({"Hangouts.json": b'{"conversations": [], "gaia_id": 1}'}))
    assert isinstance(empty, Ignored)
    assert empty.reason == NO_MESSAGES
    (cut,) = items_of(tree({"Hangouts.json": b'{"gaia_id": 1, "conversations": [{"conv'}))
    assert isinstance(cut, Unreadable)


def test_that_other_files_are_not_taken_for_hangouts(tree: Tree) -> None:
    members = {"a.json": b'{"conversations": [{"gaia_id": 1}]}', "hangouts/b.json": b"{}"}
    assert not HangoutsImporter().recognises(tree(members))
