"""Apple Mail's files of one mail each: the mail cut out, its flags, and files kept beside it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from app.domain.records import Flag

ENDING = ".emlx"
ATTACHED = "It is an attachment of a mail of this export and is kept with it."

_LENGTH = re.compile(rb"\s{0,20}(\d{1,12})[ \t]*\r?\n")
_TAIL = re.compile(rb"<\?xml[^>]{0,200}\?>\s*(?:<!DOCTYPE plist[^>]{0,300}>\s*)?<plist\b")
_FLAGS = re.compile(rb"<key>flags</key>\s*<integer>(\d{1,19})</integer>")
_BESIDE = re.compile(r"(.*?)Attachments/(\d{1,12})/([\d.]{1,60})/[^/]+\Z", re.DOTALL)
_DELETED, _ANSWERED, _FLAGGED, _DRAFT, _FORWARDED, _READ = 1 << 1, 1 << 2, 1 << 4, 1 << 6, 1 << 8, 1
_WORDS = ((_ANSWERED, "Replied"), (_FLAGGED, "Flagged"), (_FORWARDED, "Passed on"))


@dataclass(frozen=True, slots=True)
class AppleMail:
    """One such file taken apart.

    Attributes:
        cut: whether the file holds less than it says.
        told: the number in which Apple Mail keeps its flags; None where it is not told.
    """

    untrusted: bytes = field(repr=False)
    told: int | None = None
    cut: bool = False

    @property
    def flags(self) -> frozenset[str]:
        """Give the flags that a record of it carries."""
        told = self.told or 0
        known = ((_DELETED, Flag.DELETED), (_DRAFT, Flag.DRAFT))
        return frozenset(flag.value for bit, flag in known if told & bit)

    @property
    def labels(self) -> tuple[str, ...]:
        """Say what was done with the mail."""
        if self.told is None:
            return ()
        done = [word for bit, word in _WORDS if self.told & bit]
        return (*done, *([] if self.told & _READ else ["Unread"]))


def take_apart(untrusted: bytes) -> AppleMail:
    """Cut the mail out of a file: a line with its length, the mail, a list of properties."""
    first = _LENGTH.match(untrusted)
    if first is None:
        return AppleMail(untrusted)
    start, length = first.end(), int(first[1])
    rest = untrusted[start + length :]
    if _TAIL.match(rest.lstrip()):
        return AppleMail(untrusted[start : start + length], _told(rest))
    tails = list(_TAIL.finditer(untrusted, start))
    end = start + len(untrusted[start : tails[-1].start()].rstrip()) if tails else len(untrusted)
    return AppleMail(untrusted[start:end], _told(untrusted[end:]), cut=end - start < length)


def folder_of(member: str) -> str:
    """Give the mailbox that a file lay in, such as ``Work/Stops``."""
    pieces = member.split("/")[:-1]
    boxes = [piece[:-5] for piece in pieces if piece.lower().endswith(".mbox") and len(piece) > 5]
    return "/".join(boxes)


def mail_beside(member: str) -> tuple[str, str] | None:
    """Give the mail that a file was taken out of, and the number of its part; None for others."""
    found = _BESIDE.match(member)
    return (f"{found[1]}Messages/{found[2]}.partial{ENDING}", found[3]) if found else None


def _told(tail: bytes) -> int | None:
    found = _FLAGS.search(tail)
    return int(found[1]) if found else None
