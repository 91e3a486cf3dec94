"""Instagram's download: messages, posts, stories, comments in many languages, damaged files."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest
from exports import instagram_files as made
from exports.zipped import zipped

from app.domain.people import Role
from app.domain.records import Flag, Kind
from app.importers.base import Export, Ignored, ImportOptions, Item, Parsed, Unreadable
from app.importers.registry import read_all, recognise, recognising
from app.importers.social import instagram
from app.importers.social.facebook_files import MISSING_PART, ODD_ENTRY
from app.importers.social.instagram import InstagramImporter

Sample = Callable[[str], Export]
Tree = Callable[[Mapping[str, bytes]], Export]
Accounted = Callable[[Export, list[Item]], set[str]]
ROOT = "your_instagram_activity"


def items_of(export: Export) -> list[Item]:
    return list(InstagramImporter().read(export, ImportOptions(), None))


def records_of(export: Export) -> list[Parsed]:
    return [item for item in items_of(export) if isinstance(item, Parsed)]


def left(export: Export) -> dict[str, str]:
    return {one.locator: one.reason for one in items_of(export) if isinstance(one, Ignored)}


def addressed(record: Parsed) -> list[str]:
    return [party.address for party in record.parties if party.role is Role.TO]


@pytest.mark.parametrize("name", sorted(made.samples()))
def test_that_the_kept_samples_are_what_their_maker_makes(sample: Sample, name: str) -> None:
    kept = sample(f"instagram/{name}").paths[0].read_bytes()
    assert kept == zipped(made.samples()[name])


@pytest.mark.parametrize("name", sorted(made.samples()))
def test_that_every_member_is_accounted_for(
    sample: Sample, accounted: Accounted, name: str
) -> None:
    export = sample(f"instagram/{name}")
    assert recognise(export).key == "instagram"
    assert accounted(export, items_of(export)) == set()


def test_that_messages_are_read_with_reactions_calls_and_shared_posts(sample: Sample) -> None:
    records = records_of(sample("instagram/messages_of_all_kinds"))
    assert {record.platform for record in records} == {"instagram"}
    assert records[1].text == "Café is open ☕\n[reaction] ❤ Dana Whitlow"
    assert [party.name for party in records[1].parties if party.is_owner] == [made.NAME]
    assert records[2].text.endswith("[shared from] pets.of.millbrook")
    assert records[4].kind is Kind.CALL
    assert Flag.DELETED.value in records[5].flags
    assert records[6].labels == ("message_requests",)


def test_that_a_picture_is_found_by_its_second_name(sample: Sample) -> None:
    record = records_of(sample("instagram/messages_of_all_kinds"))[3]
    assert [(file.name, file.missing) for file in record.attachments] == [
        ("1.jpg", ""),
        ("2.jpg", ""),
    ]


def test_that_what_is_no_message_is_left_with_a_reason(sample: Sample) -> None:
    found = left(sample("instagram/messages_of_all_kinds"))
    assert found["start_here.html"] == instagram.HTML_PAGE
    assert found["ads_information/ads_viewed.json"] == instagram.OTHER_PART
    profile = "personal_information/personal_information/personal_information.json"
    assert found[profile] == instagram.PROFILE_READ


def test_that_posts_stories_and_reels_keep_captions_and_files(sample: Sample) -> None:
    records = records_of(sample("instagram/posts_stories_reels"))
    by_title = {record.conversation_title: record for record in reversed(records)}
    assert by_title["Posts"].text == "Harbor Street is closed 🚧"
    assert [file.name for file in by_title["Reels"].attachments] == ["r.mp4", "r.srt"]
    assert [file.name for file in by_title["Stories"].attachments] == ["s.jpg"]
    assert by_title["Archived posts"].labels == ("archived",)
    assert Flag.DELETED.value in by_title["Deleted posts"].flags
    assert by_title["Threads"].text == "Words on Threads"
    assert {record.kind for record in records} == {Kind.POST}
    assert {record.parties[0].address for record in records} == {"@millbrookpd"}


def test_that_a_post_of_several_pictures_is_one_record(sample: Sample) -> None:
    records = records_of(sample("instagram/posts_stories_reels"))
    several = next(record for record in records if "Block party" in record.text)
    assert several.text == "Block party\nSecond picture"
    assert [file.name for file in several.attachments] == ["b.jpg", "c.jpg"]


def test_that_lists_of_labels_are_shown_with_their_labels(sample: Sample) -> None:
    records = records_of(sample("instagram/posts_stories_reels"))
    labelled = next(record for record in records if record.platform_id)
    assert labelled.text == "Légende: Le quai est fermé\nURL: https://example.com/p"
    assert labelled.platform_id == "17900000000000001"


def test_that_comments_are_read_under_labels_of_any_language(sample: Sample) -> None:
    records = records_of(sample("instagram/comments_in_many_languages"))
    comments = [record for record in records if record.kind is Kind.COMMENT]
    assert [(one.text, addressed(one)) for one in comments] == [
        ("Thank you all ❤", ["@city.hall"]),
        ("Está cerrado", ["@biblioteca"]),
        ("Zamknięte", ["@port"]),
        ("Tutup\nPemilik: toko", []),
        ("", ["@city.hall"]),
        ("Nice reel", ["@pier.cam"]),
    ]
    assert comments[0].sent.utc == (made.SECOND + 60) * 1_000_000
    assert {one.parties[0].label for one in comments} == {"Millbrook Police <@millbrookpd>"}


def test_that_reactions_say_what_and_whose(sample: Sample) -> None:
    records = records_of(sample("instagram/comments_in_many_languages"))
    reactions = [record for record in records if record.kind is Kind.SYSTEM]
    assert [one.text.partition("\n")[0] for one in reactions] == [
        "[liked comments] @bo 👍",
        "[liked posts] @city.hall 👍",
        "[polls] @pier.cam Yes",
    ]
    assert reactions[0].raw == '{"string_list_data":["odd"]}'


def test_that_roots_of_before_2024_are_read_and_a_missing_part_is_told(sample: Sample) -> None:
    items = items_of(sample("instagram/roots_to_2023"))
    texts = [item.text for item in items if isinstance(item, Parsed)]
    assert texts == ["Newest", "Oldest", "Alone, no list", "Old shape"]
    missing = Unreadable("messages/inbox/dana_1/message_2.json", MISSING_PART)
    assert missing in items


def test_that_facebook_in_the_same_download_is_left_for_its_own_importer(sample: Sample) -> None:
    export = sample("instagram/facebook_beside")
    first = recognising(export)[0]
    records = [
        item for item in read_all(first, export, ImportOptions(), None) if isinstance(item, Parsed)
    ]
    assert {(one.platform, one.text) for one in records} == {
        ("instagram", "On Instagram"),
        ("facebook", "On Facebook"),
    }


def test_that_damaged_files_cost_only_themselves(sample: Sample) -> None:
    items = items_of(sample("instagram/files_broken"))
    places = {item.locator for item in items if isinstance(item, Unreadable)}
    assert f"{ROOT}/media/stories.json" in places
    assert f"{ROOT}/media/posts_1.json#2 and after" in places
    odd = [item for item in items if isinstance(item, Unreadable) and item.reason == ODD_ENTRY]
    assert [item.untrusted_bytes for item in odd] == [b'"text"', b'{"unheard_of": 1}']
    assert any(isinstance(item, Parsed) and item.text == "Kept" for item in items)


def test_that_the_name_comes_from_conversations_where_the_profile_is_missing(tree: Tree) -> None:
    inbox = made.inbox()
    export = tree({name: data for name, data in inbox.items() if "message_1.json" in name})
    owners = {p.name for one in records_of(export) for p in one.parties if p.is_owner}
    assert owners == {made.NAME}


@pytest.mark.parametrize(
    "members",
    [
        {"notes.json": b"{}"},
        {"your_instagram_activity/readme.txt": b"x"},
        {"your_facebook_activity/messages/inbox/a_1/message_1.json": b'{"participants": []}'},
    ],
)
def test_that_other_things_are_not_taken_for_instagram(
    tree: Tree, members: dict[str, bytes]
) -> None:
    assert not InstagramImporter().recognises(tree(members))
