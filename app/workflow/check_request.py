"""Check a request before its packet: what blocks it, and what contradicts itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from app.domain.decisions import Disposition, SignOff, Standing
from app.domain.ids import RecordId
from app.domain.requests import Request
from app.vault.folder import Vault
from app.workflow.contradictions import contradictions
from app.workflow.law import Library


@dataclass(frozen=True, slots=True)
class CheckFinding:
    """One sentence of the check page.

    Attributes:
        kind: stable word, for example ``undecided``.
        blocks: whether no packet is built while it stands.
        records: where to go, first one first.
        code: the exemption that is meant, where one is.
    """

    kind: str
    sentence: str
    blocks: bool
    records: tuple[RecordId, ...] = ()
    code: str = ""


def check(vault: Vault, request: Request, law: Library) -> list[CheckFinding]:
    """List what stands in the way, worst first; an empty list means nothing does."""
    facts = _Facts(vault, request, law)
    told = [
        CheckFinding("visible_elsewhere", one.sentence, blocks=False, records=one.records)
        for one in contradictions(vault, request, facts.standings)
    ]
    return [*facts.blocking(), *told]


def blocks(vault: Vault, request: Request, law: Library) -> list[CheckFinding]:
    """List what blocks the packet, worst first; reads no text of any record."""
    return _Facts(vault, request, law).blocking()


def blocking(vault: Vault, request: Request, law: Library) -> int:
    """Count what blocks the packet beside undecided records; cheap, for the guide."""
    return sum(1 for found in _Facts(vault, request, law).blocking() if found.kind != "undecided")


def sign_off(vault: Vault, request: Request, who: str, role: str = "second reader") -> None:
    """Stand for the request as it is decided now; kept in the decision log."""
    with vault.write() as work:
        work.decisions.append(request.id, who, [SignOff(who, role)])
        work.audit.append(who, "request.signed", request=request.id, role=role)


def signed(vault: Vault, request: Request) -> SignOff | None:
    """Give the latest signature, if nothing was decided after it."""
    with vault.read() as work:
        log = work.decisions.log(request.id)
    last = log[-1].decision if log else None
    return last if isinstance(last, SignOff) else None


def confirm_exemption(vault: Vault, request: Request, code: str) -> None:
    """Say once that a citation of low confidence was compared with the law in force."""
    with vault.write() as work:
        work.requests.confirm_exemption(request.details.jurisdiction, code, vault.who)
        work.audit.append(
            vault.who, "exemption.confirmed", jurisdiction=request.details.jurisdiction, code=code
        )


class _Facts:
    """What the vault says of one request, read once."""

    def __init__(self, vault: Vault, request: Request, law: Library) -> None:
        with vault.read() as work:
            self.ids = work.requests.record_ids(request.id)
            self.standings = work.decisions.standings(request.id)
            self.confirmed = work.requests.confirmed(request.details.jurisdiction)
        self.law = law.get(request.details.jurisdiction)

    def standing(self, record: RecordId) -> Standing:
        return self.standings.get(record, Standing(record))

    def blocking(self) -> list[CheckFinding]:
        found = [self._empty(), self._undecided(), self._without_reason()]
        return [finding for finding in found if finding] + [*self._codes(), *self._hollow()]

    def _empty(self) -> CheckFinding | None:
        if self.ids:
            return None
        return CheckFinding("empty", "The request holds no records.", blocks=True)

    def _undecided(self) -> CheckFinding | None:
        open_ids = tuple(r for r in self.ids if self.standing(r).outcome is None)
        if not open_ids:
            return None
        sentence = f"{_records(len(open_ids), 'has', 'have')} no decision."
        return CheckFinding("undecided", sentence, blocks=True, records=open_ids)

    def _without_reason(self) -> CheckFinding | None:
        bare = tuple(
            record
            for record in self.ids
            if any(not redaction.codes for redaction in self.standing(record).redactions)
        )
        if not bare:
            return None
        sentence = f"{_records(len(bare), 'has', 'have')} a redaction without an exemption."
        return CheckFinding("no_exemption", sentence, blocks=True, records=bare)

    def _codes(self) -> Iterable[CheckFinding]:
        used = _codes_used(self.ids, self.standings)
        for code, records in used.items():
            exemption = self.law.exemption(code)
            if exemption is None:
                sentence = f"{code} is no exemption of {self.law.name} in the library."
                yield CheckFinding(
                    "foreign_code", sentence, blocks=True, records=records, code=code
                )
            elif exemption.needs_confirmation and code not in self.confirmed:
                sentence = (
                    f"The citation of {code} must be confirmed once: compare "
                    f"{exemption.citation} with the law in force."
                )
                yield CheckFinding(
                    "unconfirmed_code", sentence, blocks=True, records=records, code=code
                )

    def _hollow(self) -> Iterable[CheckFinding]:
        hollow = tuple(
            record
            for record in self.ids
            if self.standing(record).disposition is Disposition.REDACT
            and not self.standing(record).redactions
        )
        if hollow:
            sentence = f"{_records(len(hollow), 'is', 'are')} set to redact without a redaction."
            yield CheckFinding("nothing_redacted", sentence, blocks=True, records=hollow)


def _codes_used(
    ids: Sequence[RecordId], standings: Mapping[RecordId, Standing]
) -> dict[str, tuple[RecordId, ...]]:
    used: dict[str, list[RecordId]] = defaultdict(list)
    for record in ids:
        standing = standings.get(record)
        if standing is None:
            continue
        codes = set(standing.codes).union(*(redaction.codes for redaction in standing.redactions))
        for code in sorted(codes):
            used[code].append(record)
    return {code: tuple(records) for code, records in sorted(used.items())}


def _records(number: int, singular: str, plural: str) -> str:
    return f"1 record {singular}" if number == 1 else f"{number:,} records {plural}"
