"""RSMF as a program for lawyers reads it."""

from __future__ import annotations

import email
import email.policy
import io
import json
import zipfile
from email.message import EmailMessage
from typing import Any

import unit.delivery.released as made

from app.delivery import rsmf
from app.delivery.entries import Enclosure, Entry
from app.domain.redacted import RedactedAttachment, RedactedRecord, released

_TYPES = {"message", "disclaimer", "join", "leave", "history", "unknown"}


def _file(*entries: Entry) -> bytes:
    return rsmf.write(rsmf.Slice("2026-014-C000003", entries, lambda name: name.encode()))


def _read(data: bytes) -> tuple[EmailMessage, dict[str, Any], dict[str, bytes]]:
    mail = email.message_from_bytes(data, policy=email.policy.default)
    assert isinstance(mail, EmailMessage)
    (attached,) = mail.iter_attachments()
    assert attached.get_filename() == "rsmf.zip"
    with zipfile.ZipFile(io.BytesIO(attached.get_content())) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    manifest = json.loads(files.pop("rsmf_manifest.json"))
    _check(manifest, files)
    return mail, manifest, files


def _check(manifest: dict[str, Any], files: dict[str, bytes]) -> None:
    """Ask what the published schema 2.0.0 asks, and that nothing refers to nothing."""
    assert {"version", "participants", "conversations", "events"} <= manifest.keys()
    assert manifest["version"] == "2.0.0"
    people = {one["id"] for one in manifest["participants"]}
    talks = {one["id"] for one in manifest["conversations"]}
    events = {one["id"] for one in manifest["events"]}
    assert len(events) == len(manifest["events"])
    for one in manifest["conversations"]:
        assert one["platform"]
        assert one["type"] in {"direct", "channel"}
        assert set(one["participants"]) <= people
    for one in manifest["events"]:
        assert one["type"] in _TYPES
        assert one["participant"] in people
        assert one["conversation"] in talks
        assert one.get("parent", one["id"]) in events
        assert one.get("direction", "incoming") in {"incoming", "outgoing"}
        assert {each["id"] for each in one.get("attachments", [])} <= files.keys()
        assert all(each["name"] and each["value"] for each in one["custom"])


def _talk() -> tuple[Entry, ...]:
    photo = Enclosure(
        RedactedAttachment(released("dog.jpg"), "Photograph"), "attachments/ATT-000001.jpg"
    )
    first = made.message(7, outgoing=True, remarks=("deleted",))
    answer = made.message(
        8, "hí 👋", answers=7, subject=released("Dog"), attachments=(photo.attachment,)
    )
    return (
        made.entry(first),
        made.entry(answer, photo, first=3),
        made.entry(made.withheld(), first=4),
    )


def test_that_a_day_of_a_conversation_is_read_back() -> None:
    mail, manifest, files = _read(_file(*_talk()))
    assert mail["X-RSMF-Version"] == "2.0.0"
    assert (mail["X-RSMF-EventCount"], mail["X-RSMF-AttachmentCount"]) == ("3", "1")
    assert mail["X-RSMF-BeginDate"] == "2026-03-14T17:04:12-04:00"
    assert mail["X-RSMF-EventCollectionID"] == manifest["eventcollectionid"] == "2026-014-C000003"
    assert mail["X-RSMF-Custodian"] == "Ofc. Diaz"
    assert "hí 👋" in mail.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    assert files == {"ATT-000001.jpg": b"attachments/ATT-000001.jpg"}
    first, answer, withheld = manifest["events"]
    assert (first["direction"], first["deleted"]) == ("outgoing", True)
    assert answer["parent"] == "E7"
    assert answer["body"] == "Dog\nhí 👋"
    assert answer["attachments"][0]["display"] == "dog.jpg, Photograph"
    assert withheld["body"] == "[REDACTED 119.071] Withheld in full."
    assert "direction" not in withheld


def test_that_withheld_names_are_participants_that_name_nobody() -> None:
    _, manifest, _ = _read(_file(*_talk()))
    names = [one["display"] for one in manifest["participants"]]
    assert names == ["Rosa Diaz <+18505550101>", "[REDACTED (b)(6)]", "[REDACTED 119.071]"]
    codes = {one["name"]: one["value"] for one in manifest["events"][0]["custom"]}
    assert codes["Exemptions"] == "(b)(6)"
    assert codes["Disposition"] == "Released with redactions"


def test_that_the_same_day_gives_the_same_bytes() -> None:
    assert _file(*_talk()) == _file(*_talk())


def test_that_a_day_without_any_time_is_a_file_too() -> None:
    record = made.message(at=None, day=None, sender=released(""), title=released(""))
    mail, manifest, _ = _read(_file(made.entry(record)))
    assert "timestamp" not in manifest["events"][0]
    assert mail["X-RSMF-BeginDate"] is None
    assert manifest["conversations"][0]["display"] == "Conversation 3"
    assert rsmf.file_name(record) == "rsmf/C000003-undated.rsmf"


def test_that_no_header_can_be_forged_from_a_name() -> None:
    record = made.message(title=released("a\r\nX-RSMF-Version: 9\r\n\r\nbody"))
    mail, _, _ = _read(_file(made.entry(record)))
    assert mail.get_all("X-RSMF-Version") == ["2.0.0"]


def test_that_mails_and_documents_are_no_talk() -> None:
    def of(form: str) -> RedactedRecord:
        return made.message(form=form)

    forms = ("message", "post", "comment", "call", "email", "document")
    assert [form for form in forms if not rsmf.has_talk(of(form))] == ["email", "document"]
    assert rsmf.file_name(of("post")) == "rsmf/C000003-2026-03-14.rsmf"
