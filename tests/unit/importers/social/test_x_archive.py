"""X archives: every generation of names, messages and groups, long texts, media, odd scripts."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

import pytest
from exports import x_archive_files as made
from exports.zipped import zipped

from app.domain.people import Party, Role
from app.domain.records import Flag, Kind
from app.importers.base import (
    Export,
    Ignored,
    ImportOptions,
    Item,
    MemberUnreadable,
    Parsed,
    Unreadable,
)
from app.importers.social import x_archive, x_nested
from app.importers.social.account import NOT_IN_EXPORT, UNUSED
from app.importers.social.json_stream import CUT_OFF, EMPTY, FORMATTED, NESTED, NOT_JSON
from app.importers.social.x_archive import XImporter
from app.importers.social.x_messages import NO_MESSAGES, ODD_MESSAGE

Sample = Callable[[str], Export]
Tree = Callable[[Mapping[str, bytes]], Export]
Accounted = Callable[[Export, list[Item]], set[str]]
ME = Party(Role.FROM, "Millbrook PD", "@MillbrookPD", is_owner=True)


def items_of(export: Export, options: ImportOptions | None = None) -> list[Item]:
    return list(XImporter().read(export, options or ImportOptions(), None))


def records_of(export: Export) -> list[Parsed]:
    return [item for item in items_of(export) if isinstance(item, Parsed)]


def by_place(export: Export) -> dict[str, Parsed]:
    return {record.locator: record for record in records_of(export)}


def codes(record: Parsed) -> set[str]:
    return {problem.code for problem in record.problems}


@pytest.mark.parametrize("name", sorted(made.samples()))
def test_that_the_kept_samples_are_what_their_maker_makes(sample: Sample, name: str) -> None:
    kept = sample(f"x_archive/{name}").paths[0].read_bytes()
    assert kept == zipped(made.samples()[name])


@pytest.mark.parametrize("name", sorted(made.samples()))
def test_that_every_member_is_accounted_for(
    sample: Sample, accounted: Accounted, name: str
) -> None:
    export = sample(f"x_archive/{name}")
    assert XImporter().recognises(export)
    assert accounted(export, items_of(export)) == set()


def test_that_links_are_written_out_and_the_text_as_it_stood_is_kept(sample: Sample) -> None:
    first = by_place(sample("x_archive/every_kind"))["data/tweets.js#1"]
    assert first.text == "Fish & chips <3 &amp; https://example.com/a?x=1&y=2"
    assert json.loads(first.raw)["full_text"].endswith("&lt;3 &amp;amp; https://t.co/aa")
    assert first.platform_id == str(made.BIG + 1)
    assert first.sent.utc == 1_773_489_671_000_000
    assert first.parties == (ME,)
    assert (first.conversation_key, first.conversation_title) == (
        f"posts/{made.ME}",
        "Posts of @MillbrookPD",
    )


def test_that_a_reply_names_whom_it_answers_and_mentions(sample: Sample) -> None:
    reply = by_place(sample("x_archive/every_kind"))["data/tweets.js#2"]
    assert reply.parent_id == "2031"
    assert reply.parties[1:] == (
        Party(Role.TO, "Ann Lee", "@ann"),
        Party(Role.MENTIONED, "Bo", "@bo"),
    )


def test_that_a_retweet_cut_in_the_middle_of_an_entity_says_so(sample: Sample) -> None:
    retweet = by_place(sample("x_archive/every_kind"))["data/tweets.js#3"]
    assert retweet.text.endswith("mid &am…")
    assert retweet.flags == {Flag.FORWARDED.value, Flag.TRUNCATED.value}
    assert codes(retweet) == {"retweet_cut"}


def test_that_media_are_found_by_id_and_best_name(sample: Sample) -> None:
    records = by_place(sample("x_archive/every_kind"))
    photo, film, gone = (records[f"data/tweets.js#{n}"].attachments for n in (4, 5, 6))
    assert [(one.name, one.open is None) for one in photo] == [(f"{made.BIG + 4}-Abc.jpg", False)]
    assert [(one.name, one.open is None) for one in film] == [(f"{made.BIG + 5}-hi.mp4", False)]
    assert [(one.name, one.missing) for one in gone] == [
        (f"{made.BIG + 6}-Gone.jpg", NOT_IN_EXPORT)
    ]


def test_that_edited_deleted_community_posts_and_likes_are_records(sample: Sample) -> None:
    records = by_place(sample("x_archive/every_kind"))
    assert records["data/tweets.js#7"].flags == {Flag.EDITED.value}
    assert records["data/deleted-tweets.js#1"].flags == {Flag.DELETED.value}
    assert records["data/community-tweet.js#1"].text == "In a community"
    like = records["data/like.js#1"]
    assert like.kind is Kind.SYSTEM
    assert like.text == "[like] 14 Cedar & co\nhttps://x.com/i/55"
    assert like.parent_id == "55"
    assert codes(like) == {"date_missing"}


def test_that_what_is_left_has_its_reason(sample: Sample) -> None:
    items = items_of(sample("x_archive/every_kind"))
    left = {item.locator: item.reason for item in items if isinstance(item, Ignored)}
    assert left == {
        "data/manifest.js": x_archive.MANIFEST_READ,
        "data/account.js": x_archive.ACCOUNT_READ,
        "Your archive.html": x_archive.PAGE,
        "assets/app.css": x_archive.PAGE,
        "data/deleted-tweet-headers.js": x_archive.OTHER_DATA,
        "data/follower.js": x_archive.OTHER_DATA,
        "data/tweets_media/999-nobody.jpg": UNUSED,
    }


def test_that_media_in_a_zip_of_their_own_are_found(
    sample: Sample, monkeypatch: pytest.MonkeyPatch
) -> None:
    export = sample("x_archive/media_in_a_zip")
    whole, damaged = records_of(export)
    opened = whole.attachments[0].open
    assert opened is not None
    with opened() as stream:
        assert stream.read() == made.JPEG
    broken = damaged.attachments[0].open
    assert broken is not None
    with pytest.raises(MemberUnreadable), broken() as stream:
        stream.read()
    zips = "tweet_media/tweet_media"
    told = {i.locator: i.reason for i in items_of(export) if not isinstance(i, Parsed)}
    assert told == {
        "account.js": x_archive.ACCOUNT_READ,
        "direct_message_media/direct_message_media.zip": x_nested.BROKEN,
        f"{zips}.zip": x_nested.LOOKED_UP,
        f"{zips}.zip!2 5-nobody.jpg": UNUSED,
        f"{zips}.zip!3 plain.jpg": UNUSED,
        f"{zips}2.zip": x_nested.LOOKED_UP,
    }
    monkeypatch.setattr(x_nested, "LARGEST_FILE", 1)
    with pytest.raises(MemberUnreadable):
        opened()
    monkeypatch.setattr(x_nested, "LARGEST", 1)
    assert Unreadable(f"{zips}.zip", x_nested.TOO_LARGE) in items_of(export)


def test_that_archives_without_wrapping_are_read(sample: Sample) -> None:
    records = by_place(sample("x_archive/unwrapped_before_2020"))
    assert {place: record.text for place, record in records.items()} == {
        "tweet.js#1": "Not wrapped",
        "tweet.js#2": "Nor this",
        "direct-message.js#1.1": "Old",
    }
    assert records["tweet.js#1"].attachments[0].open is not None
    assert records["direct-message.js#1.1"].attachments == ()


def test_that_parts_are_read_in_the_order_of_their_numbers(sample: Sample) -> None:
    assert [r.text for r in records_of(sample("x_archive/parts_2_and_10"))] == ["Two", "Ten", "One"]


def test_that_archives_from_before_2018_are_read(sample: Sample) -> None:
    script, quoted, lines = records_of(sample("x_archive/before_2018"))
    assert script.text == "RT @ann: this was cut…\n[repeated post] this was cut no longer"
    assert script.flags == {Flag.FORWARDED.value}
    assert script.sent.utc == 1_357_214_400_000_000
    assert quoted.text == 'Old, & quoted "so" http://example.com/z'
    assert quoted.platform_id == "280000000000000001"
    assert (lines.text, lines.parent_id) == ("Two\nlines", "12")
    assert {record.parties for record in (script, quoted, lines)} == {(ME,)}


def test_that_messages_have_names_links_media_edits_and_reactions(sample: Sample) -> None:
    records = by_place(sample("x_archive/messages_and_groups"))
    first, second, third = (records[f"data/direct-messages.js#1.{n}"] for n in (1, 2, 3))
    assert first.text == "Look & see https://example.com/d"
    assert first.attachments[0].name == f"{made.BIG + 3}-pic.jpg"
    assert first.parties == (
        Party(Role.FROM, "Ann Lee", "@ann"),
        Party(Role.TO, "Millbrook PD", "@MillbrookPD", is_owner=True),
    )
    assert first.sent.utc == 1_773_489_791_123_000
    assert second.text == "Second wording\n[earlier version] First wording\n[reaction] like @ann"
    assert second.flags == {Flag.EDITED.value}
    assert codes(third) == {"no_content"}
    assert third.parties[0] == Party(Role.FROM, "", "99")
    assert first.conversation_key == f"messages/77-{made.ME}"


def test_that_what_happens_in_a_group_is_a_system_record(sample: Sample) -> None:
    records = by_place(sample("x_archive/messages_and_groups"))
    group = [record for place, record in records.items() if "group" in place]
    assert [(record.kind, record.text) for record in group] == [
        (Kind.SYSTEM, "[name] Storm & flood"),
        (Kind.MESSAGE, "Group words"),
        (Kind.SYSTEM, "[left] 88"),
        (Kind.SYSTEM, "[joined] 88"),
        (Kind.SYSTEM, "[joined] @MillbrookPD, @ann"),
    ]
    assert {record.conversation_title for record in group} == {"Storm & flood"}
    assert [party.address for party in group[1].parties] == ["@ann", "@MillbrookPD", "88"]


def test_that_unknown_and_empty_entries_are_listed(sample: Sample) -> None:
    items = items_of(sample("x_archive/messages_and_groups"))
    assert (
        Unreadable("data/direct-messages.js#1.4", ODD_MESSAGE, b'{"reactionOnly": {"x": 1}}')
        in items
    )
    assert Ignored("data/direct-messages.js#2", NO_MESSAGES) in items


def test_that_long_texts_join_their_posts_or_stand_alone(sample: Sample) -> None:
    export = sample("x_archive/long_texts_apart")
    joined, alone = records_of(export)
    assert joined.text.endswith("about the stop. https://example.com/n")
    assert joined.locator == "data/tweets.js#1"
    assert (alone.text, codes(alone)) == ("Alone", {"note_alone"})
    assert [i.locator for i in items_of(export) if isinstance(i, Unreadable)] == [
        "data/note-tweet.js#3"
    ]


def test_that_a_file_whose_long_texts_all_found_their_post_says_so(tree: Tree) -> None:
    note = {"noteTweet": {"createdAt": "2026-03-14T12:01:11Z", "core": {"text": "All of it, long"}}}
    export = tree(
        {
            "data/tweets.js": made.script("tweets", made.wrapped(made.tweet(1, "All of…"))),
            "data/note-tweet.js": made.script("note_tweet", [note]),
        }
    )
    assert [record.text for record in records_of(export)] == ["All of it, long"]
    assert Ignored("data/note-tweet.js", x_archive.NOTES_JOINED) in items_of(export)


def test_that_odd_scripts_are_read_or_have_one_sentence(sample: Sample) -> None:
    items = items_of(sample("x_archive/scripts_odd"))
    texts = {item.locator: item.text for item in items if isinstance(item, Parsed)}
    assert texts == {
        "data/tweet.js#1": "No prefix",
        "data/tweets.js#1": "BOM prefix",
        "data/tweets-part1.js#1": "Var prefix",
    }
    reasons = {item.locator: item.reason for item in items if not isinstance(item, Parsed)}
    assert reasons == {
        "data/account.js": x_archive.ACCOUNT_READ,
        "data/tweets-part2.js": x_archive.EMPTY,
        "data/tweets-part3.js#1 and after": FORMATTED,
        "data/tweets-part4.js": EMPTY,
        "data/tweets-part5.js": NOT_JSON,
        "data/tweets-part6.js#1 and after": CUT_OFF,
        "data/tweets-part7.js#1 and after": NESTED,
    }


def test_that_odd_posts_keep_what_they_have(sample: Sample) -> None:
    found = by_place(sample("x_archive/tweets_odd_and_counts_wrong"))
    told = [(r.text, r.platform_id[-3:], r.sent.utc, codes(r)) for r in found.values()]
    assert told == [
        ("Number", "002", 1_773_489_671_000_000, set()),
        ("Long ago", "003", None, {"date_out_of_range"}),
        ("No date", "004", None, {"date_unreadable"}),
        ("Bad day", "005", None, {"date_unreadable"}),
        ("Offset", "006", 1_773_505_800_000_000, set()),
        ("lone � half", "007", 1_773_489_971_000_000, set()),
        ("Entities", "008", 1_773_490_031_000_000, set()),
        ("\n�", "009", 1_773_490_091_000_000, set()),
        ("", "42", None, {"date_missing", "no_content"}),
    ]
    assert found["data/tweets.js#5"].sent.zone == "offset:-04:30"
    assert found["data/tweets.js#8"].parent_id == ""


def test_that_wrong_counts_and_missing_files_of_the_manifest_are_told(sample: Sample) -> None:
    items = items_of(sample("x_archive/tweets_odd_and_counts_wrong"))
    reasons = [(i.locator, i.reason) for i in items if not isinstance(i, Parsed)]
    assert reasons == [
        ("data/tweets.js#10", x_archive.ODD_ENTRY),
        ("data/tweets.js#11", x_archive.ODD_ENTRY),
        ("data/tweets.js", "The archive lists 12 entries in it; 11 are there."),
        ("data/manifest.js", x_archive.PARTIAL),
        ("data/community-tweet.js", x_archive.LISTED_ONLY),
    ]


def test_that_the_manifest_finds_files_of_other_names(tree: Tree) -> None:
    export = tree(
        {
            "data/manifest.js": made.manifest({"data/posts-new.js": ("tweets", 1)}),
            "data/posts-new.js": made.script("tweets", made.wrapped(made.tweet(1, "Found"))),
        }
    )
    assert [record.text for record in records_of(export)] == ["Found"]


def test_that_a_broken_manifest_is_one_unreadable(tree: Tree) -> None:
    export = tree(
        {
            "data/manifest.js": b'window.__THAR_CONFIG = {"userInfo": {"acc',
            "data/tweets.js": made.script("tweets", made.wrapped(made.tweet(1, "Still read"))),
        }
    )
    assert [type(item) for item in items_of(export)] == [Parsed, Unreadable]


def test_that_the_clerk_may_say_whose_archive_it_is(tree: Tree) -> None:
    export = tree({"tweets.js": made.script("tweets", made.wrapped(made.tweet(1, "Mine")))})
    (record,) = items_of(export, ImportOptions(own_addresses=("@millbrook",)))
    assert isinstance(record, Parsed)
    assert record.parties == (Party(Role.FROM, "", "@millbrook", is_owner=True),)


def test_that_a_lone_table_is_recognised_and_a_broken_row_listed(tree: Tree) -> None:
    table = b"tweet_id,timestamp,text,x\n1,2013-01-01 12:00:00 +0000,Hi,\n,,,y\n"
    export = tree({"tweets.csv": table})
    assert XImporter().recognises(export)
    assert [type(item) for item in items_of(export)] == [Parsed, Unreadable]


@pytest.mark.parametrize(
    "members",
    [
        {"data/tweets.js": b"console.log('tweets')"},
        {"tweets.csv": b"a,b\n1,2\n"},
        {"direct-messages.js": b"[]"},
        {"readme.txt": b"window.YTD.tweets.part0 = []"},
    ],
)
def test_that_other_things_are_not_taken_for_x(tree: Tree, members: dict[str, bytes]) -> None:
    assert not XImporter().recognises(tree(members))


def test_that_a_space_tells_who_spoke_and_has_its_sound(sample: Sample) -> None:
    space = by_place(sample("x_archive/spaces_grok_and_notes"))["data/spaces-metadata.js#1"]
    assert space.kind is Kind.CALL
    assert space.text.split("\n") == [
        "[space] Flood & roads",
        "[spoke] @MillbrookPD 2026-03-14T21:00:00.000Z",
        "[spoke] @bo_reed 21:05 – 21:09",
        "[ended] 2026-03-14T21:30:00.000Z",
        "[took part] 41",
    ]
    assert [(one.role, one.address) for one in space.parties] == [
        (Role.FROM, "@MillbrookPD"),
        (Role.MEMBER, "@bo_reed"),
        (Role.MEMBER, "555010099"),
    ]
    assert [file.name for file in space.attachments] == ["1eaKbrPAqbwKX.m4a"]
    assert json.loads(space.raw)["speakers"] == [{"muted": True}]


def test_that_chats_with_grok_are_conversations(sample: Sample) -> None:
    records = records_of(sample("x_archive/spaces_grok_and_notes"))
    asked, answered = (one for one in records if one.conversation_key == "grok/1981")
    assert (asked.text, asked.parties[0], asked.parties[1].name) == (
        "When is high tide?",
        ME,
        "Grok",
    )
    assert (answered.parties[0].name, answered.parties[1].is_owner) == ("Grok", True)


def test_that_community_notes_and_ratings_name_what_they_are_about(sample: Sample) -> None:
    places = by_place(sample("x_archive/spaces_grok_and_notes"))
    note = places["data/community-note.js#1"]
    assert note.text.startswith("The road is open & dry.\n[classification] ")
    assert (note.kind, note.parent_id) == (Kind.COMMENT, str(made.BIG + 4))
    assert note.sent.utc == 1_773_522_240_000_000
    rating = places["data/community-note-rating.js#1"]
    assert (rating.text, rating.parent_id) == ("[community note rated] helpful, clear", "78")


def test_that_comments_on_broadcasts_and_posts_to_few_are_read(sample: Sample) -> None:
    places = by_place(sample("x_archive/spaces_grok_and_notes"))
    comment = places["data/periscope-comments-made-by-user.js#1"]
    assert comment.kind is Kind.COMMENT
    assert Flag.UNDECODABLE.value in comment.flags
    assert places["data/twitter-circle-tweet.js#1"].text == "To a few people only"


def test_that_a_deleted_long_text_says_so(sample: Sample) -> None:
    note = by_place(sample("x_archive/spaces_grok_and_notes"))["data/deleted-note-tweet.js#1"]
    assert note.text == "A long text that was deleted"
    assert Flag.DELETED.value in note.flags


def test_that_entries_of_unknown_layout_are_kept_as_they_are(sample: Sample) -> None:
    items = items_of(sample("x_archive/spaces_grok_and_notes"))
    odd = {item.locator: item.untrusted_bytes for item in items if isinstance(item, Unreadable)}
    assert odd == {
        "data/spaces-metadata.js#2": b'{"x": {"y": 1}}',
        "data/community-note.js#2": b'{"communityNote": {}}',
        "data/community-note-rating.js#2": b'{"z": {"agree": "1"}}',
        "data/periscope-comments-made-by-user.js#2": (
            b'{"periscopeCommentsMadeByUser": {"id": "6"}}'
        ),
        "data/grok-chat-item.js#3": b'{"a": 1}',
    }
