"""Check a request before its packet: what blocks it, and what contradicts itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from app.domain.audiences import Audience
from app.domain.decisions import SignOff
from app.domain.ids import RecordId
from app.domain.requests import Request
from app.domain.second_reading import folded
from app.vault.folder import Vault
from app.vault.work import Work
from app.workflow.alike import Hit
from app.workflow.check_views import ViewFinding, view_findings
from app.workflow.consistency import Consistency, Inconsistency
from app.workflow.contradictions import Contradiction, contradictions
from app.workflow.find_words import squeezed
from app.workflow.gaps import blocking_gaps, findings
from app.workflow.law import Library
from app.workflow.look_at_hidden import unseen
from app.workflow.second_reading import UNREAD, UNSIGNED, refuse_signing, unread
from app.workflow.settle_inconsistency import Open
from app.workflow.withhold_too import Lacking


@dataclass(frozen=True, slots=True)
class CheckFinding:
    """One sentence of the check page.

    Attributes:
        kind: stable word, for example ``undecided``.
        blocks: whether no packet is built while it stands.
        records: where to go, first one first.
        code: the exemption that is meant, where one is.
        hits, words: the places that can be settled from here, and what is withheld elsewhere.
        paged: records on whose pages places can be settled too.
        lacking: what can be withheld here as it is elsewhere, where it is no words.
    """

    kind: str
    sentence: str
    blocks: bool
    records: tuple[RecordId, ...] = ()
    code: str = ""
    hits: tuple[Hit, ...] = ()
    words: str = field(default="", repr=False)
    paged: tuple[RecordId, ...] = ()
    lacking: tuple[Lacking, ...] = ()

    @property
    def open(self) -> Open | None:
        """Give what can be withheld from here; None where nothing can."""
        if not self.paged and all(hit.withheld for hit in self.hits):
            return None
        return Open(self.words, self.hits, self.paged)


def check(
    vault: Vault,
    request: Request,
    law: Library,
    report: Consistency | None = None,
    audience: Audience | None = None,
) -> list[CheckFinding]:
    """List what stands in the way, worst first; an empty list means nothing does.

    Args:
        vault: holds the request.
        request: is checked.
        law: knows its exemptions.
        report: one of this request that was kept since, so that less is looked for again.
        audience: whose packet is meant; the public's and every other one if left out.
    """
    if audience not in {None, Audience.PUBLIC}:
        return _of_view(vault, request, law, Audience(audience))
    with vault.read() as work:
        standings = work.decisions.standings(request.id)
    kept = report or Consistency(vault, request)
    alike = [_finding(one) for one in kept.report(literal=False)]
    places = {squeezed(one.words): one for one in kept.report() if one.kind == "visible"}
    against = contradictions(vault, request, standings)
    views = [] if audience else view_findings(vault, request, standings, against)
    told = [_visible(one, places.get(squeezed(one.words))) for one in against]
    told += map(_of_audience, views)
    left = [*_not_looked_at(vault, request), *_missing(vault, request)]
    return [*blocks(vault, request, law), *told, *alike, *left]


def _visible(one: Contradiction, seen: Inconsistency | None) -> CheckFinding:
    """Say that something is seen, with its places where the report knows them."""
    found = CheckFinding("visible_elsewhere", one.sentence, blocks=False, records=one.records)
    if not one.words:
        return replace(found, lacking=one.lacking)
    hits = seen.hits if seen is not None else ()
    return replace(found, hits=hits, words=one.words, paged=one.paged)


def _of_view(
    vault: Vault, request: Request, law: Library, audience: Audience
) -> list[CheckFinding]:
    """List what stands in the way of one audience's packet."""
    with vault.read() as work:
        standings = work.decisions.standings(request.id)
    views = map(_of_audience, view_findings(vault, request, standings, audience=audience))
    found = blocks(vault, request, law, audience)
    return [*found, *views, *_not_looked_at(vault, request), *_missing(vault, request)]


def _of_audience(one: ViewFinding) -> CheckFinding:
    return CheckFinding(one.kind, one.sentence, blocks=False, records=one.records, words=one.words)


def _finding(one: Inconsistency) -> CheckFinding:
    found = CheckFinding(one.kind, one.sentence, blocks=False, records=one.records)
    return replace(found, hits=one.hits, words=one.words, lacking=one.lacking)


def _not_looked_at(vault: Vault, request: Request) -> Iterable[CheckFinding]:
    """Warn of attachments in which something hides that nobody has looked at."""
    found = unseen(vault, request)
    if found.hiding:
        hide = "attachment hides" if found.hiding == 1 else "attachments hide"
        sentence = (
            f"{found.hiding:,} {hide} something that nobody has looked at; "
            "open its pages and tick it (P, L)."
        )
        yield CheckFinding("hidden_unseen", sentence, blocks=False, records=found.hiding_in)
    if found.unopened:
        were = "attachment was" if found.unopened == 1 else "attachments were"
        sentence = f"{found.unopened:,} {were} never opened, so nobody knows what hides there."
        yield CheckFinding("never_opened", sentence, blocks=False, records=found.unopened_in)


def _missing(vault: Vault, request: Request) -> Iterable[CheckFinding]:
    """Warn of what may never have been collected, where that does not block."""
    for one in findings(vault, request):
        if not one.blocks:
            yield CheckFinding(one.kind, one.sentence, blocks=False)


