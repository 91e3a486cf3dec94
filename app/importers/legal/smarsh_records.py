"""Events of Smarsh Enterprise Archive's snapshots made into records."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from app.domain.parsed import Parsed, ParsedAttachment
from app.domain.people import Party
from app.domain.records import Flag, Kind
from app.importers.chat.entries import NO_CONTENT, Person, cast_of
from app.importers.legal.chat_records import CUT
from app.importers.legal.event_means import Means
from app.importers.legal.platforms import known_platform, platform_in, platform_key
from app.importers.legal.smarsh_people import People, person_in
from app.importers.legal.smarsh_xml import Event, Snapshot, plain_name, take
from app.importers.legal.table_records import unmarked
from app.importers.social.account import base_name
from app.importers.social.taking import leftover
from app.importers.times import Timed
from app.importers.xml_nodes import Node

CHAT = "chat"

_IDS = ("interactioneventid", "messageid", "id")
_TIMES = (
    *("eventtimestamp", "timestamp", "eventtime", "senttime", "sentat", "datetime", "time"),
    *("createdtime", "starttime", "date"),
)
_SENDERS = (
    *("participantid", "senderid", "fromid", "userid", "authorid", "initiatorid", "actorid"),
    *("participant", "sender", "from", "author", "initiator", "actor", "user", "owner"),
)
_PEOPLE = frozenset({"sender", "from", "author", "initiator", "actor", "participant", "user"})
_TEXTS = ("text", "content", "body", "messagetext", "eventtext", "message", "plaintext", "html")
_PARENTS = ("parenteventid", "inreplyto", "replytoid", "replyto", "parentid", "texteventid")
_NAMES = ("filename", "originalfilename", "displayname", "name", "title")
_PLACES = ("filepath", "path", "uri", "url", "href", "contentid", "fileid", "attachmentid", "ref")
_SORTS = ("action", "actiontype", "eventtype", "operation", "type", "state", "eventstate")
_ROOMS = ("globalthreadoid", "interactionid", "threadid", "conversationid", "transcriptid")
_NETWORKS = (
    "network",
    "networkname",
    "networktype",
    "channel",
    "channeltype",
    "source",
    "platform",
)
_EDITED = re.compile(r"\b(?:edit(?:ed)?|modif\w*|updated?|revised?)\b", re.IGNORECASE)
_DELETED = re.compile(r"\b(?:delet\w*|remov\w*|retract\w*|recall\w*)\b", re.IGNORECASE)
_MOVES = (
    (re.compile(r"\b(?:join\w*|enter\w*|added)\b", re.IGNORECASE), "[joined the conversation]"),
    (re.compile(r"\b(?:left|leav\w*|exit\w*)\b", re.IGNORECASE), "[left the conversation]"),
)
_SHORT_ID = 12
_MOST_TOLD = 200


@dataclass(slots=True)
class _Room:
    """A snapshot's conversation.

    Attributes:
        kept: what is told of it that has no place in a record; given to its first event.
    """

    key: str
    title: str
    platform: str
    people: People
    kept: dict[str, object] = field(default_factory=dict, repr=False)


class SmarshRecords:
    """Makes records of the events of one file."""

    def __init__(self, means: Means) -> None:
        self._means = means
        self._times = means.times
        self._snapshot = Snapshot(-1)
        self._room = _Room("", "", CHAT, People())

    def record(self, event: Event) -> Parsed:
        """Make the record of one event."""
        if event.snapshot is not self._snapshot:
            self._snapshot = event.snapshot
            self._room = self._room_of(event.snapshot)
        node, room = event.node, self._room
        sort = node.name.removesuffix("-event")
        own = take(node, "eventid", f"{sort}eventid", *_IDS)
        timed = self._when(node)
        said = self._said(node)
        is_system = sort not in {"text", "file"}
        parties = self._parties(node, None if is_system else timed)
        files = self._files(node, sort)
        text = self._text(node, sort, said)
        flags = {
            Flag.EDITED.value: bool(_EDITED.search(said)) and not is_system,
            Flag.DELETED.value: bool(_DELETED.search(said)) and not is_system,
            Flag.SYSTEM.value: is_system,
        }
        kind = Kind.SYSTEM if is_system else self._kind()
        problems = (*timed.problems, *(() if text or files else (NO_CONTENT,)))
        parent = take(node, *_PARENTS)
        return Parsed(
            locator=f"{self._means.member}#{event.number}",
            platform=room.platform,
            kind=kind,
            subject=room.title if kind is Kind.EMAIL else "",
            text=text,
            sent=timed.moment,
            parties=parties,
            platform_id=self._unique(own),
            conversation_key=room.key,
            conversation_title=room.title,
            parent_id=self._unique(parent),
            attachments=files,
            flags=frozenset(one for one, is_so in flags.items() if is_so) | timed.flags,
            labels=tuple(filter(None, (sort if sort != "text" else "", said))),
            problems=(*problems, *((CUT,) if node.cut else ())),
            raw=leftover({**node.rest(), **self._kept()}),
        )

    def _room_of(self, snapshot: Snapshot) -> _Room:
        """Take what is told of a conversation; its first word on each matter counts."""
        whole = Node("snapshot", snapshot.attributes, inside=list(snapshot.told))
        holders = [whole, *(one for told in snapshot.told for one in (told, *told.inside))]
        key = _first(holders, _ROOMS)
        title = _first(holders, ("subject", "roomname", "channelname", "topic", "groupname"))
        network, modality = _first(holders, _NETWORKS), _first(holders, ("modality",))
        endpoint = _first(holders, ("sourceendpointid",))
        people = People()
        for one in snapshot.people:
            people.add(one, self._times)
        kept: dict[str, object] = {}
        kept["modality"], kept["network"], kept["endpoint"] = modality, network, endpoint
        if people.rest:
            kept["participants"] = people.rest[:_MOST_TOLD]
        platform = known_platform(network) or known_platform(modality) or platform_in(endpoint)
        platform = platform or platform_key(network) or platform_key(modality) or CHAT
        return _Room(key or title, title, platform, people, kept)

    def _kept(self) -> dict[str, object]:
        """Give what is told of the conversation and was given to no event before this one."""
        kept, self._room.kept = self._room.kept, {}
        told, self._snapshot.told = self._snapshot.told, []
        whole = Node("snapshot", self._snapshot.attributes, inside=told).rest()
        self._snapshot.attributes = {}
        return {**kept, "snapshot": whole} if whole else kept

    def _said(self, node: Node) -> str:
        """Take what was done; a media type is no deed, and stays."""
        said = take(node, *_SORTS)
        if "/" in said:
            node.attributes["type"] = said
            return ""
        return said

    def _kind(self) -> Kind:
        return Kind.EMAIL if self._room.platform == "email" else Kind.MESSAGE

    def _when(self, node: Node) -> Timed:
        written = take(node, *_TIMES)
        if written.replace(".", "", 1).isdigit():
            return self._times.epoch(written)
        return self._times.iso(written)

    def _parties(self, node: Node, timed: Timed | None) -> tuple[Party, ...]:
        """Give the sender and, of a message, those who were there at that moment."""
        sender = self._sender(node)
        there = self._room.people.there(timed.moment.utc) if timed else ()
        return cast_of(sender, [one for one in there if one != sender], self._means.own)

    def _sender(self, node: Node) -> Person:
        for holder in node.inside:
            if plain_name(holder.name) in _PEOPLE and (holder.inside or holder.attributes):
                told = take(holder, "participantid", "userid", "id") or holder.text
                holder.text = ""
                person = person_in(holder)
                return person if any(person) else self._room.people.known(told)
        told = take(node, *_SENDERS)
        return self._room.people.known(told) if told else ("", "")

    def _text(self, node: Node, sort: str, said: str) -> str:
        text = unmarked(take(node, *_TEXTS)) if sort != "file" else ""
        if not text and sort in {"text", "file"}:
            text, node.text = unmarked(node.text), ""
        if sort == "text":
            return text
        if sort == "file":
            return text or "[sent a file]"
        move = next((words for pattern, words in _MOVES if pattern.search(said or text)), "")
        fields = (f"{key}: {told}" for key, told in node.attributes.items())
        return move or "\n".join(filter(None, (f"[{said or sort}]", text, *fields, *node.lines())))

    def _files(self, node: Node, sort: str) -> tuple[ParsedAttachment, ...]:
        """Give the files that an event names."""
        holders = [one for one in node.inside if plain_name(one.name) in {"attachment", "file"}]
        holders = holders or ([node] if sort == "file" else [])
        found = []
        for one in holders:
            name, path = take(one, *_NAMES), take(one, *_PLACES)
            if name or path:
                found.append(
                    self._means.attach([*filter(None, (path, name))], name or base_name(path))
                )
        return tuple(found)

    def _unique(self, key: str) -> str:
        """Make an id that counts within a conversation one of the whole platform."""
        return key if not key or len(key) >= _SHORT_ID else f"{self._room.key}/{key}"


def _first(holders: list[Node], names: tuple[str, ...]) -> str:
    """Take the first of several names that one of the holders tells."""
    for name in names:
        for holder in holders:
            found = take(holder, name)
            if found:
                return found
    return ""
