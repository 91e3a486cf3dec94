"""RSMF: events, people, files, damage, and what the program itself writes."""

from __future__ import annotations

import datetime as dt
import json
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from exports import rsmf_files as made
from exports.zipped import Tree, as_json, zipped
from unit.delivery import released

from app.delivery import rsmf as writer
from app.delivery.entries import Enclosure
from app.domain.people import Role
from app.domain.records import Flag, Kind
from app.domain.redacted import RedactedAttachment
from app.domain.redacted import released as visible
from app.importers.base import Ignored, ImportOptions, Item, Parsed, Unreadable
from app.importers.export_tree import open_export
from app.importers.legal import rsmf_package
from app.importers.legal.rsmf import RsmfImporter
from app.importers.registry import recognise

OPTIONS = ImportOptions("Rosa Diaz", "America/New_York")


def items_of(path: Path, options: ImportOptions = OPTIONS) -> list[Item]:
    return list(RsmfImporter().read(open_export([path]), options, None))


def records(items: Sequence[Item]) -> list[Parsed]:
    return [item for item in items if isinstance(item, Parsed)]


def read(tmp_path: Path, *events: object, files: Tree | None = None, **more: object) -> list[Item]:
    path = tmp_path / "talk.rsmf"
    path.write_bytes(made.mail(made.packed(list(events), files, **more)))
    return items_of(path)


def folder(tmp_path: Path, tree: Tree) -> Path:
    for name, data in tree.items():
        path = tmp_path / "export" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return tmp_path / "export"


def test_that_an_event_is_read_with_all_that_is_told_of_it(tmp_path: Path) -> None:
    items = read(tmp_path, *made.EVENTS, files=made.FILES)
    by_place = {item.locator.rpartition("#")[2]: item for item in records(items)}
    said = by_place["3"]
    assert said.text.splitlines() == [
        "At the pier",
        "[earlier version by Dana Whitlow 2026-05-13 13:04 UTC] At the dock",
        "[reaction] 👍 Rosa Diaz, Sam Reyes",
        "[reaction] 🙂 (4)",
    ]
    assert said.parent_id == by_place["2"].platform_id != ""
    assert Flag.EDITED.value in said.flags
    assert (said.platform, said.conversation_title) == ("sms", "Harbor night")
    kept = json.loads(said.raw)
    assert kept["read_receipts"] == ["read by Rosa Diaz 2026-05-13 13:05 UTC"]
    assert kept["custom"] == [{"name": "cell", "value": "12"}]
    photo, gone = said.attachments
    assert photo.open is not None
    assert photo.open().read() == made.JPEG
    assert (photo.name, gone.name, gone.open) == ("boat at night.jpg", "gone.mov", None)
    assert "importance: high" in by_place["2"].labels
    assert by_place["4"].flags == {Flag.DELETED.value}
    assert "mood" in json.loads(by_place["4"].raw)


def test_that_coming_and_going_is_no_message(tmp_path: Path) -> None:
    by_place = {one.locator[-2:]: one for one in records(read(tmp_path, *made.EVENTS))}
    kinds = [by_place[f"#{n}"].kind for n in (1, 6, 8)]
    assert kinds == [Kind.SYSTEM] * 3
    assert [by_place[f"#{n}"].text for n in (1, 6, 8)] == [
        "[joined the conversation]", "Bound by policy 4", "[left the conversation]",
    ]  # fmt: skip
    assert "history" in by_place["#7"].labels
    assert by_place["#7"].sent.zone == "assumed:America/New_York"


def test_that_the_custodian_is_known_by_conversation_header_and_direction(tmp_path: Path) -> None:
    told = read(tmp_path, made.event(1, "a"), made.event(2, "b", "P2", direction="outgoing"))
    first, second = records(told)
    assert [party.is_owner for party in first.parties] == [True, False, False]
    assert next(p for p in second.parties if p.role is Role.FROM).is_owner


def test_that_ids_of_one_file_do_not_join_messages_of_another(tmp_path: Path) -> None:
    first = records(read(tmp_path, made.event(1, "yes"), eventcollectionid=""))
    again = records(read(tmp_path, made.event(1, "yes"), eventcollectionid=""))
    other = records(read(tmp_path, made.event(1, "yes"), made.event(2, "no"), eventcollectionid=""))
    assert first[0].platform_id == again[0].platform_id != other[0].platform_id


def test_that_the_days_of_a_conversation_are_one_conversation(tmp_path: Path) -> None:
    talk = {one.conversation_key for one in records(read(tmp_path, made.event(1, "Monday")))}
    later = made.event(1, "Tuesday", timestamp="2026-05-14T09:00:00Z")
    assert talk == {one.conversation_key for one in records(read(tmp_path, later))}