def blocks(
    vault: Vault, request: Request, law: Library, audience: Audience = Audience.PUBLIC
) -> list[CheckFinding]:
    """List what blocks the packet of an audience, worst first; reads no text of any record.

    What blocks the public's blocks every other one as well.
    """
    found = _Facts(vault, request, law, audience).blocking()
    gaps = blocking_gaps(vault, request)
    if gaps is not None:
        found.append(CheckFinding(gaps.kind, gaps.sentence, blocks=True))
    left = unread(vault, request)
    if left is not None:
        sentence = f"{left.sentence} {left.remedy}"
        kind = UNSIGNED if left.to_sign else UNREAD
        found.append(CheckFinding(kind, sentence, blocks=True, records=left.records))
    return found


def blocking(vault: Vault, request: Request, law: Library) -> Counter[str]:
    """Count by kind what blocks the packet beside undecided records; cheap, for the guide."""
    kinds = (found.kind for found in blocks(vault, request, law))
    return Counter(kind for kind in kinds if kind != "undecided")


def sign_off(vault: Vault, request: Request, who: str, role: str = "second reader") -> None:
    """Stand for the request as it is decided now; kept in the decision log.

    Where the rule of four eyes holds, nobody who decided in the request signs, and the signature
    says what was read; also whose vault was open, where that is another name.

    Raises:
        DecisionRefused: the rule does not let it be signed (yet).
    """
    with vault.write() as work:
        read = refuse_signing(work, request, who)
        said = f"{role}, who read {read}" if read else role
        if read and folded(who) != folded(vault.who):
            said += f", at the desk of {vault.who or 'somebody without a name'}"
        work.decisions.append(request.id, who, [SignOff(who, said)])
        work.audit.append(who, "request.signed", request=request.id, role=said, desk=vault.who)


def signed(vault: Vault, request: Request) -> SignOff | None:
    """Give the latest signature, if nothing was decided or taken back after it."""
    with vault.read() as work:
        last = work.readings.signature(request.id)
    return last.decision if last and isinstance(last.decision, SignOff) else None


def confirm_exemption(vault: Vault, request: Request, code: str) -> None:
    """Say once that a citation of low confidence was compared with the law in force."""
    with vault.write() as work:
        work.requests.confirm_exemption(request.details.jurisdiction, code, vault.who)
        work.audit.append(
            vault.who, "exemption.confirmed", jurisdiction=request.details.jurisdiction, code=code
        )


class _Facts:
    """What the vault says of one request; only what is wrong is listed."""

    def __init__(self, vault: Vault, request: Request, law: Library, audience: Audience) -> None:
        self._vault = vault
        self._request = request.id
        self._jurisdiction = request.details.jurisdiction
        self._law = law.get(self._jurisdiction)
        self._audience = audience

    def blocking(self) -> list[CheckFinding]:
        with self._vault.read() as work:
            found = [self._empty(work), self._undecided(work), self._without_reason(work)]
            found += [*self._codes(work), self._hollow(work)]
        return [finding for finding in found if finding]

    def _empty(self, work: Work) -> CheckFinding | None:
        if work.requests.record_ids(self._request):
            return None
        return CheckFinding("empty", "The request holds no records.", blocks=True)

    def _undecided(self, work: Work) -> CheckFinding | None:
        open_ids = tuple(work.outcomes.undecided(self._request))
        if not open_ids:
            return None
        sentence = f"{_records(len(open_ids), 'has', 'have')} no decision."
        return CheckFinding("undecided", sentence, blocks=True, records=open_ids)

    def _without_reason(self, work: Work) -> CheckFinding | None:
        bare = tuple(work.outcomes.without_codes(self._request))
        if not bare:
            return None
        sentence = f"{_records(len(bare), 'has', 'have')} a redaction without an exemption."
        return CheckFinding("no_exemption", sentence, blocks=True, records=bare)

    def _codes(self, work: Work) -> Iterable[CheckFinding]:
        law, request = self._law, self._request
        confirmed = work.requests.confirmed(self._jurisdiction)
        own = work.layers.codes_named(request, self._audience)
        for code in sorted(work.outcomes.codes_used(request) | own):
            exemption = law.exemption(code)
            if exemption is None:
                kind = "foreign_code"
                sentence = f"{code} is no exemption of {law.name} in the library."
            elif exemption.needs_confirmation and code not in confirmed:
                kind = "unconfirmed_code"
                sentence = (
                    f"The citation of {code} must be confirmed once: compare "
                    f"{exemption.citation} with the law in force."
                )
            else:
                continue
            named = [*work.outcomes.with_code(request, code), *work.layers.with_code(request, code)]
            records = tuple(dict.fromkeys(named))
            yield CheckFinding(kind, sentence, blocks=True, records=records, code=code)

    def _hollow(self, work: Work) -> CheckFinding | None:
        hollow = tuple(work.outcomes.hollow(self._request))
        if not hollow:
            return None
        sentence = f"{_records(len(hollow), 'is', 'are')} set to redact without a redaction."
        return CheckFinding("nothing_redacted", sentence, blocks=True, records=hollow)


def _records(number: int, singular: str, plural: str) -> str:
    return f"1 record {singular}" if number == 1 else f"{number:,} records {plural}"
