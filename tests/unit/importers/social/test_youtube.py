"""YouTube's Takeout: every generation of headings, odd cells, translated folders, older pages."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

import pytest
from exports import youtube_files as made
from exports.zipped import zipped

from app.domain.people import Party, Role
from app.domain.records import Flag, Kind
from app.importers.base import Export, Ignored, ImportOptions, Item, Parsed, Unreadable
from app.importers.social import youtube
from app.importers.social.account import UNUSED
from app.importers.social.json_stream import CUT_OFF
from app.importers.social.tables import BROKEN_ROW
from app.importers.social.youtube import YouTubeImporter
from app.importers.social.youtube_playlists import LISTED, ODD_ROW
from app.importers.social.youtube_text import comment_text

Sample = Callable[[str], Export]
Tree = Callable[[Mapping[str, bytes]], Export]
Accounted = Callable[[Export, list[Item]], set[str]]
COMMENTS = f"{made.ROOT}/comments/comments.csv"


def items_of(export: Export, options: ImportOptions | None = None) -> list[Item]:
    return list(YouTubeImporter().read(export, options or ImportOptions(), None))


def records_of(export: Export) -> list[Parsed]:
    return [item for item in items_of(export) if isinstance(item, Parsed)]


def left_of(export: Export) -> dict[str, str]:
    return {item.locator: item.reason for item in items_of(export) if isinstance(item, Ignored)}


def codes(record: Parsed) -> set[str]:
    return {problem.code for problem in record.problems}


@pytest.mark.parametrize("name", sorted(made.samples()))
def test_that_the_kept_samples_are_what_their_maker_makes(sample: Sample, name: str) -> None:
    kept = sample(f"youtube/{name}").paths[0].read_bytes()
    assert kept == zipped(made.samples()[name])


@pytest.mark.parametrize("name", sorted(made.samples()))
def test_that_every_member_is_accounted_for(
    sample: Sample, accounted: Accounted, name: str
) -> None:
    export = sample(f"youtube/{name}")
    assert YouTubeImporter().recognises(export)
    assert accounted(export, items_of(export)) == set()


def test_that_headings_of_before_mid_2024_are_read(sample: Sample) -> None:
    export = sample("youtube/headers_to_2024")
    first, second = records_of(export)
    assert first.text == "See this <https://example.com/l>"
    assert first.sent.utc == 1_588_748_889_000_000
    assert first.parties == (Party(Role.FROM, "", made.UC, is_owner=True),)
    assert first.conversation_key == f"video/{made.VIDEO}"
    assert second.text == "plain, text"
    assert second.sent.utc == 1_714_979_289_123_456
    assert second.parent_id == first.platform_id == made.ugly(1)
    assert second.kind is Kind.COMMENT


def test_that_blank_rows_are_passed_over_and_rows_of_nothing_are_listed(sample: Sample) -> None:
    export = sample("youtube/headers_to_2024")
    odd = [item for item in items_of(export) if isinstance(item, Unreadable)]
    assert [(item.locator, item.reason) for item in odd] == [(f"{COMMENTS}#4", youtube.ODD_ROW)]
    assert json.loads(odd[0].untrusted_bytes)["channel id"] == made.UC


def test_that_headings_since_mid_2024_are_read_in_any_order(sample: Sample) -> None:
    records = records_of(sample("youtube/headers_since_2024_and_overlap"))
    found = {(record.locator.rpartition("/")[2], record.text): record for record in records}
    assert found["comments.csv#1", "雪松街"].platform_id == made.ugly(1)
    mention = found["comments.csv#2", "Hi @ann\ndone"]
    assert mention.parent_id == made.ugly(1)
    assert json.loads(mention.raw) == {"price": "5 USD"}
    assert found["comments.csv#3", "On a post"].conversation_key == "post/UgkPost1"


def test_that_several_tables_are_merged_and_overlaps_keep_their_ids(sample: Sample) -> None:
    records = records_of(sample("youtube/headers_since_2024_and_overlap"))
    comments = [record for record in records if record.kind is Kind.COMMENT]
    assert sorted(record.platform_id for record in comments) == [
        made.ugly(1),
        made.ugly(1),
        made.ugly(2),
        made.ugly(3),
        made.ugly(5),
    ]


def test_that_videos_and_channels_give_their_names(sample: Sample) -> None:
    records = records_of(sample("youtube/headers_since_2024_and_overlap"))
    assert {r.conversation_title for r in records} == {
        "Body camera: Cedar Street",
        "Post UgkPost1",
    }
    assert {party.name for record in records for party in record.parties} == {"Millbrook Police"}


def test_that_live_chats_are_messages(sample: Sample) -> None:
    records = records_of(sample("youtube/headers_since_2024_and_overlap"))
    (chat,) = [record for record in records if record.kind is Kind.MESSAGE]
    assert (chat.text, chat.conversation_key) == ("Tonight", f"live/{made.VIDEO}")


def test_that_cells_that_only_look_like_json_are_what_somebody_wrote(sample: Sample) -> None:
    records = records_of(sample("youtube/texts_odd"))
    assert [record.text for record in records] == [
        "12",
        "null",
        '{"text":',
        "ab",
        "in a list",
        '{"other":"no segment"}',
        "raw\nbreak",
        "[x] a list? no",
        '{"text":"a"} and more',
        "lone � half",
        "@bo hello",
        "https://example.com/bare",
        'say what", they said"',
        "",
    ]
    assert Flag.UNDECODABLE.value in records[9].flags
    assert [codes(record) for record in records[-2:]] == [
        {"row_uneven"},
        {"row_uneven", "no_content"},
    ]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("", ""),
        ("[]", "[]"),
        ("{}", "{}"),
        ('{"takeoutSegments":[]}', '{"takeoutSegments":[]}'),
        ('{"text":"a"},{"text":5}', '{"text":"a"},{"text":5}'),
        ('{"text":"a","link":{"linkUrl":7}}', "a"),
        (
            '{"text":"https://x.example","link":{"linkUrl":"https://x.example"}}',
            "https://x.example",
        ),
        ('{"mention":{"n":1}}', ""),
        ("[" * 3000, "[" * 3000),
    ],
)
def test_that_odd_segments_are_read_or_kept_as_written(cell: str, text: str) -> None:
    assert comment_text(cell) == text


def test_that_folders_and_headings_in_other_languages_are_known(sample: Sample) -> None:
    export = sample("youtube/folders_and_headings_translated")
    assert [(r.text, r.platform_id, r.conversation_key) for r in records_of(export)] == [
        ("Grüße", made.ugly(1), f"video/{made.VIDEO}"),
        ("只看内容", made.ugly(2), f"video/{made.VIDEO}"),
    ]
    assert set(left_of(export).values()) == {youtube.HISTORY, youtube.OTHER_SERVICE}


def test_that_pages_of_before_2021_are_read(sample: Sample) -> None:
    export = sample("youtube/pages_before_2021")
    first, second, chat = records_of(export)
    assert first.text == "Fish & chips\non Pier Road"
    assert first.platform_id == made.ugly(1)
    assert (first.conversation_key, first.conversation_title) == (
        f"video/{made.VIDEO}",
        "Open house",
    )
    assert first.sent.utc == 1_588_793_564_000_000
    assert second.text == "Unclosed"
    assert (chat.kind, chat.text) == (Kind.MESSAGE, "Hello")
    assert [i.reason for i in items_of(export) if isinstance(i, Unreadable)] == [youtube.ODD_ENTRY]
    assert left_of(export) == {"Takeout/YouTube/history/watch-history.html": youtube.HISTORY}


def test_that_videos_are_posts_with_the_files_that_may_be_theirs(sample: Sample) -> None:
    records = {
        record.platform_id: record for record in records_of(sample("youtube/videos_and_posts"))
    }
    files = {
        number: [one.name for one in record.attachments]
        for number, record in records.items()
        if number.startswith("vid")
    }
    assert files == {
        "vid00000001": ["Twin(1).mp4", "Twin.mp4"],
        "vid00000002": ["Twin(1).mp4", "Twin.mp4"],
        "vid00000003": ["What our patrol does on a rainy Saturday_ a ver.mp4"],
        "vid00000004": ["Old one.mp4"],
        "vid00000005": [],
    }
    assert [number for number, r in records.items() if "file_doubtful" in codes(r)] == [
        "vid00000001",
        "vid00000002",
    ]
    old = records["vid00000004"]
    assert (old.subject, old.text, old.kind) == ("Old one", "From 2019", Kind.POST)
    assert old.sent.utc == 1_546_336_800_000_000
    assert records[made.ugly(1)].conversation_title == "Old one"


def test_that_broken_videos_and_unnamed_films_are_listed(sample: Sample) -> None:
    export = sample("youtube/videos_and_posts")
    reasons = [item.reason for item in items_of(export) if isinstance(item, Unreadable)]
    assert reasons == [youtube.ODD_ROW, CUT_OFF]
    assert left_of(export) == {f"{made.ROOT}/videos/Unknown.mp4": UNUSED}


def test_that_community_posts_have_their_pictures(sample: Sample) -> None:
    records = {r.platform_id: r for r in records_of(sample("youtube/videos_and_posts"))}
    post = records["UgkP1"]
    assert (post.kind, post.text) == (Kind.POST, "Open house Saturday")
    assert post.attachments[0].name == "poster.jpg"
    assert post.attachments[0].open is not None


def test_that_cut_empty_and_wide_tables_are_read(sample: Sample) -> None:
    export = sample("youtube/tables_cut_empty_wide")
    assert [(record.text, codes(record)) for record in records_of(export)] == [
        ("No date", {"date_unreadable"}),
        ("", {"date_missing", "no_content"}),
        ("cut in the mid", {"row_unclosed"}),
        ("wide é", set()),
        ("café", set()),
    ]
    assert left_of(export)[COMMENTS] == youtube.EMPTY


def test_that_a_cell_without_end_is_one_broken_row(tree: Tree) -> None:
    table = made.table(
        ("Comment ID", "Channel ID", "Comment Create Timestamp", "Video ID", "Comment Text"),
        (made.ugly(1), made.UC, "2026-03-14T16:00:00Z", made.VIDEO, "fine"),
        (made.ugly(2), made.UC, "2026-03-14T16:00:00Z", made.VIDEO, "x" * 200_000),
    )
    items = items_of(tree({"comments.csv": table}))
    assert [type(item) for item in items] == [Parsed, Unreadable]
    assert items[1] == Unreadable("comments.csv#2", BROKEN_ROW)


def test_that_the_clerk_may_name_the_channel(tree: Tree) -> None:
    page = made.samples()["pages_before_2021"]
    (record, *_) = items_of(tree(page), ImportOptions(own_addresses=("Millbrook Police",)))
    assert isinstance(record, Parsed)
    assert record.parties == (Party(Role.FROM, "Millbrook Police", "", is_owner=True),)


@pytest.mark.parametrize(
    "members",
    [
        {"comments.csv": b"id,comment text\n1,x\n"},
        {"history/watch-history.html": b"<li><a href='watch?v=1&lc=2'>x</a>"},
        {"channels/channel.csv": b"Channel ID,Channel Title (Original)\nUC1,x\n"},
        {"page.html": b"<li><a href='watch?v=1'>x</a>"},
        {"a.json": b'{"snippet": 1}'},
        {"empty.csv": b""},
    ],
)
def test_that_other_things_are_not_taken_for_youtube(tree: Tree, members: dict[str, bytes]) -> None:
    assert not YouTubeImporter().recognises(tree(members))


def playlists_of(export: Export) -> dict[str, Parsed]:
    records = records_of(export)
    return {one.locator: one for one in records if one.conversation_key == "playlists"}


def test_that_a_playlist_tells_what_it_is_and_lists_its_videos(sample: Sample) -> None:
    found = playlists_of(sample("youtube/playlists"))
    storms = found[f"{made.ROOT}/playlists/playlists.csv#1"]
    assert (storms.subject, storms.platform_id) == ("Storms: what to do?", "PLaa")
    assert storms.text.split("\n") == [
        "All films",
        "[visibility] Public",
        "[video] dQw4w9WgXcQ 2026-03-15T08:00:00+00:00",
        "[video] Storm of 2025 abcdefghijk 2026-03-15T08:00:00+00:00",
    ]
    assert storms.sent.utc == 1_773_522_240_000_000
    assert json.loads(storms.raw)["playlist video order"] == "Manual"


def test_that_a_table_of_videos_is_found_by_a_title_that_was_cut(sample: Sample) -> None:
    export = sample("youtube/playlists")
    cut = playlists_of(export)[f"{made.ROOT}/playlists/playlists.csv#2"]
    assert "[video] Storm of 2025 abcdefghijk" in cut.text
    joined = [place for place, reason in left_of(export).items() if reason == LISTED]
    assert len(joined) == 2


def test_that_videos_are_given_to_no_playlist_where_two_may_be_meant(sample: Sample) -> None:
    found = playlists_of(sample("youtube/playlists"))
    folder = f"{made.ROOT}/playlists"
    assert "no_content" in codes(found[f"{folder}/playlists.csv#3"])
    assert "[video]" not in found[f"{folder}/playlists.csv#4"].text
    alone = found[f"{folder}/Twice-videos.csv"]
    assert (alone.subject, codes(alone)) == ("Twice", {"date_missing"})
    assert f"{folder}/Twice-videos(1).csv" in found


def test_that_a_playlist_of_before_2024_has_its_videos_in_its_own_table(sample: Sample) -> None:
    found = playlists_of(sample("youtube/playlists"))
    later = found[f"{made.ROOT}/playlists/Watch later.csv#1"]
    assert later.text == "[video] Storm of 2025 abcdefghijk 2021-03-15 21:04:00 UTC"
    assert later.sent.raw == "2021-03-14 21:04:00 UTC"


def test_that_rows_that_name_nothing_are_listed(sample: Sample) -> None:
    items = items_of(sample("youtube/playlists"))
    odd = {item.locator for item in items if isinstance(item, Unreadable)}
    assert odd == {
        f"{made.ROOT}/playlists/playlists.csv#6",
        f"{made.ROOT}/playlists/Storms_ what to do_-videos.csv#3",
    }
    assert all(item.reason == ODD_ROW for item in items if isinstance(item, Unreadable))


def test_that_a_table_of_playlists_alone_is_an_export_of_youtube(tree: Tree) -> None:
    export = tree(
        {f"{made.ROOT}/playlists/playlists.csv": b'Playlist ID,Playlist Title\nPLaa,"Open'}
    )
    assert YouTubeImporter().recognises(export)
    (record,) = records_of(export)
    assert record.platform_id == "PLaa"


def test_that_a_table_that_breaks_off_keeps_what_came_before(tree: Tree) -> None:
    wide = b"x" * 200_000
    rows = b"Playlist ID,Playlist Title\nPLaa,First\nPLbb," + wide + b"\n"
    videos = b"Video ID,Playlist Video Creation Timestamp\nabcdefghijk,2026\n" + wide + b",1\n"
    folder = f"{made.ROOT}/playlists"
    items = items_of(tree({f"{folder}/playlists.csv": rows, f"{folder}/First-videos.csv": videos}))
    broken = {item.locator for item in items if isinstance(item, Unreadable)}
    assert broken == {f"{folder}/playlists.csv#2", f"{folder}/First-videos.csv#2"}
    assert any(isinstance(item, Parsed) and item.subject == "First" for item in items)


@pytest.mark.parametrize(
    "name",
    [
        "My Activity/YouTube/MyActivity.html",
        "My Activity/Search/MyActivity.json",
        "Meine Aktivitäten/YouTube/MeineAktivitäten.html",
        "Mon activité/Maps/MonActivité.html",
    ],
)
def test_that_what_the_account_did_elsewhere_is_left_for_privacy(tree: Tree, name: str) -> None:
    page = b'<div class="outer-cell"><a href="https://example.com/watch?v=a&lc=b"><li>x</li></a>'
    members = {f"Takeout/{name}": page, **made.headers_to_2024()}
    assert left_of(tree(members))[f"Takeout/{name}"] == youtube.HISTORY


def test_that_a_table_of_no_playlist_is_told(tree: Tree) -> None:
    member = f"{made.ROOT}/playlists/playlists.csv"
    heads = b"Playlist ID,Playlist Title (Original),Playlist Create Timestamp"
    assert Ignored(member, youtube.EMPTY) in items_of(tree({member: heads}))
