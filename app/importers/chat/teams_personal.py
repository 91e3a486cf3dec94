"""Messages of Teams and Skype as a person downloads them (messages.json) made into records."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.domain.parsed import Item, Parsed, ParsedAttachment
from app.domain.people import normal_address
from app.domain.records import Flag, Kind
from app.importers.chat.entries import NO_CONTENT, Person, cast_of, made
from app.importers.chat.skype_words import emotion_lines, listed, plain_number
from app.importers.chat.teams_graph import PLATFORM
from app.importers.chat.teams_text import page_words
from app.importers.social.taking import Entry, leftover, put_back, take_entry, take_list, take_text
from app.importers.text import clean
from app.importers.times import TimeReader

NOT_DOWNLOADED = "The download holds only a link to this file, or has it under a number."

_FILE = re.compile(r"<OriginalName\b[^<>]*\bv=\"([^\"<>]{1,255})\"")


class PersonalReader:
    """Makes the conversations of one download into items."""

    def __init__(self, times: TimeReader, own: frozenset[str]) -> None:
        self._times = times
        self._own = own

    def owned_by(self, number: str) -> None:
        """Take the account that the download belongs to."""
        self._own |= {normal_address(plain_number(number))}

    def items(self, conversation: Entry, locator: str) -> Iterator[Item]:
        """Give the messages of one conversation, in the order of the file."""
        number = take_text(conversation, "id")
        threads = take_entry(conversation, "threadProperties")
        title = take_text(conversation, "displayName") or take_text(threads, "topic") or number
        members = tuple(("", plain_number(one)) for one in listed(threads.get("members")))
        others = members or ((("", plain_number(number)),) if not number.startswith("19:") else ())
        told = (number, title, others)
        for at, message in enumerate(take_list(conversation, "MessageList"), 1):
            yield made(
                message,
                f"{locator}.{at}",
                lambda entry, place: self._record(entry, told, place),
            )

    def _record(
        self, message: Entry, told: tuple[str, str, tuple[Person, ...]], locator: str
    ) -> Parsed | None:
        if not message.keys() & {"content", "originalarrivaltime", "messagetype", "from"}:
            return None
        number, title, others = told
        sort = take_text(message, "messagetype")
        timed = self._times.iso(take_text(message, "originalarrivaltime"))
        written = take_text(message, "content")
        sender = (take_text(message, "displayName"), plain_number(take_text(message, "from")))
        known = take_entry(message, "properties")
        files = tuple(_files(written, sort))
        words = page_words(written) or ("[call]" if sort.startswith("Event/Call") else "")
        text = "\n".join(filter(None, (words, *emotion_lines(known))))
        flags = {
            Flag.DELETED.value: bool(known.get("deletetime")),
            Flag.EDITED.value: bool(known.get("edittime")),
            Flag.SYSTEM.value: sort.startswith("ThreadActivity"),
        }
        set_flags = frozenset(flag for flag, is_so in flags.items() if is_so)
        put_back(message, "properties", known)
        own_number = take_text(message, "id")
        return Parsed(
            locator=locator,
            platform=PLATFORM,
            kind=_kind(sort),
            text=clean(text),
            sent=timed.moment,
            parties=cast_of(sender, others, self._own),
            platform_id=f"{number}/{own_number}" if own_number else "",
            conversation_key=number,
            conversation_title=title,
            attachments=files,
            flags=set_flags | timed.flags,
            problems=timed.problems
            if text or files or set_flags
            else (*timed.problems, NO_CONTENT),
            raw=leftover(message),
        )


def _files(written: str, sort: str) -> Iterator[ParsedAttachment]:
    if "URIObject" in written or "Media" in sort:
        name = _FILE.search(written)
        yield ParsedAttachment(clean(name[1]) if name else "file", None, NOT_DOWNLOADED)


def _kind(sort: str) -> Kind:
    if sort.startswith("Event/Call"):
        return Kind.CALL
    return Kind.SYSTEM if sort.startswith(("ThreadActivity", "Event/")) else Kind.MESSAGE
