"""Chats that imessage-exporter wrote as text, message by message; makes no record."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Container, Iterator
from dataclasses import dataclass, field
from itertools import chain, pairwise

from app.importers.base import Export
from app.importers.phone.exporter_said import (
    RESPONDED,
    Stamp,
    Told,
    edit_of,
    is_effect,
    is_stored,
    is_unsent,
    stamp_of,
)
from app.importers.phone.lines import Line, lines_of

_INDENT = "    "
_LISTS = frozenset({"Reactions:", "Tapbacks:"})
_TAPBACK = re.compile(r".{1,200}? by .{1,200}\Z|.{1,300} from .{1,200}\Z|Sticker from .{1,400}\Z")
_MISSING = "Attachment missing!"
_STICKER = re.compile(r"Sticker from .{1,200}?: (.{1,400})\Z")
_CLOCKS_SET_BACK = dt.timedelta(hours=1)
_LONGEST_SENDER = 120
_LONGEST = 1 << 20


@dataclass(frozen=True, slots=True)
class Stray:
    """Text that belongs to no message."""

    locator: str
    text: str = field(repr=False)


def told_in_text(
    export: Export, member: str, known: Container[str] | None = None
) -> Iterator[Told | Stray]:
    """Give the messages of a text file; answers set below what they answer come as well.

    A message begins behind a blank line with its time. As the file is in the order of time, one
    that seems to go back in it is somebody's words, unless one of the known senders follows.

    Args:
        export: what it lies in.
        member: the text file.
        known: who writes in the chat; without it no line is doubted.

    Raises:
        MemberUnreadable: when the member cannot be read on.
    """
    held: list[Line] = []
    size = pieces = 0
    heads = _Heads(known)
    for line, following in pairwise(chain(lines_of(export, member), [None])):
        if line is None:
            break
        begins = heads.is_one(line, following)
        if (begins or size > _LONGEST) and held:
            yield from _message(member, held, pieces)
            pieces = 0 if begins else pieces + 1
            held, size = [], 0
        held.append(line)
        size += len(line.text)
    yield from _message(member, held, pieces)


class _Heads:
    """Tells the first lines of messages from words that look like them."""

    def __init__(self, known: Container[str] | None) -> None:
        self._known = known
        self._blank = True
        self._last = dt.datetime.min  # noqa: DTZ901 - times of the export have no zone

    def is_one(self, line: Line, following: Line | None) -> bool:
        """Say whether a message begins with a line."""
        blank, self._blank = self._blank, not line.text.strip()
        stamp = stamp_of(line.text) if blank else None
        if stamp is None:
            return False
        sender = following.text.strip() if following else ""
        back = stamp.when is not None and self._last - stamp.when > _CLOCKS_SET_BACK
        if back and self._known is not None and sender not in self._known:
            return False
        self._last = stamp.when or self._last
        return True


def _message(member: str, held: list[Line], piece: int) -> Iterator[Told | Stray]:
    """Take the lines of one message apart."""
    if not held:
        return
    first, *rest = held
    stamp = stamp_of(first.text)
    locator = f"{member} line {first.number}"
    if stamp is None:
        text = "\n".join(line.text for line in held).strip()
        if text:
            yield Stray(f"{locator} piece {piece}" if piece else locator, text)
        return
    if stamp.rest:
        yield Told(locator, stamp, is_notice=True, lines=[stamp.rest, *_kept(rest)])
        return
    sender = rest[0].text.strip() if rest else ""
    if not sender or len(sender) > _LONGEST_SENDER:
        yield Told(locator, stamp, is_notice=True, lines=_kept(rest))
        return
    told = Told(locator, stamp, sender)
    own, answers = _apart(member, rest[1:])
    _take(told, own)
    yield told
    for answer in answers:
        answer.answers = told.key
        yield answer


def _apart(member: str, lines: list[Line]) -> tuple[list[str], list[Told]]:
    """Part a message's own lines from the answers that are set in below it."""
    own: list[str] = []
    answers: list[Told] = []
    block: list[str] = []
    for line in lines:
        stamp = _inset(line.text)
        if stamp is not None:
            block = []
            locator = f"{member} line {line.number} (answer)"
            answers.append(Told(locator, stamp, is_reply=True, lines=block))
        elif answers and block is answers[-1].lines and line.text.strip():
            block.append(line.text.removeprefix(_INDENT))
        else:
            own.append(line.text)
            block = []
    for answer in answers:
        if answer.lines:
            answer.sender, *rest = answer.lines
            answer.sender = answer.sender.strip()
            answer.lines = []
            _take(answer, rest)
    return own, answers


def _inset(text: str) -> Stamp | None:
    if not text.startswith(_INDENT):
        return None
    stamp = stamp_of(text[len(_INDENT) :])
    return stamp if stamp and not stamp.rest else None


def _take(told: Told, lines: list[str]) -> None:
    """Take out of a message's lines what the program wrote."""
    listing = False
    for text in lines:
        plain = text.strip()
        if plain in _LISTS:
            listing = True
            continue
        listing = listing and _TAPBACK.match(plain) is not None
        new = edit_of(plain)
        if listing:
            told.tapbacks.append(plain)
            told.files += _STICKER.findall(plain)
        elif plain == RESPONDED:
            told.is_reply = True
        elif plain == _MISSING or is_stored(plain):
            told.files.append("" if plain == _MISSING else plain)
        elif is_effect(plain):
            told.labels.append(plain)
        elif new is not None:
            told.versions.append("\n".join(told.lines).strip())
            told.lines = [new]
        else:
            told.is_deleted = told.is_deleted or is_unsent(plain)
            told.lines.append(text.rstrip())


def _kept(lines: list[Line]) -> list[str]:
    return [line.text.rstrip() for line in lines if line.text.strip()]
