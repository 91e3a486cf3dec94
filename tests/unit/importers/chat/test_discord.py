"""Discord's chats: every kind of message, files with either slash, and a person's package."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest
from exports.discord_files import chat, package, said, samples
from exports.zipped import as_json

from app.domain.parsed import Ignored, Item, Parsed, Unreadable
from app.domain.people import Role
from app.domain.records import Flag, Kind
from app.importers.base import Export, ImportOptions
from app.importers.chat.discord import NO_MESSAGES, OTHERS, DiscordImporter
from app.importers.chat.entries import NAMES_ONLY
from app.importers.social.account import NOT_IN_EXPORT, ONLY_ADDRESS

Sample = Callable[[str], Export]
Tree = Callable[[Mapping[str, bytes]], Export]


def items_of(export: Export) -> list[Item]:
    return list(DiscordImporter().read(export, ImportOptions("", "UTC", ("rdiaz",)), None))


def records_of(export: Export) -> list[Parsed]:
    return [item for item in items_of(export) if isinstance(item, Parsed)]


@pytest.mark.parametrize("name", sorted(samples()))
def test_that_the_kept_samples_are_what_their_maker_makes(sample: Sample, name: str) -> None:
    assert sample(f"discord/{name}").paths[0].read_bytes() == samples()[name]


def test_that_people_answers_and_edits_are_kept(sample: Sample) -> None:
    first, answer, *_ = records_of(sample("discord/chat_with_files.zip"))
    assert first.parties[0].is_owner
    assert (first.parties[1].role, first.parties[1].address) == (Role.MENTIONED, "dana#4242")
    assert first.conversation_title == "Harbor / Boats / dock"
    assert answer.parent_id == first.platform_id
    assert answer.flags == {Flag.EDITED.value}
    assert first.sent.utc == 1_772_442_001_850_000


def test_that_files_are_found_with_either_slash(sample: Sample) -> None:
    record = records_of(sample("discord/chat_with_files.zip"))[2]
    assert [file.missing for file in record.attachments] == ["", ONLY_ADDRESS, NOT_IN_EXPORT]
    opening = record.attachments[0].open
    assert opening
    with opening() as stream:
        assert stream.read() == b"\x89PNG"


def test_that_embeds_stickers_reactions_and_forwarded_words_are_lines(sample: Sample) -> None:
    records = records_of(sample("discord/chat_with_files.zip"))
    assert records[3].text == (
        "[attached] Port: Tide\nHigh at 5\nLevel: 4 ft\nby port (https://example.com/tide)"
    )
    assert [file.name for file in records[3].attachments] == ["tide-0A1B2.png"]
    assert (records[4].text, records[4].labels) == ("[sticker] Wave", ("Pinned",))
    assert records[5].text.split("\n")[1:] == [
        "[reaction] 👍 dana, Rosa Diaz and 1 more",
        "[reaction] boat 2 times",
    ]
    assert records[8].text == "[forwarded] Their words"
    assert records[8].flags == {Flag.FORWARDED.value}
    assert records[9].text == "done\n[command] /tide Rosa Diaz"


def test_that_kinds_and_doubts_are_told(sample: Sample) -> None:
    records = records_of(sample("discord/chat_with_files.zip"))
    assert (records[6].kind, records[6].flags) == (Kind.SYSTEM, {Flag.SYSTEM.value})
    assert records[7].kind is Kind.CALL
    assert {problem.code for problem in records[10].problems} == {"no_content"}
    assert {problem.code for problem in records[11].problems} == {"date_unreadable"}


def test_that_every_file_is_accounted_for(sample: Sample) -> None:
    items = items_of(sample("discord/chat_with_files.zip"))
    assert [item.locator for item in items if isinstance(item, Unreadable)] == [
        *("chat.json#13", "chat.json#14"),
    ]
    (unused,) = [item for item in items if isinstance(item, Ignored)]
    assert (unused.reason, unused.foreign) == (OTHERS, True)
    (empty,) = items_of(sample("discord/empty.json"))
    assert isinstance(empty, Ignored)
    assert empty.reason == NO_MESSAGES


def test_that_a_head_behind_the_messages_is_found(sample: Sample) -> None:
    (record,) = records_of(sample("discord/late_head.json"))
    assert (record.conversation_key, record.conversation_title) == ("99", "Harbor / dock")


@pytest.mark.parametrize("root", ["messages", "Messages"])
def test_that_a_package_gives_the_holders_messages(tree: Tree, root: str) -> None:
    records = records_of(tree(package(root)))
    assert [record.text for record in records] == ["Old, but mine", "", "New", ""]
    old, files, new, blank = records
    assert (old.parties[0].name, old.parties[0].is_owner) == ("Rosa Diaz", True)
    assert old.parties[1].address == "1002"
    assert old.conversation_title == "Direct Message with dana#4242"
    assert [file.name for file in files.attachments] == ["a.png", "b.png"]
    assert (new.sent.raw, new.sent.utc) == ("2026-03-02 09:00:00", 1_772_442_000_000_000)
    assert new.conversation_title == "Harbor / dock"
    assert new.platform_id == "863900000000000301"
    assert {problem.code for problem in blank.problems} == {"date_missing", "no_content"}


def test_that_files_of_a_package_are_accounted_for(sample: Sample) -> None:
    items = items_of(sample("discord/package.zip"))
    reasons = {item.locator: item.reason for item in items if isinstance(item, Ignored)}
    assert reasons.pop("account/avatar.png") == OTHERS
    assert reasons.pop("messages/c863900000000000003/messages.csv") == NO_MESSAGES
    assert set(reasons.values()) == {NAMES_ONLY}


def test_that_a_package_without_its_account_is_read(tree: Tree) -> None:
    members = {name: data for name, data in package().items() if "messages.csv" in name}
    first, *_ = records_of(tree({**members, "x/user.json": b'{"id": 5}', "c1/messages.csv": b"a"}))
    assert first.parties == ()
    assert first.conversation_title == "863900000000000001"


def test_that_a_table_that_breaks_off_says_so(tree: Tree) -> None:
    table = (
        b'ID,Timestamp,Contents,Attachments\r\n1,2021-07-11 22:14:09,"' + b"x" * 200_000 + b'"\r\n'
    )
    items = items_of(tree({"messages/c863900000000000001/messages.csv": table}))
    assert isinstance(items[0], Unreadable)


def test_that_other_files_are_not_taken_for_chats(tree: Tree) -> None:
    others = {"a.json": b"[1]", "b.json": b'{"guild": 1}', "c/c123/messages.csv": b"x,y\n"}
    assert not DiscordImporter().recognises(tree(others))


def test_that_wide_letters_are_recognised(tree: Tree) -> None:
    whole = as_json(chat([said("Wide")])).decode().encode("utf-16")
    export = tree({"chat.json": whole})
    assert DiscordImporter().recognises(export)
    assert [record.text for record in records_of(export)] == ["Wide"]
