"""Answer gaps in what is held, acknowledge them, and say how exports were collected."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from app.domain.coverage import (
    Acknowledged,
    Collected,
    Coverage,
    CoverageLine,
    Days,
    Gap,
    GapAnswer,
    GapRule,
    LineKey,
    Scope,
    Settling,
)
from app.domain.ids import RequestId, SourceId
from app.domain.requests import Request
from app.errors import AppError
from app.vault.coverage_text import Said
from app.vault.folder import Vault
from app.vault.work import Work
from app.workflow.coverage import collected_in, coverage, rule_in
from app.workflow.coverage_scope import refuse_days

OPEN_GAPS = "open_gaps"
UNREGISTERED = "unregistered"
UNEXPECTED = "unexpected_channel"
MOST_HOLE, MOST_SILENT = 365, 60
OF_COVERAGE = (OPEN_GAPS, UNREGISTERED, UNEXPECTED)
_IN_WORDS: dict[type[Said], str] = {
    GapAnswer: "the answer to a gap",
    Acknowledged: "the word that gaps are known",
    Scope: "the choice of days and custodians",
    Collected: "how an export was collected",
    GapRule: "the rule on gaps",
}


@dataclass(frozen=True, slots=True)
class CoverageFinding:
    """One sentence on what is held for a request."""

    kind: str
    sentence: str
    blocks: bool


def answer_gaps(
    vault: Vault, request: Request, answers: Sequence[GapAnswer], who: str
) -> tuple[GapAnswer, ...]:
    """Say what is the matter with gaps, as one act.

    Raises:
        AppError: a reason is missing, or the source that is named does not exist.
    """
    with vault.write() as work:
        sources = {source.id for source in work.sources.all()}
        tidy = tuple(_tidy(one, sources) for one in answers)
        work.coverage.add(who, tidy, (), request.id)
        for one in tidy:
            work.audit.append(
                who,
                "coverage.gap_answered",
                request=request.id,
                first=one.days.first.isoformat(),
                last=one.days.last.isoformat(),
                answer=one.settling.value,
                source=one.source or 0,
            )
    return tidy


def acknowledge(vault: Vault, request: Request, reason: str, who: str) -> int:
    """Let the packet be built though gaps are open, for a reason; gives how many there are.

    A gap that opens later, or grows, is not among them.
    """
    why = _reason(reason, "Gaps are not let pass without a reason.")
    found = coverage(vault, request)
    gaps = found.open_gaps if found is not None else ()
    if not gaps:
        raise AppError("No gap is open.", "There is nothing to acknowledge.")
    with vault.write() as work:
        before = [one.said for one in work.coverage.standing(Acknowledged, request.id)]
        said = Acknowledged(why, tuple((gap.line, gap.days) for gap in gaps))
        work.coverage.add(who, [said], [one for one in before if one != said], request.id)
        work.audit.append(who, "coverage.gaps_acknowledged", request=request.id, gaps=len(gaps))
    return len(gaps)


def acknowledged_in(work: Work, request: RequestId) -> Acknowledged | None:
    """Give what was acknowledged last."""
    kept = [one.said for one in work.coverage.standing(Acknowledged, request)]
    return kept[-1] if kept and isinstance(kept[-1], Acknowledged) else None


def collected_of(vault: Vault, source: SourceId) -> Collected:
    """Give what is known of how an export was collected."""
    with vault.read() as work:
        return collected_in(work).get(source, Collected(source))


def set_collected(vault: Vault, collected: Collected, who: str) -> None:
    """Say how an export was collected; it takes the place of what was said before."""
    if collected.days is not None:
        refuse_days(collected.days)
    with vault.write() as work:
        if collected.source not in {source.id for source in work.sources.all()}:
            raise AppError("There is no such source.", "Choose one of the sources.")
        kept = [one.said for one in work.coverage.standing(Collected)]
        before = [
            one for one in kept if isinstance(one, Collected) and one.source == collected.source
        ]
        work.coverage.add(who, [collected], [one for one in before if one != collected])
        work.audit.append(who, "source.collected", source=collected.source)


def gap_rule(vault: Vault) -> GapRule:
    """Give what open gaps do in this vault."""
    with vault.read() as work:
        return rule_in(work)


def set_gap_rule(vault: Vault, rule: GapRule, who: str) -> None:
    """Say what is called a gap, and whether open ones keep packets back; kept in the trail."""
    if not 1 <= rule.hole <= MOST_HOLE:
        raise AppError(
            f"A gap cannot begin after {rule.hole:,} days.", f"Enter 1 to {MOST_HOLE} days."
        )
    if not 1 <= rule.silent <= MOST_SILENT:
        raise AppError(
            f"{rule.silent:,} days cannot be called silent.", f"Enter 1 to {MOST_SILENT} days."
        )
    with vault.write() as work:
        before = [one.said for one in work.coverage.standing(GapRule) if one.said != rule]
        work.coverage.add(who, [rule], before)
        work.audit.append(
            who, "coverage.rule", blocks=rule.blocks, hole=rule.hole, silent=rule.silent
        )


def undo(vault: Vault, request: Request | None, who: str) -> str:
    """Take the last act on coverage back, in a request or in the register; says what it was.

    Gives an empty text where there is nothing to take back.
    """
    with vault.write() as work:
        undone = work.coverage.undo(who, request.id if request else None)
        if not undone:
            return ""
        number = request.id if request else 0
        work.audit.append(who, "coverage.undone", request=number, lines=len(undone))
    said = undone[-1][0]
    return _IN_WORDS.get(type(said), "a change of the register")


def findings(vault: Vault, request: Request) -> list[CoverageFinding]:
    """Say what a packet should not leave with; nothing where no register was ever made."""
    found = coverage(vault, request)
    if found is None:
        return []
    told = [_open_gaps(vault, request, found), _unregistered(found), _unexpected(found)]
    return [one for one in told if one is not None]


def blocking_gaps(vault: Vault, request: Request) -> CoverageFinding | None:
    """Give the finding that keeps the packet back; cheap where there is no register."""
    found = coverage(vault, request)
    told = _open_gaps(vault, request, found) if found is not None else None
    return told if told is not None and told.blocks else None


def _open_gaps(vault: Vault, request: Request, found: Coverage) -> CoverageFinding | None:
    gaps = found.open_gaps
    if not gaps:
        return None
    with vault.read() as work:
        rule, known = rule_in(work), acknowledged_in(work, request.id)
    new = [gap for gap in gaps if not (known and _is_known(gap, known))]
    if known is not None and not new:
        sentence = f"{_gaps(len(gaps))} without an answer, acknowledged: {known.reason}"
        return CoverageFinding(OPEN_GAPS, sentence, blocks=False)
    lines = {gap.line for gap in new}
    where = "1 channel" if len(lines) == 1 else f"{len(lines):,} channels"
    sentence = (
        f"{_gaps(len(new))} in {where} of the register: no export covers those days. "
        "Answer each, or acknowledge them all with a reason."
    )
    return CoverageFinding(OPEN_GAPS, sentence, blocks=rule.blocks)


def _is_known(gap: Gap, known: Acknowledged) -> bool:
    return any(line == gap.line and days.within(gap.days) == gap.days for line, days in known.gaps)


def _unregistered(found: Coverage) -> CoverageFinding | None:
    if found.unregistered:
        names = ", ".join(name or "a source without a custodian" for name in found.unregistered)
        sentence = f"Not in the register, so nobody can tell what is missing: {names}."
        return CoverageFinding(UNREGISTERED, sentence, blocks=False)
    if found.bare:
        sentence = f"In the register without any channel: {', '.join(found.bare)}."
        return CoverageFinding(UNREGISTERED, sentence, blocks=False)
    return None


def _unexpected(found: Coverage) -> CoverageFinding | None:
    lines = [line for line in found.lines if not line.entry.may_hold and _held(line)]
    if not lines:
        return None
    records = sum(map(_held, lines))
    said = f"{records:,} records lie" if records != 1 else "1 record lies"
    sentence = f"{said} in channels that hold none by the department's policy."
    return CoverageFinding(UNEXPECTED, sentence, blocks=False)


def _held(line: CoverageLine) -> int:
    return sum(line.records) + sum(line.copies)


def _gaps(number: int) -> str:
    return "1 gap" if number == 1 else f"{number:,} gaps"


def _tidy(answer: GapAnswer, sources: Collection[SourceId]) -> GapAnswer:
    refuse_days(answer.days)
    reason = _reason(answer.reason, "A gap is not answered without a reason.")
    if answer.settling is Settling.COLLECTED and answer.source not in sources:
        raise AppError("There is no such source.", "Name the source with which it was collected.")
    return replace(answer, reason=reason)


def _reason(typed: str, what: str) -> str:
    reason = " ".join(typed.split())
    if not any(map(str.isalnum, reason)):
        raise AppError(what, "Say who said so, or why, in a few words; they are kept.")
    return reason


def gap_at(found: Coverage, line: LineKey, days: Days) -> tuple[Gap, ...]:
    """Give the open gaps of a line that lie, in part, in some days."""
    return tuple(gap for gap in found.open_gaps if gap.line == line and gap.days.within(days))
