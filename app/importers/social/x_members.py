"""Tells what each file of an X archive is, by its name in any generation and by its manifest."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum

from app.importers.base import Export
from app.importers.social.json_stream import Broken, Piece, Value, read_member
from app.importers.social.taking import Entry, take_number, take_text

MANIFEST = re.compile(r"(?:^|/)data/manifest\.js$", re.IGNORECASE)
_HEAD = 4096


class Sort(Enum):
    """What a file is read as."""

    TWEETS = "tweets"
    DELETED = "deleted tweets"
    COMMUNITY = "community tweets"
    OLD_TWEETS = "tweets of an archive before 2018"
    OLD_TABLE = "table of tweets of an archive before 2018"
    DIRECT = "direct messages"
    GROUP = "group messages"
    NOTES = "long texts of tweets"
    LIKES = "likes"
    SPACES = "Spaces"
    GROK = "chats with Grok"
    COMMUNITY_NOTES = "community notes"
    NOTE_RATINGS = "ratings of community notes"
    BROADCAST_COMMENTS = "comments on broadcasts"
    ACCOUNT = "account"
    OLD_ACCOUNT = "account of an archive before 2018"
    MANIFEST = "manifest"
    OTHER = "other"


_NAMES = tuple(
    (re.compile(rf"(?:^|/){pattern}$", re.IGNORECASE), sort)
    for pattern, sort in (
        (r"data/manifest\.js", Sort.MANIFEST),
        (r"js/tweets/[0-9]{4}_[0-9]{2}\.js", Sort.OLD_TWEETS),
        (r"js/(?:user_details|payload_details)\.js", Sort.OLD_ACCOUNT),
        (r"tweets\.csv", Sort.OLD_TABLE),
        (r"tweets?(?:-part[0-9]+)?\.js", Sort.TWEETS),
        (r"deleted[-_]tweets?(?:-part[0-9]+)?\.js", Sort.DELETED),
        (r"(?:community|twitter[-_]circle)[-_]tweets?(?:-part[0-9]+)?\.js", Sort.COMMUNITY),
        (r"(?:deleted[-_])?note[-_]tweets?(?:-part[0-9]+)?\.js", Sort.NOTES),
        (r"likes?(?:-part[0-9]+)?\.js", Sort.LIKES),
        (r"direct[-_]messages?(?:-part[0-9]+)?\.js", Sort.DIRECT),
        (r"direct[-_]messages?[-_]group(?:-part[0-9]+)?\.js", Sort.GROUP),
        (r"spaces[-_]metadata(?:-part[0-9]+)?\.js", Sort.SPACES),
        (r"grok[-_]chat[-_]items?(?:-part[0-9]+)?\.js", Sort.GROK),
        (r"community[-_]notes?(?:-part[0-9]+)?\.js", Sort.COMMUNITY_NOTES),
        (r"community[-_]note[-_]ratings?(?:-part[0-9]+)?\.js", Sort.NOTE_RATINGS),
        (r"periscope[-_]comments[-_]made[-_]by[-_]user\.js", Sort.BROADCAST_COMMENTS),
        (r"account\.js", Sort.ACCOUNT),
    )
)
_GLOBAL_NAMES = {
    "tweets": Sort.TWEETS,
    "tweet": Sort.TWEETS,
    "deleted_tweets": Sort.DELETED,
    "deleted_tweet": Sort.DELETED,
    "community_tweet": Sort.COMMUNITY,
    "twitter_circle_tweet": Sort.COMMUNITY,
    "note_tweet": Sort.NOTES,
    "deleted_note_tweet": Sort.NOTES,
    "spaces_metadata": Sort.SPACES,
    "grok_chat_item": Sort.GROK,
    "community_note": Sort.COMMUNITY_NOTES,
    "community_note_rating": Sort.NOTE_RATINGS,
    "periscope_comments_made_by_user": Sort.BROADCAST_COMMENTS,
    "like": Sort.LIKES,
    "direct_messages": Sort.DIRECT,
    "direct_message": Sort.DIRECT,
    "direct_messages_group": Sort.GROUP,
    "direct_message_group": Sort.GROUP,
    "account": Sort.ACCOUNT,
}
_MARKS = {
    Sort.MANIFEST: b"__THAR_CONFIG",
    Sort.TWEETS: b'"created_at"',
    Sort.OLD_TWEETS: b"Grailbird",
    Sort.OLD_TABLE: b"tweet_id",
    Sort.DIRECT: b"dmConversation",
    Sort.GROUP: b"dmConversation",
}


@dataclass(slots=True)
class Owner:
    """Whose archive it is, as far as its files say."""

    id: str = ""
    handle: str = ""
    name: str = ""

    def learn(self, id_: str, handle: str, name: str) -> None:
        """Take what is not known yet."""
        self.id = self.id or id_
        self.handle = self.handle or handle
        self.name = self.name or name


@dataclass(slots=True)
class Manifest:
    """What the archive says of itself.

    Attributes:
        sorts: what each listed file is.
        counts: how many entries each listed file is said to hold.
    """

    owner: Owner = field(default_factory=Owner)
    partial: bool = False
    sorts: dict[str, Sort] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)


def looks_like_x(export: Export) -> bool:
    """Say whether any file is one of an X archive's, by name and content."""
    for member in export.members():
        mark = _MARKS.get(sort_by_name(member))
        if not mark:
            continue
        head = export.head(member, _HEAD)
        if mark in head or b"window.YTD." in head:
            return True
    return False


