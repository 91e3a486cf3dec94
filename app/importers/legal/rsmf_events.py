"""Events of an RSMF manifest made into records, with its participants and conversations."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from app.domain.parsed import Parsed, ParsedAttachment
from app.domain.people import Party, normal_address
from app.domain.provenance import MICROSECONDS, Problem
from app.domain.records import Flag, Kind
from app.importers.base import Export, ImportOptions
from app.importers.chat.entries import NO_CONTENT, Person, cast_of
from app.importers.legal.platforms import platform_key
from app.importers.social import json_stream
from app.importers.social.taking import (
    Entry,
    leftover,
    put_back,
    take_entries,
    take_text,
    take_texts,
    take_truth,
)
from app.importers.text import clean
from app.importers.times import TimeReader
from app.reading.headers import Headers

PLATFORM = "rsmf"
NOBODY = Problem("participant_missing", "The manifest does not say who this participant is.")

_SYSTEM = {
    "join": "[joined the conversation]",
    "leave": "[left the conversation]",
    "disclaimer": "[disclaimer]",
}
_LONGEST_ID = 8


@dataclass(frozen=True, slots=True)
class Talk:
    """One conversation of a manifest."""

    id: str
    title: str = ""
    platform: str = PLATFORM
    members: tuple[str, ...] = ()
    custodian: str = ""
    labels: tuple[str, ...] = ()
    left: str = ""


@dataclass(slots=True)
class Cast:
    """Who and what a manifest tells of beside its events.

    Attributes:
        left: of each participant, what was not mapped.
        pictures: names of files that show a participant or a conversation.
    """

    scope: str = ""
    collection: str = ""
    platform: str = PLATFORM
    custodian: str = ""
    people: dict[str, Person] = field(default_factory=dict)
    left: dict[str, str] = field(default_factory=dict)
    talks: dict[str, Talk] = field(default_factory=dict)
    pictures: list[str] = field(default_factory=list)

    def person(self, key: str) -> Person:
        """Give a participant; one who is not listed is known by the id alone."""
        return self.people.get(key) or (key, "")

    def talk(self, key: str) -> Talk:
        """Give a conversation; one that is not listed is known by its id alone."""
        alone = next(iter(self.talks.values())) if len(self.talks) == 1 and not key else None
        return self.talks.get(key) or alone or Talk(key, platform=self.platform)


def cast_of_manifest(export: Export, manifest: str, headers: Headers, scope: str) -> Cast:
    """Read all that a manifest tells beside its events, which may stand before it."""
    application = clean(headers.words("x-rsmf-application"))
    cast = Cast(
        scope=scope,
        collection=clean(headers.words("x-rsmf-eventcollectionid")),
        platform=platform_key(application) or PLATFORM,
        custodian=clean(headers.words("x-rsmf-custodian")),
    )
    for piece in json_stream.read_member(export, manifest):
        if isinstance(piece, json_stream.Value) and piece.key == "eventcollectionid":
            told = piece.value if isinstance(piece.value, str | int) else ""
            cast.collection = clean(str(told)) or cast.collection
        elif isinstance(piece, json_stream.Entry) and isinstance(piece.value, dict):
            if piece.key == "participants":
                _add_person(cast, dict(piece.value))
            elif piece.key == "conversations":
                _add_talk(cast, dict(piece.value))
    return cast


def _add_person(cast: Cast, told: Entry) -> None:
    key = take_text(told, "id")
    cast.pictures += filter(None, [take_text(told, "avatar")])
    name = take_text(told, "display").strip()
    address = take_text(told, "email").strip() or take_text(told, "account_id").strip()
    if name or address:
        cast.people.setdefault(key, (name, address))
    if left := leftover(told):
        cast.left.setdefault(key, left)


def _add_talk(cast: Cast, told: Entry) -> None:
    key = take_text(told, "id")
    cast.pictures += filter(None, [take_text(told, "icon")])
    said = take_text(told, "platform")
    sort = take_text(told, "type")
    platform = platform_key(said) or cast.platform
    cast.talks.setdefault(
        key,
        Talk(
            key,
            take_text(told, "display").strip(),
            platform,
            tuple(take_texts(told, "participants")),
            take_text(told, "custodian"),
            tuple(filter(None, (said if said and said != platform else "", sort))),
            leftover(told),
        ),
    )


class EventReader:
    """Makes records of one manifest's events."""

    def __init__(
        self,
        cast: Cast,
        times: TimeReader,
        options: ImportOptions,
        attach: Callable[[str, str], ParsedAttachment],
    ) -> None:
        self._cast = cast
        self._times = times
        self._attach = attach
        own = filter(None, options.own_addresses)
        self._own = frozenset(map(normal_address, own)) | _names(cast.custodian)
        self._met: dict[str, str] = {}

    def record(self, event: Entry, locator: str) -> Parsed:
        """Make the record of one event."""
        sort = take_text(event, "type").casefold()
        talk = self._cast.talk(take_text(event, "conversation"))
        written = take_text(event, "timestamp")
        timed = self._times.iso(written) if written else self._times.epoch("")
        who = take_text(event, "participant")
        identity = self._identity(talk, take_text(event, "id"), written)
        flags = self._flags(event, sort) | timed.flags
        text = self._text(event, sort)
        attachments = tuple(self._attachments(event))
        problems = (
            () if who in self._cast.people else (NOBODY,),
            () if text or attachments else (NO_CONTENT,),
        )
        return Parsed(
            locator=locator,
            platform=talk.platform,
            kind=Kind.SYSTEM if sort in _SYSTEM else Kind.MESSAGE,
            text=text,
            sent=timed.moment,
            parties=self._parties(event, who, talk),
            platform_id=identity,
            conversation_key=self._conversation(talk),
            conversation_title=talk.title,
            parent_id=self._parent(event, talk),
            attachments=attachments,
            flags=flags,
            labels=self._labels(event, talk, sort),
            problems=(*timed.problems, *problems[0], *problems[1]),
            raw=self._raw(event, who, talk),
        )

    def _parties(self, event: Entry, who: str, talk: Talk) -> tuple[Party, ...]:
        """Give sender and members; who the custodian is, conversation or direction tell."""
        own, sender = self._own, self._cast.person(who)
        direction = event.get("direction")
        if direction in {"outgoing", "incoming"}:
            event.pop("direction")
        if direction == "outgoing":
            own = own | _names(*sender)
        elif talk.custodian:
            own = own | _names(*self._cast.person(talk.custodian))
        return cast_of(sender, map(self._cast.person, talk.members), own)

    def _text(self, event: Entry, sort: str) -> str:
        body = take_text(event, "body").strip("\n")
        lines = self._lines(event, body)
        return clean("\n".join([body or _SYSTEM.get(sort, ""), *lines]).strip())

    def _identity(self, talk: Talk, key: str, written: str) -> str:
        """Give an id: those of events are only unique in one file, so more is added."""
        if not key:
            return ""
        scope = self._cast.collection or self._cast.scope
        identity = f"{scope}/{talk.id}/{key}/{written}"
        self._met[f"{talk.id}/{key}"] = identity
        return identity

    def _parent(self, event: Entry, talk: Talk) -> str:
        """Give the record that is answered; one in another file cannot be named and stays."""
        found = self._met.get(f"{talk.id}/{event.get('parent', '')}", "")
        if found:
            event.pop("parent")
        return found

    def _conversation(self, talk: Talk) -> str:
        if self._cast.collection:
            return f"{self._cast.collection}/{talk.id}"
        return talk.id if len(talk.id) > _LONGEST_ID else f"{self._cast.scope}/{talk.id}"

    def _flags(self, event: Entry, sort: str) -> frozenset[str]:
        flags = {
            Flag.DELETED.value: take_truth(event, "deleted"),
            Flag.EDITED.value: bool(event.get("edits")),
            Flag.SYSTEM.value: sort in _SYSTEM,
        }
        return frozenset(flag for flag, is_so in flags.items() if is_so)

    def _attachments(self, event: Entry) -> Iterator[ParsedAttachment]:
        attached = take_entries(event, "attachments")
        for one in attached:
            reference, name = take_text(one, "id"), take_text(one, "display")
            one.pop("size", None)
            yield self._attach(reference, name)
        put_back(event, "attachments", [one for one in attached if one])

    def _lines(self, event: Entry, body: str) -> Iterator[str]:
        edits = take_entries(event, "edits")
        for edit in edits:
            who, when = self._by(edit), self._told(take_text(edit, "timestamp"))
            yield f"[earlier version{who}{when}] {take_text(edit, 'previous')}"
            if edit.get("new") == body:
                edit.pop("new", None)
        put_back(event, "edits", [edit for edit in edits if edit])
        reactions = take_entries(event, "reactions")
        for reaction in reactions:
            names = ", ".join(map(self._name, take_texts(reaction, "participants")))
            number = take_text(reaction, "count")
            told = names or (f"({number})" if number else "")
            yield f"[reaction] {take_text(reaction, 'value')} {told}".rstrip()
        put_back(event, "reactions", [reaction for reaction in reactions if reaction])

    def _receipts(self, event: Entry) -> Entry:
        """Give who received and read it, by name; it is kept beside the record."""
        receipts = [
            f"{take_text(one, 'action') or 'seen'}{self._by(one)}"
            f"{self._told(take_text(one, 'timestamp'))}"
            for one in take_entries(event, "read_receipts")
        ]
        return {"read_receipts": receipts} if receipts else {}

    def _raw(self, event: Entry, who: str, talk: Talk) -> str:
        rest: Entry = self._receipts(event)
        for key, told in (("sender", self._cast.left.get(who)), ("conversation", talk.left)):
            if told:
                rest[f"{key} told"] = told
        return leftover(event | rest)

    def _labels(self, event: Entry, talk: Talk, sort: str) -> tuple[str, ...]:
        importance = take_text(event, "importance")
        told = (
            *talk.labels,
            f"importance: {importance}" if importance not in {"", "normal"} else "",
            sort if sort != "message" else "",
        )
        return tuple(dict.fromkeys(filter(None, told)))

    def _name(self, key: str) -> str:
        name, address = self._cast.person(key)
        return name or address

    def _by(self, told: Entry) -> str:
        key = take_text(told, "participant")
        return f" by {self._name(key)}" if key else ""

    def _told(self, written: str) -> str:
        moment = self._times.iso(written).moment
        if moment.utc is None:
            return f" {written}" if written else ""
        when = dt.datetime.fromtimestamp(moment.utc / MICROSECONDS, dt.UTC)
        return f" {when:%Y-%m-%d %H:%M} UTC"


def _names(*names: str) -> frozenset[str]:
    return frozenset(form for one in names if one for form in (normal_address(one), one.casefold()))
