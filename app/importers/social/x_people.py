"""Names for the numbers that X gives instead of people, learnt while tweets are read."""

from __future__ import annotations

from app.domain.people import Party, Role
from app.importers.social.x_members import Owner


class People:
    """Whom each account number stands for, as far as the archive tells."""

    def __init__(self, owner: Owner) -> None:
        self.owner = owner
        self._known: dict[str, tuple[str, str]] = {}

    def learn(self, id_: str, handle: str, name: str = "") -> None:
        """Note a person whom a tweet mentions or answers."""
        if id_ and handle and (name or id_ not in self._known):
            self._known[id_] = (handle, name)

    def me(self, role: Role = Role.FROM) -> Party:
        """Give the account's own party."""
        return Party(
            role, self.owner.name, at_sign(self.owner.handle) or self.owner.id, is_owner=True
        )

    def party(self, role: Role, id_: str) -> Party:
        """Give whom a number stands for; the number itself where that is not told."""
        if id_ and id_ == self.owner.id:
            return self.me(role)
        handle, name = self._known.get(id_, ("", ""))
        return Party(role, name, at_sign(handle) or id_)

    def label(self, id_: str) -> str:
        """Give a short name for a line of text."""
        party = self.party(Role.FROM, id_)
        return party.address or party.name or "(unknown)"


def at_sign(handle: str) -> str:
    """Write a handle as people do."""
    return f"@{handle.lstrip('@')}" if handle else ""
