"""Google Chat of a Takeout: messages of every kind, files, threads, dates in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping

import pytest
from exports.google_chat_files import ROOT, said, samples
from exports.zipped import as_json, zipped

from app.domain.parsed import Ignored, Item, Parsed, Unreadable
from app.domain.records import Flag
from app.importers.base import Export, ImportOptions
from app.importers.chat.entries import NAMES_ONLY
from app.importers.chat.google_chat import NO_MESSAGES, OTHERS, GoogleChatImporter
from app.importers.chat.spoken_dates import spoken_date
from app.importers.social.account import NOT_IN_EXPORT

Sample = Callable[[str], Export]
Tree = Callable[[Mapping[str, bytes]], Export]
SPACE = f"{ROOT}/Groups/Space xyz"


def items_of(export: Export) -> list[Item]:
    return list(GoogleChatImporter().read(export, ImportOptions(), None))


def by_number(export: Export) -> dict[int, Parsed]:
    records = [item for item in items_of(export) if isinstance(item, Parsed)]
    inside = [record for record in records if record.locator.startswith(SPACE)]
    return {int(record.locator.rpartition("#")[2]): record for record in inside}


@pytest.mark.parametrize("name", sorted(samples()))
def test_that_the_kept_samples_are_what_their_maker_makes(sample: Sample, name: str) -> None:
    kept = sample(f"google_chat/{name}.zip").paths[0].read_bytes()
    assert kept == zipped(samples()[name])


def test_that_people_threads_and_titles_are_kept(sample: Sample) -> None:
    records = by_number(sample("google_chat/takeout.zip"))
    first, second = records[1], records[2]
    assert [(party.address, party.is_owner) for party in first.parties] == [
        ("diaz@example.com", True),
        ("whitlow@example.org", False),
    ]
    assert (first.parent_id, second.parent_id) == ("", first.platform_id)
    assert (first.conversation_key, first.conversation_title) == ("Space xyz", "Harbor")
    assert records[4].parent_id == ""
    assert records[6].parent_id == records[4].platform_id


def test_that_links_quotes_reactions_and_edits_are_lines(sample: Sample) -> None:
    records = by_number(sample("google_chat/takeout.zip"))
    assert records[2].text.split("\n") == [
        "See https://example.com/harbor",
        "[link] Harbor (https://example.com/harbor) All boats",
        "[file in Drive] Plan d1",
    ]
    assert "video_call_metadata" in records[2].raw
    assert records[4].text == "Second topic\n[before the edit] First words"
    assert records[4].flags == {Flag.EDITED.value}
    assert records[5].flags == {Flag.DELETED.value}
    assert records[6].text.split("\n")[1:] == [
        "[quote] Dana Whitlow: Really?",
        "[reaction] 👍 whitlow@example.org",
        "[reaction] custom emoji",
    ]


def test_that_files_are_found_under_their_changed_names(sample: Sample) -> None:
    held, gone, odd = by_number(sample("google_chat/takeout.zip"))[3].attachments
    assert held.name == "a?b.png"
    assert held.open
    with held.open() as stream:
        assert stream.read() == b"\x89PNG"
    assert (gone.missing, odd.missing) == (NOT_IN_EXPORT, NOT_IN_EXPORT)


def test_that_a_file_of_another_conversation_is_not_taken(tree: Tree) -> None:
    listed = said("x", 1, attached_files=[{"original_name": "a.png", "export_name": "File-a.png"}])
    export = tree(
        {
            f"{ROOT}/Groups/DM a/messages.json": as_json({"messages": [listed]}),
            f"{ROOT}/Groups/DM b/File-a.png": b"other",
            f"{ROOT}/Groups/DM b/messages.json": as_json({"messages": [said("y", 2)]}),
        }
    )
    (first, _) = [item for item in items_of(export) if isinstance(item, Parsed)]
    assert first.attachments[0].missing == NOT_IN_EXPORT


def test_that_doubtful_messages_say_so(sample: Sample) -> None:
    records = by_number(sample("google_chat/takeout.zip"))
    codes = {number: {problem.code for problem in one.problems} for number, one in records.items()}
    assert codes[7] == set()
    assert codes[8] == {"date_unreadable"}
    assert codes[9] == {"no_content"}
    assert codes[10] == {"date_missing"}


def test_that_every_file_is_accounted_for(sample: Sample) -> None:
    items = items_of(sample("google_chat/takeout.zip"))
    reasons = {item.locator: item.reason for item in items if not isinstance(item, Parsed)}
    assert reasons[f"{ROOT}/Groups/DM empty/messages.json"] == NO_MESSAGES
    assert reasons[f"{SPACE}/group_info.json"] == NAMES_ONLY
    assert reasons[f"{SPACE}/File-unnamed.png"] == OTHERS
    assert reasons["Takeout/archive_browser.html"] == OTHERS
    assert [type(item) for item in items[-2:]] == [Ignored, Ignored]
    odd = [item for item in items if isinstance(item, Unreadable)]
    assert [item.locator for item in odd] == [
        f"{SPACE}/messages.json#11",
        f"{SPACE}/messages.json#12",
    ]


def test_that_other_files_of_messages_are_not_taken_for_chat(tree: Tree) -> None:
    assert not GoogleChatImporter().recognises(tree({"a/messages.json": b'{"messages": []}'}))


def test_that_an_iso_date_is_read(tree: Tree) -> None:
    message = {**said("x"), "created_date": "2026-03-02T09:01:00Z"}
    export = tree({f"{SPACE}/messages.json": as_json({"messages": [message]})})
    assert by_number(export)[1].sent.utc == 1_772_442_060_000_000


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Thursday, November 3, 2016 at 11:59:50\u202fAM UTC", (2016, 11, 3, 11, 59, 50)),
        ("Thursday, November 3, 2016 at 12:00:00 AM UTC", (2016, 11, 3, 0, 0, 0)),
        ("Thursday, November 3, 2016 at 12:00:00 PM UTC", (2016, 11, 3, 12, 0, 0)),
        ("Donnerstag, 3. November 2016 um 11:59:50 UTC", (2016, 11, 3, 11, 59, 50)),
        ("jeudi 3 août 2017 à 21:05:07 UTC", (2017, 8, 3, 21, 5, 7)),
        ("jueves, 3 de enero de 2019, 1:02:03 UTC", (2019, 1, 3, 1, 2, 3)),
        ("giovedì 3 gennaio 2019 alle ore 01:02:03 UTC", (2019, 1, 3, 1, 2, 3)),
        ("3 maart 2020 om 9.15 GMT", (2020, 3, 3, 9, 15, 0)),
    ],
)
def test_that_dates_in_words_are_read(written: str, expected: tuple[int, ...]) -> None:
    assert spoken_date(written) == dt.datetime(*expected, tzinfo=dt.UTC)  # type: ignore[arg-type, misc]


@pytest.mark.parametrize(
    "written",
    ["", "someday", "November 3, 2016", "3 of 2016 at 11:00", "November 2016 at 11:00",
     "November 31, 2016 at 11:00", "November 3, 2016 at 25:00"],
)  # fmt: skip
def test_that_what_is_no_date_is_none(written: str) -> None:
    assert spoken_date(written) is None


def test_that_a_date_without_a_zone_has_none() -> None:
    assert spoken_date("November 3, 2016 at 11:00:00 AM") == dt.datetime(2016, 11, 3, 11)  # noqa: DTZ001 - as written
