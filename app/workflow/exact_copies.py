"""Which records of a request are the same one, met in several exports; decides nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from app.domain.ids import RecordId
from app.domain.people import Party, normal_address
from app.domain.places import text_at
from app.domain.records import Record
from app.domain.redaction import SpanTarget, Target
from app.domain.requests import Request
from app.vault.folder import Vault
from app.workflow.find_words import records_of


class Copies:
    """Finds copies among the records of one request."""

    def __init__(self, vault: Vault, request: Request) -> None:
        self._vault = vault
        self._request = request

    def with_exact(self, records: Sequence[RecordId]) -> list[RecordId]:
        """Add the exact copies that are in the request too."""
        twins = self._twins(records)
        named = list(dict.fromkeys(one for pair in twins.items() for one in (pair[0], *pair[1])))
        known = {record.id: record for record in records_of(self._vault, named)}
        reached: dict[RecordId, None] = dict.fromkeys(records)
        for original, others in twins.items():
            exact = (one for one in others if is_exact_copy(known[original], known[one]))
            reached.update(dict.fromkeys(exact))
        return list(reached)

    def with_same_text(self, records: Sequence[RecordId]) -> list[RecordId]:
        """Add the records of the same second with the same text, whoever wrote it to whom."""
        reached: dict[RecordId, None] = dict.fromkeys(records)
        for others in self._twins(records).values():
            reached.update(dict.fromkeys(others))
        return list(reached)

    def same_text(self, records: Sequence[RecordId]) -> defaultdict[RecordId, list[RecordId]]:
        """Give those of each record; none where it has none."""
        return defaultdict(list, self._twins(records))

    def _twins(self, records: Sequence[RecordId]) -> dict[RecordId, list[RecordId]]:
        with self._vault.read() as work:
            known = work.records.twins_of(records)
            named = dict.fromkeys(twin for twins in known.values() for twin in twins)
            held = work.requests.held_of(self._request.id, named)
        found = {
            record: [twin for twin in known.get(record, ()) if twin in held] for record in records
        }
        return {record: twins for record, twins in found.items() if twins}


def is_exact_copy(one: Record, other: Record) -> bool:
    """Say whether two records with the same text of the same second are the same one.

    They have the same subject and the same files. Two of one export are the same only within
    one conversation: a text sent to several people one by one is several records.
    """
    if one.subject != other.subject or _files(one) != _files(other):
        return False
    if one.source == other.source and one.conversation != other.conversation:
        return False
    return _may_be_same(one.author, other.author, one.source != other.source)


def targets_in(copy: Record, original: Record, target: Target) -> list[Target]:
    """Give what a target of a record means in a record with the same text: nothing, or more."""
    if isinstance(target, SpanTarget):
        same = _text_or_none(copy, target) == _text_or_none(original, target)
        return [target] if same else []
    if copy.id == original.id or target.attachment >= len(original.attachments):
        return [target]
    wanted = original.attachments[target.attachment].sha256
    return [
        replace(target, attachment=index)
        for index, attachment in enumerate(copy.attachments)
        if wanted and attachment.sha256 == wanted
    ]


def _files(record: Record) -> list[tuple[str, str]]:
    return sorted((one.sha256, "" if one.sha256 else one.name) for one in record.attachments)


def _may_be_same(one: Party, other: Party, in_two_exports: bool) -> bool:  # noqa: FBT001 - a fact, not a switch
    """Compare two authors; the owner of an export often stands in it without an address."""
    if one.address and other.address:
        return normal_address(one.address) == normal_address(other.address)
    if in_two_exports and (one.is_owner or other.is_owner):
        return True
    return one.name.casefold() == other.name.casefold()


def _text_or_none(record: Record, target: SpanTarget) -> str | None:
    try:
        return text_at(record, target.place)
    except IndexError:
        return None
