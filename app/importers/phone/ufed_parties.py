"""Who took part in what a Cellebrite report tells: parties, conversations, platforms."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.domain.people import Party, Role, normal_address
from app.importers.base import ImportOptions
from app.importers.phone.ufed_models import Model
from app.importers.text import fold_for_matching

_WHATSAPP = re.compile(r"(\d{7,15})(?:[:.]\d+)?@(?:s\.whatsapp\.net|c\.us)")
_NUMBER = re.compile(r"[+(]?\d[\d\s().-]{5,20}")
_SYSTEM = "system message"
_MOST = 300
_OWN_APPS = frozenset({"", "phone", "native"})
_PLATFORMS = (
    ("whatsapp", "whatsapp"), ("facebook", "facebook"), ("messenger", "facebook"),
    ("instagram", "instagram"), ("imessage", "imessage"), ("telegram", "telegram"),
    ("signal", "signal"), ("snapchat", "snapchat"), ("twitter", "x"),
    ("google voice", "google_voice"),
    ("sms", "sms"), ("mms", "sms"), ("native messages", "sms"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Who:
    """Somebody as a report names them."""

    name: str = ""
    address: str = ""
    is_owner: bool = False
    is_system: bool = False

    @property
    def key(self) -> str:
        """Give what tells two of them apart."""
        return normal_address(self.address) or fold_for_matching(self.name)


NOBODY = Who()


class Casting:
    """Finds parties among models and texts; knows the custodian by what the clerk said.

    Args:
        options: the custodian and their own numbers and addresses.
    """

    def __init__(self, options: ImportOptions) -> None:
        self._options = options
        self._own = {normal_address(one) for one in options.own_addresses}

    def who(self, model: Model, account: str = "") -> Who:
        """Take name and address out of a party's model; what is left of it stays there."""
        address = address_of(model.take("Identifier"))
        name = model.take("Name")
        told = model.take("IsPhoneOwner").casefold() == "true"
        return self.named(name, address, is_owner=told or (bool(account) and address == account))

    def named(self, name: str, address: str, *, is_owner: bool = False) -> Who:
        """Give somebody by name and address; the custodian is known by an own address too."""
        if _NUMBER.fullmatch(name) and not address:
            name, address = "", name
        own = is_owner or (bool(address) and normal_address(address) in self._own)
        system = _SYSTEM in {name.casefold(), address.casefold()}
        return Who("" if name == address else name, address, own, system)

    def parties(
        self,
        sender: Who,
        to: Sequence[Who],
        members: Sequence[Who] = (),
        copied: Sequence[tuple[Role, Who]] = (),
        owner_is: Role | None = None,
    ) -> tuple[Party, ...]:
        """Give the parties of a record, each once, the custodian among them if that is known.

        Args:
            sender: who sent it; nobody where the report does not tell.
            to: who got it.
            members: who else is in the conversation.
            copied: others in other roles.
            owner_is: what the custodian is to it where no party is said to be them.
        """
        cast: dict[str, tuple[Role, Who]] = {}
        if sender != NOBODY and not sender.is_system:
            cast[sender.key] = Role.FROM, sender
        rest = [one for one in members if one.key != sender.key]
        role = Role.TO if len(rest) == 1 and sender != NOBODY else Role.MEMBER
        for as_what, who in (*((Role.TO, one) for one in to), *copied, *((role, w) for w in rest)):
            if who != NOBODY and not who.is_system:
                cast.setdefault(who.key, (as_what, who))
        known = [self._party(as_what, who) for as_what, who in list(cast.values())[:_MOST]]
        if owner_is is None or any(party.is_owner for party in known):
            return tuple(known)
        return self._with_owner(known, owner_is)

    def _with_owner(self, known: list[Party], owner_is: Role) -> tuple[Party, ...]:
        own = self._options.own_addresses
        owner = Party(owner_is, self._options.custodian, own[0] if own else "", is_owner=True)
        return (owner, *known) if owner_is is Role.FROM else (*known, owner)

    def _party(self, role: Role, who: Who) -> Party:
        own = self._options.own_addresses
        if not who.is_owner:
            return Party(role, who.name, who.address)
        address = who.address or (own[0] if own else "")
        return Party(role, self._options.custodian or who.name, address, is_owner=True)


def address_of(identifier: str) -> str:
    """Give a number instead of the form in which WhatsApp keeps it; all else as it stands."""
    found = _WHATSAPP.fullmatch(identifier)
    return f"+{found[1]}" if found else identifier


def platform_of(source: str, otherwise: str = "ufed") -> str:
    """Give the platform that an app's name means."""
    folded = source.casefold().strip()
    if folded in _OWN_APPS:
        return otherwise
    for word, platform in _PLATFORMS:
        if word in folded:
            return platform
    plain = re.sub(r"[^a-z0-9]+", "_", folded).strip("_")[:40]
    return plain or otherwise


def key_of(others: Iterable[Who]) -> str:
    """Give the same key for the same people on the other side."""
    return "~".join(sorted({one.key for one in others if not one.is_owner} - {""}))


def title_of(others: Iterable[Who]) -> str:
    """Name a conversation by the people on the other side."""
    names = [one.name or one.address for one in others if not (one.is_owner or one.is_system)]
    return ", ".join(dict.fromkeys(filter(None, names[:12])))
