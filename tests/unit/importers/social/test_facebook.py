"""Facebook's download: every root, kind of message and post, damaged letters, odd references."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from exports import facebook_files as made
from exports.zipped import zipped

from app.domain.people import Role
from app.domain.records import Flag, Kind
from app.importers.base import Export, Ignored, ImportOptions, Item, Parsed, Unreadable
from app.importers.export_tree import open_export
from app.importers.registry import read_all
from app.importers.social import facebook, facebook_files
from app.importers.social.account import NO_NAME, NOT_IN_EXPORT, ONLY_ADDRESS, UNUSED
from app.importers.social.facebook import FacebookImporter

Sample = Callable[[str], Export]
Tree = Callable[[Mapping[str, bytes]], Export]
Accounted = Callable[[Export, list[Item]], set[str]]
EXPORTS = Path(__file__).resolve().parents[3] / "exports"
INBOX = "your_facebook_activity/messages/inbox"


def items_of(export: Export, options: ImportOptions | None = None) -> list[Item]:
    return list(FacebookImporter().read(export, options or ImportOptions(), None))


def records_of(export: Export) -> list[Parsed]:
    return [item for item in items_of(export) if isinstance(item, Parsed)]


def by_text(export: Export) -> dict[str, Parsed]:
    return {record.text: record for record in records_of(export)}


def codes(record: Parsed) -> set[str]:
    return {problem.code for problem in record.problems}


def names(record: Parsed, role: Role) -> list[str]:
    return [party.name for party in record.parties if party.role is role]


@pytest.mark.parametrize("name", sorted(made.samples()))
def test_that_the_kept_samples_are_what_their_maker_makes(sample: Sample, name: str) -> None:
    kept = sample(f"facebook/{name}").paths[0].read_bytes()
    assert kept == zipped(made.samples()[name])


@pytest.mark.parametrize("name", sorted(made.samples()))
def test_that_every_member_is_accounted_for(
    sample: Sample, accounted: Accounted, name: str
) -> None:
    export = sample(f"facebook/{name}")
    assert FacebookImporter().recognises(export)
    assert accounted(export, items_of(export)) == set()


def test_that_the_roots_of_before_2023_are_read(sample: Sample) -> None:
    export = sample("facebook/roots_to_2023")
    kinds = [(record.kind, record.text) for record in records_of(export)]
    assert kinds == [
        (Kind.MESSAGE, "Thank you — it's logged 👍🏽"),
        (Kind.MESSAGE, "Café on the corner saw it"),
        (Kind.COMMENT, "It opens at six"),
        (Kind.COMMENT, "À six heures"),
        (Kind.POST, ""),
        (Kind.POST, "Harbor Street is closed"),
    ]
    left = {item.locator: item.reason for item in items_of(export) if isinstance(item, Ignored)}
    assert left["photos_and_videos/nobody.jpg"] == UNUSED
    assert left["ads_information/advertisers.json"] == facebook.OTHER_PART
    assert left["messages/autofill_information.json"] == facebook.OTHER_PART


def test_that_every_inbox_is_read_and_named_as_a_label(sample: Sample) -> None:
    export = sample("facebook/every_inbox")
    boxes = {record.conversation_key.split("/")[0]: record.labels for record in records_of(export)}
    assert boxes == {
        "inbox": (),
        "archived_threads": ("archived_threads",),
        "filtered_threads": ("filtered_threads",),
        "message_requests": ("message_requests",),
        "e2ee_cutover": ("e2ee_cutover",),
    }
    reasons = {item.reason for item in items_of(export) if isinstance(item, Ignored)}
    assert facebook.HTML_PAGE in reasons


def test_that_the_owner_is_known_by_the_profile(sample: Sample) -> None:
    (first, *_) = records_of(sample("facebook/every_inbox"))
    assert [(party.name, party.is_owner) for party in first.parties] == [
        ("Dana Whitlow", False),
        (made.PAGE, True),
    ]


def test_that_reactions_calls_joins_and_links_are_lines_of_the_text(sample: Sample) -> None:
    found = [(r.kind, r.text) for r in records_of(sample("facebook/every_message_kind"))]
    assert (Kind.MESSAGE, f"Liked “14 Cedar Lane”\n[reaction] ❤ {made.PAGE}") in found
    assert (Kind.CALL, "Dana called you.\n[call] 61 seconds") in found
    assert (Kind.CALL, "You missed a call.\n[call] missed") in found
    assert (Kind.SYSTEM, "Ana joined.\n[joined] Ana, Bo") in found
    assert (Kind.SYSTEM, "Bo left.\n[left] Bo") in found
    assert (Kind.MESSAGE, "See this\nA list\n[link] https://example.com/a") in found
    assert (Kind.MESSAGE, "Reacted ❤ to your message ") in found


def test_that_unsent_messages_are_kept_with_or_without_their_words(sample: Sample) -> None:
    unsent = [
        record.text
        for record in records_of(sample("facebook/every_message_kind"))
        if Flag.DELETED.value in record.flags
    ]
    assert unsent == ["", "I take it back"]


def test_that_a_message_of_nothing_but_time_and_sender_says_so(sample: Sample) -> None:
    empty = [r for r in records_of(sample("facebook/every_message_kind")) if not r.text]
    assert [codes(r) for r in empty] == [set(), {"no_content"}, set()]
    assert empty[2].attachments[0].name == "s.png"


def test_that_all_media_of_a_message_are_attachments(sample: Sample) -> None:
    export = sample("facebook/every_message_kind")
    record = by_text(export)["All media"]
    assert [(one.name, one.inline) for one in record.attachments] == [
        ("p.jpg", False),
        ("v.mp4", False),
        ("t.jpg", True),
        ("g.gif", False),
        ("a.aac", False),
        ("f.pdf", False),
    ]
    film = record.attachments[1]
    assert film.open is not None
    with film.open() as file:
        data = file.read()
    assert data == made.JPEG + b"v.mp4"
    assert film.size == len(data)


def test_that_what_is_not_mapped_stays_in_raw(sample: Sample) -> None:
    record = by_text(sample("facebook/every_message_kind"))["Down"]
    assert json.loads(record.raw) == {"ip": "192.0.2.7"}
    assert "taken_down" in codes(record)


def test_that_the_separate_download_of_encrypted_conversations_is_read(sample: Sample) -> None:
    records = records_of(sample("facebook/secure_storage_flat"))
    assert [record.text for record in records] == [
        "Hi",
        f"Où est-il ? ❤\n[reaction] 👍 {made.PAGE}",
        "",
        "gone",
        "",
        "",
    ]
    assert {(r.conversation_key, r.conversation_title) for r in records} == {
        ("e2ee/Bo_3", "Bo"),
        ("e2ee/Dana Whitlow_12", "Dana Whitlow"),
    }
    assert records[2].attachments[0].open is not None
    assert Flag.DELETED.value in records[3].flags
    assert [codes(record) for record in records[4:]] == [{"placeholder"}, {"no_content"}]


def test_that_the_owner_is_who_takes_part_in_every_conversation(sample: Sample) -> None:
    for record in records_of(sample("facebook/secure_storage_flat")):
        assert [party.name for party in record.parties if party.is_owner] == [made.PAGE]


def test_that_the_owner_may_be_told_by_the_clerk(tree: Tree) -> None:
    talk = {"participants": ["A", "B"], "threadName": "A_1", "messages": [{"senderName": "B"}]}
    export = tree({"A_1.json": json.dumps(talk).encode()})
    (record,) = items_of(export, ImportOptions(own_addresses=("B",)))
    assert isinstance(record, Parsed)
    assert record.parties[0].is_owner


def test_that_letters_are_repaired_once_and_by_string(sample: Sample) -> None:
    records = records_of(sample("facebook/letters_damaged"))
    texts = [record.text for record in records if record.conversation_title == "Dana Whitlow"]
    assert texts == [
        "café ❤ שלום",
        "café ❤ undamaged",
        "cafÃ©",
        "cafÃ© é",
        "lone � half �",
        "nul � and \n line",
    ]
    doubted = [record.text for record in records if "text_garbled" in codes(record)]
    assert doubted == ["cafÃ©", "cafÃ© é"]
    undecodable = [r.text for r in records if Flag.UNDECODABLE.value in r.flags]
    assert undecodable == texts[4:]


def test_that_references_and_keys_are_repaired_too(sample: Sample) -> None:
    record = by_text(sample("facebook/letters_damaged"))["Bild"]
    assert record.conversation_key == "inbox/café_2"
    assert record.attachments[0].open is not None
    assert record.attachments[0].name == "größe.jpg"


def test_that_parts_are_ordered_by_number_and_a_missing_one_is_named(sample: Sample) -> None:
    export = sample("facebook/part_10_and_a_part_missing")
    assert [r.text for r in records_of(export)] == [f"Part {n}" for n in range(2, 11)]
    missing = [item for item in items_of(export) if isinstance(item, Unreadable)]
    assert missing == [Unreadable(f"{INBOX}/dana_5/message_1.json", facebook_files.MISSING_PART)]


def test_that_odd_references_find_their_file_or_say_why_not(sample: Sample) -> None:
    records = records_of(sample("facebook/odd_references"))
    found = [(r.attachments[0].name, r.attachments[0].missing) for r in records]
    assert found == [
        ("outside.jpg", NOT_IN_EXPORT),
        ("old.jpg", ONLY_ADDRESS),
        ("one.jpg", ""),
        ("two words.jpg", ""),
        ("bare_name.jpg", ""),
        ("three.jpg", ""),
        ("[object Object]", NO_NAME),
        ("in_another_part.jpg", NOT_IN_EXPORT),
        ("file", NO_NAME),
    ]


def test_that_missing_and_equal_people_are_told(sample: Sample) -> None:
    deleted, nobody, twin = records_of(sample("facebook/people_missing_or_equal"))
    assert names(deleted, Role.FROM) == ["Facebook user"]
    assert deleted.conversation_title == "facebookuser_123"
    assert names(nobody, Role.FROM) == []
    assert codes(nobody) == {"no_sender"}
    assert names(twin, Role.TO) == ["Ann Lee", made.PAGE]
    assert codes(twin) == {"same_name"}


def test_that_impossible_times_lose_the_time_and_keep_the_words(sample: Sample) -> None:
    times = {r.text: (r.sent.utc, codes(r)) for r in records_of(sample("facebook/odd_times"))}
    assert times == {
        "No time": (None, {"date_missing"}),
        "Time 0": (None, {"date_missing"}),
        "Time 1": (None, {"date_out_of_range"}),
        "Time 2": (made.T0 * 1000, set()),
        "Time 3": (None, {"date_unreadable"}),
        "Time 4": (None, {"date_missing"}),
        "Time 5": (None, {"date_unreadable"}),
    }


def test_that_odd_shapes_are_unwrapped_or_listed(sample: Sample) -> None:
    export = sample("facebook/odd_shapes")
    found = [(r.text, r.subject) for r in records_of(export)]
    assert found == [
        ("Wrapped twice", f"{made.PAGE} updated its status."),
        ("Alone, no list", f"{made.PAGE} updated its status."),
        ("", "Nothing said"),
        ("", ""),
        ("An object for a list", ""),
        ("", "5"),
        ("Clip", ""),
    ]
    odd = [item for item in items_of(export) if isinstance(item, Unreadable)]
    place = "your_facebook_activity/posts/your_posts_2.json"
    assert odd == [
        Unreadable(f"{place}#3", facebook_files.ODD_ENTRY, b'"not an object"'),
        Unreadable(f"{place}#4", facebook_files.ODD_ENTRY, b'{"unheard_of": 1}'),
    ]
    empty = {i.locator for i in items_of(export) if i == Ignored(i.locator, facebook.NO_RECORDS)}
    assert empty == {
        "your_facebook_activity/posts/empty.json",
        "your_facebook_activity/comments_and_reactions/comments.json",
    }


def test_that_a_post_holds_its_links_places_events_and_polls(sample: Sample) -> None:
    export = sample("facebook/every_post_kind")
    (post,) = [r for r in records_of(export) if r.text.startswith("Text of the post")]
    assert post.text.splitlines()[1:] == [
        "The sign",
        "Taken at noon — clear",
        "[link] Policy, City, https://example.com/p",
        "[place] Pier, 1 Pier Road",
        "[event] Open house",
        "Words of an attachment",
        "[life event] Moved in",
        "[poll] Siren?, Yes, No",
    ]
    assert post.flags == {Flag.EDITED.value}
    assert codes(post) == {"backdated"}
    assert names(post, Role.MENTIONED) == ["Bo"]
    assert "-62169958800" in post.raw
    assert "192.0.2.1" in post.raw
    assert post.attachments[0].name == "stop.jpg"


def test_that_comments_and_reactions_name_author_group_and_post(sample: Sample) -> None:
    found = by_text(sample("facebook/every_post_kind"))
    threat = found["212 Palmetto Court"]
    assert threat.kind is Kind.COMMENT
    assert names(threat, Role.FROM) == ["Buck Tanner"]
    assert threat.subject == f"Buck Tanner commented on {made.PAGE}'s post."
    assert found["In the group"].conversation_title == "Neighbors"
    assert found["Nice sign"].kind is Kind.COMMENT
    assert names(found["Nice sign"], Role.FROM) == ["Bo"]
    liked = found[f"[reaction] LIKE {made.PAGE}"]
    assert liked.kind is Kind.SYSTEM
    assert liked.subject.endswith("14 Cedar Lane.")


def test_that_what_visitors_wrote_has_the_author_of_its_title(sample: Sample) -> None:
    record = by_text(sample("facebook/every_post_kind"))["What is your policy?"]
    assert [(party.name, party.is_owner) for party in record.parties] == [
        ("Harriet Lindqvist", False)
    ]


def test_that_an_album_gives_its_words_pictures_and_comments(sample: Sample) -> None:
    export = sample("facebook/every_post_kind")
    album = [r for r in records_of(export) if r.conversation_title == "Block party"]
    assert [(record.kind, record.text) for record in album] == [
        (Kind.POST, "All welcome"),
        (Kind.POST, "Grill"),
        (Kind.POST, ""),
        (Kind.COMMENT, "Good food"),
    ]
    assert album[2].attachments[0].name == "cover.jpg"


def test_that_lists_of_labels_are_shown_line_by_line(sample: Sample) -> None:
    (record,) = [r for r in records_of(sample("facebook/labels_of_a_page")) if r.platform_id]
    assert record.platform_id == "9007199254740993123"
    assert record.text.splitlines() == [
        "Texte: Rue fermée jusqu'à 16 h",
        "URL: https://example.com/x",
        "Lieu",
        "Nom: Quai",
        "Créé: 2026-03-14 21:04:00 UTC",
        "seul",
        "Avec: Zoë",
    ]
    assert record.attachments[0].open is not None


def test_that_broken_files_cost_only_what_is_broken(sample: Sample) -> None:
    export = sample("facebook/files_broken")
    assert [r.text or r.subject for r in records_of(export)] == [
        "Line 0",
        "Line 1",
        "Line 2",
        "Still here",
        "A",
        "U",
        "B",
    ]
    broken = [item.locator for item in items_of(export) if isinstance(item, Unreadable)]
    assert broken == [
        f"{INBOX}/cut_1/message_1.json#4 and after",
        f"{INBOX}/deep_2/message_1.json#1 and after",
        f"{INBOX}/empty_3/message_1.json",
        f"{INBOX}/fine_4/message_1.json#2",
        "your_facebook_activity/posts/your_posts_1.json#2 and after",
        "your_facebook_activity/posts/your_posts_3.json#2 and after",
        "profile_information/profile_information.json",
    ]


def test_that_an_entry_nested_just_too_deeply_is_one_unreadable(tree: Tree) -> None:
    deep = b'{"a":' * 700 + b"1" + b"}" * 700
    text = b'[{"timestamp":1773522240,"data":[' + deep + b']},{"timestamp":1,"title":"next"}]'
    items = items_of(tree({"posts/your_posts_1.json": text}))
    assert [type(item) for item in items] == [Unreadable, Parsed]


def test_that_equal_messages_are_both_given(sample: Sample) -> None:
    records = records_of(sample("facebook/long_thread_with_equals"))
    assert len(records) == 400
    assert (records[10].text, records[10].sent) == (records[11].text, records[11].sent)
    assert records[10].locator != records[11].locator


def test_that_a_big_thread_is_read_the_same_piece_by_piece(
    sample: Sample, monkeypatch: pytest.MonkeyPatch
) -> None:
    export = sample("facebook/long_thread_with_equals")
    whole = items_of(export)
    monkeypatch.setattr(facebook_files, "KEPT_WHOLE", 100)
    assert items_of(export) == whole


def test_that_the_parts_of_one_download_are_read_as_one() -> None:
    folder = EXPORTS / "facebook" / "in_two_zips.parts"
    export = open_export(sorted(folder.iterdir()))
    two, one = records_of(export)
    assert (two.text, one.text) == ("Two", "One")
    assert [file.open is None for file in two.attachments] == [False, False]
    assert [item.locator for item in items_of(export)][2:] == [
        "profile_information/profile_information.json"
    ]


def test_that_media_lie_in_any_part_of_the_download(tree: Tree) -> None:
    thread = made.thread(
        "inbox/a_1", [made.said("A", "x", 1, photos=[{"uri": f"{INBOX}/a_1/photos/p.jpg"}])]
    )
    export = tree(
        {
            f"one/{INBOX}/a_1/message_1.json": made.written(thread),
            f"two/{INBOX}/a_1/photos/p.jpg": made.JPEG,
        }
    )
    (record,) = records_of(export)
    assert record.attachments[0].open is not None


def test_that_a_lone_message_file_is_recognised_by_what_is_inside(tree: Tree) -> None:
    export = tree(
        {"message_1.json": made.written(made.thread("inbox/a_1", [made.said("A", "x", 1)]))}
    )
    assert FacebookImporter().recognises(export)
    assert [record.conversation_key for record in records_of(export)] == ["inbox/a_1"]


@pytest.mark.parametrize(
    "members",
    [
        {"notes.json": b'{"a": 1}', "readme.txt": b"x"},
        {"messages/inbox/a_1/message_1.json": b"{}"},
        {
            "your_instagram_activity/messages/inbox/a_1/message_1.json": b'{"participants": []}',
            "your_instagram_activity/media/posts_1.json": b"[]",
        },
    ],
)
def test_that_other_things_are_not_taken_for_facebook(
    tree: Tree, members: dict[str, bytes]
) -> None:
    assert not FacebookImporter().recognises(tree(members))


def test_that_encrypted_conversations_packed_into_the_download_are_read_too(tree: Tree) -> None:
    packed = zipped(made.secure_storage())
    export = tree({**made.old_root(), "messages.zip": packed})
    items = list(read_all(FacebookImporter(), export, ImportOptions(), None))
    inside = [one for one in items if one.locator.startswith("messages.zip/")]
    secure = [one for one in inside if isinstance(one, Parsed)]
    assert secure
    assert all(one.conversation_key.startswith("e2ee/") for one in secure)


def test_that_the_inbox_of_a_page_is_read_with_what_was_filtered(sample: Sample) -> None:
    records = records_of(sample("facebook/labels_of_a_page"))
    message = next(one for one in records if one.kind is Kind.MESSAGE)
    assert (message.text, names(message, Role.FROM)) == ("Hello page", ["Citizen"])
    assert [party.name for party in message.parties if party.is_owner] == [made.PAGE]
    filtered = next(one for one in records_of(sample("facebook/every_inbox")) if "filt" in one.text)
    assert filtered.labels == ("filtered_threads",)
