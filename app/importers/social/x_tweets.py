"""X posts of every generation made into records: plain, deleted, of communities, before 2018.

The text has HTML entities undone and t.co links written out; where that changed it, the text as it
stood is kept in ``raw``.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from app.domain.people import Party, Role
from app.domain.provenance import MICROSECONDS, Problem
from app.domain.records import Flag, Kind
from app.importers.base import Parsed
from app.importers.social.taking import (
    Entry,
    is_undecoded,
    leftover,
    put_back,
    take_entries,
    take_entry,
    take_text,
)
from app.importers.social.x_media import MediaFinder, take_media_names
from app.importers.social.x_people import People, at_sign
from app.importers.social.x_text import (
    expanded,
    is_cut_retweet,
    plain,
    read_time,
    take_links,
)
from app.importers.text import clean
from app.importers.times import MISSING, TimeReader

PLATFORM = "x"
NO_CONTENT = Problem("no_content", "The export holds nothing of it but its time and number.")
CUT_RETWEET = Problem("retweet_cut", "X cut the repeated post short; its end is not in the export.")

NO_POST = Problem("note_alone", "A long text whose post is not in the export.")

_KNOWN = frozenset({"full_text", "text", "id", "id_str", "tweet_id"})
_CUT = re.compile(r"…|\.\.\.|\s*https?://t\.co/")


@dataclass(slots=True)
class Note:
    """A long text, which X keeps apart from its post and without the post's number."""

    locator: str
    text: str
    entry: Entry
    used: bool = False

    @property
    def flags(self) -> frozenset[str]:
        """Say whether it lay among the deleted ones."""
        deleted = "deleted" in self.locator.rpartition("/")[2].lower()
        return frozenset({Flag.DELETED.value} if deleted else ())