def sort_by_name(member: str) -> Sort:
    """Tell by its name what a file is."""
    return next((sort for pattern, sort in _NAMES if pattern.search(member)), Sort.OTHER)


def read_manifest(export: Export) -> Manifest:
    """Read the manifest; an archive without one, or with a broken one, has an empty one."""
    manifest = Manifest()
    for member in export.members():
        if MANIFEST.search(member):
            _read_manifest(manifest, read_member(export, member, assigned=True))
    return manifest


def sorts_of(export: Export, manifest: Manifest) -> dict[str, Sort]:
    """Tell what every file is: by the manifest, else by its name."""
    listed = {export.find(name): sort for name, sort in manifest.sorts.items()}
    return {member: listed.get(member) or sort_by_name(member) for member in export.members()}


def _read_manifest(manifest: Manifest, pieces: Iterable[Piece]) -> None:
    for piece in pieces:
        if isinstance(piece, Broken) or not isinstance(piece, Value):
            continue
        value = piece.value if isinstance(piece.value, dict) else {}
        if piece.key == "userInfo":
            manifest.owner.learn(
                *(take_text(value, key) for key in ("accountId", "userName", "displayName"))
            )
        elif piece.key == "archiveInfo":
            manifest.partial = value.get("isPartialArchive") in {True, "true"}
        elif piece.key == "dataTypes":
            for kind in value.values():
                _read_files(manifest, kind)


def _read_files(manifest: Manifest, untrusted_kind: object) -> None:
    files = untrusted_kind.get("files") if isinstance(untrusted_kind, dict) else None
    for file in files if isinstance(files, list) else []:
        if not isinstance(file, dict):
            continue
        name = take_text(file, "fileName")
        sort = _sort_by_global_name(take_text(file, "globalName"))
        count = take_number(file, "count")
        if name and sort:
            manifest.sorts[name] = sort
            if count is not None:
                manifest.counts[name] = count


def _sort_by_global_name(name: str) -> Sort | None:
    parts = name.split(".")
    return _GLOBAL_NAMES.get(parts[1].lower()) if len(parts) > 1 else None


def unwrapped(entry: Entry) -> Entry:
    """Give what lies under the one key that newer archives wrap each entry in."""
    if len(entry) == 1:
        inner = next(iter(entry.values()))
        if isinstance(inner, dict):
            return inner
    return entry
