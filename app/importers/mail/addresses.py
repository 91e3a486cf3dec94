"""Address lists of mails as names and addresses, however they are written; RFC 5322, 3.4."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from app.domain.people import Party, Role, normal_address
from app.importers.text import clean
from app.reading.headers import Headers, decode_words

MOST = 20_000
"""How many of one header's addresses are taken."""

_TOKEN = re.compile(
    r'(?:"(?:[^"\\]++|\\.)*+")++|\((?:[^()\\]++|\\.)*+\)|<[^<>]*+>|[,;]+|:+|[^",;:<(\\]++'
    r"|<+(?=<)|\(+(?=\()|\\+|.",
    re.DOTALL,
)
_ADDRESS_SIGNS = frozenset("@[=")
_ROLES = (("from", Role.FROM), ("to", Role.TO), ("cc", Role.CC), ("bcc", Role.BCC))
_NO_ADDRESSEE = re.compile(r"undisclosed[ -]recipients?|recipient list not shown", re.IGNORECASE)


@dataclass(slots=True)
class _Mailbox:
    words: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    address: str = ""
    is_address: bool = False

    def add(self, piece: str) -> None:
        """Add what is neither an address in brackets nor a comment."""
        self.words.append(piece)
        self.is_address = self.is_address or not _ADDRESS_SIGNS.isdisjoint(piece)

    def taken(self) -> tuple[str, str] | None:
        """Give name and address, or None where nothing was written."""
        text = " ".join("".join(self.words).split())
        comment = " ".join(self.comments)
        if self.address:
            return _tidy(text or comment), self.address
        name = _tidy(text)
        if "@" in name and " " not in name:
            return _tidy(comment), name
        return (name, "") if name else None


def mailboxes(header: str) -> list[tuple[str, str]]:
    """Split an address header into names and addresses; names of groups are left out."""
    return list(_mailboxes(header))[:MOST]


def parties_of(headers: Headers, own: frozenset[str]) -> tuple[Party, ...]:
    """Give sender and recipients; ``own`` are the custodian's addresses in their normal form."""
    found: dict[tuple[Role, str, str], Party] = {}
    for header, role in _ROLES:
        for value in headers.all(header):
            for name, address in mailboxes(value):
                party = Party(role, clean(name), clean(address), normal_address(address) in own)
                found.setdefault((role, party.name, party.address), party)
    if not any(party.role is Role.FROM for party in found.values()):
        sender = mailboxes(headers.first("sender")) or mailboxes(headers.first("return-path"))
        first = [Party(Role.FROM, clean(n), clean(a), normal_address(a) in own) for n, a in sender]
        return (*first[:1], *found.values())
    return tuple(found.values())


def with_more(parties: Iterable[Party], more: Iterable[tuple[str, str]]) -> tuple[Party, ...]:
    """Add as blind copies those who are not yet among the parties."""
    known = tuple(parties)
    seen = {normal_address(party.address) for party in known}
    added: dict[str, Party] = {}
    for name, address in more:
        normal = normal_address(address)
        if normal and normal not in seen:
            added.setdefault(normal, Party(Role.BCC, clean(name), clean(address)))
    return (*known, *added.values())


def _mailboxes(header: str) -> Iterator[tuple[str, str]]:
    current = _Mailbox()
    for found in _TOKEN.finditer(header):
        piece = found[0]
        if piece[0] in ",;":
            yield from filter(None, [current.taken()])
            current = _Mailbox()
        elif piece[0] == ":":
            current = _after_colon(current, piece)
        else:
            _add(current, piece)
    yield from filter(None, [current.taken()])


def _add(current: _Mailbox, piece: str) -> None:
    if piece.startswith("<") and piece.endswith(">"):
        inside = piece[1:-1].strip()
        current.address = inside.removeprefix("mailto:") or current.address
    elif piece.startswith("(") and piece.endswith(")") and len(piece) > 1:
        current.comments.append(piece[1:-1])
    else:
        current.add(piece)


def _after_colon(current: _Mailbox, colons: str) -> _Mailbox:
    """Take what stood before a colon for the name of a group, unless it is part of an address."""
    if current.is_address:
        current.add(colons)
        return current
    return _Mailbox()


def _tidy(name: str) -> str:
    """Take quotes and escapes off a name and decode it."""
    plain = re.sub(r'\\(.)|"', r"\1", name) if '"' in name or "\\" in name else name
    words = decode_words(plain).strip().strip("'").strip()
    return "" if _NO_ADDRESSEE.fullmatch(words) else words
