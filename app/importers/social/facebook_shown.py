"""Blocks of a download's pages made into records: what a page shows of messages and posts."""

from __future__ import annotations

import re

from app.domain.people import Party, Role
from app.domain.records import Kind
from app.importers.base import Ignored, Item, Parsed, ParsedAttachment
from app.importers.social.account import Account, place
from app.importers.social.facebook_blocks import Block
from app.importers.social.facebook_clocks import Clock
from app.importers.social.facebook_messages import NO_CONTENT, doubts, flags_of
from app.importers.social.facebook_posts import Place, author_in
from app.importers.social.facebook_talk import BETWEEN, NAMED, Talk

PEOPLE = "It names those who take part in the conversation, or shows its picture; it is no message."

_INSTAGRAM = re.compile(r"(?:^|/)your_instagram_activity/", re.IGNORECASE)
_REACTION = re.compile(r"([^\w\s(]{1,12})\s*(.*)", re.DOTALL)
_LONGEST_DATE = 60


class BlockReader:
    """Makes the blocks of one download's pages into records.

    Attributes:
        owner: name of the account that the download belongs to; may be empty.
    """

    def __init__(self, account: Account, clock: Clock, owner: str) -> None:
        self._account = account
        self._clock = clock
        self.owner = owner

    def item(self, block: Block, member: str, talk: Talk | None) -> Item:
        """Give the record of a block, or say that it only names people."""
        locator = place(member, block.number)
        if talk is None:
            return self._post(block, member, locator)
        if block.thread or _names_people(block, talk):
            return self._people(block, talk, locator)
        talk.begun = True
        return self._message(block, talk, member, locator)

    def _people(self, block: Block, talk: Talk, locator: str) -> Ignored:
        for reference in block.files:
            self._account.attachment(_within(reference))
        if block.thread:
            talk.begin(BETWEEN.split(" ".join(block.lines)))
        for line in filter(None, (block.heading, *block.lines, " ".join(block.lines))):
            talk.name(line)
        return Ignored(locator, PEOPLE)

    def _message(self, block: Block, talk: Talk, member: str, locator: str) -> Parsed:
        files = self._files(block)
        text = "\n".join((*block.lines, *map(_reaction, block.reactions)))
        timed = self._clock.read(block.date or _date_among(list(block.lines), self._clock))
        thread = talk.thread()
        problems = thread.problems_of(block.heading)
        if not text and not files:
            problems.append(NO_CONTENT)
        return Parsed(
            locator=locator,
            platform=_platform(member),
            kind=Kind.MESSAGE,
            text=text,
            sent=timed.moment,
            parties=thread.cast(block.heading),
            conversation_key=talk.key,
            conversation_title=talk.title,
            attachments=files,
            flags=flags_of(text) | timed.flags,
            labels=thread.labels,
            problems=(*timed.problems, *problems, *doubts(text)),
        )

    def _post(self, block: Block, member: str, locator: str) -> Parsed:
        where = Place(member, self.owner)
        lines = [*block.lines, *map(_reaction, block.reactions)]
        date = block.date or _date_among(lines, self._clock)
        subject = block.heading
        if subject and (_platform(member) == "instagram" or not (lines or block.files)):
            lines.insert(0, subject)
            subject = ""
        files = self._files(block)
        text = "\n".join(lines)
        timed = self._clock.read(date)
        empty = () if text or files else (NO_CONTENT,)
        title = {Kind.COMMENT: "Comments", Kind.SYSTEM: "Reactions"}.get(where.kind, "Posts")
        author = author_in(block.heading) if where.is_visitors else self.owner
        author = author or author_in(block.heading)
        by = (Party(Role.FROM, author, is_owner=author == self.owner),) if author else ()
        return Parsed(
            locator=locator,
            platform=_platform(member),
            kind=where.kind,
            text=text,
            sent=timed.moment,
            parties=by,
            conversation_key=title.casefold(),
            conversation_title=title,
            subject=subject,
            attachments=files,
            flags=flags_of(text) | timed.flags,
            problems=(*timed.problems, *empty, *doubts(text)),
        )

    def _files(self, block: Block) -> tuple[ParsedAttachment, ...]:
        references = dict.fromkeys(map(_within, block.files))
        return tuple(self._account.attachment(one) for one in references)


def _names_people(block: Block, talk: Talk) -> bool:
    """Say whether a block at the beginning only tells who takes part, or shows a picture."""
    if block.date or talk.begun:
        return False
    words = " ".join(filter(None, (block.heading, *block.lines)))
    return not block.lines or NAMED.fullmatch(words) is not None


def _within(reference: str) -> str:
    """Give a reference from the top of the download; pages say how far above they lie."""
    return re.sub(r"^(?:\.{1,2}/)+", "", reference)


def _platform(member: str) -> str:
    return "instagram" if _INSTAGRAM.search(member) else "facebook"


def _reaction(words: str) -> str:
    found = _REACTION.fullmatch(words)
    return f"[reaction] {found[1]} {found[2]}".rstrip() if found else f"[reaction] {words}"


def _date_among(lines: list[str], clock: Clock) -> str:
    """Give the last short line that is a date, where a block has none of its own."""
    short = [line for line in lines if len(line) <= _LONGEST_DATE and any(map(str.isdigit, line))]
    return next((one for one in reversed(short) if clock.read(one).moment.utc), "")
