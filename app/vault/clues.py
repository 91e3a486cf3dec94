"""What of a mail tells to which thread it belongs, as numbers; knows no tables.

A clue is a row of 64-bit integers, so that those of a whole vault are read as one array. What
is a text in a mail (ids, subject, addresses) stands in it as a hash. A mail that was met again
with other header lines has several clues, which count together: so it does not matter which of
its copies came first.
"""

from __future__ import annotations

import hashlib
import sys
from array import array
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from app.domain.parsed import Parsed
from app.domain.people import Party, Role, normal_address
from app.domain.provenance import MICROSECONDS
from app.domain.records import Kind
from app.domain.subjects import subject_of

HEAD = 7
"""Numbers before the lists: sent, tie, subject, whether it answers, and three lengths."""

UNSENT = -(1 << 63)
_MOST_PEOPLE = 1_000
_MAIL = "email"
_SHARED = ("id:", "gmail:")
_RECEIVED = frozenset({Role.TO, Role.CC})


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


def clue_of(facts: MailFacts) -> bytes:
    """Give the clue of a mail."""
    subject = subject_of(facts.subject)
    base = _number(subject.base) if subject.base else 0
    authors = _people(party for party in facts.people if party.role is Role.FROM)
    people = _people(facts.people)
    names = sorted({_number(name) for name in _names(facts)})
    tie = int.from_bytes(facts.identity[:8], "big", signed=True)
    sent = UNSENT if facts.sent is None else facts.sent
    lists = (names, authors, people)
    head = (sent, tie, base, int(subject.answers), *map(len, lists))
    numbers = array("q", (*head, *names, *authors, *people))
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers.tobytes()


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
    yield from _same(facts)


def _same(facts: MailFacts) -> Iterable[str]:
    """Give what the copies of a mail share of which one has lost its Message-ID."""
    base = subject_of(facts.subject).base
    author = next((_key(p) for p in facts.people if p.role is Role.FROM), "")
    to = sorted({_key(p) for p in facts.people if p.role in _RECEIVED})
    if base and author and to and facts.sent is not None:
        yield f"same:{facts.sent // MICROSECONDS}:{base}:{author}:{'|'.join(to)}"


def _people(parties: Iterable[Party]) -> Sequence[int]:
    keys = dict.fromkeys(filter(None, map(_key, parties)))
    return sorted(map(_number, list(keys)[:_MOST_PEOPLE]))


def _key(party: Party) -> str:
    """Give by what somebody is known in several mails: the address, else the name."""
    return normal_address(party.address) or " ".join(party.name.casefold().split())


def _number(text: str) -> int:
    """Give a text's hash; 0 stands for none, and two of a million are alike once in 10^7 times."""
    found = hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=8).digest()
    return int.from_bytes(found, "big", signed=True) or 1
