"""Who and what a Slack export names: users, channels, and which folder is which."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from app.domain.parsed import Item
from app.domain.people import normal_address
from app.importers.base import Export, ImportOptions
from app.importers.chat.entries import NAMES_ONLY, Person
from app.importers.social.account import Account
from app.importers.social.json_stream import Entry as ListEntry
from app.importers.social.json_stream import read_member
from app.importers.social.taking import Entry, take_entry, take_text, take_texts

USERS = re.compile(r"(?:^|/)(?:org_)?users\.json$")
LISTS = re.compile(r"(?:^|/)(channels|groups|dms|mpims)\.json$")


@dataclass(frozen=True, slots=True)
class Channel:
    """One conversation of a workspace.

    Attributes:
        folder: path of the folder of its day files.
        private: whether each of its messages went to its members alone.
    """

    number: str
    title: str
    folder: str
    members: tuple[str, ...] = ()
    private: bool = False


@dataclass(slots=True)
class Cast:
    """The people and channels of one export."""

    people: dict[str, Person] = field(default_factory=dict)
    channels: dict[str, Channel] = field(default_factory=dict)
    own: frozenset[str] = frozenset()

    @property
    def names(self) -> dict[str, str]:
        """Give names by user id."""
        return {number: name for number, (name, _) in self.people.items()}

    @property
    def titles(self) -> dict[str, str]:
        """Give names of channels by id."""
        return {one.number: one.title for one in self.channels.values()}

    def person(self, number: str) -> Person:
        """Give name and address of a user; one that is not listed has the id for its address."""
        return self.people.get(number, ("", number))

    def channel(self, folder: str) -> Channel:
        """Give the channel of a folder; one that is not listed is named as its folder."""
        name = folder.rpartition("/")[2]
        return self.channels.get(folder) or Channel(name, name, folder)


def cast_in(export: Export, options: ImportOptions) -> Cast:
    """Read users and channels of all workspaces of an export."""
    own = {normal_address(one) for one in options.own_addresses if one}
    cast = Cast(own=frozenset(own | {options.custodian.casefold()} - {""}))
    lists = []
    for member in export.members():
        if USERS.search(member):
            for entry in _entries(export, member):
                _take_user(cast, entry)
        elif found := LISTS.search(member):
            lists.append((member, found[1]))
    for member, sort in lists:
        root = member.rpartition("/")[0]
        for entry in _entries(export, member):
            channel = _channel(cast, entry, sort, f"{root}/" if root else "")
            if channel:
                cast.channels.setdefault(channel.folder, channel)
    return cast


def used_lists(export: Export, account: Account) -> Iterator[Item]:
    """Say of the lists of users and channels what they were used for."""
    for member in export.members():
        if USERS.search(member) or LISTS.search(member):
            yield from account.used(member, read_member(export, member), NAMES_ONLY)


def _entries(export: Export, member: str) -> Iterator[Entry]:
    for piece in read_member(export, member):
        if isinstance(piece, ListEntry) and isinstance(piece.value, dict):
            yield piece.value


def _take_user(cast: Cast, user: Entry) -> None:
    number = take_text(user, "id")
    profile = take_entry(user, "profile")
    told = [take_text(profile, key) for key in ("real_name", "display_name")]
    name = next(filter(None, (told[0], take_text(user, "real_name"), told[1])), "")
    handle = take_text(user, "name")
    if number:
        address = take_text(profile, "email") or handle or number
        cast.people.setdefault(number, (name or handle, address))


def _channel(cast: Cast, entry: Entry, sort: str, root: str) -> Channel | None:
    number, name = take_text(entry, "id"), take_text(entry, "name")
    members = tuple(take_texts(entry, "members"))
    folder = (name or number) if sort != "dms" else number
    if not folder or "/" in folder:
        return None
    people = [cast.person(member) for member in members]
    title = name
    if sort in {"dms", "mpims"}:
        title = ", ".join(one[0] or one[1] for one in people) or name
    return Channel(number or folder, title or folder, root + folder, members, sort != "channels")
