"""Messages that imessage-exporter wrote, as its texts and pages tell them; makes no record."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field

from app.importers.text import clean

RESPONDED = "This message responded to an earlier message."
FROM_CONVERSATION = "This message was deleted from the conversation!"

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_TIME = re.compile(
    r"(?P<month>[A-Z][a-z]{2}) {1,2}(?P<day>\d{1,2}), (?P<year>\d{4}) {1,2}"
    r"(?P<hour>\d{1,2}):(?P<minute>\d\d):(?P<second>\d\d)[ \u202f\u00a0]?(?P<half>[AP])M"
    r"(?:(?P<read> ?\(.{1,200}\))|(?P<rest> .*))?\s*\Z",
    re.DOTALL,
)
_EDITED = re.compile(r"Edited .{1,80}? later: ?(?P<new>.*)", re.DOTALL)
_UNSENT = re.compile(r".{1,120} (?:unsent|deleted) (?:a message|this message part).{0,160}\Z")
_EFFECT = re.compile(r"Sent with [A-Z][A-Za-z ]{1,40}\Z")
_STORED = re.compile(r"(?:~|/|[A-Za-z]:[\\/]|attachments/).{2,1000}\Z")
_PLACES = ("attachments/", "library/messages/", "library/sms/", "mobilesync/backup/")


@dataclass(frozen=True, slots=True)
class Stamp:
    """The first line of a message.

    Attributes:
        raw: date and time as they stand there.
        when: None where there is no such day or time.
        read: when it was read, in the program's words.
        rest: what stands behind; only notices have it there.
    """

    raw: str
    when: dt.datetime | None
    read: str = ""
    rest: str = ""


@dataclass(slots=True)
class Told:
    """One message or notice.

    Attributes:
        locator: its place in the file.
        guid: its id on the phone, where the page tells it.
        answers: the id of the message that it answers, or its stamp and sender.
        versions: what it said before it was edited, oldest first.
        files: name or path of each, with what sort it is.
    """

    locator: str
    stamp: Stamp
    sender: str = ""
    guid: str = ""
    answers: str = ""
    service: str = ""
    subject: str = ""
    is_mine: bool = False
    is_notice: bool = False
    is_reply: bool = False
    is_deleted: bool = False
    lines: list[str] = field(default_factory=list, repr=False)
    versions: list[str] = field(default_factory=list, repr=False)
    files: list[str] = field(default_factory=list, repr=False)
    tapbacks: list[str] = field(default_factory=list, repr=False)
    labels: list[str] = field(default_factory=list)

    @property
    def key(self) -> str:
        """Give what is equal where the same message is told twice."""
        return self.guid or f"{self.stamp.raw}|{self.sender}"


def stamp_of(line: str) -> Stamp | None:
    """Read a line that begins a message; None where it is none."""
    found = _TIME.match(line)
    if found is None:
        return None
    read = (found["read"] or "").strip(" ()")
    raw = line[: found.end("half") + 1].strip()
    return Stamp(raw, _moment(found), read, (found["rest"] or "").strip())


def is_unsent(line: str) -> bool:
    """Say whether the program tells that a message was unsent or deleted."""
    return line == FROM_CONVERSATION or _UNSENT.match(line) is not None


def is_effect(line: str) -> bool:
    """Say whether the program tells of an effect."""
    return _EFFECT.match(line) is not None


def edit_of(line: str) -> str | None:
    """Give what a message said after it was edited, where a line tells that."""
    found = _EDITED.match(line)
    return found["new"] if found else None


def is_stored(line: str) -> bool:
    """Say whether a line is the path of a file of Messages, not somebody's words."""
    plain = line.replace("\\", "/").casefold()
    return _STORED.match(line) is not None and any(place in plain for place in _PLACES)


def _moment(found: re.Match[str]) -> dt.datetime | None:
    if found["month"] not in _MONTHS:
        return None
    hour = int(found["hour"]) % 12 + (12 if found["half"] == "P" else 0)
    try:
        return dt.datetime(  # noqa: DTZ001 - the export tells no zone; the clerk does
            int(found["year"]), _MONTHS.index(found["month"]) + 1, int(found["day"]),
            hour, int(found["minute"]), int(found["second"]),
        )  # fmt: skip
    except ValueError:
        return None


def cleaned(text: str) -> str:
    """Give a text of the program's without blanks around it."""
    return clean(text).strip()
