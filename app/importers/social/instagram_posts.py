"""Instagram posts, stories, comments and reactions made into records; opens no file itself.

Comments and reactions are written under labels in the account's language. The account's own words
are told from the name of whom they are for by what the labels begin with in many languages.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from app.domain.people import Party, Role
from app.domain.records import Kind
from app.importers.base import Parsed, ParsedAttachment
from app.importers.social.account import Account
from app.importers.social.facebook_labels import files_in, label_lines
from app.importers.social.facebook_messages import NO_CONTENT, doubts, flags_of, media_of
from app.importers.social.instagram_members import Sort
from app.importers.social.taking import (
    Entry,
    leftover,
    put_back,
    take_entries,
    take_entry,
    take_number,
    take_text,
)
from app.importers.social.x_people import at_sign
from app.importers.times import TimeReader

PLATFORM = "instagram"
TELLING = frozenset({
    *("media", "uri", "creation_timestamp", "timestamp", "label_values"),
    *("string_map_data", "string_list_data", "media_list_data"),
})  # fmt: skip
"""Keys by which an object is known as an entry."""
BESIDE = frozenset({"title", "fbid", "media_metadata", "cross_post_source", "backup_uri"})

_WORDS = re.compile(r"[ck]om+ent|text|caption", re.IGNORECASE)
_WHOSE = re.compile(
    r"owner|inhaber|besitz|eigen|prop[ir]|dueñ|titolar|\bdono|ägare|wlascic|właśc|user|author",
    re.IGNORECASE,
)
_COLLECTIONS = (
    ("stor", "Stories"),
    ("reel", "Reels"),
    ("archived", "Archived posts"),
    ("deleted", "Deleted posts"),
    ("profile", "Profile pictures"),
    ("igtv", "Videos"),
    ("threads", "Threads"),
)


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose download it is; either may be unknown."""

    name: str = ""
    handle: str = ""

    def party(self) -> tuple[Party, ...]:
        """Give the owner as an author."""
        if not self.name and not self.handle:
            return ()
        return (Party(Role.FROM, self.name, at_sign(self.handle), is_owner=True),)


class _Draft:
    """What is gathered of one entry before it becomes a record."""

    def __init__(self) -> None:
        self._lines: dict[str, None] = {}
        self.files: list[ParsedAttachment] = []
        self.whose = ""
        self.date: object = None

    @property
    def text(self) -> str:
        """Give the text so far."""
        return "\n".join(self._lines)

    def say(self, line: str) -> None:
        """Add a line that is not there yet."""
        if line:
            self._lines.setdefault(line)


class PostReader:
    """Makes the entries of one download's posts, comments and reactions into records."""

    def __init__(self, account: Account, times: TimeReader, owner: Owner) -> None:
        self._account = account
        self._times = times
        self._owner = owner

    def read(self, entry: Entry, sort: Sort, file: str, locator: str) -> list[Parsed]:
        """Give the record of an entry of a file; nothing for an unknown layout."""
        if not entry.keys() & TELLING:
            return []
        draft = _Draft()
        draft.date = entry.pop("creation_timestamp", None) or entry.pop("timestamp", None)
        title = take_text(entry, "title")
        if sort is Sort.POSTS:
            draft.say(title)
        else:
            draft.whose = title
        self._files(entry, draft)
        self._labels(entry, draft)
        _mapped(entry, draft)
        _listed(entry, draft)
        return [self._record(entry, draft, sort, file.casefold(), locator)]

    def _files(self, entry: Entry, draft: _Draft) -> None:
        for file in list(files_in(entry)):
            if file.get("uri") or file.get("backup_uri"):
                draft.files += media_of(file, self._account)
            draft.say(take_text(file, "title"))
            draft.say(take_text(file, "description"))
            draft.date = draft.date or file.get("creation_timestamp")

    def _labels(self, entry: Entry, draft: _Draft) -> None:
        labels = take_entries(entry, "label_values")
        for line in label_lines(labels, self._times):
            draft.say(line)
        put_back(entry, "label_values", labels)

    def _record(self, entry: Entry, draft: _Draft, sort: Sort, file: str, locator: str) -> Parsed:
        timed = self._times.epoch(draft.date)
        text = draft.text
        title = _collection(sort, file)
        if sort is Sort.REACTIONS:
            what = file.removesuffix(".json").replace("_", " ")
            text = f"[{what}] {at_sign(draft.whose)} {text}".strip()
        whom = (Party(Role.TO, "", at_sign(draft.whose)),) if draft.whose else ()
        empty = () if text or draft.files else (NO_CONTENT,)
        return Parsed(
            locator=locator,
            platform=PLATFORM,
            kind=_KINDS[sort],
            text=text,
            sent=timed.moment,
            parties=(*self._owner.party(), *whom),
            platform_id=take_text(entry, "fbid"),
            conversation_key=title.casefold(),
            conversation_title=title,
            attachments=tuple(draft.files),
            flags=flags_of(text, deleted="deleted" in file) | timed.flags,
            labels=("archived",) if "archived" in file else (),
            problems=(*timed.problems, *empty, *doubts(text)),
            raw=leftover(entry),
        )


_KINDS = {Sort.POSTS: Kind.POST, Sort.COMMENTS: Kind.COMMENT, Sort.REACTIONS: Kind.SYSTEM}


def _mapped(entry: Entry, draft: _Draft) -> None:
    """Take values under labels: words, whose post it was, and the time."""
    mapped = take_entry(entry, "string_map_data")
    told: list[tuple[str, str]] = []
    for label, value in list(mapped.items()):
        if not isinstance(value, dict):
            continue
        draft.date = draft.date or take_number(value, "timestamp")
        shown = take_text(value, "value")
        link = take_text(value, "href")
        if shown or link:
            told.append((label, " ".join(dict.fromkeys(part for part in (shown, link) if part))))
    _sorted(told, draft)
    put_back(entry, "string_map_data", {key: one for key, one in mapped.items() if one})


def _sorted(told: list[tuple[str, str]], draft: _Draft) -> None:
    """Say the words first; what has another label keeps it."""
    words = [one for one in told if _WORDS.search(one[0])]
    words = words or [one for one in told if not _WHOSE.search(one[0])][:1]
    for _, shown in words:
        draft.say(shown)
    for label, shown in told:
        if (label, shown) in words:
            continue
        if _WHOSE.search(label) and not draft.whose:
            draft.whose = shown
        else:
            draft.say(f"{label}: {shown}")


def _listed(entry: Entry, draft: _Draft) -> None:
    """Take values without labels, as in lists of what was liked."""
    listed = take_entries(entry, "string_list_data")
    for one in listed:
        draft.date = draft.date or take_number(one, "timestamp")
        draft.say(take_text(one, "value"))
        draft.say(take_text(one, "href"))
    put_back(entry, "string_list_data", [one for one in listed if one])


def _collection(sort: Sort, file: str) -> str:
    if sort is not Sort.POSTS:
        return "Comments" if sort is Sort.COMMENTS else "Reactions"
    return next((title for part, title in _COLLECTIONS if part in file), "Posts")
