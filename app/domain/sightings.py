"""When exports of several custodians tell of one message: strict rules; pure, knows no vault.

Two are the same only where platform, words, author, everybody else and files are the same, the
exports are of different people among them, and the times are at most two minutes apart.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol, TypeVar
from zlib import crc32

from app.domain.owners import Owners
from app.domain.parsed import Parsed
from app.domain.people import Party, Role
from app.domain.provenance import MICROSECONDS
from app.domain.records import Flag, Kind
from app.domain.words import words

WINDOW = 120 * MICROSECONDS
"""Telephones' clocks and the way of a message differ by less; the next hour is far outside."""

_PAIR = 2 * WINDOW
_FARTHEST = 1 << 58
_TEXTING = dict.fromkeys(("sms", "mms", "rcs", "imessage", "google_voice"), "texting")
_UNSEEN = frozenset({Flag.DRAFT.value, Flag.FAILED.value, Flag.SYSTEM.value})
_ASCII_WORD = re.compile("[A-Za-z0-9]")
_BESIDE = frozenset({Role.BCC, Role.MENTIONED})
_LIKE = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u201b\u02bc", "'"),
        **dict.fromkeys("\u201c\u201d\u201f", '"'),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014", "-"),
        **dict.fromkeys("\u200b\u200e\u200f\u2060\ufeff\ufe0e\ufe0f", ""),
        "\u2026": "...",
    }
)


class Seen(NamedTuple):
    """A message as one export tells it.

    Attributes:
        said: what must be the same: platform, words, author, people, files.
        at: microseconds since 1970 UTC.
        viewer: whose export it is.
        source: number of that export; none tells one message twice.
        number: the platform's own id where it is the same for everybody.
        order: tells two of one moment apart, whichever came first.
    """

    said: tuple[object, ...]
    at: int
    viewer: str
    source: int
    number: str
    order: tuple[bytes, int]


@dataclass(frozen=True, slots=True)
class Circle:
    """Between whom a message went, and whose export tells of it.

    Attributes:
        people: the same number for the same author among the same people.
    """

    people: int
    viewer: str


class Circles:
    """Finds the circle of parties; each is worked out once.

    Args:
        owners: who stands behind a party.
    """

    def __init__(self, owners: Owners) -> None:
        self._owners = owners
        self._known: dict[tuple[Party, ...], Circle | None] = {}
        self._numbers: dict[tuple[str, frozenset[str]], int] = {}

    def of(self, parties: tuple[Party, ...]) -> Circle | None:
        """Give the circle; None where an export does not tell who all of them are."""
        if parties not in self._known:
            self._known[parties] = self._made(parties)
        return self._known[parties]

    def _made(self, parties: tuple[Party, ...]) -> Circle | None:
        forms = [(p, self._owners.person(p.name, p.address)) for p in parties]
        people = frozenset(form for party, form in forms if party.role not in _BESIDE)
        authors = [form for party, form in forms if party.role is Role.FROM]
        viewers = {form for party, form in forms if party.is_owner}
        is_told = len(authors) == len(viewers) == 1 and len(people) > 1 and all(people)
        if not (is_told and viewers <= people):
            return None
        number = self._numbers.setdefault((authors[0], people), len(self._numbers))
        return Circle(number, viewers.pop())


class Told(NamedTuple):
    """What a message says of itself, besides its parties and files."""

    platform: str
    number: str
    labels: object
    text: str
    subject: str
    sent: int


class HasSeen(Protocol):
    """Whatever holds a message as one export tells it."""

    @property
    def seen(self) -> Seen:
        """Give it."""


Telling = TypeVar("Telling", bound=HasSeen)


