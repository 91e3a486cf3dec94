"""Slack's export: every kind of message, people and channels, files that are not there."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest
from exports.slack_files import KEY, said, samples
from exports.zipped import as_json, zipped

from app.domain.parsed import Ignored, Item, Parsed, Unreadable
from app.domain.people import Role
from app.domain.records import Flag, Kind
from app.importers.base import Export, ImportOptions
from app.importers.chat.entries import MOST_NAMED, NAMES_ONLY
from app.importers.chat.slack import NO_MESSAGES, OTHERS, SlackImporter
from app.importers.chat.slack_files import (
    FILE_DELETED,
    FILE_ELSEWHERE,
    FILE_HIDDEN,
    ONLY_LINK,
)
from app.importers.chat.slack_text import block_words, words_of

Sample = Callable[[str], Export]
Tree = Callable[[Mapping[str, bytes]], Export]
OPTIONS = ImportOptions("", "UTC", ("diaz@example.com",))
DAY = "harbor/2026-03-02.json"


def items_of(export: Export) -> list[Item]:
    return list(SlackImporter().read(export, OPTIONS, None))


def by_place(export: Export) -> dict[str, Parsed]:
    return {item.locator: item for item in items_of(export) if isinstance(item, Parsed)}


def one(tree: Tree, *messages: object, **members: object) -> Parsed:
    lists = {"users.json": as_json([]), "channels.json": as_json([])}
    more = {f"{name}.json": as_json(value) for name, value in members.items()}
    export = tree({**lists, **more, DAY: as_json(list(messages))})
    (record,) = [item for item in items_of(export) if isinstance(item, Parsed)]
    return record


@pytest.mark.parametrize("name", sorted(samples()))
def test_that_the_kept_samples_are_what_their_maker_makes(sample: Sample, name: str) -> None:
    kept = sample(f"slack/{name}.zip").paths[0].read_bytes()
    assert kept == zipped(samples()[name])


def test_that_marks_become_words_and_reactions_lines(sample: Sample) -> None:
    records = by_place(sample("slack/workspace.zip"))
    first = records[f"{DAY}#1"]
    assert first.text == (
        "Boat @Dana at #harbor & the map (https://example.com/a) @here\n"
        "[reaction] :+1: Dana, U9 and 1 more"
    )
    assert first.platform_id == "C1/1772446500.000000"
    assert [party.role for party in first.parties] == [Role.FROM, Role.MENTIONED]
    assert first.parties[0].is_owner
    assert first.sent.utc == 1_772_446_500_000_000
    assert records[f"{DAY}#12"].text == "March 2 @deputies a@example.com"
    assert records[f"{DAY}#3"].text == "Only in blocks for @Danapage (https://example.com):boat:"


def test_that_threads_edits_and_deletions_are_kept(sample: Sample) -> None:
    records = by_place(sample("slack/workspace.zip"))
    answer, tomb = records[f"{DAY}#2"], records[f"{DAY}#6"]
    assert answer.parent_id == records[f"{DAY}#1"].platform_id
    assert answer.flags == {Flag.EDITED.value}
    assert tomb.flags == {Flag.DELETED.value}
    changed, deleted = records[f"{DAY}#9"], records[f"{DAY}#10"]
    assert changed.text == "New words\n[before the edit] Old words"
    assert changed.platform_id.startswith(answer.platform_id + "/")
    assert (deleted.text, deleted.flags) == ("Regretted words", {Flag.DELETED.value})
    assert deleted.parties[0].name == "Dana"


def test_that_kinds_of_notices_and_bots_are_told(sample: Sample) -> None:
    records = by_place(sample("slack/workspace.zip"))
    assert records[f"{DAY}#7"].kind is Kind.SYSTEM
    assert records[f"{DAY}#11"].kind is Kind.CALL
    bot = records[f"{DAY}#8"]
    assert (bot.parties[0].name, bot.parties[0].address) == ("Tide", "B1")
    assert bot.text == "[attached] Tide\nHigh at 5\nLevel: 4 ft (https://example.com/tide)"


def test_that_files_that_are_there_open_and_others_say_why_not(sample: Sample) -> None:
    records = by_place(sample("slack/workspace.zip"))
    (held,) = records[f"{DAY}#4"].attachments
    assert held.open
    with held.open() as stream:
        assert stream.read() == b"%PDF-fake"
    assert [file.missing for file in records[f"{DAY}#5"].attachments] == [
        *(FILE_DELETED, FILE_HIDDEN, FILE_ELSEWHERE),
    ]
    snippet = records[f"{DAY}#13"]
    assert snippet.text == "Snippet\n[file] line one"
    assert snippet.attachments[0].missing == ONLY_LINK


def test_that_keys_to_files_are_nowhere(sample: Sample) -> None:
    for record in by_place(sample("slack/workspace.zip")).values():
        assert KEY not in repr((record.raw, record.text, record.attachments))
        assert "url_private" not in record.raw


def test_that_private_conversations_name_their_readers(sample: Sample) -> None:
    records = by_place(sample("slack/workspace.zip"))
    direct = records["D1/2026-03-02.json#1"]
    assert direct.conversation_title == "Rosa Diaz, Dana"
    assert [party.name for party in direct.parties] == ["Dana", "Rosa Diaz"]
    several = records["mpdm-rdiaz--dwhitlow--gone-1/2026-03-02.json#1"]
    assert len(several.parties) == 3
    assert len(records["secret/2026-03-02.json#1"].parties) == 2
    assert records["renamed/2026-03-02.json#1"].conversation_title == "renamed"


def test_that_a_crowd_is_not_named_with_each_message(tree: Tree) -> None:
    members = [f"U{n}" for n in range(MOST_NAMED + 2)]
    record = one(tree, said("Hello"), groups=[{"id": "G1", "name": "harbor", "members": members}])
    assert len(record.parties) == 1


def test_that_a_grid_of_workspaces_is_read(sample: Sample) -> None:
    records = by_place(sample("slack/organisation.zip"))
    assert [record.conversation_key for record in records.values()] == ["G7", "C1"]
    assert all(record.parties[0].name == "Rosa Diaz" for record in records.values())


def test_that_what_is_no_message_is_told(sample: Sample) -> None:
    items = items_of(sample("slack/workspace.zip"))
    odd = [item for item in items if isinstance(item, Unreadable)]
    assert [item.locator for item in odd] == [
        *(f"{DAY}#17", f"{DAY}#18", "renamed/2026-03-04.json#1 and after"),
    ]
    reasons = {item.locator: item.reason for item in items if isinstance(item, Ignored)}
    assert reasons["harbor/2026-03-03.json"] == NO_MESSAGES
    assert reasons["users.json"] == NAMES_ONLY
    assert reasons["notes.txt"] == OTHERS


def test_that_deep_blocks_cost_one_message(tree: Tree) -> None:
    deep: object = {"type": "section", "text": "bottom"}
    for _ in range(60):
        deep = {"elements": [deep], "type": "section"}
    record = one(tree, said("", blocks=[deep], odd=None))
    assert record.text == ""


def test_that_old_files_and_comments_are_read(tree: Tree) -> None:
    comment = {"user": "U7", "comment": "words"}
    message = {"ts": "1772446500.1", "text": "@U7 commented", "subtype": "file_comment",
               "comment": comment, "file": {"id": "F1", "title": "Plan", "size": "x"}}  # fmt: skip
    record = one(tree, message)
    assert record.parties[0].address == "U7"
    assert record.attachments[0].name == "Plan"


def test_that_spoken_words_are_lines(tree: Tree) -> None:
    spoken = {"id": "F1", "transcription": {"preview": {"content": "hello there"}}}
    page = {"id": "F2", "preview": "<p>page</p>"}
    record = one(tree, said("Listen", files=[spoken, page, "odd"]))
    assert record.text == "Listen\n[transcript] hello there"
    assert '"odd"' in record.raw


def test_that_an_export_without_messages_is_still_slack(tree: Tree) -> None:
    export = tree({"users.json": b"[]", "channels.json": b"[]", "odd/2026-03-02.json": b"[]"})
    assert not SlackImporter().recognises(export)
    assert SlackImporter().recognises(tree({"a/users.json": b"[]", "a/dms.json": b"[]"})) is False
    lists = tree({"x/y/users.json": b"[]"})
    assert not SlackImporter().recognises(lists)


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("<@U9|ann> <#C9|dock>", "@ann #dock"),
        ("<!channel> <!subteam^S1> <!date^1^x|noon>", "@channel @S1 noon"),
        ("a < b &lt;i&gt; &amp;amp;", "a < b <i> &amp;"),
        ("<https://example.com/f?t=xoxe-1-a&x=1>", "https://example.com/f&x=1"),
        ("<unclosed", "<unclosed"),
    ],
)
def test_that_marks_of_all_kinds_are_shown(written: str, words: str) -> None:
    assert words_of(written, {}, {}) == words


def test_that_words_of_elements_are_found() -> None:
    elements = [
        {"type": "channel", "channel_id": "C1"},
        {"type": "usergroup", "usergroup_id": "S1"},
        {"type": "broadcast", "range": "here"},
        {"type": "image", "alt_text": "a boat"},
        {"type": "link", "url": "https://example.com"},
        {"type": "text", "text": {"type": "plain_text", "text": "inner"}},
        {"type": 7, "text": "odd"},
        "none",
    ]
    assert block_words(elements) == (
        "<#C1><!subteam^S1><!here>[image] a boat\n<https://example.com>innerodd"
    )
