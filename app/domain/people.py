"""Who wrote to whom: parties of a record and the people they stand for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from app.domain.ids import PersonId

_SIGNS = "+-(). /x"
_NO_PHONE = re.compile(r"[^0-9+\-(). /x]")
_WITHOUT_SIGNS = str.maketrans("", "", _SIGNS)


class Role(StrEnum):
    """What a party is to a record."""

    FROM = "from"
    TO = "to"
    CC = "cc"
    BCC = "bcc"
    MEMBER = "member"
    MENTIONED = "mentioned"


@dataclass(frozen=True, slots=True)
class Party:
    """One participant of one record, named as the export named them.

    Attributes:
        address: number, mail address, handle or id; empty where the export gives none.
        is_owner: whether the party is the custodian's own account.
    """

    role: Role
    name: str = ""
    address: str = ""
    is_owner: bool = False

    @property
    def label(self) -> str:
        """Give name and address as one line; the text that a party redaction counts in."""
        if self.name and self.address and self.name != self.address:
            return f"{self.name} <{self.address}>"
        return self.name or self.address or "(unknown)"

    def __repr__(self) -> str:
        return f"Party({self.role.value})"


@dataclass(frozen=True, slots=True)
class Person:
    """Someone met in the exports, with every name and address seen for them."""

    id: PersonId
    display: str
    names: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return f"Person({self.id})"


def normal_address(address: str) -> str:
    """Give the form in which two spellings of one address are equal.

    Phone numbers keep their last ten digits (North American numbering), mail addresses and
    handles are case-folded.
    """
    folded = address.strip().casefold()
    digits = _digits(folded)
    if len(digits) >= 7:
        return digits[-10:]
    return folded.removeprefix("@") if "@" not in folded[1:] else folded


def _digits(folded: str) -> str:
    """Give the digits of what looks like a telephone number; empty where it does not."""
    if folded.isascii():
        return "" if _NO_PHONE.search(folded) else folded.translate(_WITHOUT_SIGNS)
    digits = "".join(character for character in folded if character.isdigit())
    return digits if all(c.isdigit() or c in _SIGNS for c in folded) else ""
