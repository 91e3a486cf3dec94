"""Downloads in HTML: pages of four generations, their dates and zones, and damaged ones."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest
from exports import facebook_html_files as made
from exports.zipped import zipped

from app.domain.people import Role
from app.domain.records import Kind
from app.importers.base import Export, Ignored, ImportOptions, Item, Parsed, Unreadable
from app.importers.export_tree import open_export
from app.importers.registry import read_all, recognise, recognising
from app.importers.social import facebook_cut, facebook_html
from app.importers.social.account import ONLY_ADDRESS, UNUSED
from app.importers.social.facebook_clocks import ZONE_OF_PAGE
from app.importers.social.facebook_files import EMPTY_THREAD, MISSING_PART
from app.importers.social.facebook_html import FacebookHtmlImporter
from app.importers.social.facebook_shown import PEOPLE
from app.importers.social.json_stream import CUT_OFF

Sample = Callable[[str], Export]
Tree = Callable[[Mapping[str, bytes]], Export]
Accounted = Callable[[Export, list[Item]], set[str]]
NEW_YORK = ImportOptions(zone="America/New_York")
INBOX = f"{made.ROOT}/messages/inbox"


def items_of(export: Export, options: ImportOptions = NEW_YORK) -> list[Item]:
    return list(FacebookHtmlImporter().read(export, options, None))


def records_of(export: Export) -> list[Parsed]:
    return [item for item in items_of(export) if isinstance(item, Parsed)]


def by_text(export: Export) -> dict[str, Parsed]:
    return {record.text.partition("\n")[0]: record for record in records_of(export)}


def names(record: Parsed, role: Role) -> list[str]:
    return [party.name for party in record.parties if party.role is role]


def codes(record: Parsed) -> set[str]:
    return {problem.code for problem in record.problems}


def hour(record: Parsed) -> float:
    """Give the time of day in UTC."""
    return (record.sent.utc or 0) // 1_000_000 % 86_400 / 3_600


@pytest.mark.parametrize("name", sorted(made.samples()))
def test_that_the_kept_samples_are_what_their_maker_makes(sample: Sample, name: str) -> None:
    kept = sample(f"facebook_html/{name}").paths[0].read_bytes()
    assert kept == zipped(made.samples()[name])


@pytest.mark.parametrize("name", sorted(made.samples()))
def test_that_every_member_is_accounted_for(
    sample: Sample, accounted: Accounted, name: str
) -> None:
    export = sample(f"facebook_html/{name}")
    assert recognise(export).key == "facebook_html"
    assert accounted(export, items_of(export)) == set()


def test_that_a_message_has_sender_people_lines_and_reactions(sample: Sample) -> None:
    record = by_text(sample("facebook_html/conversations"))["Is the pier open?"]
    assert record.text.split("\n") == [
        *("Is the pier open?", "", "My son & I want to fish."),
        "[reaction] 👍 Bo Reed (May 03, 2026 9:20 am)",
        f"[reaction] 😢 {made.PAGE}",
    ]
    assert names(record, Role.FROM) == ["Dana Whitlow"]
    assert names(record, Role.TO) == ["Bo Reed", made.PAGE]
    assert [party.name for party in record.parties if party.is_owner] == [made.PAGE]
    assert record.conversation_key == "inbox/danawhitlow_12"
    assert record.sent.raw == "May 03, 2026 9:15:07 am"
    assert hour(record) == pytest.approx(13 + 15 / 60 + 7 / 3600)


def test_that_files_are_found_once_and_links_keep_their_addresses(sample: Sample) -> None:
    records = by_text(sample("facebook_html/conversations"))
    assert [file.name for file in records[""].attachments] in (["pier.jpg", "v.mp4"], [])
    linked = next(one for text, one in records.items() if text.startswith("See the list"))
    assert "the list <https://example.com/list> https://example.com/x" in linked.text
    assert "no" not in linked.text.split()
    missing = {file.name: file.missing for file in linked.attachments}
    assert missing == {"gone.jpg": ONLY_ADDRESS, "plan.pdf": ""}


def test_that_messages_without_sender_words_or_date_say_so(sample: Sample) -> None:
    records = records_of(sample("facebook_html/conversations"))
    pictures = next(one for one in records if one.attachments and not one.text)
    assert [file.name for file in pictures.attachments] == ["pier.jpg", "v.mp4"]
    assert [codes(one) for one in records[-3:]] == [
        {"no_sender"},
        {"no_content"},
        {"date_missing"},
    ]


def test_that_a_box_other_than_the_inbox_is_a_label(sample: Sample) -> None:
    assert by_text(sample("facebook_html/conversations"))["Buy now"].labels == ("filtered_threads",)


def test_that_what_is_no_message_is_left_with_a_reason(sample: Sample) -> None:
    items = items_of(sample("facebook_html/conversations"))
    left = {item.locator: item.reason for item in items if isinstance(item, Ignored)}
    assert left == {
        f"{INBOX}/danawhitlow_12/message_1.html#1": PEOPLE,
        "files/no-data.txt": facebook_html.OTHER_PART,
        "files/style.css": facebook_html.OTHER_PART,
        "start_here.html": facebook_html.OTHER_PAGE,
        "photos/nobody.jpg": UNUSED,
    }


def test_that_posts_comments_and_reactions_are_told_apart(sample: Sample) -> None:
    records = by_text(sample("facebook_html/posts_and_comments"))
    post = records["Harbor Street is closed"]
    assert (post.kind, post.subject) == (Kind.POST, f"{made.PAGE} updated its status.")
    assert [file.name for file in post.attachments] == ["stop.jpg"]
    assert names(records["Why?"], Role.FROM) == ["Harriet Lindqvist"]
    comment = records["It opens at six"]
    assert (comment.kind, names(comment, Role.FROM)) == (Kind.COMMENT, [made.PAGE])
    assert comment.subject == f"{made.PAGE} commented on Bo Reed's post."
    assert records[f"{made.PAGE} likes Bo Reed's post."].kind is Kind.SYSTEM


def test_that_dates_are_read_in_the_language_and_zone_of_the_download(sample: Sample) -> None:
    records = by_text(sample("facebook_html/languages_and_zones"))
    assert hour(records["Guten Tag"]) == pytest.approx(19 + 15 / 60 + 7 / 3600)
    assert ZONE_OF_PAGE in records["Guten Tag"].problems
    assert records["Guten Tag"].sent.zone == "assumed:Etc/GMT-2"
    assert hour(records["Buenas tardes"]) == 19.25
    assert names(records["Grüß Gott"], Role.TO) == ["Jürgen Groß"]
    assert codes(records["你好"]) == {"date_unreadable"}
    assert records["你好"].sent.raw == "2026年5月3日 21:15"


def test_that_the_zone_given_is_used_where_the_pages_agree(sample: Sample) -> None:
    export = sample("facebook_html/languages_and_zones")
    items = items_of(export, ImportOptions(zone="Europe/Berlin"))
    german = [one for one in items if isinstance(one, Parsed) and one.text == "Guten Tag"]
    assert [one.sent.zone for one in german] == ["assumed:Europe/Berlin"]
    assert german[0].problems == ()


@pytest.mark.parametrize(
    ("made_when", "zone"),
    [
        (("", "May 4, 2026 at 4:42 PM UTC-07:00"), "assumed:Etc/GMT+7"),
        (("2026-05-04T23:42Z", "May 4, 2026 at 4:42 PM UTC"), "assumed:Etc/GMT+7"),
        (("2026-05-04T16:42Z", "May 4, 2026 at 4:42 PM UTC"), "assumed:Etc/GMT"),
        (("2026-05-04T11:12Z", "May 4, 2026 at 4:42 PM"), "assumed:America/New_York"),
        (("2026-05-01T11:12Z", "May 4, 2026 at 4:42 PM"), "assumed:America/New_York"),
        (("nonsense", "May 4, 2026 at 4:42 PM"), "assumed:America/New_York"),
        (("2026-05-04T11:12Z", "nonsense"), "assumed:America/New_York"),
    ],
)
def test_that_the_pages_own_clock_is_found(
    tree: Tree, made_when: tuple[str, str], zone: str
) -> None:
    block = made.section("Ana", "Hello", "May 3, 2026 1:00 pm")
    export = tree({f"{INBOX}/ana_1/message_1.html": made.page("Ana", block, made_when)})
    (record,) = records_of(export)
    assert record.sent.zone == zone


def test_that_pages_of_all_generations_are_read(sample: Sample) -> None:
    export = sample("facebook_html/generations_since_2015")
    records = records_of(export)
    talks = {(one.text.partition("\n")[0], one.conversation_title) for one in records}
    assert {
        ("Boxes of 2021", "Dana Whitlow"),
        ("a shared post", "Dana Whitlow"),
        ("Boxes of 2018", "Bo Reed"),
        ("First", "Dana Whitlow, Page"),
        ("Third", "Bo Reed, Page"),
        ("In a file of its own", "Dana Whitlow, Page"),
    } <= talks
    old = by_text(export)
    assert old["First"].conversation_key == old["Second"].conversation_key
    assert old["First"].conversation_key != old["Third"].conversation_key
    assert hour(old["First"]) == pytest.approx(1 + 13 / 60)


def test_that_a_block_in_a_block_is_one_message(sample: Sample) -> None:
    shared = by_text(sample("facebook_html/generations_since_2015"))["a shared post"]
    assert names(shared, Role.FROM) == ["Page"]
    assert shared.sent.raw == "Oct 04, 2022 12:48 pm"


def test_that_instagrams_pages_are_read_too(sample: Sample) -> None:
    records = records_of(sample("facebook_html/instagram_pages"))
    assert {record.platform for record in records} == {"instagram"}
    by_kind = {record.kind: record for record in records}
    assert by_kind[Kind.POST].text == "Harbor Street is closed"
    assert "Thank you all" in by_kind[Kind.COMMENT].text
    assert hour(by_kind[Kind.COMMENT]) == 13.25


def test_that_of_a_page_and_its_json_only_the_json_is_read(tree: Tree) -> None:
    export = tree(made.mixed())
    first = recognising(export)[0]
    assert first.key == "facebook"
    items = list(read_all(first, export, NEW_YORK, None))
    records = [item for item in items if isinstance(item, Parsed)]
    assert [one.text for one in records] == ["In JSON", ""]
    assert [file.name for file in records[1].attachments] == ["b.jpg"]
    assert {item.locator for item in items if isinstance(item, Ignored)} == {
        f"{INBOX}/ana_1/message_1.html",
        "photos/nobody.jpg",
    }


def test_that_a_page_whose_json_is_there_is_left(tree: Tree) -> None:
    export = tree(made.mixed())
    reasons = {one.locator: one.reason for one in items_of(export) if isinstance(one, Ignored)}
    assert reasons[f"{INBOX}/ana_1/message_1.html"] == facebook_html.JSON_READ
    assert reasons[f"{INBOX}/ana_1/message_1.json"] == facebook_html.OTHER_KIND


def test_that_damaged_pages_are_read_as_far_as_they_go(sample: Sample) -> None:
    export = sample("facebook_html/pages_broken")
    items = items_of(export)
    records = by_text(export)
    assert {f"Line {at}" for at in range(7)} <= set(records)
    assert codes(records["Lin"]) == {"date_missing"}
    assert codes(records["Third"]) == {"date_unreadable"}
    assert records["deep"].sent.utc
    assert records["New names"].sent.utc
    assert any(text.startswith("still\ufffd here") for text in records)
    assert Unreadable(f"{INBOX}/cut_1/message_2.html", MISSING_PART) in items
    assert Unreadable(f"{INBOX}/empty_2/message_1.html", CUT_OFF) in items
    assert Unreadable(f"{INBOX}/cut_1/message_1.html#9 and after", CUT_OFF) in items


def test_that_a_whole_page_without_a_message_is_told(tree: Tree) -> None:
    member = f"{INBOX}/empty_2/message_1.html"
    (item,) = items_of(tree({member: b"<html><div class='_a705'></div></html>"}))
    assert item == Ignored(member, EMPTY_THREAD)


def test_that_a_page_is_read_the_same_in_small_pieces(
    sample: Sample, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("ordinary", "conversations", "generations_since_2015"):
        export = sample(f"facebook_html/{name}")
        whole = [repr(item) + item.locator for item in items_of(export)]
        texts = [record.text for record in records_of(export)]
        with monkeypatch.context() as patch:
            patch.setattr(facebook_cut, "_PIECE", 97)
            assert [repr(item) + item.locator for item in items_of(export)] == whole
            assert [record.text for record in records_of(export)] == texts


def test_that_a_block_without_end_is_cut_and_read_on(
    tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(facebook_cut, "_LONGEST", 5_000)
    monkeypatch.setattr(facebook_cut, "_PIECE", 1_000)
    blocks = made.section("Ana", "x" * 20_000, "May 1, 2026 1:00 pm")
    after = made.section("Ana", "after it", "May 1, 2026 2:00 pm")
    export = tree({f"{INBOX}/a_1/message_1.html": made.page("Ana", blocks + after)})
    assert "after it" in by_text(export)


def test_that_blocks_that_are_never_closed_are_joined_by_looking_at_each_once() -> None:
    pieces = [b'<div class="message">'] * 60_000
    assert [*facebook_cut.whole_blocks(pieces)] == [b"".join(pieces)]


def test_that_a_block_that_is_nested_too_deep_keeps_its_words(tree: Tree) -> None:
    deep = "<div>" * 3_000 + "words &amp; signs" + "</div>" * 3_000
    blocks = made.section("Ana", deep, "May 1, 2026 1:00 pm")
    export = tree({f"{INBOX}/a_1/message_1.html": made.page("Ana", blocks)})
    assert any("words & signs" in record.text for record in records_of(export))


def test_that_a_member_that_cannot_be_read_on_is_told(tmp_path, sample: Sample) -> None:
    data = bytearray(sample("facebook_html/posts_and_comments").paths[0].read_bytes())
    place = data.index(b"It opens at six")
    data[place] ^= 1
    path = tmp_path / "damaged.zip"
    path.write_bytes(data)
    items = items_of(open_export([path]))
    faults = [item.locator for item in items if isinstance(item, Unreadable)]
    assert [place.partition("#")[0] for place in faults] == [
        f"{made.ROOT}/comments_and_reactions/comments.html"
    ]


@pytest.mark.parametrize(
    "members",
    [
        {"posts/page.html": b"<html><body>My blog</body></html>"},
        {"notes.html": made.page("Ana", made.section("Ana", "x", "May 1, 2026 1:00 pm"))},
        {"messages/inbox/a_1/message_1.html": b""},
    ],
)
def test_that_other_pages_are_not_taken_for_a_download(
    tree: Tree, members: dict[str, bytes]
) -> None:
    assert not FacebookHtmlImporter().recognises(tree(members))
