"""Knows under which exemption a suggestion would be withheld, and why that one; decides nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.domain.exemptions import Exemption
from app.workflow.propose_codes import proposed_code

Codes = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Proposed:
    """Exemptions for a suggestion; none where a person must choose.

    Attributes:
        how: why these, in words.
    """

    codes: Codes = ()
    how: str = "you choose"

    @property
    def words(self) -> str:
        """Write them as they are shown."""
        return " + ".join(self.codes) or "you choose"


class Proposing:
    """Remembers what the clerk used for each kind; else asks the law of the jurisdiction.

    Args:
        exemptions: of the request's jurisdiction.
    """

    def __init__(self, exemptions: Sequence[Exemption]) -> None:
        self._exemptions = exemptions
        self._used: dict[str, Codes] = {}
        self._proposed: dict[str, str] = {}

    def learn(self, used: Mapping[str, Codes]) -> None:
        """Take over what was used earlier in this request."""
        self._used = {**used, **self._used}

    def use(self, kind: str, codes: Codes, listed: str = "") -> None:
        """Remember under what the clerk withholds a kind, or those on a list."""
        if codes:
            self._used[listed or kind] = codes

    def of(self, kind: str, listed: str = "", given: Codes = ()) -> Proposed:
        """Say under what a suggestion is withheld.

        Args:
            kind: of the suggestion.
            listed: the kind of the clerk's list on which it stands.
            given: the exemptions that go with it by that list.
        """
        if given:
            return Proposed(given, "as your list says")
        for key in filter(None, (listed, kind)):
            if key in self._used:
                return Proposed(self._used[key], "as you did in this request")
            if code := self._proposal(key):
                return Proposed((code,), "proposed by the law's library")
        return Proposed()

    def _proposal(self, key: str) -> str:
        if key not in self._proposed:
            self._proposed[key] = proposed_code(self._exemptions, key)
        return self._proposed[key]
