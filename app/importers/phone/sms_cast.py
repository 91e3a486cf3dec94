"""Who took part in a message of a phone: parties, conversation and its title, made once each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.people import Party, Role, normal_address
from app.importers.base import ImportOptions
from app.importers.text import clean

_MOST_REMEMBERED = 50_000
_NOBODY = frozenset({"", "null", "insert-address-token"})
_NAMELESS = frozenset({"", "null", "(Unknown)"})
_OWN_PLACEHOLDER = "insert-address-token"
_ROLES = {"137": Role.FROM, "151": Role.TO, "130": Role.CC, "129": Role.BCC}


@dataclass(frozen=True, slots=True)
class Cast:
    """Parties, key and title of one conversation as seen from one message."""

    parties: tuple[Party, ...]
    key: str
    title: str


class Casting:
    """Finds the cast of a message; the same addresses always give the very same cast.

    Args:
        options: the custodian and their own numbers, which the file often lacks.
    """

    def __init__(self, options: ImportOptions) -> None:
        self._name = options.custodian
        self._own = {normal_address(number) for number in options.own_addresses}
        self._own_address = options.own_addresses[0] if options.own_addresses else ""
        self._known: dict[tuple[str, str, Role | None], Cast] = {}

    def between(self, address: str, contact: str, owner_is: Role | None) -> Cast:
        """Give the cast of a message to or from an address, or several joined by ``~``.

        Args:
            address: as it stands in the backup.
            contact: the name in the telephone's address book, or several with commas.
            owner_is: FROM for what was sent, TO for what came in, None where it is unknown.
        """
        wanted = (address, contact, owner_is)
        cast = self._known.get(wanted)
        if cast is None:
            if len(self._known) >= _MOST_REMEMBERED:
                self._known.clear()
            cast = self._known[wanted] = self._make(address, contact, owner_is)
        return cast

    def among(self, address: str, contact: str, owner_is: Role | None,
              listed: tuple[tuple[str, str], ...]) -> Cast:  # fmt: skip
        """Give the cast of a multimedia message that lists its parties.

        Args:
            address: as for :meth:`between`.
            contact: as for :meth:`between`.
            owner_is: as for :meth:`between`.
            listed: pairs of address and type, such as ``137`` for the sender.
        """
        others = self._others(address)
        names = _names(others, contact)
        known = {normal_address(other) for other in others}
        parties = tuple(
            dict.fromkeys(
                self._listed(entry, names, known, owner_is)
                for entry in listed
                if entry[0] == _OWN_PLACEHOLDER or entry[0] not in _NOBODY
            )
        )
        if not others:
            others = [party.address for party in parties if not party.is_owner]
        if not parties:
            return self.between(address, contact, owner_is)
        return Cast(parties, _key(others), _title(others, contact))

    def _make(self, address: str, contact: str, owner_is: Role | None) -> Cast:
        others = self._others(address)
        names = _names(others, contact)
        if owner_is is None:
            parties = [Party(Role.MEMBER, names.get(other, ""), other) for other in others]
            return Cast(tuple(parties), _key(others), _title(others, contact))
        owner = Party(owner_is, self._name, self._own_address, is_owner=True)
        role = Role.TO if owner_is is Role.FROM else Role.FROM
        parties = [Party(role, names.get(other, ""), other) for other in others]
        if role is Role.FROM:
            parties[1:] = [Party(Role.MEMBER, party.name, party.address) for party in parties[1:]]
            if not parties:
                parties = [Party(Role.FROM, "Hidden number")]
        ordered = [owner, *parties] if owner_is is Role.FROM else [*parties, owner]
        return Cast(tuple(ordered), _key(others), _title(others, contact))

    def _others(self, address: str) -> list[str]:
        """Split an address into those of the other side."""
        found = (clean(part.strip()) for part in address.split("~"))
        return list(
            dict.fromkeys(
                part
                for part in found
                if part not in _NOBODY and normal_address(part) not in self._own
            )
        )

    def _listed(
        self,
        entry: tuple[str, str],
        names: Mapping[str, str],
        known: set[str],
        owner_is: Role | None,
    ) -> Party:
        address, kind = clean(entry[0]), entry[1]
        role = _ROLES.get(kind, Role.MEMBER)
        if self._is_owner(address, role, known, owner_is):
            shown = self._own_address if address == _OWN_PLACEHOLDER else address
            return Party(role, self._name, shown, is_owner=True)
        return Party(role, names.get(normal_address(address), names.get(address, "")), address)

    def _is_owner(self, address: str, role: Role, known: set[str], owner_is: Role | None) -> bool:
        """Say whether a listed address is the custodian's: said so, known, or the one left over."""
        normal = normal_address(address)
        if address == _OWN_PLACEHOLDER or normal in self._own:
            return True
        if self._own or not known or normal in known or owner_is is None:
            return False
        return (role is Role.FROM) is (owner_is is Role.FROM)


def _names(others: list[str], contact: str) -> dict[str, str]:
    """Match names to addresses, where their number leaves no doubt."""
    if contact in _NAMELESS:
        return {}
    plain = clean(contact)
    names = [plain] if len(others) == 1 else plain.split(", ")
    if len(names) != len(others):
        return {}
    pairs = list(zip(others, names, strict=True))
    return {
        spelling: name
        for address, name in pairs
        for spelling in (address, normal_address(address))
        if name not in _NAMELESS
    }


def _key(others: list[str]) -> str:
    return "~".join(sorted({normal_address(other) for other in others}))


def _title(others: list[str], contact: str) -> str:
    return ", ".join(others) if contact in _NAMELESS else clean(contact)
