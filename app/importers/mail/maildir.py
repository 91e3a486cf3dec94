"""Where a mail lay in a Maildir, and what its file's name says of it; reads no mail."""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass

from app.domain.records import Flag
from app.importers.base import Export
from app.importers.text import clean, decode

KEYWORDS = "dovecot-keywords"
INBOX = "Inbox"
UNFINISHED = "A mail that was still being delivered when the folder was copied; it may be cut off."

_PARTS = frozenset({"cur", "new", "tmp"})
_INFO = re.compile(r"[:;!_]2,([A-Za-z]*)\Z")
_UNIQUE = re.compile(r"\d{6,}\.\S")
_SHIFTED = re.compile(r"&([A-Za-z0-9+,]{0,400})-")
_LETTERS = {"F": "Flagged", "R": "Replied", "P": "Passed on"}
_OWN_FILES = re.compile(
    r"(?:dovecot|courierimap|maildir(?:size|folder)|subscriptions|\.(?:uidvalidity|mbsyncstate))"
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a mail lay.

    Attributes:
        root: the folder's path in the export, with a slash at its end unless it is empty.
        part: ``cur``, ``new`` or ``tmp``.
        letters: the flags at the end of the file's name.
    """

    root: str
    part: str
    letters: str = ""

    @property
    def folder(self) -> str:
        """Give the folder's name as people know it."""
        above = [piece for piece in self.root.split("/") if piece and piece != "Maildir"]
        if above and above[-1].startswith("."):
            return "/".join(map(from_mailbox_name, above[-1].strip(".").split("."))) or INBOX
        return "/".join(map(from_mailbox_name, above)) or INBOX

    @property
    def flags(self) -> frozenset[str]:
        """Give the flags that a record of it carries."""
        known = (("D", Flag.DRAFT), ("T", Flag.DELETED))
        return frozenset(flag.value for letter, flag in known if letter in self.letters)


def place_of(member: str) -> Place | None:
    """Give where a mail lies in a Maildir; None for any other file."""
    folder, _, name = member.rpartition("/")
    root, slash, part = folder.rpartition("/")
    if part not in _PARTS:
        return None
    info = _INFO.search(name)
    if not info and not _UNIQUE.match(name):
        return None
    return Place(root + slash, part, info[1] if info else "")


def labels_of(place: Place, keywords: dict[str, str]) -> tuple[str, ...]:
    """Give the folder, what was done with the mail, and the words that were put on it."""
    done = [word for letter, word in _LETTERS.items() if letter in place.letters]
    unread = [] if "S" in place.letters else ["Unread"]
    own = [keywords[letter] for letter in place.letters if letter in keywords]
    return tuple(dict.fromkeys((place.folder, *done, *unread, *own)))


def keywords_of(export: Export, root: str) -> dict[str, str]:
    """Give what Dovecot's small letters mean in a folder."""
    member = f"{root}{KEYWORDS}"
    if member not in export.members():
        return {}
    found: dict[str, str] = {}
    for line in decode(export.head(member, 65_536)).text.split("\n"):
        number, _, word = line.partition(" ")
        if number.isdecimal() and len(number) < 3 and int(number) < 26 and word.strip():
            found[chr(ord("a") + int(number))] = clean(word.strip())[:100]
    return found


def is_own_file(member: str) -> bool:
    """Say whether a file is one that mail servers keep for themselves."""
    return bool(_OWN_FILES.match(member.rpartition("/")[2]))


def from_mailbox_name(written: str) -> str:
    """Read the modified UTF-7 in which IMAP servers name folders; RFC 3501, 5.1.3."""
    return clean(_SHIFTED.sub(_unshifted, written))


def _unshifted(found: re.Match[str]) -> str:
    coded = found[1].replace(",", "/")
    if not coded:
        return "&"
    try:
        return base64.b64decode(coded + "=" * (-len(coded) % 4)).decode("utf-16-be")
    except (binascii.Error, ValueError):
        return found[0]
