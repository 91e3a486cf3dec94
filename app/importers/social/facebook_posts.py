"""Facebook posts, comments, reactions, albums and lists of labels made into records.

A title such as “A commented on B's post.” is the record's subject: it is all that the export says
of the post that a comment belongs to. Links, places, events and polls are lines of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from app.domain.people import Party, Role
from app.domain.provenance import Problem
from app.domain.records import Flag, Kind
from app.importers.base import Parsed, ParsedAttachment
from app.importers.social.account import Account
from app.importers.social.facebook_labels import files_in, label_lines
from app.importers.social.facebook_messages import (
    NO_CONTENT,
    PLATFORM,
    doubts,
    flags_of,
    media_of,
)
from app.importers.social.taking import (
    Entry,
    leftover,
    put_back,
    take_entries,
    take_entry,
    take_list,
    take_text,
)
from app.importers.text import clean
from app.importers.times import TimeReader

BACKDATED = Problem("backdated", "Its author gave it an earlier date than that of its writing.")

_TELLING = (
    *("name", "title", "question", "description", "text", "message", "price"),
    *("address", "city", "source", "url", "link"),
)
_VISITOR = re.compile(r"(?:other_people|wall_posts_sent)", re.IGNORECASE)
_REACTION = re.compile(r"(?:reaction|like)", re.IGNORECASE)
_COMMENT = re.compile(r"comment", re.IGNORECASE)
_TITLE_AUTHOR = re.compile(
    r"(.{1,80}?) (?:wrote|posted|shared|added|published|updated|commented|replied|was|is)\b"
)
ENTRY_KEYS = frozenset(
    {"timestamp", "data", "attachments", "title", "media", "uri", "label_values", "photos"}
)
_SHOWN_AS = {"external_context": "link", "life_event": "life event", "for_sale_item": "for sale"}


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the export an entry stood.

    Attributes:
        member: the file's path.
        owner: name of the account that the export belongs to.
        album: name of the album that it is a picture of.
    """

    member: str
    owner: str
    album: str = ""

    @property
    def is_visitors(self) -> bool:
        """Say whether the file holds what others wrote on the owner's page."""
        return _VISITOR.search(self._file) is not None

    @property
    def kind(self) -> Kind:
        """Give what a file of this name holds."""
        if _COMMENT.search(self._file):
            return Kind.COMMENT
        return Kind.SYSTEM if _REACTION.search(self._file) else Kind.POST

    @property
    def _file(self) -> str:
        return self.member.rpartition("/")[2]


class _Draft:
    """What is gathered of one entry before it becomes a record."""

    def __init__(self, account: Account, kind: Kind, author: str) -> None:
        self._account = account
        self.kind = kind
        self.author = author
        self.group = ""
        self.date: object = None
        self._lines: dict[str, None] = {}
        self.files: list[ParsedAttachment] = []
        self.remarks: list[Entry] = []
        self.edited = False
        self.problems: list[Problem] = []

    @property
    def text(self) -> str:
        """Give the text so far."""
        return "\n".join(self._lines)

    def say(self, line: str) -> None:
        """Add a line that is not there yet."""
        if line:
            self._lines.setdefault(line)

    def media(self, file: Entry) -> None:
        """Add a file with its title and description; comments on it are records of their own."""
        self.files += media_of(file, self._account)
        self.say(take_text(file, "title"))
        self.say(take_text(file, "description"))
        self.remarks += take_entries(file, "comments")
        self.date = self.date or file.get("creation_timestamp")

    def data(self, part: Entry) -> None:
        """Add one entry of ``data``: words, a comment, a reaction or a date."""
        self.say(take_text(part, "post"))
        self.edited = self.edited or "update_timestamp" in part
        if "backdated_timestamp" in part:
            self.problems.append(BACKDATED)
        comment = take_entry(part, "comment")
        if comment:
            self.comment(comment)
            put_back(part, "comment", comment)
        reaction = take_entry(part, "reaction")
        if reaction:
            self.kind = Kind.SYSTEM
            self.author = take_text(reaction, "actor") or self.author
            self.say(f"[reaction] {take_text(reaction, 'reaction')} {self.author}".rstrip())
            put_back(part, "reaction", reaction)

    def comment(self, comment: Entry) -> None:
        """Add a comment's own object."""
        self.kind = Kind.COMMENT
        self.say(take_text(comment, "comment"))
        self.author = take_text(comment, "author") or self.author
        self.group = take_text(comment, "group") or self.group
        if self.date in {None, comment.get("timestamp")}:
            self.date = comment.pop("timestamp", None)

    def attachments(self, entry: Entry) -> None:
        """Add what hangs on a post."""
        hung = take_entries(entry, "attachments")
        for one in hung:
            parts = take_entries(one, "data")
            for part in parts:
                self._hung(part)
            put_back(one, "data", parts)
        put_back(entry, "attachments", hung)

    def _hung(self, part: Entry) -> None:
        self.say(take_text(part, "text"))
        for key in list(part):
            inner = take_entry(part, key)
            if "uri" in inner:
                self.media(inner)
            if inner:
                self.say(described(_SHOWN_AS.get(key, key), inner))
                put_back(part, key, inner)