def test_that_a_participant_nobody_lists_is_named_by_the_id(tmp_path: Path) -> None:
    (record,) = records(read(tmp_path, made.event(1, "Hello", "P9")))
    assert record.parties[0].name == "P9"
    assert "participant_missing" in {problem.code for problem in record.problems}


def test_that_files_without_an_event_become_records(tmp_path: Path) -> None:
    path = tmp_path / "talk.rsmf"
    path.write_bytes(made.mail(made.packed([made.event(1, "a")], made.FILES), {"x.pdf": b"%PDF"}))
    items = items_of(path)
    papers = [one for one in records(items) if one.kind is Kind.DOCUMENT]
    assert {one.subject for one in papers} == {"boat.jpg", "stray.txt", "x.pdf"}
    assert [one.reason for one in items if isinstance(one, Ignored)] == [rsmf_package.PICTURED]
    opened = papers[-1].attachments[0].open
    assert opened is not None
    assert opened().read() == b"%PDF"


@pytest.mark.parametrize("name", ["no_zip", "empty", "cut_manifest", "broken_zip"])
def test_that_a_file_without_readable_events_is_kept_as_a_mail(name: str, tmp_path: Path) -> None:
    path = tmp_path / "odd.rsmf"
    path.write_bytes(made.samples()["odd"][f"{name}.rsmf"])
    assert recognise(open_export([path])).key == "rsmf"
    (record,) = records(items_of(path))
    assert record.text == "Rosa: Where is the boat?"
    assert "rsmf_incomplete" in {problem.code for problem in record.problems}


def test_that_events_before_a_break_are_kept_and_the_text_of_the_rest_as_well(
    tmp_path: Path,
) -> None:
    whole = as_json(made.manifest([made.event(1, "Whole"), made.event(2, "Cut")]))
    cut = whole[: whole.index(b'"Cut"')]
    path = tmp_path / "odd.rsmf"
    path.write_bytes(made.mail(zipped({"rsmf_manifest.json": cut})))
    items = items_of(path)
    assert any(isinstance(item, Unreadable) for item in items)
    assert [one.platform for one in records(items)] == ["sms", "email"]


def test_that_a_file_too_large_is_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rsmf_package, "MOST_BYTES", 100)
    (item,) = read(tmp_path, made.event(1, "a"))
    assert isinstance(item, Unreadable)
    assert item.reason == rsmf_package.TOO_LARGE


def test_that_an_unpacked_one_is_read_with_the_files_beside_it(tmp_path: Path) -> None:
    items = items_of(folder(tmp_path, made.samples()["unpacked"]))
    said = next(one for one in records(items) if one.attachments)
    assert said.attachments[0].open is not None
    left = {one.locator: one for one in items if isinstance(one, Ignored)}
    assert left["one/stray.txt"].foreign
    assert not left["one/rosa.png"].foreign
    assert left["two/rsmf_manifest.json"].reason == rsmf_package.EMPTY


def test_that_a_mail_that_only_speaks_of_it_is_none(tmp_path: Path) -> None:
    path = tmp_path / "talk.eml"
    path.write_bytes(b"From: a@example.com\r\nSubject: about rsmf_manifest.json\r\n\r\nwords")
    assert not RsmfImporter().recognises(open_export([path]))


def test_that_what_the_program_writes_is_read_back(tmp_path: Path) -> None:
    photo = Enclosure(RedactedAttachment(visible("dog.jpg"), "Photograph"), "attachments/A1.jpg")
    entries = (
        released.entry(released.message(7, outgoing=True, remarks=("deleted",))),
        released.entry(
            released.message(8, "hí 👋", answers=7, attachments=(photo.attachment,)), photo
        ),
        released.entry(released.withheld()),
    )
    path = tmp_path / "C000003-2026-03-14.rsmf"
    path.write_bytes(writer.write(writer.Slice("2026-014", entries, lambda name: name.encode())))
    first, second, third = records(items_of(path))
    assert (first.text, second.text) == ("where are you", "hí 👋")
    assert Flag.DELETED.value in first.flags
    assert first.parties[0].is_owner
    assert second.parent_id == first.platform_id
    assert second.sent.utc == int((released.AT + dt.timedelta(minutes=8)).timestamp() * 1_000_000)
    assert second.attachments[0].open is not None
    assert second.attachments[0].open().read() == b"attachments/A1.jpg"
    assert third.text.endswith("Withheld in full.")
    assert {one.platform for one in (first, second)} == {"sms"}


def test_that_samples_hold_what_the_script_makes() -> None:
    folder = Path(made.__file__).parent / "rsmf"
    for name, tree in made.samples().items():
        with zipfile.ZipFile(folder / f"{name}.zip") as archive:
            assert {one: archive.read(one) for one in archive.namelist()} == dict(tree)
