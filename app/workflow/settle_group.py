"""Accept or decline groups of equal suggestions, and faces, each time in one act."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.decisions import Decision, Decline, DeclineGroup, Done
from app.domain.ids import RecordId
from app.workflow.decide import Decider
from app.workflow.find_faces import FACE, FoundFace
from app.workflow.gather_suggestions import SuggestionGroup
from app.workflow.proposing import Codes


@dataclass(frozen=True, slots=True)
class Taken:
    """A group, or some of its places.

    Attributes:
        codes: under what it is withheld.
        whole: whether it is all of the group.
    """

    group: SuggestionGroup
    codes: Codes = ()
    whole: bool = True


def accept_groups(decider: Decider, taken: Sequence[Taken]) -> Done:
    """Withhold some groups."""
    decisions: dict[Decision, None] = {}
    for one in taken:
        matches = [found.match for found in one.group.found]
        decisions.update(dict.fromkeys(decider.redactions_for(matches, one.codes)))
    records = len({found.record for one in taken for found in one.group.found})
    redactions = _count(len(decisions), "redaction")
    return decider.apply(list(decisions), f"{redactions} in {_count(records, 'record')}")


def decline_groups(decider: Decider, taken: Sequence[Taken]) -> Done:
    """Say of some groups that they are none."""
    places = sum(len(one.group.found) for one in taken)
    return decider.apply(declines_of(taken), f"{_count(places, 'suggestion')} declined")


def declines_of(taken: Sequence[Taken]) -> list[Decision]:
    """Word the decisions by which groups are none.

    A whole group that has something in common is none wherever it may yet be found; places that
    merely read alike are declined one by one.
    """
    decisions: list[Decision] = []
    for one in taken:
        group = one.group
        if one.whole and group.group:
            decisions.append(DeclineGroup(group.records[0], group.kind, group.group))
        else:
            decisions += [Decline(o.record, o.placed.target, group.kind) for o in group.found]
    return decisions


def accept_faces(decider: Decider, faces: Sequence[FoundFace], codes: Codes) -> Done:
    """Withhold faces, also on exact copies."""
    by_record: dict[RecordId, list[FoundFace]] = {}
    for face in faces:
        by_record.setdefault(face.record, []).append(face)
    decisions: dict[Decision, None] = {}
    for record, found in by_record.items():
        targets = [face.target for face in found]
        decisions.update(dict.fromkeys(decider.redactions_of(record, targets, codes)))
    return decider.apply(list(decisions), f"{_count(len(faces), 'face')} withheld")


def decline_faces(decider: Decider, faces: Sequence[FoundFace]) -> Done:
    """Say of faces that they are none."""
    decisions = [Decline(face.record, face.target, FACE) for face in faces]
    return decider.apply(decisions, f"{_count(len(faces), 'face')} declined")


def _count(number: int, noun: str) -> str:
    return f"1 {noun}" if number == 1 else f"{number:,} {noun}s"
