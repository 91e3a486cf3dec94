"""People, groups and conversations of Signal's plaintext export; makes no record.

Fields as in Backup.proto of Signal's own clients, written as JSON.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field

from app.domain.people import Party, Role, normal_address
from app.importers.base import ImportOptions
from app.importers.social.taking import Entry
from app.importers.text import clean, fold_for_matching

_MOST = 500_000
_MOST_MEMBERS = 300


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody, or a group.

    Attributes:
        key: the same in every export of Signal's: from the account's id or the number.
        members: account ids of those in a group.
    """

    name: str = ""
    address: str = ""
    key: str = ""
    is_self: bool = False
    is_group: bool = False
    members: tuple[str, ...] = field(default=(), repr=False)


UNKNOWN = Recipient("Somebody unknown")


class People:
    """Collects recipients and chats as the export tells them.

    Args:
        options: the custodian and their own number, which the export leaves out.
    """

    def __init__(self, options: ImportOptions) -> None:
        self._options = options
        self._known: dict[str, Recipient] = {}
        self._chats: dict[str, str] = {}
        self._accounts: dict[str, Recipient] = {}
        self._own_name = ""

    def learn_account(self, frame: Entry) -> None:
        """Take the name that the account gives itself."""
        self._own_name = _joined(frame, "givenName", "familyName")

    def learn_recipient(self, frame: Entry) -> None:
        """Take somebody or a group."""
        key = text_of(frame.get("id"))
        if not key or len(self._known) >= _MOST:
            return
        recipient = self._recipient(frame, key)
        self._known[key] = recipient
        contact = frame.get("contact")
        if isinstance(contact, dict) and isinstance(contact.get("aci"), str):
            self._accounts[str(contact["aci"])] = recipient

    def learn_chat(self, frame: Entry) -> None:
        """Take which recipient a chat is with."""
        if len(self._chats) < _MOST:
            self._chats[text_of(frame.get("id"))] = text_of(frame.get("recipientId"))

    def of(self, untrusted_id: object) -> Recipient:
        """Give somebody by the number that stands for them in this export."""
        return self._known.get(text_of(untrusted_id), UNKNOWN)

    def chat(self, untrusted_id: object) -> Recipient:
        """Give who a chat is with."""
        return self._known.get(self._chats.get(text_of(untrusted_id), ""), UNKNOWN)

    def name(self, recipient: Recipient) -> str:
        """Give a name for lists and lines."""
        if recipient.is_self:
            return self._options.custodian or self._own_name or "the custodian"
        return recipient.name or recipient.address or "somebody"

    def parties(self, author: Recipient, chat: Recipient) -> tuple[Party, ...]:
        """Give the parties of a message in a chat."""
        own = Recipient(is_self=True)
        if chat.is_group:
            accounts = (self._accounts.get(one) for one in chat.members[:_MOST_MEMBERS])
            others = [one for one in accounts if one is not None]
            everybody = [own, *others]
            rest = [one for one in everybody if one.key != author.key or not author.key]
            rest = [one for one in rest if not (one.is_self and author.is_self)]
            return (
                self._party(Role.FROM, author),
                *(self._party(Role.MEMBER, one) for one in dict.fromkeys(rest)),
            )
        other = chat if author.is_self else own
        if author.is_self and chat.is_self:
            return (self._party(Role.FROM, author),)
        return (self._party(Role.FROM, author), self._party(Role.TO, other))

    def _party(self, role: Role, one: Recipient) -> Party:
        if not one.is_self:
            return Party(role, "" if one.name == one.address else one.name, one.address)
        own = self._options.own_addresses
        name = self._options.custodian or self._own_name
        return Party(role, name, own[0] if own else "", is_owner=True)

    def _recipient(self, frame: Entry, key: str) -> Recipient:
        contact, group = frame.get("contact"), frame.get("group")
        if isinstance(contact, dict):
            return _contact(contact, key)
        if isinstance(group, dict):
            return _group(group, key)
        if "self" in frame:
            own = self._options.own_addresses
            key = normal_address(own[0]) if own else fold_for_matching(self._options.custodian)
            return Recipient(key=f"self {key}".strip(), is_self=True)
        if "releaseNotes" in frame:
            return Recipient("Signal", key="signal release notes")
        listed = frame.get("distributionList") or frame.get("callLink") or {}
        name = listed.get("name") if isinstance(listed, dict) else ""
        return Recipient(text_of(name) or f"Recipient {key}", key=f"list {key}")


def text_of(value: object) -> str:
    """Give a text or a number as clean text."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        return ""
    return clean(str(value))


def decoded(value: object) -> bytes:
    """Give bytes that are written in base64; none where they are not."""
    if not isinstance(value, str):
        return b""
    try:
        return base64.b64decode(value, validate=True)
    except (binascii.Error, ValueError):
        return b""


def _contact(contact: Mapping[str, object], key: str) -> Recipient:
    nickname = contact.get("nickname")
    named = [
        _joined(nickname, "given", "family") if isinstance(nickname, dict) else "",
        _joined(contact, "systemGivenName", "systemFamilyName"),
        text_of(contact.get("systemNickname")),
        _joined(contact, "profileGivenName", "profileFamilyName"),
    ]
    digits = text_of(contact.get("e164")).lstrip("+")
    number = f"+{digits}" if digits else ""
    account = _account_id(contact.get("aci")) or _account_id(contact.get("pni"))
    address = number or text_of(contact.get("username")) or account
    name = next(filter(None, named), "")
    return Recipient(name, address, account or address or f"recipient {key}")


def _group(group: Mapping[str, object], key: str) -> Recipient:
    snapshot = group.get("snapshot")
    snapshot = snapshot if isinstance(snapshot, dict) else {}
    title = snapshot.get("title")
    name = text_of(title.get("title")) if isinstance(title, dict) else ""
    listed = snapshot.get("members")
    members = tuple(
        text_of(one.get("userId")) for one in (listed if isinstance(listed, list) else ())
        if isinstance(one, dict)
    )  # fmt: skip
    master = decoded(group.get("masterKey"))
    known = hashlib.sha256(master).hexdigest()[:32] if master else f"in this export {key}"
    return Recipient(name or "Group", "", f"group {known}", is_group=True, members=members)


def _account_id(value: object) -> str:
    found = decoded(value)
    return str(uuid.UUID(bytes=found)) if len(found) == 16 else ""


def _joined(entry: Mapping[str, object], *names: str) -> str:
    return " ".join(filter(None, (text_of(entry.get(name)) for name in names)))
