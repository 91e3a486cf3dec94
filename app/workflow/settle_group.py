"""Accept, decline or spare groups of equal suggestions, and faces, each time in one act."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.detect.kinds import Kind
from app.domain.decisions import Decision, Decline, DeclineGroup, Done, Listed
from app.domain.ids import RecordId
from app.domain.lists import EntryKind, ListEntry, ListKind
from app.domain.redaction import Target
from app.workflow.decide import Decider
from app.workflow.find_faces import FACE, FoundFace
from app.workflow.gather_suggestions import Gathered, SuggestionGroup
from app.workflow.proposing import Codes
from app.workflow.review import PARTLY


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
        matches = [match for found in one.group.found if (match := found.match) is not None]
        decisions.update(dict.fromkeys(decider.redactions_for(matches, one.codes)))
        on_pages = [found for found in one.group.found if found.match is None]
        decisions.update(dict.fromkeys(_with_copies(decider, on_pages, one.codes)))
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
            decisions += [
                Decline(o.record, target, group.kind) for o in group.found for target in o.targets
            ]
    return decisions


def spare_groups(decider: Decider, taken: Sequence[Taken]) -> Done:
    """Put what some groups say on the list “never redact”, and decline them here.

    What a bar left of something is declined alone: half a name would spare too much.
    """
    note = f"From the suggestions of {decider.request.details.number}"
    wanted = dict.fromkeys(
        _entry(one.group.kind, one.group.words, note) for one in taken if one.group.why != PARTLY
    )
    listed: list[Decision] = [Listed(entry) for entry in decider.not_listed(wanted)]
    entries = "1 entry is" if len(listed) == 1 else f"{len(listed):,} entries are"
    if not listed:
        return decline_groups(decider, taken)
    sentence = f"{entries} on the list “never redact”; see Library, Lists"
    return decider.apply([*listed, *declines_of(taken)], sentence)


_ENTRY_KINDS = {
    "name": EntryKind.NAME,
    Kind.PHONE: EntryKind.PHONE,
    Kind.EMAIL: EntryKind.EMAIL,
    Kind.ADDRESS: EntryKind.ADDRESS,
}


def _entry(kind: str, words: str, note: str) -> ListEntry:
    entry_kind = _ENTRY_KINDS.get(kind, EntryKind.LITERAL)
    return ListEntry(ListKind.NEVER_REDACT, entry_kind, words, note)


def accept_faces(decider: Decider, faces: Sequence[FoundFace], codes: Codes) -> Done:
    """Withhold faces, also on exact copies."""
    decisions = dict.fromkeys(_with_copies(decider, faces, codes))
    return decider.apply(list(decisions), f"{_count(len(faces), 'face')} withheld")


def decline_faces(decider: Decider, faces: Sequence[FoundFace]) -> Done:
    """Say of faces that they are none."""
    decisions = [Decline(face.record, face.target, FACE) for face in faces]
    return decider.apply(decisions, f"{_count(len(faces), 'face')} declined")


def _with_copies(
    decider: Decider, found: Sequence[Gathered | FoundFace], codes: Codes
) -> Iterator[Decision]:
    """Word the decisions that withhold places of pages, also on exact copies of their records."""
    by_record: dict[RecordId, list[Target]] = {}
    for one in found:
        stands = one.targets if isinstance(one, Gathered) else (one.target,)
        by_record.setdefault(one.record, []).extend(stands)
    yield from decider.redactions_of_all(by_record, codes)


def _count(number: int, noun: str) -> str:
    return f"1 {noun}" if number == 1 else f"{number:,} {noun}s"
