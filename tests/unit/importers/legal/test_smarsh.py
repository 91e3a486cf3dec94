"""Snapshots of Smarsh Enterprise Archive: people, edits, files, overlaps, damage, hostile files."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest
from exports import smarsh_files as made
from exports.chat_archive_files import DANA, ROSA, element
from exports.zipped import Tree, zipped

from app.domain.people import Role
from app.domain.records import Flag, Kind
from app.errors import ExportUnreadable
from app.importers.base import Ignored, ImportOptions, Item, Parsed, Unreadable
from app.importers.export_tree import open_export
from app.importers.legal import smarsh, smarsh_xml, xml_archive
from app.importers.legal.smarsh import SmarshImporter
from app.importers.registry import recognise

SAMPLES = Path(made.__file__).parent / "smarsh_xml"
OPTIONS = ImportOptions("Rosa Diaz", "America/New_York", (ROSA,))


def items_of(path: Path) -> list[Item]:
    export = open_export([path])
    assert recognise(export).key == "smarsh_xml"
    return list(SmarshImporter().read(export, OPTIONS, None))


def records(items: Sequence[Item]) -> list[Parsed]:
    return [item for item in items if isinstance(item, Parsed)]


def read(tmp_path: Path, *snapshots: str, **tree: bytes) -> list[Item]:
    path = tmp_path / "export.zip"
    whole: Tree = {"snapshot.xml": made.whole(*snapshots).encode(), **tree}
    path.write_bytes(zipped(whole))
    return items_of(path)


def texts(*events: str, **more: str) -> str:
    return made.snapshot(made.told("text-events", *events), **more)


def test_that_a_message_goes_to_those_who_are_there_at_that_moment() -> None:
    said = {one.text: one for one in records(items_of(SAMPLES / "teams.zip"))}
    boat, pier = said["Where is the boat?"], said["At the pier"]
    assert [(p.role, p.address, p.is_owner) for p in boat.parties] == [
        (Role.FROM, ROSA, True), (Role.TO, "sam@example.com", False),
    ]  # fmt: skip
    assert [(p.role, p.address) for p in pier.parties] == [(Role.FROM, DANA), (Role.TO, ROSA)]
    assert (boat.platform, boat.conversation_key) == ("teams", "room-1")
    assert boat.conversation_title == "Harbor night"
    assert pier.parent_id == boat.platform_id == "evt-000000000001"
    assert json.loads(pier.raw) == {"@mood": "calm"}


def test_that_edits_and_deletions_are_marked() -> None:
    said = {one.text: one for one in records(items_of(SAMPLES / "teams.zip"))}
    assert said["Gone"].flags == {Flag.DELETED.value}
    assert said["At the dock"].flags == said["At the dock, now"].flags == {Flag.EDITED.value}
    assert said["At the dock"].platform_id == said["At the dock, now"].platform_id


def test_that_what_stands_in_two_snapshots_is_the_same_twice() -> None:
    found = records(items_of(SAMPLES / "teams.zip"))
    twice = [one for one in found if one.text == "Where is the boat?"]
    assert len({one.locator for one in twice}) == len(twice) == 2
    first, second = twice
    assert (first.platform, first.platform_id, first.sent) == (
        second.platform, second.platform_id, second.sent,
    )  # fmt: skip


def test_that_metadata_before_and_behind_the_events_is_kept_once() -> None:
    found = records(items_of(SAMPLES / "teams.zip"))
    told = [json.loads(one.raw).get("snapshot", {}) for one in found if one.raw]
    names = Counter(name for one in told for name in one)
    assert names["metadata"] == names["transcript-infos"] == 2
    assert names["app-metadata"] == 1
    kept = json.loads(found[0].raw)
    assert kept["modality"] == "Collaboration"
    assert kept["participants"] == [{"participant": "p2", "@region": "north"}]
    assert kept["snapshot"]["@zone"] == "America/New_York"


def test_that_files_are_found_or_said_to_be_missing() -> None:
    items = items_of(SAMPLES / "teams.zip")
    here, gone = (one.attachments[0] for one in records(items) if one.attachments)
    assert here.open is not None
    assert (here.name, here.open().read()) == ("boat.jpg", made.JPEG)
    assert (gone.name, gone.open) == ("lost.mov", None)
    reasons = {item.locator: item.reason for item in items if isinstance(item, Ignored)}
    assert reasons == {
        "export_2.xml snapshot 3": smarsh.NO_EVENTS,
        "summary.csv": smarsh.NOT_NAMED,
    }


def test_that_what_is_no_message_is_a_notice() -> None:
    found = records(items_of(SAMPLES / "wide.zip"))
    notices = [one for one in found if one.kind is Kind.SYSTEM]
    assert [one.text for one in notices] == [
        "[joined the conversation]", "[Tag applied]\ntag: Hot", "[policy]\npolicy-name: Claim",
    ]  # fmt: skip
    assert [len(one.parties) for one in notices] == [1, 1, 0]
    assert all(Flag.SYSTEM.value in one.flags for one in notices)


def test_that_people_and_words_are_read_from_elements_too(tmp_path: Path) -> None:
    event = made.told(
        "text-event",
        made.told("sender", made.told("name", text="Ann Lee"), made.told("email", text="a@x.org")),
        made.told("body", text="<div>Hi<br>there</div>", content_type="text/html"),
        text="",
        time="1772460060000",
        type="text/plain",
    )
    (one,) = records(read(tmp_path, texts(event, people=())))
    assert one.parties[0].label == "Ann Lee <a@x.org>"
    assert one.text == "Hi\nthere"
    assert one.sent.utc == 1772460060 * 10**6
    assert json.loads(one.raw)["@type"] == "text/plain"


@pytest.mark.parametrize(
    ("network", "platform"),
    [("MS Teams", "teams"), ("SMS", "sms"), ("Harbor Chat", "harbor_chat"), ("Email", "email")],
)
def test_that_the_network_gives_the_platform(tmp_path: Path, network: str, platform: str) -> None:
    whole = texts(made.text_event(1, "x"), before="").replace(
        made.metadata(), made.metadata(network)
    ).replace("msteams-1", "")  # fmt: skip
    (one,) = records(read(tmp_path, whole))
    assert one.platform == platform
    assert (one.kind is Kind.EMAIL) == (one.subject == "Harbor night") == (platform == "email")


def test_that_short_ids_count_within_their_conversation(tmp_path: Path) -> None:
    events = made.told("text-event", made.told("text", text="x"), id="7", from_="p9")
    (one,) = records(read(tmp_path, texts(events)))
    assert one.platform_id == "room-1/7"
    assert one.parties[0].name == "p9"
    assert "date_missing" in {problem.code for problem in one.problems}


def test_that_an_event_without_anything_says_so(tmp_path: Path) -> None:
    (one,) = records(read(tmp_path, texts(made.told("text-event"))))
    assert "no_content" in {problem.code for problem in one.problems}


def test_that_reading_goes_on_behind_a_damaged_event() -> None:
    items = items_of(SAMPLES / "damaged.xml")
    assert [one.text for one in records(items)] == ["Before", "After", "[sent a file]"]
    assert [one.reason for one in items if isinstance(one, Unreadable)] == [xml_archive.BROKEN]
    assert [one.locator for one in items][1] == "damaged.xml#2 damaged"


def test_that_a_file_that_ends_in_the_middle_says_so(tmp_path: Path) -> None:
    path = tmp_path / "snapshot.xml"
    whole = made.whole(made.FIRST)
    path.write_text(whole[: whole.index("Gone")], encoding="utf-8")
    items = items_of(path)
    assert [one.text for one in records(items)] == ["Where is the boat?", "At the pier"]
    assert isinstance(items[-1], Unreadable)
    assert items[-1].reason == xml_archive.CUT_OFF


def test_that_a_doctype_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "snapshot.xml"
    hostile = made.whole(made.FIRST).replace(
        "<sn:snap", '<!DOCTYPE s [<!ENTITY e SYSTEM "file:///etc/passwd">]>\n<sn:snap', 1
    )
    path.write_text(hostile, encoding="utf-8")
    with pytest.raises(ExportUnreadable):
        items_of(path)
    items = read(tmp_path, made.FIRST, **{"bad.xml": hostile.encode()})
    assert any(isinstance(item, Unreadable) for item in items)
    assert len(records(items)) == 9


def test_that_long_metadata_is_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(smarsh_xml, "_LONGEST_TOLD", 1_000)
    long = made.told("demographic", made.told("note", text="x" * 5_000))
    (one,) = records(read(tmp_path, texts(made.text_event(1, "x"), before=made.infos() + long)))
    assert json.loads(one.raw)["snapshot"]["demographic"] == smarsh_xml.TOO_LONG


def test_that_a_file_without_snapshots_says_so(tmp_path: Path) -> None:
    path = tmp_path / "snapshot.xml"
    path.write_text("<sn:snapshot><sn:text-events ></sn:text-events></sn:snapshot>")
    (item,) = items_of(path)
    assert isinstance(item, Ignored)
    assert item.reason == smarsh.NOTHING


def test_that_a_fault_before_the_first_event_loses_no_event(tmp_path: Path) -> None:
    broken = element("sn:metadata").replace("</sn:", "</so:")
    (one,) = records(read(tmp_path, texts(made.text_event(1, "kept"), before=broken)))
    assert one.text == "kept"
