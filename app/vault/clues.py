"""What of a mail tells to which thread it belongs, as numbers; knows no tables.

A clue is a row of 64-bit integers, so that those of a whole vault are read as one array. What
is a text in a mail (ids, subject, addresses) stands in it as a hash. A mail that was met again
with other header lines has several clues, which count together: so it does not matter which of
its copies came first.
"""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterable
from hashlib import blake2b
from typing import NamedTuple

from app.domain.parsed import Parsed
from app.domain.people import Party, Role, normal_address
from app.domain.provenance import MICROSECONDS
from app.domain.records import Kind
from app.domain.subjects import Subject, subject_of

HEAD = 7
"""Numbers before the lists: sent, tie, subject, whether it answers, and three lengths."""

UNSENT = -(1 << 63)
_MOST_PEOPLE = 1_000
_MAIL = "email"
_SHARED = ("id:", "gmail:")
_NOBODY = frozenset({0})
_RECEIVES = frozenset({Role.TO, Role.CC})


class MailFacts(NamedTuple):
    """What is known of one mail.

    Attributes:
        sent: microseconds since 1970 UTC; None where unknown.
        own: its Message-ID, or another platform's id of it.
        key: of its conversation, as the importer said.
        named: what else it shares with mails of its thread.
        people: its parties.
        identity: by which equal mails are known; decides between mails of one moment.
    """

    platform: str
    sent: int | None
    own: str
    parent: str
    key: str
    named: tuple[str, ...]
    subject: str
    people: tuple[Party, ...]
    identity: bytes


def facts_of(parsed: Parsed, identity: bytes) -> MailFacts | None:
    """Give what is known of an item, or None where it is no mail."""
    if parsed.kind is not Kind.EMAIL:
        return None
    return MailFacts(
        parsed.platform,
        parsed.sent.utc,
        parsed.platform_id,
        parsed.parent_id,
        parsed.conversation_key,
        parsed.named,
        parsed.subject,
        parsed.parties,
        identity,
    )


class ClueMaker:
    """Makes clues of mails that lie near one another, which share people and subjects.

    It remembers what it met, so it must live no longer than a batch.
    """

    def __init__(self) -> None:
        self._subjects: dict[str, tuple[Subject, int]] = {}
        self._people: dict[str, int] = {}
        self._names: dict[str, int] = {}

    def clue_of(self, facts: MailFacts) -> bytes:
        """Give the clue of a mail."""
        subject, base = self._subject(facts.subject)
        known = [(party.role, self._person(party)) for party in facts.people[:_MOST_PEOPLE]]
        people = sorted({one for _, one in known} - _NOBODY)
        authors = sorted({one for role, one in known if role is Role.FROM} - _NOBODY)
        names = {self._named(name) for name in _names(facts)}
        if base and authors and facts.sent is not None:
            received = sorted({one for role, one in known if role in _RECEIVES} - _NOBODY)
            names.update(_same(facts.sent, base, authors, received))
        tie = int.from_bytes(facts.identity[:8], "big", signed=True)
        sent = UNSENT if facts.sent is None else facts.sent
        lists = (sorted(names), authors, people)
        head = (sent, tie, base, int(subject.answers), *map(len, lists))
        numbers = array("q", (*head, *lists[0], *authors, *people))
        if sys.byteorder == "big":
            numbers.byteswap()
        return numbers.tobytes()

    def _subject(self, written: str) -> tuple[Subject, int]:
        """Take a subject apart, with the hash of its base; 0 for one that is too general."""
        known = self._subjects.get(written)
        if known is None:
            found = subject_of(written)
            known = self._subjects[written] = found, _number(found.base) if found.base else 0
        return known

    def _named(self, name: str) -> int:
        """Give the hash of what mails share; most is named again by the next ones."""
        number = self._names.get(name)
        if number is None:
            number = self._names[name] = _number(name)
        return number

    def _person(self, party: Party) -> int:
        """Give somebody's number; 0 for one who could not be known again."""
        written = party.address or f"\0{party.name}"
        number = self._people.get(written)
        if number is None:
            key = _key(party)
            number = self._people[written] = _number(key) if key else 0
        return number


def _names(facts: MailFacts) -> Iterable[str]:
    """Give all that mails of one thread have in common, each in a form of its own.

    Ids of other platforms than mail count only where they have the form of a Message-ID, since
    numbers such as those of a load file are given again by the next one.
    """
    is_mail = facts.platform == _MAIL
    for one in (facts.own, facts.parent):
        if one and (is_mail or "@" in one):
            yield f"id:{one}"
    yield from facts.named
    if not is_mail and facts.key:
        yield f"{facts.platform}|{facts.key}"
    elif facts.key.startswith(_SHARED):
        yield facts.key


def _same(sent: int, base: int, authors: list[int], received: list[int]) -> Iterable[int]:
    """Give what the copies of a mail share of which one has lost its Message-ID."""
    if received:
        whole = (sent // MICROSECONDS, base, *authors, 0, *received)
        yield _hashed(array("q", whole).tobytes())


def _key(party: Party) -> str:
    """Give by what somebody is known in several mails: the address, else the name."""
    return normal_address(party.address) or " ".join(party.name.casefold().split())


def _number(text: str) -> int:
    """Give a text's hash; 0 stands for none, and two of a million are alike once in 10^7 times."""
    return _hashed(text.encode("utf-8", "replace"))


def _hashed(told: bytes) -> int:
    return int.from_bytes(blake2b(told, digest_size=8).digest(), "big", signed=True) or 1
