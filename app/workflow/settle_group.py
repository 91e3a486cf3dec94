"""Accept or decline all equal suggestions of a request in one act."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from app.domain.decisions import DeclineGroup, Done
from app.domain.ids import RecordId
from app.errors import DecisionRefused
from app.workflow.decide import Decider
from app.workflow.find_words import Match
from app.workflow.review import PlacedSuggestion


class KnowsSuggestions(Protocol):
    """Whoever can list the open suggestions of a request."""

    def all_suggestions(self, kind: str | None = None) -> list[tuple[RecordId, PlacedSuggestion]]:
        """List the open suggestions of the whole request, or of one kind."""


class SuggestionGroups:
    """Equal suggestions: the same kind, and the same group key.

    Args:
        room: knows the open suggestions.
        decider: writes what is decided.
    """

    def __init__(self, room: KnowsSuggestions, decider: Decider) -> None:
        self._room = room
        self._decider = decider

    def of(self, kind: str, group: str) -> list[tuple[RecordId, PlacedSuggestion]]:
        """List the open suggestions of a group, by record."""
        return [
            (record, one)
            for record, one in self._room.all_suggestions(kind)
            if group and one.suggestion.group == group
        ]

    def accept(self, kind: str, group: str, codes: Sequence[str] = ()) -> Done:
        """Withhold all of a group; without codes those that the clerk's list names are taken."""
        found = self.of(kind, group)
        listed = next((one.codes for _, one in found if one.codes), ())
        matches = [Match(record, one.place, one.suggestion.span) for record, one in found]
        return self._decider.redact_matches(matches, tuple(codes) or listed)

    def decline(self, kind: str, group: str, record: RecordId) -> Done:
        """Say in a record of all of a group that they are none, also of those yet to be found."""
        if not group:
            raise DecisionRefused(
                "This suggestion stands for itself.", "Decline it alone: not this one."
            )
        return self._decider.apply([DeclineGroup(record, kind, group)], "Suggestions declined")
