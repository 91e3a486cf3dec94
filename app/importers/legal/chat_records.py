"""Events of archives of chats made into records: who was there, what was said, which files."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from app.domain.parsed import Ignored, Item, Parsed, ParsedAttachment
from app.domain.people import Party, Role, normal_address
from app.domain.provenance import Problem
from app.domain.records import Flag, Kind
from app.importers.chat.entries import NO_CONTENT, Person, cast_of
from app.importers.legal.chat_xml import Event, Talk
from app.importers.legal.event_means import Means
from app.importers.social.account import base_name
from app.importers.social.taking import leftover
from app.importers.times import Timed, Unit
from app.importers.xml_nodes import Node

CHAT, BLOOMBERG, SKYPE = "chat", "bloomberg", "skype"
TRANSFERRED = "The end of the sending of a file, which stands as a record where it began."
CUT = Problem("too_long", "It is larger than 16 million characters; the rest is left out.")

_ENTERED = frozenset({"ParticipantEntered", "JOIN"})
_LEFT = frozenset({"ParticipantLeft", "PART"})
_WORDS = {
    **dict.fromkeys(_ENTERED, "[joined the conversation]"),
    **dict.fromkeys(_LEFT, "[left the conversation]"),
    "Invite": "[was invited]",
    "FileTransferStarted": "[sent a file]",
    "FileTransferEnded": "[sent a file]",
    "Attachment": "[sent a file]",
}
_MESSAGES = frozenset({"Message", "History", "CHAT"})
_FILES = frozenset({"FileTransferStarted", "FileTransferEnded", "Attachment"})
_NAMES = frozenset({"FileName", "FileID", "UserFileName"})
_PEOPLE = ("User", "Sender", "OrigSender", "Inviter", "From", "UserInfo")
_ADDRESSES = (
    *("CorporateEmailID", "CorporateEmailAddress", "EmailAddress", "BloombergEmailAddress"),
    "LoginName",
)
_TIMES = ("DateTimeUTC", "MsgTimeUTC", "DateTime", "MsgTime")
_ROLES = {"TO": Role.TO, "CC": Role.CC, "BCC": Role.BCC}
_AMERICAN = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})[ T]+(\d{1,2}):(\d\d)(?::(\d\d))?\s*")
_SHORT_ID = 12
_MOST_MEMBERS = 5_000


@dataclass(slots=True)
class _Room:
    """Who is in a conversation, by their addresses, and which files were sent in it."""

    members: dict[str, Person] = field(default_factory=dict)
    sent: set[str] = field(default_factory=set)


class ChatRecords:
    """Makes records of the events of one file."""

    def __init__(self, means: Means) -> None:
        self._means = means
        self._times = means.times
        self._talk = Talk(-1)
        self._room = _Room()

    def item(self, event: Event) -> Item:
        """Make the item of one event."""
        node = event.node
        if event.talk is not self._talk:
            self._talk, self._room = event.talk, _Room()
        locator = f"{self._means.member}#{event.number}"
        sort = node.attributes.pop("type", "") or node.name
        cut = (CUT,) if node.cut else ()
        timed = self._when(node)
        sender = self._sender(node, sort)
        names = {one.text for one in node.inside if one.name in _NAMES and one.text}
        if sort == "FileTransferEnded" and names & self._room.sent:
            return Ignored(locator, TRANSFERRED)
        self._room.sent.update(names if sort in _FILES else ())
        files = tuple(self._files(node, sort))
        subject = node.take("Subject")
        text = self._text(node, sort)
        empty = () if text or files else (NO_CONTENT,)
        return Parsed(
            locator=locator,
            platform=self._platform(node),
            kind=_kind(node, sort),
            text=text,
            sent=timed.moment,
            parties=self._parties(node, sender),
            platform_id=self._id(node),
            conversation_key=self._key(node),
            conversation_title=self._title(),
            subject=subject,
            attachments=files,
            flags=_flags(node, sort) | timed.flags,
            labels=() if sort in {"Message", "CHAT"} else (sort,),
            problems=(*timed.problems, *empty, *cut),
            raw=leftover(node.rest()),
        )

    def _when(self, node: Node) -> Timed:
        """Read the first time of an event; Skype puts several forms into attributes."""
        for name in _TIMES:
            for told in node.inside:
                if told.name != name:
                    continue
                since = told.attributes.get("since1970", "") or told.attributes.get("string", "")
                written = told.text or since
                timed = self._read(written)
                if timed.moment.utc is not None:
                    node.inside.remove(told)
                    return timed
        return self._times.epoch("")

    def _read(self, written: str) -> Timed:
        if written.replace(".", "", 1).isdigit():
            whole = written.partition(".")[0]
            return self._times.epoch(written, Unit.SECONDS if len(whole) <= 11 else None)
        found = _AMERICAN.fullmatch(written)
        if found is None:
            return self._times.iso(written)
        month, day, year, hour, minute, second = (int(one or 0) for one in found.groups())
        try:
            when = dt.datetime(year, month, day, hour, minute, second)  # noqa: DTZ001 - of the zone at import
        except ValueError:
            return self._times.iso(written)
        return self._times.at(when, written)

    def _sender(self, node: Node, sort: str) -> Person:
        """Take who an event is of; who enters or leaves is noted."""
        person = _person(node)
        key = normal_address(person[1] or person[0])
        if key and sort in _ENTERED and len(self._room.members) < _MOST_MEMBERS:
            self._room.members[key] = person
        elif sort in _LEFT:
            self._room.members.pop(key, None)
        known = self._room.members.get(key)
        return known if known and not person[0] else person

    def _parties(self, node: Node, sender: Person) -> tuple[Party, ...]:
        """Give the sender and whom it was sent to: recipients, where it names them."""
        told = node.take_all("Recipient")
        if not told:
            key = normal_address(sender[1] or sender[0])
            others = [one for known, one in self._room.members.items() if known != key]
            return cast_of(sender, others, self._means.own)
        found = list(cast_of(sender, (), self._means.own))
        for one in told:
            role = _ROLES.get(one.attributes.pop("DeliveryType", "").upper(), Role.TO)
            name, address = _person(one)
            own = bool({normal_address(address), name.casefold()} & self._means.own)
            if name or address:
                found.append(Party(role, name, address, own))
            node.inside += [one] if one.rest() else []
        return tuple(dict.fromkeys(found))

    def _files(self, node: Node, sort: str) -> Iterator[ParsedAttachment]:
        holders = node.take_all("Attachment")
        for one in (*holders, *([node] if sort in _FILES else ())):
            shown, name, number = (one.take(key) for key in ("UserFileName", "FileName", "FileID"))
            references = [reference for reference in (name, number, shown) if reference]
            if references:
                yield self._means.attach(references, shown or base_name(name))
        node.inside += [one for one in holders if one.rest()]

    def _text(self, node: Node, sort: str) -> str:
        said = [node.take("Greeting"), node.take("Content", "MsgBody", "Body", "Text")]
        text = "\n".join(filter(None, said))
        if text or sort in _MESSAGES:
            text = text or node.text
            node.text = ""
            return text
        return _WORDS.get(sort) or "\n".join([f"[{sort}]", *node.lines()])

    def _platform(self, node: Node) -> str:
        told = {one.name for one in node.inside} | self._talk.fields.keys()
        key = self._key(node)
        if key.startswith(("PCHAT", "CHAT", "IB-", "MCHAT")) or "MsgID" in told:
            return BLOOMBERG
        if "Channel" in self._talk.fields:
            return SKYPE
        return CHAT

    def _id(self, node: Node) -> str:
        key = node.take("MessageId", "MessageID", "MsgID")
        return key if not key or len(key) >= _SHORT_ID else f"{self._key(node)}/{key}"

    def _key(self, node: Node) -> str:
        fields = self._talk.fields
        room = fields.get("RoomID", "") or fields.get("ConversationID", "")
        if room:
            return room
        told = next((one.text for one in node.inside if one.name == "ConversationID"), "")
        return told or self._title()

    def _title(self) -> str:
        told = self._talk.attributes.get("Perspective", "")
        return told or self._talk.fields.get("Channel", "") or self._talk.fields.get("RoomID", "")


def _person(node: Node) -> Person:
    """Take name and address, which stand in an element of their own or loose."""
    for holder in node.inside:
        if holder.name in _PEOPLE and (holder.inside or holder.attributes):
            person = _person(holder)
            if not holder.rest():
                node.inside.remove(holder)
            if any(person):
                return person
    attributes = node.attributes
    name = " ".join(filter(None, (node.take("FirstName"), node.take("LastName"))))
    name = name or attributes.pop("UserName", "") or node.take("DisplayName", "AccountName")
    address = attributes.pop("email", "") or attributes.pop("uri", "") or node.take(*_ADDRESSES)
    return name, address.removeprefix("sip:")


def _kind(node: Node, sort: str) -> Kind:
    if sort == "Message" and any(
        one.name in {"MsgID", "Subject", "MsgBody"} for one in node.inside
    ):
        return Kind.EMAIL
    return Kind.MESSAGE if sort in _MESSAGES | _FILES else Kind.SYSTEM


def _flags(node: Node, sort: str) -> frozenset[str]:
    told = next((one.text for one in node.inside if one.name == "UpdatedType"), "")
    flags = {
        Flag.DELETED.value: told in {"Deleted", "FileDeleted"},
        Flag.EDITED.value: told in {"EditedOriginalMsg", "EditedNewMsg"},
        Flag.SYSTEM.value: sort not in _MESSAGES | _FILES,
    }
    return frozenset(flag for flag, is_so in flags.items() if is_so)
