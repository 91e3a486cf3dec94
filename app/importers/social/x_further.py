"""What else an account of X said: Spaces, chats with Grok, community notes, broadcasts' comments.

X describes these files in a few words and none is public, so known fields are taken and all others
are kept. A Space is an audio conversation; the archive tells who spoke in it and when, and holds
its sound where the account made it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.domain.people import Party, Role
from app.domain.records import Flag, Kind
from app.importers.base import Parsed, ParsedAttachment
from app.importers.social.account import Account, base_name
from app.importers.social.taking import (
    Entry,
    is_undecoded,
    leftover,
    put_back,
    take_entries,
    take_entry,
    take_text,
    take_texts,
)
from app.importers.social.x_members import Sort
from app.importers.social.x_people import People
from app.importers.social.x_text import plain, read_time
from app.importers.social.x_tweets import NO_CONTENT, PLATFORM
from app.importers.times import Timed, TimeReader

GROK = "Grok"

_NOTES = ("community notes", "Community notes")
_SPACE_FILE = re.compile(r"(?:^|/)spaces[-_]media/[^/]+$", re.IGNORECASE)
_EPOCH = re.compile(r"\d{9,16}")
_TIMES = ("createdAt", "created_at", "startedAt", "timestamp", "deletedAt")
_OPINION = ("helpfulnessLevel", "helpful", "agree")
_TAGS = ("helpfulTags", "nothelpfulTags", "notHelpfulTags", "misleadingTags", "notMisleadingTags")
_WORDS = ("text", "comment", "body", "message")


@dataclass(frozen=True, slots=True)
class _Told:
    """What an entry tells; without parties, the account itself is the author."""

    kind: Kind
    key: str
    title: str
    lines: Sequence[str]
    number: str = ""
    parent: str = ""
    parties: tuple[Party, ...] = ()
    files: tuple[ParsedAttachment, ...] = ()


class FurtherReader:
    """Makes the entries of one archive's smaller files into records."""

    def __init__(self, people: People, account: Account, times: TimeReader) -> None:
        self._people = people
        self._account = account
        self._times = times
        self._sounds: tuple[str, ...] = ()

    def learn_files(self, members: Iterable[str]) -> None:
        """Note which members are the sound of Spaces."""
        self._sounds = tuple(one for one in members if _SPACE_FILE.search(one))

    def read(self, sort: Sort, entry: Entry, locator: str) -> list[Parsed] | None:
        """Give the record of an entry; None where it is of no known layout."""
        if sort is Sort.SPACES:
            return self._space(entry, locator)
        if sort is Sort.GROK:
            return self._grok(entry, locator)
        if sort is Sort.COMMUNITY_NOTES:
            return self._note(entry, locator)
        if sort is Sort.NOTE_RATINGS:
            return self._rating(entry, locator)
        return self._comment(entry, locator)

    def _space(self, space: Entry, locator: str) -> list[Parsed] | None:
        number = take_text(space, "id")
        creator = take_text(space, "creatorUserId")
        if not number and not creator:
            return None
        timed = self._when(space, ("createdAt", "startedAt"))
        hosts = take_texts(space, "hostUserIds")
        invited = take_texts(space, "invitedUserIds")
        spoke = take_entries(space, "speakers")
        speakers = [take_text(one, "userId") or take_text(one, "id") for one in spoke]
        spans = [self._spoken(who, one) for who, one in zip(speakers, spoke, strict=True)]
        put_back(space, "speakers", spoke)
        lines = [f"[space] {plain(take_text(space, 'title'))}".rstrip(), *filter(None, spans)]
        for key, what in (("endedAt", "ended"), ("totalParticipated", "took part")):
            shown = take_text(space, key)
            lines += [f"[{what}] {shown}"] if shown else []
        members = [one for one in dict.fromkeys((*hosts, *speakers, *invited)) if one != creator]
        parties = [self._people.party(Role.MEMBER, one) for one in members if one]
        if creator:
            parties.insert(0, self._people.party(Role.FROM, creator))
        told = _Told(
            Kind.CALL,
            f"spaces/{number}",
            "Spaces",
            lines,
            number,
            parties=tuple(parties),
            files=self._sounds_of(number),
        )
        return self._record(space, locator, timed, told)

    def _spoken(self, who: str, session: Entry) -> str:
        """Tell from when to when somebody spoke."""
        began = take_text(session, "startedAt") or take_text(session, "start")
        ended = take_text(session, "endedAt") or take_text(session, "end")
        span = " – ".join(filter(None, (began, ended)))
        return f"[spoke] {self._people.label(who)} {span}".rstrip() if who else ""

    def _sounds_of(self, number: str) -> tuple[ParsedAttachment, ...]:
        held = (one for one in self._sounds if number and number in base_name(one))
        return tuple(self._account.member(one) for one in held)

    def _grok(self, item: Entry, locator: str) -> list[Parsed] | None:
        words = take_text(item, "message")
        chat = take_text(item, "chatId")
        if not words and not chat:
            return None
        sender = take_entry(item, "sender")
        said = take_text(sender, "originalName") or take_text(sender, "name")
        put_back(item, "sender", sender)
        parties = (self._people.me(), Party(Role.TO, GROK))
        if said.casefold() != "user":
            parties = (Party(Role.FROM, GROK), self._people.me(Role.TO))
        told = _Told(Kind.MESSAGE, f"grok/{chat}", GROK, [words], parties=parties)
        return self._record(item, locator, self._when(item), told)

    def _note(self, note: Entry, locator: str) -> list[Parsed] | None:
        number = take_text(note, "noteId")
        words = plain(take_text(note, "summary"))
        if not number and not words:
            return None
        kind = take_text(note, "classification")
        tags = [one for key in _TAGS for one in take_texts(note, key)]
        lines = [words, f"[classification] {kind}" if kind else ""]
        lines += [f"[tags] {', '.join(tags)}"] if tags else []
        parent = take_text(note, "tweetId")
        told = _Told(Kind.COMMENT, *_NOTES, lines, number, parent)
        return self._record(note, locator, self._when(note), told)

    def _rating(self, rating: Entry, locator: str) -> list[Parsed] | None:
        parent = take_text(rating, "noteId")
        if not parent:
            return None
        given = [one for key in _OPINION if (one := take_text(rating, key))]
        given += [one for key in _TAGS for one in take_texts(rating, key)]
        lines = [f"[community note rated] {', '.join(given)}".rstrip()]
        told = _Told(Kind.SYSTEM, *_NOTES, lines, parent=parent)
        return self._record(rating, locator, self._when(rating), told)

    def _comment(self, comment: Entry, locator: str) -> list[Parsed] | None:
        words = [plain(one) for key in _WORDS if (one := take_text(comment, key))]
        if not words:
            return None
        told = _Told(Kind.COMMENT, "broadcast comments", "Comments on broadcasts", words)
        return self._record(comment, locator, self._when(comment), told)

    def _when(self, entry: Entry, keys: Iterable[str] = _TIMES) -> Timed:
        written = next((one for key in keys if (one := take_text(entry, key))), "")
        if _EPOCH.fullmatch(written):
            return self._times.epoch(written)
        return read_time(self._times, written)

    def _record(self, entry: Entry, locator: str, timed: Timed, told: _Told) -> list[Parsed]:
        text = "\n".join(filter(None, told.lines))
        undecoded = frozenset({Flag.UNDECODABLE.value} if is_undecoded(text) else ())
        record = Parsed(
            locator=locator,
            platform=PLATFORM,
            kind=told.kind,
            text=text,
            sent=timed.moment,
            parties=told.parties or (self._people.me(),),
            platform_id=told.number,
            conversation_key=told.key,
            conversation_title=told.title,
            parent_id=told.parent,
            attachments=told.files,
            flags=timed.flags | undecoded,
            problems=timed.problems if text else (*timed.problems, NO_CONTENT),
            raw=leftover(entry),
        )
        return [record]
