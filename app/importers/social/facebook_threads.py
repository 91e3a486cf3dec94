"""What a Facebook conversation is: its head, who takes part, and whose download it is."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from app.domain.people import Party, Role
from app.domain.provenance import Problem
from app.importers.base import Export, ImportOptions
from app.importers.social.facebook_members import Sort, ThreadPart
from app.importers.social.facebook_text import repair, repaired
from app.importers.social.json_stream import Entry, Piece, Value, read_member
from app.importers.text import clean
from app.reading.deep import undisturbed

NO_SENDER = Problem("no_sender", "The export does not say who sent it.")
SAME_NAME = Problem(
    "same_name",
    "Two participants of the conversation have the sender's name; which one wrote is not known.",
)

_HEAD = 1 << 14
_LOOKED_AT = 400
_PARTICIPANTS = re.compile(rb'"participants"\s*:\s*')
_SECURE_NUMBER = re.compile(r"_[0-9]+$")


@dataclass(frozen=True, slots=True)
class Thread:
    """What is known of one conversation.

    Attributes:
        key: the same in every export of the conversation.
        box: folder of the inbox that it lay in; a label where it is not the inbox itself.
        owner: name of the account that the export belongs to.
        picture: reference to the conversation's own picture.
    """

    key: str
    title: str
    participants: tuple[str, ...]
    owner: str
    box: str = "inbox"
    picture: str = ""
    casts: dict[str, tuple[Party, ...]] = field(default_factory=dict)

    @property
    def labels(self) -> tuple[str, ...]:
        """Give the box as a label, unless it is the usual one."""
        return () if self.box in {"", "inbox"} else (self.box,)

    def cast(self, sender: str) -> tuple[Party, ...]:
        """Give sender and recipients of a message; the same value for the same sender."""
        cast = self.casts.get(sender)
        if cast is None:
            others = list(self.participants)
            if sender in others:
                others.remove(sender)
            named = [(Role.FROM, sender), *((Role.TO, name) for name in others)]
            cast = tuple(
                Party(role, name, is_owner=name == self.owner) for role, name in named if name
            )
            self.casts[sender] = cast
        return cast

    def problems_of(self, sender: str) -> list[Problem]:
        """Say what is doubtful about a sender."""
        if not sender:
            return [NO_SENDER]
        return [SAME_NAME] if self.participants.count(sender) > 1 else []


def thread_of(pieces: Iterable[Piece], part: ThreadPart, owner: str) -> Thread:
    """Read what a file says of the conversation itself, before and after its messages."""
    head: dict[str, object] = {}
    listed: list[object] = []
    for piece in pieces:
        if isinstance(piece, Value):
            head[repair(piece.key)] = repaired(piece.value)
        elif isinstance(piece, Entry) and piece.key == "participants":
            listed.append(piece.value)
    names = _names(listed) or ((owner,) if owner else ())
    folder = part.thread.rpartition("/")[2]
    picture = head.get("image")
    uri = picture.get("uri") if isinstance(picture, dict) else None
    if part.sort is Sort.SECURE:
        written = _text(head, "threadName") or folder
        return Thread(f"e2ee/{written}", _SECURE_NUMBER.sub("", written), names, owner, "")
    key = _text(head, "thread_path") or "/".join(filter(None, (part.box, folder)))
    title = _text(head, "title") or folder
    return Thread(key, title, names, owner, part.box, uri if isinstance(uri, str) else "")


def owner_of(
    export: Export,
    profiles: Sequence[str],
    threads: Sequence[ThreadPart],
    options: ImportOptions,
) -> str:
    """Tell the account's name: from its profile, else who takes part in every conversation."""
    for profile in profiles:
        for piece in read_member(export, profile):
            name = _profile_name(piece)
            if name:
                return name
    common = _common(export, threads)
    return common or next(iter(options.own_addresses), "")


def _profile_name(piece: Piece) -> str:
    if not isinstance(piece, Value) or not piece.key.startswith("profile"):
        return ""
    name = piece.value.get("name") if isinstance(piece.value, dict) else None
    if isinstance(name, dict):
        name = name.get("full_name")
    return clean(repair(name)) if isinstance(name, str) else ""


def _common(export: Export, threads: Sequence[ThreadPart]) -> str:
    """Give the one name that all conversations share, where there are two or more of them."""
    seen = {part.thread: part.member for part in reversed(threads)}
    members = list(seen.values())[:_LOOKED_AT]
    casts = [set(_names(_participants_in(export.head(member, _HEAD)))) for member in members]
    casts = [cast for cast in casts if cast]
    common = set.intersection(*casts) if len(casts) > 1 else set()
    return common.pop() if len(common) == 1 else ""


def _participants_in(head: bytes) -> list[object]:
    found = _PARTICIPANTS.search(head)
    if not found:
        return []
    text = head[found.end() :].decode("utf-8", "replace")
    try:
        with undisturbed():
            listed, _ = json.JSONDecoder(strict=False).raw_decode(text)
    except (ValueError, RecursionError):
        return []
    return listed if isinstance(listed, list) else []


def _names(listed: Iterable[object]) -> tuple[str, ...]:
    """Give the names of participants, who are objects or plain texts."""
    named = (one.get("name") if isinstance(one, dict) else one for one in listed)
    return tuple(clean(repair(name)) for name in named if isinstance(name, str) and name)


def _text(head: dict[str, object], key: str) -> str:
    value = head.get(key)
    return clean(value) if isinstance(value, str) else ""
