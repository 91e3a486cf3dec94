"""Texts and chats as mails: the platform, people, conversations, and real mails beside them."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from exports import archived_mail_files as made
from exports.zipped import Tree, zipped

from app.domain.people import Role
from app.domain.records import Kind
from app.importers.base import Ignored, ImportOptions, Item, MemberUnreadable, Parsed, Unreadable
from app.importers.export_tree import open_export
from app.importers.legal import archived_mail
from app.importers.legal.archived_mail import ArchivedMailImporter
from app.importers.registry import read_all

OPTIONS = ImportOptions("Rosa Diaz", own_addresses=("850-555-0101",))


def items_of(tmp_path: Path, tree: Tree) -> list[Item]:
    path = tmp_path / "export.zip"
    path.write_bytes(zipped(tree))
    export = open_export([path])
    assert ArchivedMailImporter().recognises(export)
    return list(ArchivedMailImporter().read(export, OPTIONS, None))


def records(items: Sequence[Item]) -> dict[str, Parsed]:
    return {item.locator: item for item in items if isinstance(item, Parsed)}


def test_that_a_text_as_a_mail_becomes_a_text_between_numbers(tmp_path: Path) -> None:
    found = records(items_of(tmp_path, made.samples()["smarsh"]))
    text, reply = found["1/text.eml"], found["1/reply.eml"]
    assert (text.platform, text.kind, text.text) == ("sms", Kind.MESSAGE, "Where is the boat?")
    assert [(p.role, p.name, p.address, p.is_owner) for p in text.parties] == [
        (Role.FROM, "Rosa Diaz", "+18505550101", True), (Role.TO, "", "+18505550142", False),
    ]  # fmt: skip
    assert text.conversation_key == reply.conversation_key
    assert json.loads(text.raw)["addresses"][0] == [made.ROSA, "+18505550101"]
    assert text.attachments[0].name == "boat.gif"


def test_that_the_archive_may_name_the_platform_in_a_field(tmp_path: Path) -> None:
    post = records(items_of(tmp_path, made.samples()["smarsh"]))["1/post.eml"]
    assert post.platform == "facebook"
    assert ["x-smarsh-policyid", "7"] in json.loads(post.raw)["headers"]


def test_that_real_mails_are_left_for_the_importer_of_mails(tmp_path: Path) -> None:
    items = items_of(tmp_path, made.samples()["smarsh"])
    left = [one.locator for one in items if isinstance(one, Ignored) and one.foreign]
    assert left == ["1/notice.eml", "1/real.eml", "2/index.pdf"]
    export = open_export([tmp_path / "export.zip"])
    read = records(list(read_all(ArchivedMailImporter(), export, OPTIONS, None)))
    assert read["1/real.eml"].platform == read["1/notice.eml"].platform == "email"
    assert len(read) == 6


def test_that_a_chat_of_global_relay_is_one_transcript(tmp_path: Path) -> None:
    found = records(items_of(tmp_path, made.samples()["global_relay"]))
    chat = found["chat.eml"]
    assert list(found) == ["chat.eml"]
    assert (chat.platform, chat.conversation_title) == ("mattermost", "harbor-night")
    assert chat.conversation_key == "abc123def456"
    assert "transcript" in {problem.code for problem in chat.problems}
    assert "09:02:00 Dana Whitlow At the pier" in chat.text


def test_that_a_number_at_an_ordinary_domain_stays_a_mail(tmp_path: Path) -> None:
    path = tmp_path / "a.eml"
    path.write_bytes(made.mail(1, "8505550101@example.com", "a@example.com", "hello"))
    assert not ArchivedMailImporter().recognises(open_export([path]))


def test_that_a_mail_that_cannot_be_read_or_is_empty_is_listed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "transcript.eml"
    path.write_bytes(made.CHAT)
    export = open_export([path])

    def refuse(member: str) -> object:
        raise MemberUnreadable("It is damaged.")

    items = ArchivedMailImporter().read(export, OPTIONS, None)
    monkeypatch.setattr(export, "head", lambda *_: made.CHAT)
    monkeypatch.setattr(export, "open", refuse)
    assert list(items) == [Unreadable("transcript.eml", "It is damaged.")]
    assert archived_mail.OTHERS.endswith(".")


def test_that_samples_hold_what_the_script_makes() -> None:
    folder = Path(made.__file__).parent / "archived_mail"
    for name, tree in made.samples().items():
        with zipfile.ZipFile(folder / f"{name}.zip") as archive:
            assert {one: archive.read(one) for one in archive.namelist()} == dict(tree)