class PostReader:
    """Makes the entries of one export's posts, comments and groups into records."""

    def __init__(self, account: Account, times: TimeReader) -> None:
        self._account = account
        self._times = times

    def read(self, entry: Entry, place: Place, locator: str) -> Iterator[Parsed]:
        """Give the record of an entry, then those inside it; nothing for an unknown layout."""
        if isinstance(entry.get("photos"), list):
            yield from self._album(entry, place, locator)
            return
        if not entry.keys() & ENTRY_KEYS:
            return
        draft = _Draft(self._account, place.kind, "" if place.is_visitors else place.owner)
        draft.date = entry.pop("timestamp", None)
        if "label_values" in entry:
            self._labels(entry, draft)
        if "uri" in entry:
            draft.media(entry)
        subject = take_text(entry, "title")
        if place.is_visitors:
            draft.author = author_in(subject)
        self._body(entry, draft)
        yield self._record(draft, place, locator, entry, subject)
        yield from self._remarks(draft.remarks, place, locator)

    def _labels(self, entry: Entry, draft: _Draft) -> None:
        for file in files_in(entry):
            draft.media(file)
        labels = take_entries(entry, "label_values")
        for line in label_lines(labels, self._times):
            draft.say(line)
        put_back(entry, "label_values", labels)

    def _body(self, entry: Entry, draft: _Draft) -> None:
        parts = take_entries(entry, "data")
        for part in parts:
            draft.data(part)
        put_back(entry, "data", parts)
        draft.attachments(entry)
        pictures = take_entries(entry, "media")
        for picture in pictures:
            draft.media(picture)
        put_back(entry, "media", pictures)

    def _record(
        self, draft: _Draft, place: Place, locator: str, entry: Entry, subject: str
    ) -> Parsed:
        timed = self._times.epoch(draft.date)
        tags = take_list(entry, "tags")
        named = [tag.get("name") if isinstance(tag, dict) else tag for tag in tags]
        mentioned = [clean(name) for name in named if isinstance(name, str)]
        if not draft.text and not draft.files:
            draft.problems.append(NO_CONTENT)
        key, title = _conversation(draft, place)
        edited = frozenset({Flag.EDITED.value} if draft.edited else ())
        return Parsed(
            locator=locator,
            platform=PLATFORM,
            kind=draft.kind,
            text=draft.text,
            sent=timed.moment,
            parties=_parties(draft.author, mentioned, place.owner),
            platform_id=take_text(entry, "fbid"),
            conversation_key=key,
            conversation_title=title,
            subject=subject,
            attachments=tuple(draft.files),
            flags=flags_of(draft.text) | timed.flags | edited,
            problems=(*timed.problems, *draft.problems, *doubts(draft.text)),
            raw=leftover(entry),
        )

    def _album(self, entry: Entry, place: Place, locator: str) -> Iterator[Parsed]:
        within = replace(place, album=take_text(entry, "name") or "Photos")
        pictures = take_entries(entry, "photos")
        cover = take_entry(entry, "cover_photo")
        if cover.get("uri") not in {None, *(picture.get("uri") for picture in pictures)}:
            pictures.append(cover)
        about = take_text(entry, "description")
        if about:
            draft = _Draft(self._account, Kind.POST, place.owner)
            draft.say(about)
            draft.date = entry.pop("last_modified_timestamp", None)
            yield self._record(draft, within, locator, {}, within.album)
        for number, picture in enumerate(pictures, 1):
            yield from self.read(picture, within, f"{locator}.{number}")
        yield from self._remarks(take_entries(entry, "comments"), within, locator)

    def _remarks(self, remarks: list[Entry], place: Place, locator: str) -> Iterator[Parsed]:
        """Give the comments that stand inside a picture or an album."""
        for number, remark in enumerate(remarks, 1):
            draft = _Draft(self._account, Kind.COMMENT, "")
            draft.comment(remark)
            yield self._record(draft, place, f"{locator} comment {number}", remark, "")


def described(kind: str, untrusted: Entry) -> str:
    """Take what a link, place, event or poll tells of itself, as one line."""
    told = [take_text(untrusted, key) for key in _TELLING]
    options = take_entries(untrusted, "options")
    told += [take_text(option, "option") for option in options]
    put_back(untrusted, "options", options)
    words = ", ".join(dict.fromkeys(word for word in told if word))
    return f"[{kind.replace('_', ' ')}] {words}" if words else ""


def author_in(title: str) -> str:
    """Give the name that an English title begins with; all that is told of a visitor."""
    found = _TITLE_AUTHOR.match(title)
    return found[1] if found else ""


def _conversation(draft: _Draft, place: Place) -> tuple[str, str]:
    if draft.group:
        return f"group/{draft.group}", draft.group
    if place.album:
        return f"album/{place.album}", place.album
    title = {Kind.COMMENT: "Comments", Kind.SYSTEM: "Reactions"}.get(draft.kind, "Posts")
    return title.casefold(), title


def _parties(author: str, mentioned: list[str], owner: str) -> tuple[Party, ...]:
    named = [(Role.FROM, author)] + [(Role.MENTIONED, name) for name in mentioned]
    return tuple(Party(role, name, is_owner=name == owner) for role, name in named if name)