@dataclass(slots=True)
class Notes:
    """The long texts of an archive, by the second of their making."""

    by_second: dict[int, list[Note]] = field(default_factory=lambda: defaultdict(list))

    def all(self) -> list[Note]:
        """Give all long texts in the order of reading."""
        return [note for notes in self.by_second.values() for note in notes]

    def of(self, micros: int | None, beginning: str) -> Note | None:
        """Give the long text whose time and first words are those of a post."""
        words = _CUT.split(beginning, maxsplit=1)[0].rstrip()
        for note in self.by_second.get((micros or 0) // MICROSECONDS, ()):
            if not note.used and words and note.text.startswith(words):
                return note
        return None


class TweetReader:
    """Makes the posts of one archive into records."""

    def __init__(self, people: People, media: MediaFinder, times: TimeReader) -> None:
        self._people = people
        self._media = media
        self._times = times
        self.notes = Notes()

    def read(
        self, tweet: Entry, locator: str, flags: frozenset[str] = frozenset()
    ) -> Parsed | None:
        """Give the record of a post; None for what is no post."""
        if not tweet.keys() & _KNOWN:
            return None
        number = take_id(tweet, "id")
        timed = read_time(self._times, take_text(tweet, "created_at"))
        names = take_media_names(tweet)
        parties = self._parties(tweet)
        text, seen = self._text(tweet, timed.moment.utc)
        attachments = self._media.of_post(number, names)
        odd = [CUT_RETWEET] if Flag.TRUNCATED.value in seen else []
        if not text and not attachments:
            odd.append(NO_CONTENT)
        return Parsed(
            locator=locator,
            platform=PLATFORM,
            kind=Kind.POST,
            text=text,
            sent=timed.moment,
            parties=parties,
            platform_id=number,
            conversation_key=f"posts/{self._people.owner.id}",
            conversation_title=self._title(),
            parent_id=take_id(tweet, "in_reply_to_status_id"),
            attachments=attachments,
            flags=flags | timed.flags | seen,
            problems=(*timed.problems, *odd),
            raw=leftover(tweet),
        )

    def read_note(self, note: Entry, locator: str) -> bool:
        """Keep a long text until its post comes; False for what is none."""
        core = note.get("core")
        text = core.get("text") if isinstance(core, dict) else None
        if not isinstance(text, str) or not isinstance(core, dict):
            return False
        made = read_time(self._times, str(note.get("createdAt") or "")).moment
        text = expanded(plain(clean(text)), _note_links(core))
        self.notes.by_second[(made.utc or 0) // MICROSECONDS].append(Note(locator, text, note))
        return True

    def unmatched(self) -> Iterator[Parsed]:
        """Give the long texts whose post was not met, as posts of their own."""
        for note in self.notes.all():
            if note.used:
                continue
            timed = read_time(self._times, take_text(note.entry, "createdAt"))
            yield Parsed(
                locator=note.locator,
                platform=PLATFORM,
                kind=Kind.POST,
                text=note.text,
                sent=timed.moment,
                parties=(self._people.me(),),
                platform_id=take_text(note.entry, "noteTweetId"),
                conversation_key=f"posts/{self._people.owner.id}",
                conversation_title=self._title(),
                flags=timed.flags | note.flags,
                problems=(*timed.problems, NO_POST),
                raw=leftover(note.entry),
            )

    def like(self, like: Entry, locator: str) -> Parsed | None:
        """Give the record of somebody else's post that the account liked; it has no date."""
        text = plain(take_text(like, "fullText"))
        link = take_text(like, "expandedUrl")
        number = take_id(like, "tweetId")
        if not number and not text:
            return None
        return Parsed(
            locator=locator,
            platform=PLATFORM,
            kind=Kind.SYSTEM,
            text="\n".join(part for part in (f"[like] {text}".rstrip(), link) if part),
            parties=(self._people.me(),),
            conversation_key=f"likes/{self._people.owner.id}",
            conversation_title="Likes",
            parent_id=number,
            problems=(MISSING,),
            flags=frozenset({Flag.DATE_DOUBTFUL.value}),
            raw=leftover(like),
        )

    def _title(self) -> str:
        handle = at_sign(self._people.owner.handle)
        return f"Posts of {handle}" if handle else "Posts"

    def _text(self, tweet: Entry, utc: int | None) -> tuple[str, frozenset[str]]:
        """Take the text as it is meant; keep the text as it stood where the two differ."""
        written = take_text(tweet, "full_text") or take_text(tweet, "text")
        shown = plain(written)
        links = _links(tweet)
        note = self.notes.of(utc, shown) if self.notes.by_second else None
        if note:
            note.used = True
        text = note.text if note else expanded(shown, links)
        if text != written:
            tweet["full_text"] = written
        repeated = _repeated(tweet)
        lines = (text, f"[repeated post] {repeated}" if repeated else "")
        return "\n".join(line for line in lines if line), _flags(tweet, shown, whole=bool(repeated))

    def _parties(self, tweet: Entry) -> tuple[Party, ...]:
        """Take whom a post answers and mentions; remember their names."""
        answered = take_text(tweet, "in_reply_to_screen_name")
        self._people.learn(take_id(tweet, "in_reply_to_user_id"), answered)
        entities = tweet.get("entities")
        holder = entities if isinstance(entities, dict) else {}
        mentions = take_entries(holder, "user_mentions")
        named: list[tuple[str, str]] = []
        for one in mentions:
            handle, name = take_text(one, "screen_name"), take_text(one, "name")
            self._people.learn(take_id(one, "id"), handle, name)
            if handle:
                named.append((handle, name))
        return (self._people.me(), *_addressed(answered, named))


def _addressed(answered: str, named: list[tuple[str, str]]) -> Iterator[Party]:
    """Give the one that a post answers, then those it mentions."""
    names = {handle.lower(): name for handle, name in named}
    if answered:
        yield Party(Role.TO, names.get(answered.lower(), ""), at_sign(answered))
    for handle, name in named:
        if handle.lower() != answered.lower():
            yield Party(Role.MENTIONED, name, at_sign(handle))


def take_id(entry: Entry, key: str) -> str:
    """Take an id that may stand as text, as a number or as both; ``-1`` means none."""
    number = take_text(entry, f"{key}_str")
    other = take_text(entry, key)
    return "" if (number or other) == "-1" else number or other


def _links(tweet: Entry) -> dict[str, str]:
    links: dict[str, str] = {}
    for key in ("extended_entities", "entities"):
        holder = tweet.get(key)
        if isinstance(holder, dict):
            links |= take_links(holder)
    return links


def _note_links(core: Entry) -> dict[str, str]:
    urls = core.get("urls")
    listed = urls if isinstance(urls, list) else []
    return take_links(
        {"urls": [dict(url) for url in listed if isinstance(url, dict)]}, "expandedUrl"
    )


def _repeated(tweet: Entry) -> str:
    """Take the whole text of a repeated post, which only old archives hold."""
    inner = take_entry(tweet, "retweeted_status")
    text = plain(take_text(inner, "text") or take_text(inner, "full_text"))
    put_back(tweet, "retweeted_status", inner)
    return text


def _flags(tweet: Entry, shown: str, *, whole: bool) -> frozenset[str]:
    """Say what the reviewer must see of a post."""
    flags = set()
    if shown.startswith("RT @"):
        flags.add(Flag.FORWARDED.value)
        if is_cut_retweet(shown) and not whole:
            flags.add(Flag.TRUNCATED.value)
    if _versions(tweet) > 1:
        flags.add(Flag.EDITED.value)
    if is_undecoded(shown):
        flags.add(Flag.UNDECODABLE.value)
    return frozenset(flags)


def _versions(tweet: Entry) -> int:
    info = tweet.get("edit_info")
    if not isinstance(info, dict):
        return 1
    initial = info.get("initial")
    ids = initial.get("editTweetIds") if isinstance(initial, dict) else None
    if "edit" in info:
        return 2
    return len(ids) if isinstance(ids, list) else 1