def meeting_of(parsed: Parsed) -> int | None:
    """Give a number that meets those of the same words of about the same time; None for none.

    The upper half counts pairs of windows, so that :func:`around` gives what is near.
    """
    if parsed.sent.utc is None or not parsed.text or not _may_be_seen(parsed):
        return None
    if abs(parsed.sent.utc) >= _FARTHEST:
        return None
    family = crc32(_family(parsed.platform).encode())
    told = plain(parsed.text).encode("utf-8", "replace")
    return (parsed.sent.utc // _PAIR << 32) | crc32(told, family)


def around(meeting: int, at: int) -> tuple[int, int]:
    """Give the numbers of the same words up to a window before and after a moment."""
    return meeting, meeting + (1 << 32 if at % _PAIR >= WINDOW else -1 << 32)


def seen_in(told: Told, circle: Circle, files: Sequence[str], source: int,
            order: tuple[bytes, int]) -> Seen | None:  # fmt: skip
    """Give a message as one export tells it; None where that does not tell enough.

    Args:
        told: of one for which :func:`meeting_of` gave a number.
        circle: between whom it went.
        files: hashes of its files; empty where the bytes are missing.
        source: number of the export.
        order: its identity and its place among equals.
    """
    text = plain(told.text)
    if not all(files) or not _has_words(text):
        return None
    said = (_family(told.platform), text, plain(told.subject), circle.people, *sorted(files))
    return Seen(said, told.sent, circle.viewer, source, _number(told), order)


def plain(text: str) -> str:
    """Give a text without what telephones change by themselves: spaces, quotes, dashes."""
    if text.isascii():
        return " ".join(text.split())
    return " ".join(unicodedata.normalize("NFC", text).translate(_LIKE).split())


def chains(seen: Iterable[Telling]) -> Iterator[list[Telling]]:
    """Part what was said alike where the next one is further away than the window."""
    chain: list[Telling] = []
    for one in sorted(seen, key=_turn):
        if chain and one.seen.at - chain[-1].seen.at > WINDOW:
            yield chain
            chain = []
        chain.append(one)
    if chain:
        yield chain


def grouped(chain: Iterable[Telling]) -> list[list[Telling]]:
    """Bring those of one message together: each export's first with the others' first, and so on.

    What is left over stands alone. The order in which they are given makes no difference.
    """
    groups: list[list[Telling]] = []
    for one in sorted(chain, key=_turn):
        place(groups, one)
    return groups


def place(groups: list[list[Telling]], one: Telling) -> list[Telling]:
    """Put one into the first group that can hold it, or else into its own; gives the group."""
    for group in groups:
        if all(fit(other.seen, one.seen) for other in group):
            group.append(one)
            return group
    groups.append([one])
    return groups[-1]


def fit(one: Seen, other: Seen) -> bool:
    """Say whether two that said the same can be one message."""
    is_near = abs(one.at - other.at) <= WINDOW
    is_elsewhere = one.viewer != other.viewer and one.source != other.source
    same_number = one.number == other.number or not (one.number and other.number)
    return is_near and is_elsewhere and same_number


def _turn(one: HasSeen) -> tuple[int, str, tuple[bytes, int]]:
    return one.seen.at, one.seen.viewer, one.seen.order


def _family(platform: str) -> str:
    return _TEXTING.get(platform, platform)


def _may_be_seen(parsed: Parsed) -> bool:
    if parsed.flags and not _UNSEEN.isdisjoint(parsed.flags):
        return False
    return parsed.kind is Kind.MESSAGE or (parsed.kind is Kind.EMAIL and not parsed.platform_id)


def _number(told: Told) -> str:
    """Give the platform's own id, unless every telephone counts by itself.

    Signal's names the custodian where they are the author; a text message's on an iPhone is
    its own, only iMessage's is the same for everybody.
    """
    is_own = told.platform == "signal" or (told.platform == "imessage" and told.labels)
    return "" if is_own else told.number


def _has_words(text: str) -> bool:
    """Say whether there is any word in a text, or a picture that counts as one."""
    return bool(_ASCII_WORD.search(text)) if text.isascii() else bool(words(text))
