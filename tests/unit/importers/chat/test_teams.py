"""Teams: messages of Graph, of a person's download and of Purview's load file."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

import pytest
from exports.teams_files import CHAT, personal, purview, said, samples
from exports.zipped import as_json

from app.domain.parsed import Ignored, Item, Parsed, Unreadable
from app.domain.people import Role
from app.domain.records import Flag, Kind
from app.importers.base import Export, ImportOptions
from app.importers.chat.teams import NO_CHAT, OTHERS, TeamsImporter
from app.importers.chat.teams_attached import IN_SHAREPOINT
from app.importers.chat.teams_graph import PICTURE_APART
from app.importers.chat.teams_personal import NOT_DOWNLOADED
from app.importers.chat.teams_purview import WORDS_READ
from app.importers.chat.teams_text import card_words, page_words

Sample = Callable[[str], Export]
Tree = Callable[[Mapping[str, bytes]], Export]


def items_of(export: Export) -> list[Item]:
    options = ImportOptions("", "UTC", ("diaz@example.com",))
    return list(TeamsImporter().read(export, options, None))


def records_of(export: Export) -> list[Parsed]:
    return [item for item in items_of(export) if isinstance(item, Parsed)]


def one(tree: Tree, message: object) -> Parsed:
    (record,) = records_of(tree({"m.json": as_json([message])}))
    return record


@pytest.mark.parametrize("name", sorted(samples()))
def test_that_the_kept_samples_are_what_their_maker_makes(sample: Sample, name: str) -> None:
    assert sample(f"teams/{name}").paths[0].read_bytes() == samples()[name]


def test_that_a_page_of_graph_gives_people_words_and_answers(sample: Sample) -> None:
    first, plain, *_ = records_of(sample("teams/page.json"))
    assert first.text == "Boat for Dana & all🚤\n[reaction] like Dana Whitlow"
    assert (first.parties[0].address, first.parties[0].is_owner) == ("diaz@example.com", True)
    assert (first.parties[1].role, first.parties[1].name) == (Role.MENTIONED, "Dana Whitlow")
    assert first.conversation_key == CHAT
    assert plain.text == "plain <b>"
    assert plain.parent_id == first.platform_id
    assert plain.flags == {Flag.EDITED.value}


def test_that_files_quotes_cards_and_pictures_are_told(sample: Sample) -> None:
    records = records_of(sample("teams/page.json"))
    rich, picture = records[3], records[4]
    assert rich.text.split("\n") == [
        "See",
        "[file] https://example.com/plan.docx",
        "[quote] Dana Whitlow: Old words",
        "[forwarded] Dana Whitlow: Far words",
        *("[card] Approve?", "By", "Rosa"),
        "[attached] Wiki",
    ]
    assert (rich.subject, rich.labels) == ("Plan", ("urgent",))
    assert [file.missing for file in rich.attachments] == [IN_SHAREPOINT]
    assert [file.missing for file in picture.attachments] == [PICTURE_APART]


def test_that_kinds_deletions_and_doubts_are_told(sample: Sample) -> None:
    records = records_of(sample("teams/page.json"))
    assert records[2].flags == {Flag.DELETED.value}
    assert (records[5].kind, records[5].text) == (
        Kind.SYSTEM,
        "[event] membersAdded cc-3, Max Roe",
    )
    assert records[6].kind is Kind.CALL
    assert records[7].parties[0].name == "Tide"
    assert records[8].conversation_key == "19:c@t"
    assert {problem.code for problem in records[9].problems} == {"no_content"}
    assert {problem.code for problem in records[10].problems} == {"date_unreadable"}


def test_that_conversations_around_messages_name_their_members(sample: Sample) -> None:
    items = items_of(sample("teams/chats.json"))
    record, odd = items
    assert isinstance(record, Parsed)
    assert record.conversation_title == "Boats"
    assert [party.name for party in record.parties] == ["Rosa Diaz", "Dana"]
    assert isinstance(odd, Unreadable)
    assert (record.locator, odd.locator) == ("chats.json#1.1", "chats.json#1.2")


def test_that_a_message_a_line_is_read(sample: Sample) -> None:
    items = items_of(sample("teams/lines.jsonl"))
    assert [type(item) for item in items] == [Parsed, Parsed, Unreadable]


def test_that_a_persons_download_is_read(sample: Sample) -> None:
    items = items_of(sample("teams/own_download.zip"))
    records = [item for item in items if isinstance(item, Parsed)]
    hello, deleted, changed, file, call, empty, joined = records
    assert hello.text == "Hello & welcome\n[reaction] heart dana"
    assert [(party.address, party.is_owner) for party in hello.parties] == [
        ("rosa", True),
        ("dana", False),
    ]
    assert (deleted.flags, changed.flags) == ({Flag.DELETED.value}, {Flag.EDITED.value})
    assert (file.attachments[0].name, file.attachments[0].missing) == ("map.pdf", NOT_DOWNLOADED)
    assert (call.kind, call.text) == (Kind.CALL, "[call]")
    assert {problem.code for problem in empty.problems} == {"no_content"}
    assert (joined.kind, joined.conversation_title) == (Kind.SYSTEM, "Boats")
    assert [item.locator for item in items if isinstance(item, Unreadable)] == [
        *("messages.json#1.7", "messages.json#3"),
    ]


def test_that_members_written_oddly_cost_nothing(tree: Tree) -> None:
    told = personal()
    told["conversations"][1]["threadProperties"] = {"members": "[cut"}  # type: ignore[index]
    records = records_of(tree({"messages.json": as_json(told)}))
    assert [party.address for party in records[-1].parties] == ["rosa"]


def test_that_a_load_file_gives_its_chats(sample: Sample) -> None:
    items = items_of(sample("teams/purview.zip"))
    first, second, mail, broken, words, eml, summary = items
    assert isinstance(first, Parsed)
    assert first.text == "Rosa: boat?\nDana: yes"
    assert [party.name for party in first.parties] == ["Rosa Diaz", "Dana"]
    assert [file.name for file in first.attachments] == ["1.html"]
    assert (first.flags, first.platform_id) == ({Flag.EDITED.value}, "im1")
    assert isinstance(second, Parsed)
    assert second.text == "Dana: tide"
    assert (second.sent.raw, second.sent.utc) == ("3/2/2026 6:04:00 PM", 1_772_474_640_000_000)
    assert isinstance(mail, Ignored)
    assert mail.reason == NO_CHAT
    assert isinstance(broken, Parsed)
    assert {problem.code for problem in broken.problems} == {"date_unreadable", "text_missing"}
    assert isinstance(words, Ignored)
    assert words.reason == WORDS_READ
    for other in (eml, summary):
        assert isinstance(other, Ignored)
        assert (other.reason, other.foreign) == (OTHERS, True)


def test_that_a_load_file_without_chats_is_left_to_others(tree: Tree) -> None:
    whole = purview()
    (name,) = [one for one in whole if one.startswith("Export")]
    rows = whole[name].decode().split("\r\n")
    table = "\r\n".join([rows[0], rows[3], ""]).encode()
    assert not TeamsImporter().recognises(tree({"list.csv": table}))
    assert not TeamsImporter().recognises(tree({"list.csv": rows[0].encode()}))
    unclosed = rows[0].encode() + b'\r\n"' + b"x" * 200_000
    assert not TeamsImporter().recognises(tree({"list.csv": unclosed}))


def test_that_words_of_a_missing_or_other_file_are_not_taken(tree: Tree) -> None:
    whole = dict(purview())
    whole["NativeFiles/2.html"] = b""
    whole["NativeFiles/1.msg"] = b"x"
    (name,) = [one for one in whole if one.startswith("Export")]
    whole[name] = whole[name].replace(b"1.html,Extracted_text_files\\1.txt", b"1.msg,")
    first, second, *_ = records_of(tree(whole))
    assert (first.text, second.text) == ("", "")


@pytest.mark.parametrize(
    "whole",
    [
        b'{"value": [1]}',
        b'[{"createdDateTime": "x"}]',
        b'{"createdDateTime": 1, "body": 2}',
        b"a,b",
    ],
)
def test_that_other_files_are_not_taken_for_chats(tree: Tree, whole: bytes) -> None:
    assert not TeamsImporter().recognises(tree({"a.json": whole, "b.csv": whole, "c.txt": whole}))


def test_that_a_device_or_nobody_may_send(tree: Tree) -> None:
    record = one(tree, said("x", sender={"device": {"displayName": "Room 2"}}))
    assert record.parties[0].name == "Room 2"
    assert one(tree, said("x", sender={"odd": 1})).parties == ()


def test_that_odd_quotes_and_cards_are_kept_as_words(tree: Tree) -> None:
    attachments = [
        {"contentType": "messageReference", "content": "{cut"},
        {"contentType": "messageReference", "content": [1]},
        {"contentType": "application/vnd.microsoft.card.thumbnail", "content": "{"},
        {"contentType": "x"},
    ]
    record = one(tree, said("Hi", attachments=attachments))
    assert record.text == "Hi\n[quote] {cut\n[card] {"


def test_that_pages_and_cards_give_their_words() -> None:
    deep: object = {"text": "bottom"}
    for _ in range(60):
        deep = {"items": [deep]}
    assert card_words(deep) == ""
    assert card_words(json.dumps({"title": "<b>T</b>", "sections": [{"text": "T"}]})) == "T"
    assert page_words("a &amp; b < c") == "a & b < c"


def test_that_wide_letters_are_recognised(tree: Tree) -> None:
    whole = as_json({"value": [said("Wide")]}).decode().encode("utf-16")
    assert [record.text for record in records_of(tree({"a.json": whole}))] == ["Wide"]
    assert TeamsImporter().recognises(tree({"a.json": whole}))
